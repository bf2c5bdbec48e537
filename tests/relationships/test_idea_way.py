"""The way of an idea: from new to done or not now, answered, thanked for; and what became of a supplier's."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import Notification
from partners.actions.partner import add_partner
from relationships.actions.appreciation import write_appreciation
from relationships.actions.idea import change_idea, note_idea, remind_of_answers
from relationships.models import Idea
from relationships.queries.idea_facts import IdeaFacts, idea_facts, suppliers_with_ideas
from tests.counting import queries_of

DAY = timedelta(days=1)


def given(cast, partner, days_ago=0, **fields):
    fields = {"title": "Crates", "received_at": timezone.now() - days_ago * DAY} | fields
    return note_idea(by=cast.anna, partners=[partner], **fields)


def test_not_now_wants_a_reason(signed_in, cast, lindner):
    with pytest.raises(ValidationError, match="why not now"):
        given(cast, lindner, state="not_now")
    idea = given(cast, lindner)
    page = f"/ideas/{idea.pk}/answer/"
    assert signed_in.post(page, {"version": 1, "state": "not_now", "answer": "Later"}).status_code == 422
    sent = {"version": 1, "state": "not_now", "reason": "No room", "answer": "Later"}
    assert signed_in.post(page, sent).status_code == 302
    assert "No room" in signed_in.get(f"/ideas/{idea.pk}/").content.decode()


def test_thanks_close_the_circle(signed_in, cast, lindner):
    idea = given(cast, lindner)
    form = signed_in.get(f"/thanks/new/?idea={idea.pk}").content.decode()
    assert ("Your idea: Crates" in form, "Druckhaus Lindner" in form) == (True, True)
    sent = {"partners": [lindner.pk], "direction": "given", "text": "For the crates", "idea": idea.pk}
    assert signed_in.post("/thanks/new/", sent).status_code == 302
    idea.refresh_from_db()
    assert idea.thanks.text == "For the crates"
    page = signed_in.get(f"/ideas/{idea.pk}/").content.decode()
    assert ("For the crates" in page, "Thank them for it" in page) == (True, False)


def test_thanks_for_an_idea_that_one_may_not_change_are_refused_whole(cast, lindner):
    idea = given(cast, lindner, visibility="everyone")
    open_ = add_partner(by=cast.otto, name="Open", open_to_everyone=True)
    with pytest.raises(PermissionDenied):
        write_appreciation(by=cast.otto, partners=[open_], text="x", idea=idea)
    idea.refresh_from_db()
    assert idea.thanks is None


def test_one_is_reminded_every_week_until_it_is_answered(cast, lindner):
    idea, now = given(cast, lindner, 8), timezone.now()
    given(cast, lindner, 3)
    assert [remind_of_answers(at=now), remind_of_answers(at=now), remind_of_answers(at=now + 7 * DAY)] == [1, 0, 2]
    change_idea(by=cast.ben, idea=idea, version=1, answer="In spring")
    Idea.objects.exclude(pk=idea.pk).update(answered_on=timezone.localdate())
    assert remind_of_answers(at=now + 15 * DAY) == 0
    assert set(Notification.objects.values_list("user", flat=True)) == {cast.anna.pk}


def test_whoever_has_left_is_stood_in_for_by_the_lead(cast, lindner):
    given(cast, lindner, 8)
    cast.anna.is_active = False
    cast.anna.save()
    remind_of_answers(at=timezone.now())
    assert Notification.objects.get().user == cast.lena


def test_what_became_of_a_suppliers_ideas(cast, lindner, kerner):
    today = timezone.localdate()
    given(cast, lindner, 30, state="done", answered_on=today - 20 * DAY, answer="Yes")
    given(cast, lindner, 30, answered_on=today, answer="Later")
    given(cast, lindner)
    note_idea(by=cast.ben, partners=[lindner], title="x", visibility="private")
    expected = IdeaFacts(given=3, done=1, answered=2, answered_in_time=1)
    assert idea_facts(cast.anna, [lindner.pk, kerner.pk]) == {lindner.pk: expected, kerner.pk: IdeaFacts()}
    assert suppliers_with_ideas(cast.anna) == [expected]
    assert suppliers_with_ideas(cast.otto) == []


def test_no_person_is_among_the_suppliers(signed_in, cast):
    for kind, natural in (("person", "unknown"), ("organisation", "unknown"), ("organisation", "yes")):
        given(cast, add_partner(by=cast.anna, name="Rolf", kind=kind, natural_person=natural, is_supplier=True))
    assert "Rolf" not in signed_in.get("/ideas/suppliers/").content.decode()


@pytest.mark.parametrize("page", ["/ideas/?view=board", "/ideas/suppliers/"])
def test_pages_take_as_many_queries_with_thirty(signed_in, cast, lindner, page):
    given(cast, lindner)
    few = queries_of(signed_in, page)
    for number in range(30):
        given(cast, add_partner(by=cast.anna, name=f"P {number}", is_supplier=True, natural_person="no"), state="doing")
    assert len(queries_of(signed_in, page)) == len(few) <= 10
