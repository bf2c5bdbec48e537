"""The demo team: filled once, told in two languages, with something of everything in it."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from time_machine import travel

from accounts.models import Team, User
from partners.choices import NaturalPerson, PartnerKind, PartnerRole
from partners.models import ContactPoint, ExternalNumber, Partner, Tag
from relationships.actions.standing import rebuild_standings
from relationships.choices import (
    Channel,
    Direction,
    Energy,
    IdeaState,
    IssueKind,
    IssueState,
    Severity,
    Step,
    Visibility,
)
from relationships.demo import fill as fill_module
from relationships.demo import stories
from relationships.demo.scene import Scene
from relationships.demo.stories.issues import RAMP
from relationships.models import Appreciation, Comment, Idea, Interaction, Issue, Reminder
from relationships.queries.today import fresh_thanks, going_quiet, my_issues, my_reminders, unanswered_ideas

MODELS = (
    User,
    Team,
    Partner,
    ContactPoint,
    ExternalNumber,
    Tag,
    Interaction,
    Issue,
    Comment,
    Appreciation,
    Idea,
    Reminder,
)
PASSWORD = "warm-paper-and-clay"

pytestmark = pytest.mark.django_db


def fill(language: str = "de") -> str:
    out = io.StringIO()
    call_command("fill_demo", language=language, stdout=out)
    return out.getvalue()


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in MODELS}


def values(model: type, field: str) -> set[object]:
    return set(model.objects.values_list(field, flat=True).distinct())


def test_the_demo_is_filled_once_and_says_how_to_sign_in(settings: object, client: Client) -> None:
    settings.DEMO_PASSWORD = PASSWORD

    first = fill()
    filled = counts()
    again = fill("en")

    assert counts() == filled
    assert first == f"Sign in at {settings.RAPPORT_URL} as demo@example.org with the password {PASSWORD}\n"
    assert again == (
        f"Sign in at {settings.RAPPORT_URL} as demo@example.org; `make demo-password` gives a new password.\n"
    )
    assert client.login(username="demo@example.org", password=PASSWORD)


def test_the_german_demo_holds_everything_there_is_to_see() -> None:
    fill()

    assert rebuild_standings() == []
    assert values(Partner, "kind") == set(PartnerKind.values)
    assert values(Partner, "natural_person") == set(NaturalPerson.values)
    assert {role for partner in Partner.objects.all() for role in partner.roles} == set(PartnerRole.values)
    assert values(Interaction, "channel") == set(Channel.values)
    assert values(Interaction, "energy") == {*Energy.values, ""}
    assert values(Interaction, "visibility") == set(Visibility.values)
    assert values(Issue, "kind") == set(IssueKind.values)
    assert values(Issue, "state") == set(IssueState.values)
    assert values(Issue, "severity") == set(Severity.values)
    assert values(Comment, "step") == set(Step.values)
    assert values(Appreciation, "direction") == set(Direction.values)
    assert values(Idea, "state") == set(IdeaState.values)
    assert set(Issue.objects.filter(title=RAMP[0]).values_list("owner__email", flat=True)) == {"demo@example.org"}


def test_today_of_the_demo_user_has_something_of_each_kind() -> None:
    fill()
    now = timezone.now()
    user = User.objects.get(email="demo@example.org")

    quiet = {row.partner.name for row in going_quiet(user, user.working_team, now)}
    ages = [issue.age_days(at=now) for issue in my_issues(user, now)]
    due = Reminder.objects.visible_to(user).due(at=now)

    assert quiet == {"Sommerfeld Rohstoffe", "Kessler Klebstoffe", "Spedition Brodersen", "Grafikbüro Ines Falk"}
    assert ages == sorted(ages, reverse=True)
    assert len(ages) >= 5
    assert due.exists()
    assert len(my_reminders(user=user, at=now)) > due.count()
    assert fresh_thanks(user, now).filter(direction=Direction.GIVEN).count() == 1
    assert len(unanswered_ideas(user)) >= 3


@pytest.mark.parametrize(
    "now",
    [
        datetime(2027, 3, 3, 11, tzinfo=UTC),
        datetime(2027, 3, 5, 23, 30, tzinfo=UTC),  # Saturday, half past midnight
        datetime(2027, 3, 7, 15, tzinfo=UTC),  # Sunday
        datetime(2027, 3, 8, 6, 30, tzinfo=UTC),  # Monday, before work
    ],
    ids=str,
)
def test_the_story_lies_in_the_past_and_its_threads_in_order(now: datetime) -> None:
    with travel(now):
        fill("en")
        now = timezone.now()

        for issue in Issue.objects.prefetch_related("comments"):
            moments = [issue.raised_at, *(comment.created_at for comment in issue.comments.all())]
            assert moments == sorted(moments)
            assert issue.last_activity_at == issue.comments.last().created_at
            assert not issue.history.filter(history_date__gt=issue.last_activity_at).exists()
        for model in (Interaction, Appreciation, Idea):
            assert not model.objects.filter(**{f"{model.DATE_FIELD}__gt": now}).exists()
            assert not model.history.filter(history_date__gt=now).exists()
        assert Issue.objects.overdue(at=now).exists()
        assert Partner.objects.filter(name="Lindner Printing House").exists()
        assert not Partner.objects.filter(name="Druckhaus Lindner").exists()


def test_an_interrupted_filling_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(stories, "CONTACTS", [])
    monkeypatch.setattr(fill_module, "fill_issues", interrupt)

    with pytest.raises(KeyboardInterrupt):
        fill()

    assert counts() == dict.fromkeys((model.__name__ for model in MODELS), 0)


def test_a_foreign_database_is_left_alone(anna: User) -> None:
    before = counts()

    said = fill()

    assert counts() == before
    assert "with your account" in said


def test_a_new_password_needs_a_demo_user(settings: object, client: Client) -> None:
    settings.DEMO_PASSWORD = PASSWORD
    with pytest.raises(CommandError, match=r"no demo@example\.org here"):
        call_command("demo_password")
    User.objects.create_user("demo@example.org", "another-password", name="Marlene")
    out = io.StringIO()

    call_command("demo_password", stdout=out)

    assert PASSWORD in out.getvalue()
    assert client.login(username="demo@example.org", password=PASSWORD)


@pytest.mark.parametrize("monday", [date(2026, 3, 2), date(2026, 10, 26)])
def test_no_contact_falls_on_a_weekend(monday: date) -> None:
    for day in range(7):
        scene = Scene("de", now=timezone.make_aware(timezone.datetime.combine(monday, timezone.datetime.min.time())))
        moment = scene.moment(day)
        assert moment.weekday() < 5
        assert timedelta(0) <= scene.now + timedelta(days=1) - moment <= timedelta(days=day + 4)


def test_every_text_is_told_in_both_languages() -> None:
    told = [*stories.CONTACTS, *stories.ISSUES, *stories.THANKS, *stories.IDEAS, *stories.REMINDERS]
    pairs = [pair for row in told for pair in vars(row).values() if is_text(pair)]
    pairs += [then.text for issue in stories.ISSUES for then in issue.then]

    assert [pair for pair in pairs if bool(pair[0]) != bool(pair[1])] == []
    assert [pair for pair in pairs if pair[0] and pair[0] == pair[1]] == []


def is_text(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and all(isinstance(part, str) for part in value)
