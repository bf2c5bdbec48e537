"""What a name gives away."""

import csv
from pathlib import Path

import pytest
from django.conf import settings

from partners.names import bare_name, fold, looks_like_person

REAL = Path(settings.BASE_DIR).parent / "shared" / "data" / "oxford-suppliers-apr-jun-2017.csv"


@pytest.mark.parametrize(
    "name",
    [
        "MR J G PATTERSON", "Mrs Zhaleh Ghomshei", "DR O ELAGAB", "Frau Sabine Köhler", "MR & MRS D BROWN", "Adam French",
        "MR DOUGLAS HUGHES T/A OXFORDSHIRE ESTATES", "AMY TERBLANCHE & REAGAN HOOPER", "DAVID & CAROLINE BRANDON",
        "Simon Leach Design", "STEVE CROSS PLUMBING & HEATING", "Hongyang Qu", "M J PLUMRIDGE", "Müller, Jürgen",
        "Ludwig van Beethoven", "Malermeister Schulz e.K.", "Bäckerei Huber, Inh. Eva Huber", "Mary-Ann O'Neill",
        "PETER STREET", "R. Roth", "REDACTED PERSONAL DATA", "Redacted - Commercial", "Name withheld",
    ],
)  # fmt: skip
def test_a_person_or_a_one_person_business(name):
    assert looks_like_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "HMRC", "DAVID MOORE LETTINGS LTD", "JAMES ANDREWS RECRUITMENT SOLUTIONS LTD", "KENT COUNTY COUNCIL", "EDF ENERGY",
        "GRANT PAYMENTS", "ST JOHN AMBULANCE", "The Porch", "Druckhaus Lindner", "Metallbau Kerner", "Bäckerei Huber",
        "Sparkasse Göttingen", "Universität Göttingen", "Jürgen Müller GmbH & Co. KG", "Hans Meier AG", "JONES & REEVES",
        "GREEN & PARTNERS", "ADP ARCHITECTS", "Sportverein Weende e.V.", "3MIL", "", "=cmd|x", "🙂",
        "MR CLUTCH LTD", "Institute of Directors", "ROSE HILL JUNIOR YOUTH CLUB",
    ],
)  # fmt: skip
def test_not_a_person(name):
    assert not looks_like_person(name)


def test_the_titled_people_of_a_real_file_are_all_seen():
    if not REAL.exists():
        pytest.skip("the real payments file is not here")
    with REAL.open(encoding="utf-8-sig", newline="") as file:
        names = {row["Supplier Name"] for row in csv.DictReader(file)}
    people = {name for name in names if looks_like_person(name)}
    titled = {name for name in names if name.startswith(("MR ", "MRS ", "MS ", "MISS ", "DR "))}
    assert titled - people == set()
    assert {name for name in people if name.endswith((" LTD", " LIMITED", " PLC", " LLP", "COUNCIL"))} == set()
    assert len(people) < len(names) * 0.13


def test_folding_forgets_case_accents_and_spaces():
    assert fold("  Müller   ÉLAN\tStraße ") == "muller elan strasse"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme Ltd", "ACME Limited"), ("CANON (UK) LTD", "Canon UK"), ("Müller GmbH & Co. KG", "Muller"),
        ("Smith & Sons Ltd.", "SMITH AND SONS"), ("The Law Society", "Law Society"), ("St. Mungo's", "St Mungos"),
    ],
)  # fmt: skip
def test_bare_names_of_likely_doubles_are_equal(one, other):
    assert bare_name(one) == bare_name(other)


@pytest.mark.parametrize(("name", "bare"), [("Ltd", "ltd"), ("The Company", "the company"), ("!!!", ""), ("", "")])
def test_a_bare_name_never_says_more_than_the_name(name, bare):
    assert bare_name(name) == bare
