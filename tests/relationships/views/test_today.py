"""Today: what waits for whoever looks at it, and nothing that others wrote for themselves."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone, translation

from accounts.actions.notification import notify
from accounts.actions.record import save_new
from accounts.models import Membership, User
from climate.actions.booster_use import note_use
from climate.actions.check_in import check_in
from partners.actions.partner import add_partner
from partners.actions.tag import tags_named
from partners.models import Tag
from relationships.actions.appreciation import write_appreciation
from relationships.actions.idea import change_idea, note_idea
from relationships.actions.interaction import log_interaction
from relationships.actions.issue import flag_issue, park_issue, resolve_issue
from relationships.actions.reminder import finish_reminder, set_reminder
from relationships.actions.rules import follow_rules
from relationships.models import Issue, Reminder, ReminderRules
from relationships.queries import today
from relationships.views.today import greeting, waiting_in_words
from tests.counting import queries_of
from tests.world import make_secrets, make_world

TODAY = reverse("relationships:today")


def ago(days):
    return timezone.now() - timedelta(days=days)


def seen(client, user):
    client.force_login(User.objects.get(pk=user.pk))
    context = client.get(TODAY).context
    data = {section["name"]: section["data"] for section in context["first"] + context["main"] + context["side"]}

    def lines(name):
        return data.get(name, {}).get("lines", [])

    return {
        "check": [line["entry"].title for line in lines("check")],
        "issues": [line["entry"].title for line in lines("issues")],
        "due": [reminder.text for reminder in data["reminders"]["due"]],
        "coming": [reminder.text for reminder in data["reminders"]["coming"]],
        "quiet": [line.partner.name for line in lines("quiet")],
        "thanks": [line["entry"].text for line in lines("thanks")],
        "ideas": [line["entry"].title for line in lines("ideas")],
    }


NOTHING = {"check": [], "issues": [], "due": [], "coming": [], "quiet": [], "thanks": [], "ideas": []}


@pytest.mark.parametrize(
    ("hour", "words"),
    [(4, "Good evening."), (6, "Good morning."), (12, "Good day."), (17, "Good day."), (19, "Good evening.")],
)
def test_it_greets_by_the_users_own_clock(hour, words):
    with time_machine.travel(datetime(2026, 1, 5, hour, 30, tzinfo=UTC), tick=False), timezone.override(UTC):
        assert greeting() == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "Nothing is waiting for you."),
        (1, "One thing is waiting for you."),
        (4, "Four things are waiting for you."),
        (10, "Ten things are waiting for you."),
        (11, "11 things are waiting for you."),
    ],
)
def test_it_says_how_many_things_wait(count, words):
    with translation.override("en"):
        assert waiting_in_words(count) == words


def test_ones_own_open_issues_the_oldest_first(client, cast, lindner):
    for title, age in (("Young", 2), ("Old", 20)):
        flag_issue(by=cast.anna, partners=[lindner], title=title, raised_at=ago(age))
    flag_issue(by=cast.anna, partners=[lindner], title="Ben's", owner=cast.ben)
    parked, done = (flag_issue(by=cast.anna, partners=[lindner], title=title) for title in ("Parked", "Done"))
    park_issue(by=cast.anna, issue=parked, until=timezone.localdate() + timedelta(days=4))
    resolve_issue(by=cast.anna, issue=done, result="Sorted out")
    assert seen(client, cast.anna) == NOTHING | {"issues": ["Old", "Young"]}
    assert seen(client, cast.ben) == NOTHING | {"issues": ["Ben's"]}


@pytest.fixture
def resolved(cast, lindner):
    """One of Anna's, whose day to ask whether it holds came yesterday."""
    issue = flag_issue(by=cast.ben, partners=[lindner], title="Settled", owner=cast.anna)
    resolve_issue(
        by=cast.anna, issue=issue, result="They call first", check_on=timezone.localdate() + timedelta(days=1)
    )
    Issue.objects.filter(pk=issue.pk).update(check_on=timezone.localdate() - timedelta(days=1))
    return Issue.objects.get(pk=issue.pk)


