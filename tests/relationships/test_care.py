"""Partners who need care, the note of their caretaker, the moment before a contact, and what suppliers give."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from climate.actions.booster import add_booster
from partners.actions.partner import add_partner
from partners.models import Partner
from relationships.actions.appreciation import write_appreciation
from relationships.actions.care_note import write_care_note
from relationships.actions.idea import note_idea
from relationships.actions.interaction import log_interaction
from relationships.actions.standing import rebuild_standings
from relationships.queries.care import InNeed, who_needs_care
from relationships.queries.supplier import what_they_give
from tests.counting import queries_of


def arrive(cast, partner, moods):
    for number, mood in enumerate(moods):
        moment = timezone.now() - timedelta(days=len(moods) - number)
        log_interaction(by=cast.anna, partners=[partner], text="x", mood_before=mood, happened_at=moment)


@pytest.fixture
def cared(cast, lindner):
    Partner.objects.filter(pk=lindner.pk).update(caretaker=cast.anna)
    lindner.refresh_from_db()
    return lindner


@pytest.mark.parametrize(
    ("moods", "needs"),
    [([1, 2, 2, 5], False), ([1, 2, 2, 5, 5], True), ([1, 2, 2, 5, 5, 5, 5, 5], False), ([2, 2, 4, 4, 4], False)],
)
def test_who_arrives_low_again_and_again_needs_care(cast, lindner, moods, needs):
    arrive(cast, lindner, moods)
    assert who_needs_care(cast.ben) == ([InNeed(lindner, 3)] if needs else [])
    assert rebuild_standings() == []


@pytest.mark.parametrize("fields", [{"kind": "person"}, {"natural_person": "unknown"}, {"kind": "group"}])
def test_nobody_is_counted_who_is_a_person(cast, fields):
    arrive(cast, add_partner(by=cast.anna, name="Rolf", **fields), [1, 1, 1, 1, 1])
    assert who_needs_care(cast.anna) == []


def test_a_note_is_kept_by_the_caretaker_for_persons_too(client, cast, cared):
    rolf = add_partner(by=cast.anna, name="Rolf", kind="person", caretaker=cast.anna)
    note = write_care_note(by=cast.anna, partner=rolf, weighs="His back", needs="Short ways")
    with pytest.raises(PermissionDenied):
        write_care_note(by=cast.lena, partner=cared, needs="x")
    with pytest.raises(ValidationError):
        write_care_note(by=cast.anna, partner=rolf, needs="x")
    for reader, reads in ((cast.anna, True), (cast.ben, False), (cast.lena, False)):
        client.force_login(reader)
        for page in ("/care/", f"/partners/{rolf.pk}/", f"/before/{rolf.pk}/"):
            assert ("Short ways" in client.get(page).content.decode()) is reads, page
        assert (client.get(f"/care/notes/{note.pk}/history/").status_code == 200) is reads
    client.force_login(cast.anna)
    client.post(f"/care/{rolf.pk}/", {"version": 1, "weighs": "His back", "needs": "Short ways", "is_shared": "on"})
    client.force_login(cast.ben)
    assert "Short ways" in client.get("/care/").content.decode()
    client.force_login(cast.otto)
    assert "Short ways" not in client.get("/care/").content.decode()


def test_before_the_contact_one_reads_what_counts_and_one_thing_for_oneself(signed_in, cast, cared):
    write_care_note(by=cast.anna, partner=cared, needs="Patience")
    add_booster(by=cast.anna, text="Breathe out slowly")
    note_idea(by=cast.anna, partners=[cared], title="Crates")
    log_interaction(by=cast.anna, partners=[cared], text="x", mood_after=2)
    for headers in ({}, {"HX-Request": "true"}):
        page = signed_in.get(f"/before/{cared.pk}/", headers=headers).content.decode()
        assert [words in page for words in ("Patience", "Crates", "Breathe out slowly", "low")] == [True] * 4
        assert ("<html" in page) is not bool(headers)


def test_what_a_supplier_gives_side_by_side(signed_in, cast, lindner, kerner):
    other = add_partner(by=cast.anna, name="Paperworks", is_supplier=True, natural_person="no")
    log_interaction(by=cast.anna, partners=[lindner], text="x", energy="gave", value_received="Samples")
    write_appreciation(by=cast.anna, partners=[lindner], text="Good team", direction="received")
    note_idea(by=cast.anna, partners=[lindner], title="Crates", state="done")
    log_interaction(by=cast.ben, partners=[lindner], text="x", energy="cost", visibility="private")
    first, second = what_they_give(cast.anna, [lindner.pk, other.pk, kerner.pk], at=timezone.now())
    counts = (first.gave_energy.count, first.cost_energy.count, first.value.count, first.thanks.count, first.done.count)
    assert (first.partner, counts) == (lindner, (1, 0, 1, 1, 1))
    assert (second.partner, second.value.count) == (other, 0)
    page = signed_in.get(f"/suppliers/?partner={lindner.pk}&partner={other.pk}&partner=x").content.decode()
    assert [words in page for words in ("Samples", "Good team", "Paperworks")] == [True] * 3
    person = add_partner(by=cast.anna, name="Rolf", kind="person", is_supplier=True)
    assert what_they_give(cast.anna, [person.pk], at=timezone.now()) == []


def test_pages_take_as_many_queries_with_thirty(signed_in, cast, cared):
    write_care_note(by=cast.anna, partner=cared, needs="x")
    log_interaction(by=cast.anna, partners=[cared], text="x", energy="gave", value_received="y")
    pages = ["/care/", f"/before/{cared.pk}/", f"/suppliers/?partner={cared.pk}"]
    few = [len(queries_of(signed_in, page)) for page in pages]
    for number in range(30):
        partner = add_partner(by=cast.anna, name=f"P {number}", kind="person", caretaker=cast.anna)
        write_care_note(by=cast.anna, partner=partner, needs="x")
        log_interaction(by=cast.anna, partners=[cared], text="x", energy="gave", value_received="y")
        add_booster(by=cast.anna, text=f"Tea {number}")
    assert [len(queries_of(signed_in, page)) for page in pages] == few
    assert max(few) <= 10
