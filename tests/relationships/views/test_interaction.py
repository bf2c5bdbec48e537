"""Logging a contact: prefilled, just now, moods of colleagues, one transaction; its page with what one may see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from partners.actions.partner import add_partner
from relationships.actions.interaction import log_interaction
from relationships.actions.issue import flag_issue, resolve_issue
from relationships.models import Appreciation, Idea, Interaction, Issue, Reminder
from tests.counting import queries_of
from tests.world import make_world

NEW = reverse("relationships:interaction_create")


def data(*partners, **more):
    return {"partners": [partner.pk for partner in partners], "channel": "call", "text": "A word that stays"} | more


def test_it_opens_with_the_partner_one_comes_from(signed_in, lindner, kerner):
    def chosen(**params):
        return signed_in.get(NEW, params).context["form"]["partners"].value()

    assert chosen(partner=lindner.pk) == [lindner.pk]
    for unknown in (kerner.pk, 10**18, "nonsense", "9" * 40):
        assert not chosen(partner=unknown), unknown


def test_left_alone_it_was_a_call_just_now_of_the_team(signed_in, cast, lindner):
    form = signed_in.get(NEW).context["form"]
    assert (form["channel"].value(), form["happened_at"].value()) == ("call", None)
    assert signed_in.post(NEW, data(lindner)).headers["Location"] == reverse(
        "partners:partner_detail", args=[lindner.pk]
    )
    made = Interaction.objects.get()
    assert (made.channel, made.visibility, made.team, made.author) == ("call", "team", cast.team, cast.anna)
    assert timezone.now() - made.happened_at < timedelta(minutes=5)


def test_the_time_is_the_users_own(signed_in, cast, lindner):
    User.objects.filter(pk=cast.anna.pk).update(time_zone="America/New_York")
    signed_in.post(NEW, data(lindner, happened_at="2026-01-05T09:00"))
    assert Interaction.objects.get().happened_at.isoformat() == "2026-01-05T14:00:00+00:00"


def test_a_colleagues_mood_is_refused_with_the_draft_kept(signed_in, colleague):
    answer = signed_in.post(NEW, data(colleague, mood_after=4))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["mood_after"])
    assert "A word that stays" in answer.content.decode()
    assert not Interaction.objects.exists()


def test_a_team_may_turn_moods_of_colleagues_on(signed_in, cast, colleague):
    cast.team.mood_for_colleagues = True
    cast.team.save()
    assert signed_in.post(NEW, data(colleague, mood_after=4)).status_code == 302
    made = Interaction.objects.get()
    assert (made.mood_after, made.visibility) == (4, "involved")


def test_a_wrong_reminder_writes_no_contact_either(signed_in, lindner):
    beside = {"issue_title": "Who pays?", "thanks_text": "Thank you", "idea_title": "Crates", "reminder_text": "Call"}
    wrong = {"reminder_on_choice": "day", "reminder_on": "2001-01-01"}
    answer = signed_in.post(NEW, data(lindner, **beside, **wrong))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reminder_on"])
    for words in ("A word that stays", "Who pays?", "Thank you", "Crates", "Call"):
        assert words in answer.content.decode()
    assert [model.objects.count() for model in (Interaction, Issue, Appreciation, Idea, Reminder)] == [0] * 5


def test_a_reminder_by_a_tap_comes_in_the_morning(signed_in, cast, lindner):
    signed_in.post(NEW, data(lindner, reminder_text="Call back", reminder_on_choice="week"))
    due = timezone.localtime(Reminder.objects.get().due_at)
    assert (due.date(), due.hour, due.minute) == (timezone.localdate() + timedelta(days=7), 9, 0)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"issue_title": "x" * 100_000}, "issue_title"),
        ({"issue_title": "x", "issue_kind": "quarrel"}, "issue_kind"),
        ({"thanks_text": "x" * 100_000}, "thanks_text"),
        ({"idea_title": "x" * 100_000}, "idea_title"),
        ({"reminder_text": "x" * 100_000}, "reminder_text"),
        ({"reminder_text": "x", "reminder_on_choice": "day", "reminder_on": "2126-01-01"}, "reminder_on"),
        ({"value_received": "x" * 100_000}, "value_received"),
        ({"energy": "plenty"}, "energy"),
        ({"team": "99"}, None),
    ],
)
def test_each_complaint_stands_at_its_field(signed_in, lindner, wrong, field):
    answer = signed_in.post(NEW, data(lindner, **wrong))
    if field is None:  # with one team nobody is asked, so nothing that is sent is heard
        assert answer.status_code == 302
        return
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Interaction.objects.exists()


def test_a_team_of_others_cannot_be_chosen(client, cast, lindner):
    cast.other_team.memberships.create(user=cast.anna)
    client.force_login(cast.anna)
    foreign = cast.team.__class__.objects.create(name="Foreign")
    answer = client.post(NEW, data(lindner, team=foreign.pk))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["team"])
    assert client.post(NEW, data(lindner, team=cast.other_team.pk)).status_code == 302
    assert Interaction.objects.get().team == cast.other_team


def test_its_page_links_the_issues_that_one_sees(signed_in, cast, lindner):
    contact = log_interaction(by=cast.anna, partners=[lindner], text="x", mood_before=2, mood_after=5)
    flag_issue(by=cast.ben, partners=[lindner], title="Seen", interactions=[contact])
    flag_issue(by=cast.ben, partners=[lindner], title="Kanarienvogel", interactions=[contact], visibility="private")
    page = signed_in.get(reverse("relationships:interaction_detail", args=[contact.pk])).content.decode()
    assert "Seen" in page
    assert "Kanarienvogel" not in page
    assert "Mood from 2 to 5 of 5" in page


def test_its_page_takes_as_many_queries_with_much_on_it(signed_in, cast, lindner):
    world = make_world(cast, lindner)
    url = reverse("relationships:interaction_detail", args=[world.interaction.pk])
    few = queries_of(signed_in, url)
    for _number in range(19):
        flag_issue(by=cast.anna, partners=[lindner], title="x", interactions=[world.interaction])
    many = queries_of(signed_in, url)
    assert len(many) == len(few) <= 10, "\n".join(many)


def test_the_form_takes_few_queries(signed_in, lindner):
    assert len(queries_of(signed_in, NEW)) <= 10


def test_a_contact_is_linked_to_the_issue_that_it_was_about(signed_in, cast, lindner, kerner):
    contact = log_interaction(by=cast.anna, partners=[lindner], text="About the pallets")
    other = add_partner(by=cast.anna, name="Brodersen")
    far = flag_issue(by=cast.anna, partners=[other], title="Ramp")
    near = flag_issue(by=cast.ben, partners=[lindner], title="Pallets")
    flag_issue(by=cast.ben, partners=[lindner], title="Ben's alone", visibility="private")
    foreign = flag_issue(by=cast.otto, partners=[kerner], title="For all to read", visibility="everyone")
    resolve_issue(by=cast.anna, issue=flag_issue(by=cast.anna, partners=[lindner], title="Over"), result="Fine")
    url = f"/contacts/{contact.pk}/link/"
    assert url in signed_in.get(f"/contacts/{contact.pk}/").content.decode()
    assert [line["issue"] for line in signed_in.get(url).context["lines"]] == [near, far]
    assert [line["issue"] for line in signed_in.get(url, {"q": "ram"}).context["lines"]] == [far]
    assert signed_in.post(url, {"into": foreign.pk}).status_code == 403
    assert signed_in.post(url, {"into": near.pk}).url == f"/contacts/{contact.pk}/"
    assert (list(near.interactions.all()), near.quiet_days(at=timezone.now())) == ([contact], 0)
    assert signed_in.post(url, {"into": near.pk}).status_code == 409
    assert [line["issue"] for line in signed_in.get(url).context["lines"]] == [far]