def test_it_asks_whether_it_holds_without_any_rule(client, cast, resolved):
    ReminderRules.objects.create(team=cast.team, on_check_day=False)
    follow_rules(at=timezone.now())
    assert seen(client, cast.anna) == NOTHING | {"check": ["Settled"]}
    assert seen(client, cast.ben) == NOTHING
    address = reverse("relationships:issue_holds", args=[resolved.pk])
    client.force_login(cast.anna)
    assert address in client.get(TODAY).text
    assert client.post(address, {"text": ""}).status_code == 302
    assert seen(client, cast.anna) == NOTHING


def test_it_asks_once_where_a_rule_has_asked_already(client, cast, resolved):
    save_new(Reminder(user=cast.anna, cause="check", issue=resolved, due_at=ago(0)), by=None)
    assert seen(client, cast.anna) == NOTHING | {"due": [""]}
    Reminder.objects.update(due_at=timezone.now() + timedelta(days=9))  # put off
    assert seen(client, cast.anna) == NOTHING
    Reminder.objects.update(user=cast.ben, handed_on_by=cast.anna)
    assert seen(client, cast.anna) == NOTHING


def test_reminders_due_and_those_of_the_next_days(client, cast):
    for text, days in (("Late", -1), ("Soon", 3), ("Far away", 30)):
        set_reminder(by=cast.anna, text=text, due_at=timezone.now() + timedelta(days=days))
    finish_reminder(by=cast.anna, reminder=set_reminder(by=cast.anna, text="Done", due_at=ago(1)))
    assert seen(client, cast.anna) == NOTHING | {"due": ["Late"], "coming": ["Soon"]}
    assert seen(client, cast.lena) == NOTHING


@pytest.fixture
def quiet_partner(cast):
    """A partner in Anna's care, to be in touch with at least every 30 days, last spoken with 43 days ago."""
    partner = add_partner(
        by=cast.anna, name="Stadtwerke", natural_person="no", is_customer=True, cadence_at_most=30, caretaker=cast.anna
    )
    log_interaction(by=cast.anna, partners=[partner], text="x", happened_at=ago(43))
    return partner


def test_partners_in_ones_care_that_go_quiet(client, cast, quiet_partner):
    assert seen(client, cast.anna) == NOTHING | {"quiet": ["Stadtwerke"]}
    assert seen(client, cast.ben) == NOTHING
    log_interaction(by=cast.ben, partners=[quiet_partner], text="x", happened_at=ago(2))
    assert seen(client, cast.anna) == NOTHING


def test_a_contact_that_only_the_reader_may_see_counts_for_them(client, cast, quiet_partner):
    log_interaction(by=cast.anna, partners=[quiet_partner], text="x", visibility="private", happened_at=ago(2))
    assert seen(client, cast.anna) == NOTHING


def test_a_contact_that_the_reader_may_not_see_does_not(client, cast, quiet_partner):
    log_interaction(by=cast.ben, partners=[quiet_partner], text="x", visibility="private", happened_at=ago(2))
    assert seen(client, cast.anna) == NOTHING | {"quiet": ["Stadtwerke"]}


def test_fresh_thanks_to_us_and_to_oneself(client, cast, lindner, colleague):
    thank = {"by": cast.anna, "partners": [lindner]}
    write_appreciation(text="Received", direction="received", **thank)
    write_appreciation(text="Long ago", direction="received", thanked_at=ago(30), **thank)
    write_appreciation(text="Given", **thank)
    write_appreciation(by=cast.lena, partners=[colleague], text="For Ben", visibility="private")
    assert seen(client, cast.anna) == NOTHING | {"thanks": ["Received"]}
    assert seen(client, cast.ben)["thanks"] == ["For Ben", "Received"]


def test_ideas_that_nobody_has_answered(client, cast, lindner, kerner):
    for title in ("New", "Answered"):
        idea = note_idea(by=cast.anna, partners=[lindner], title=title)
    change_idea(by=cast.anna, idea=idea, version=1, answer="In spring")
    note_idea(by=cast.otto, partners=[kerner], title="Of another team", visibility="everyone")
    assert seen(client, cast.ben) == NOTHING | {"ideas": ["New"]}


