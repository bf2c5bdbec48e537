"""What is found by what is typed, of rare words and of common ones alike."""

import pytest

from accounts.queries import search
from partners.actions.partner import add_partner
from partners.models import Partner
from partners.names import fold
from partners.queries.search import PARTNERS, suggested

NAMES = [
    "Drossel GmbH", "Dr. Oertel & Söhne", "Andreas Draht", "100% Baumwolle", "A_B Technik", "AXB Technik", "C\\D Werk",
    "Zink 9", "Zink 10", "Ärztehaus Süd", "dr Drucker", "Madrid Handel",
]  # fmt: skip
TYPED = [
    "gmbh", "100%", "%", "_", "a_b", "c\\d", "\\", "dr", "d", "z", "9", "ä", "ärzte", "zink 9", "süd haus", "nothing",
    "sap-77", "info@", "", "   ", "a\x00b",
]  # fmt: skip


@pytest.fixture(params=[search.FEW, 0], ids=["rare", "common"])
def some(request, monkeypatch, anna):
    """Partners, where each word that is looked for is rare, or each is common."""
    monkeypatch.setattr(search, "FEW", request.param)
    monkeypatch.setattr(search.cache, "get", lambda name: None)
    for name in NAMES:
        add_partner(by=anna, name=name)
    add_partner(
        by=anna, name="Weber", contact_points=[{"kind": "email", "value": "Info@weber.example"}],
        external_numbers=[{"source": "sap", "number": "SAP-77"}],
    )  # fmt: skip
    add_partner(by=anna, name="Number", external_numbers=[{"source": "sap", "number": "sap-77"}])
    return anna


def fits(partner, typed):
    """In plain words, what the search asks the database."""
    text, name = typed.strip(), partner.sort_key
    if not text:
        return True
    if "\x00" in typed or not fold(typed):
        return False
    if len(text) <= 2:
        first = fold(typed).split()[0]
        return name.startswith(first) or f" {first}" in name
    return (
        all(word in name for word in fold(typed).split())
        or any(number.number == text for number in partner.external_numbers.all())
        or any(text.lower() in point.value.lower() for point in partner.contact_points.all())
    )


@pytest.mark.parametrize("typed", TYPED)
def test_partners_are_found(some, typed):
    expected = {partner.name for partner in Partner.objects.all() if fits(partner, typed)}
    assert {partner.name for partner in PARTNERS.matching(Partner.objects.all(), typed)} == expected


@pytest.mark.parametrize("typed", TYPED)
def test_those_that_begin_so_are_suggested_first(some, typed):
    found = sorted((partner for partner in Partner.objects.all() if fits(partner, typed)), key=lambda one: one.sort_key)
    begins = [partner.name for partner in found if partner.sort_key.startswith(fold(typed))]
    others = [partner.name for partner in found if partner.name not in begins]
    suggestions = [partner.name for partner in suggested(some, typed, count=12)]
    assert (suggestions[: len(begins)], sorted(suggestions)) == (begins[:12], sorted((begins + others)[:12]))
