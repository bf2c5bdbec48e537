"""Rows in bulk: written past the actions, which would take hours; standings are rebuilt afterwards."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

WORDS = "Paper arrived late, we spoke about the next delivery and agreed to send samples before the end of the month."


def people() -> Any:
    from accounts.models import Membership, Team, User

    team, _made = Team.objects.get_or_create(name="Benchmark")
    user = User.objects.filter(email="bench@example.org").first() or User.objects.create_user(
        "bench@example.org", None, name="Bench"
    )
    Membership.objects.get_or_create(team=team, user=user)
    return team, user


def partners(count: int) -> list[Any]:
    from accounts.models import Team
    from partners.models import Partner
    from partners.names import fold
    from relationships.actions.standing import rebuild_standings

    team, user = people()
    have = list(Partner.objects.order_by("pk"))
    rows = [
        Partner(name=f"Druckhaus Lindner {n}", sort_key=fold(f"Druckhaus Lindner {n}"), is_supplier=True,
                natural_person="no", cadence_ideal=30, cadence_at_most=60, created_by=user, caretaker=user)
        for n in range(len(have), count)
    ]  # fmt: skip
    Partner.objects.bulk_create(rows, batch_size=2000)
    through: Any = Partner.teams.through
    team = Team.objects.get(name="Benchmark")
    through.objects.bulk_create([through(partner=row, team=team) for row in rows], batch_size=5000)
    if rows:
        rebuild_standings()
    return list(Partner.objects.order_by("pk")[:count])


def contacts(count: int, among: list[Any]) -> None:
    from django.db import connection

    from relationships.models import Interaction

    team, user = people()
    now, have = timezone.now(), Interaction.objects.count()
    through: Any = Interaction.partners.through
    for start in range(have, count, 20_000):
        rows = [
            Interaction(team=team, author=user, created_by=user, channel=("call", "visit", "email")[n % 3], text=WORDS,
                        mood_before=2, mood_after=4, value_given="Samples", happened_at=now - timedelta(minutes=n))
            for n in range(start, min(start + 20_000, count))
        ]  # fmt: skip
        Interaction.objects.bulk_create(rows, batch_size=5000)
        links = [
            through(interaction=row, partner=among[n % len(among)], happened_at=row.happened_at)
            for n, row in enumerate(rows)
        ]
        through.objects.bulk_create(links, batch_size=10_000)
    if have < count and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as its own autovacuum does within a minute


def story(partner: Any) -> None:
    """Two hundred entries: contacts, issues, ideas, thanks."""
    from accounts.actions.record import repeated_of
    from relationships.models import Appreciation, Idea, Interaction, Issue

    team, user = people()
    now = timezone.now()
    shared: dict[str, Any] = {"team": team, "author": user, "created_by": user}
    for number in range(200):
        moment = now - timedelta(days=number)
        kind = number % 10
        if kind < 6:
            entry: Any = Interaction(
                channel=("call", "visit")[kind % 2],
                text=WORDS,
                mood_before=2,
                mood_after=4,
                happened_at=moment,
                **shared,
            )
        elif kind < 8:
            entry = Issue(title=f"Complaint {number}", text=WORDS, owner=user, raised_at=moment, **shared)
        elif kind == 8:
            entry = Idea(title=f"Crates {number}", text=WORDS, received_at=moment, **shared)
        else:
            entry = Appreciation(text=WORDS, thanked_at=moment, **shared)
        type(entry)._base_manager.bulk_create([entry])
        through = entry.partners.through
        link = {type(entry)._meta.model_name: entry, "partner": partner, **repeated_of(entry, through)}
        through.objects.create(**link)


def meeting(partner: Any) -> Any:
    """A clearing round that has ended: 40 issues, words and a measure on each."""
    from relationships.choices import ItemState, ReviewState
    from relationships.models import ActionItem, AgendaItem, Comment, Issue, Review, ReviewSeries

    team, user = people()
    if done := Review.objects.first():
        return done
    now, day = timezone.now(), timedelta(days=1)
    series = ReviewSeries.objects.create(
        team=team, name="Clearing", first_at=now, time_zone="Europe/Berlin", sections=[["issues", 60]], created_by=user
    )
    review = Review.objects.create(
        series=series, starts_at=now - day, started_at=now - day, closed_at=now + day, state=ReviewState.CLOSED
    )
    for number in range(40):
        issue = Issue(title=f"On the table {number}", text=WORDS, owner=user, raised_at=now, team=team, author=user)
        Issue._base_manager.bulk_create([issue])
        issue.partners.through.objects.create(issue=issue, partner=partner)
        Comment.objects.create(issue=issue, author=user, text=WORDS)
        ActionItem.objects.create(issue=issue, team=team, owner=user, text="Send samples", due_on=now.date())
        AgendaItem.objects.create(series=series, review=review, issue=issue, position=number, state=ItemState.HANDLED)
    return review