def test_no_canary_sings(signed_in, cast, lindner, kerner):
    make_secrets(cast, lindner, kerner)
    assert "Kanarienvogel" not in signed_in.get(TODAY).content.decode()


@pytest.fixture
def more_of_everything(cast, lindner, colleague):
    """A function that adds a row to each card, with all that a row may take along."""
    Membership.objects.create(team=cast.other_team, user=cast.anna)
    daily = tags_named(["daily"], by=cast.anna)
    Tag.objects.update(cadence_at_most=1)

    def add():
        world = make_world(cast, lindner)
        partner = add_partner(by=cast.anna, name="Quiet", natural_person="no", tags=daily, caretaker=cast.anna)
        log_interaction(by=cast.anna, partners=[partner], text="x", happened_at=ago(9))
        write_appreciation(by=cast.anna, partners=[lindner, partner], text="Received", direction="received")
        note_use(by=cast.anna, booster=world.booster, helped=True, at=timezone.now())
        done = flag_issue(by=cast.anna, partners=[lindner, partner], title="Settled")
        resolve_issue(by=cast.anna, issue=done, result="x", check_on=timezone.localdate() + timedelta(days=1))
        Issue.objects.filter(pk=done.pk).update(check_on=timezone.localdate())
        for number, target in enumerate(({"issue": world.issue}, {"partner": partner}, {"talk": world.talk},
                                         {"action_item": world.action_item})):  # fmt: skip
            reminder = Reminder(user=cast.anna, text="Look", due_at=ago(number), **target)
            save_new(reminder, by=cast.anna)
            notify(user=cast.anna, kind="reminder", target=reminder, key=f"{reminder.pk}")
        check_in(by=cast.anna, mood=1, word="tired", at=timezone.now())

    return add


def test_it_takes_ten_queries_with_all_there_can_be(signed_in, cast, more_of_everything):
    readers = (False, True)  # an administrator's banner takes none of its own

    def seen_by(is_administrator):
        User.objects.filter(pk=cast.anna.pk).update(is_administrator=is_administrator)
        return queries_of(signed_in, TODAY)

    more_of_everything()
    few = [len(seen_by(reader)) for reader in readers]
    shown = {section["name"] for section in _sections(signed_in)}
    for _number in range(29):
        more_of_everything()
    many = [seen_by(reader) for reader in readers]
    assert [len(found) for found in many] == few == [10, 10], many
    assert shown == {section.name for section in today.sections}


def test_each_card_leads_to_the_list_of_all(signed_in, cast, more_of_everything):
    more_of_everything()
    page = signed_in.get(TODAY).content.decode()
    for name, filters in [
        ("relationships:issue_list", f"?owner={cast.anna.pk}"),
        ("relationships:action_item_list", ""),
        ("partners:partner_list", f"?last_contact=overdue&amp;caretaker={cast.anna.pk}"),
        ("relationships:idea_list", "?answered=false"),
        ("relationships:reminder_list", ""),
    ]:
        assert f'<a class="more" href="{reverse(name)}{filters}">' in page, name


def _sections(client):
    context = client.get(TODAY).context
    return [*context["first"], *context["main"], *context["side"]]


def test_an_empty_house_leads_to_the_first_steps(signed_in):
    page = signed_in.get(TODAY)
    assert page.context["first_steps"]
    for name in ("partners:partner_create", "relationships:interaction_create"):
        assert f'href="{reverse(name)}"' in page.content.decode()


def test_what_comes_first_on_a_phone_comes_first_in_the_page(cast, signed_in, lindner):
    """What is put before other things by its style alone moves them when it comes, as one reads already."""
    flag_issue(by=cast.anna, partners=[lindner], title="Late again")
    page = signed_in.get("/").text
    assert 0 < page.index('id="check-in"') < page.index("Late again")
