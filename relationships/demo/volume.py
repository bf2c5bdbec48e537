"""As much as a large company has: skewed as it is in life, and made again exactly by the same seed.

Some partners have 20,000 contacts of a million, most have few; contacts grow denser towards today; names are ones that
search can be tried on. Rows are copied in as they are, so there is no history, and nobody is reminded or mailed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import accumulate
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password

from accounts.choices import TeamRole
from accounts.models import Membership, Team, User
from partners.models import ContactPoint, Partner, Tag
from partners.names import fold
from relationships.choices import Channel, Energy, Horizon, IdeaState, IssueKind, IssueState
from relationships.demo import volume_words as words
from relationships.demo.copy_in import Told, copy_in, many_rows, moment_text, next_id, settle
from relationships.models import ActionItem, Appreciation, Comment, Idea, Interaction, Issue, Reminder

EMAIL = "volume@example.org"  # leads the first team
TEAM_SIZE = 10
YEARS = 5
GIANTS, OF_A_GIANT = 5, 0.02  # so many partners have so much of all contacts each
VISIBILITIES = ["team"] * 85 + ["everyone"] * 8 + ["involved"] * 4 + ["private"] * 3
MODELS = [
    User, Team, Membership, Partner, ContactPoint, Tag, Interaction, Issue, Comment, ActionItem, Appreciation, Idea, Reminder,
]  # fmt: skip


@dataclass(frozen=True)
class Size:
    partners: int
    interactions: int
    issues: int
    teams: int

    @property
    def rows(self) -> int:
        """Records that are told of as they are written; links between them go along."""
        return self.partners + self.interactions + self.issues


@dataclass
class Volume:
    size: Size
    now: datetime
    seed: int
    told: Told = lambda count: None
    ids: dict[Any, int] = field(default_factory=dict)

    def fill(self) -> None:
        self.random = Random(self.seed)  # noqa: S311 - made-up data, not secrets
        self.ids = {model: next_id(model) for model in MODELS}
        with many_rows():
            self._us()
            self._them()
            self._contacts()
            self._issues()
            self._thanks_and_ideas()
        settle(
            [*MODELS, *(link for model in (Partner, Interaction, Issue, Appreciation, Idea) for link in links(model))]
        )

    # --- Us and them -------------------------------------------------------------------------------------------------

    def _us(self) -> None:
        password = make_password(None)
        count = self.size.teams * TEAM_SIZE
        people = [f"{words.given(number)} {words.family(number)}" for number in range(count)]
        emails = [EMAIL, *(f"volume{number:05}@example.org" for number in range(1, count))]
        first = self.ids[User]
        copy_in(
            User, "id email name password",
            ((first + number, emails[number], people[number], password) for number in range(count)),
        )  # fmt: skip
        teams = range(self.size.teams)
        copy_in(Team, "id name", ((self.ids[Team] + team, words.team(team)) for team in teams))
        roles = [TeamRole.LEAD, *[TeamRole.MEMBER] * (TEAM_SIZE - 1)]
        copy_in(
            Membership, "team_id user_id role",
            ((self.team(team), user, roles[place]) for team in teams for place, user in enumerate(self.users_of(team))),
        )  # fmt: skip
        copy_in(
            Tag, "id name", ((self.ids[Tag] + place, f"{name} {self.seed}") for place, name in enumerate(words.TAGS))
        )

    def team(self, number: int) -> int:
        return self.ids[Team] + number

    def users_of(self, team: int) -> range:
        start = self.ids[User] + team * TEAM_SIZE
        return range(start, start + TEAM_SIZE)

    @cached_property
    def team_of(self) -> list[int]:
        """The first team of each partner, by number; large teams have more of them."""
        weights = list(accumulate(1 / (1 + team * 0.1) for team in range(self.size.teams)))
        return self.random.choices(range(self.size.teams), cum_weights=weights, k=self.size.partners)

    @cached_property
    def organisation_of(self) -> dict[int, int]:
        """Every fourth partner is a person, most of them of the organisation before it."""
        return {number: number - number % 4 for number in range(3, self.size.partners, 4) if number % 20 != 19}

    def _them(self) -> None:
        random, first = self.random, self.ids[Partner]
        kinds = [
            "person" if number % 4 == 3 else "group" if number % 50 == 1 else "organisation"
            for number in range(self.size.partners)
        ]
        created = self._moments(self.size.partners)

        def partners() -> Iterator[tuple[Any, ...]]:
            for number, kind in enumerate(kinds):
                name = words.person(random) if kind == "person" else words.organisation(random)
                user = random.choice(self.users_of(self.team_of[number]))
                roll = random.random()
                belongs = self.organisation_of.get(number)
                yield (
                    first + number, kind, name, fold(name), roll < 0.5, roll > 0.45, False,
                    "yes" if kind == "person" else "no", (belongs is not None and first + belongs) or None,
                    number % 50 == 0, user if roll < 0.6 else None, 30 if roll < 0.2 else None, 90 if roll < 0.2 else None,
                    created[number], user,
                )  # fmt: skip

        copy_in(
            Partner,
            "id kind name sort_key is_customer is_supplier is_colleague natural_person organisation_id open_to_everyone"
            " caretaker_id cadence_ideal cadence_at_most created_at created_by_id",
            partners(),
            self.told,
        )
        copy_in(Partner.teams.through, "partner_id team_id", self._teams_of_partners())
        tags = len(words.TAGS)
        copy_in(
            Partner.tags.through, "partner_id tag_id",
            ((first + number, self.ids[Tag] + number // 2 * 7 % tags) for number in range(0, self.size.partners, 2)),
        )  # fmt: skip
        copy_in(ContactPoint, "partner_id kind value", self._points())

    def _teams_of_partners(self) -> Iterator[tuple[int, int]]:
        for number, team in enumerate(self.team_of):
            yield self.ids[Partner] + number, self.team(team)
            if number % 10 == 0 and self.size.teams > 1:
                yield self.ids[Partner] + number, self.team((team + 1) % self.size.teams)

    def _points(self) -> Iterator[tuple[Any, ...]]:
        for number in range(self.size.partners):
            if number % 5:
                yield self.ids[Partner] + number, "email", f"post{number}@{words.DOMAINS[number % len(words.DOMAINS)]}"
            if number % 3 == 0:
                yield self.ids[Partner] + number, "phone", f"+49 30 {1_000_000 + number * 37 % 9_000_000}"

    # --- Between us --------------------------------------------------------------------------------------------------

    def _moments(self, count: int) -> list[str]:
        """From five years ago to now, ever denser, in order."""
        end, span = self.now.timestamp(), YEARS * 365 * 86_400
        return [
            moment_text(end - span + span * share)
            for share in sorted(self.random.random() ** 0.6 for _ in range(count))
        ]

    @cached_property
    def _weights(self) -> list[float]:
        """How much each partner has of what there is, added up."""
        rest = [self.random.paretovariate(1.3) for _ in range(self.size.partners)]
        giant = sum(rest) * OF_A_GIANT / (1 - GIANTS * OF_A_GIANT)
        for number in range(min(GIANTS, self.size.partners)):
            rest[number * 4] = giant
        return list(accumulate(rest))

    def _partners(self, count: int) -> list[int]:
        return self.random.choices(range(self.size.partners), cum_weights=self._weights, k=count)

    def _entries(self, model: Any, count: int) -> Iterator[tuple[int, int, int, int, str, str]]:
        """(id, number of the partner, team, author, visibility, moment) of each."""
        random, first, teams = self.random, self.ids[model], self.team_of
        chosen, seen = self._partners(count), random.choices(VISIBILITIES, k=count)
        for number, moment in enumerate(self._moments(count)):
            team = teams[chosen[number]]
            author = self.ids[User] + team * TEAM_SIZE + int(random.random() * TEAM_SIZE)
            yield first + number, chosen[number], self.team(team), author, seen[number], moment

    def _contacts(self) -> None:
        random, count = self.random, self.size.interactions
        channels, energies = [channel.value for channel in Channel], ["", *(energy.value for energy in Energy)]
        links: list[tuple[int, int, str]] = []
        through: list[tuple[int, int, str]] = []

        def rows() -> Iterator[tuple[Any, ...]]:
            for pk, partner, team, author, visibility, moment in self._entries(Interaction, count):
                links.append((pk, self.ids[Partner] + partner, moment))
                if (organisation := self.organisation_of.get(partner)) is not None:
                    through.append((pk, self.ids[Partner] + organisation, moment))
                before = int(random.random() * 7) or None
                before = before if before and before < 6 else None
                after = min(5, before + int(random.random() * 3)) if before else None
                yield (
                    pk, team, author, author, visibility, channels[int(random.random() * 8)], moment, moment,
                    words.contact(random), before, after, energies[int(random.random() * 4)],
                )  # fmt: skip

        columns = "id team_id author_id created_by_id visibility channel happened_at created_at text mood_before mood_after energy"
        copy_in(Interaction, columns, rows(), self.told)
        copy_in(Interaction.partners.through, "interaction_id partner_id happened_at", links)
        copy_in(Interaction.organisations.through, "interaction_id partner_id happened_at", through)

    def _issues(self) -> None:
        random, count = self.random, self.size.issues
        kinds, horizons = [kind.value for kind in IssueKind], [horizon.value for horizon in Horizon]
        today = self.now.date()
        links: list[tuple[int, int]] = []
        open_: list[tuple[int, int, int, int]] = []

        def rows() -> Iterator[tuple[Any, ...]]:
            for pk, partner, team, author, visibility, moment in self._entries(Issue, count):
                links.append((pk, self.ids[Partner] + partner))
                state = self._state()
                day = date.fromisoformat(moment[:10])
                active = min(day + timedelta(days=int(random.expovariate(1 / 20))), today)
                resolved = state == IssueState.RESOLVED
                parked = today + timedelta(days=1 + int(random.random() * 60)) if state == IssueState.PARKED else None
                owner = self.ids[User] + (author - self.ids[User]) // TEAM_SIZE * TEAM_SIZE + pk % TEAM_SIZE
                if not resolved:
                    open_.append((pk, team, owner, self.ids[Partner] + partner))
                yield (
                    pk, team, author, author, visibility, words.issue(random), kinds[pk % 3], 1 + int(random.random() * 3),
                    horizons[pk % len(horizons)], owner, today + timedelta(days=int(random.random() * 60) - 15) if pk % 3 == 0 else None,
                    state, "open" if parked else "", moment, moment, f"{active} {moment[11:]}", parked,
                    words.result(random) if resolved else "", f"{active} {moment[11:]}" if resolved else None,
                )  # fmt: skip

        columns = (
            "id team_id author_id created_by_id visibility title kind severity horizon owner_id due_on state"
            " state_before_parking raised_at created_at last_activity_at parked_until result resolved_at"
        )
        copy_in(Issue, columns, rows(), self.told)
        copy_in(Issue.partners.through, "issue_id partner_id", links)
        self._around(open_, count)

    def _state(self) -> str:
        roll = self.random.random()
        if roll < 0.82:
            return IssueState.RESOLVED.value
        return (IssueState.PARKED if roll < 0.85 else IssueState.TALKING if roll < 0.88 else IssueState.AGREED if roll < 0.9 else IssueState.OPEN).value  # fmt: skip

    def _around(self, open_: list[tuple[int, int, int, int]], count: int) -> None:
        """Comments, measures and reminders on issues that are not resolved."""
        random, today, now = self.random, self.now.date(), self.now.timestamp()
        copy_in(
            Comment, "issue_id author_id text created_at",
            ((issue, owner, words.contact(random), moment_text(now - random.random() * 1e7)) for issue, _team, owner, _partner in open_),
        )  # fmt: skip
        copy_in(
            ActionItem, "issue_id team_id owner_id created_by_id text due_on",
            ((issue, team, owner, owner, words.measure(random), today + timedelta(days=int(random.random() * 40) - 5))
             for issue, team, owner, _partner in open_[::3]),
        )  # fmt: skip
        copy_in(
            Reminder, "issue_id user_id text due_at notified_at",
            ((issue, owner, "How does it go on?", moment_text(now + (random.random() - 0.2) * 4e6), moment_text(now)) for issue, _team, owner, _partner in open_[::4]),
        )  # fmt: skip

    def _thanks_and_ideas(self) -> None:
        random, states = self.random, [state.value for state in IdeaState]
        for model, count in ((Appreciation, self.size.interactions // 20), (Idea, self.size.interactions // 50)):
            links: list[tuple[int, int]] = []

            def rows(
                model: Any = model, count: int = count, links: list[tuple[int, int]] = links
            ) -> Iterator[tuple[Any, ...]]:
                for pk, partner, team, author, visibility, moment in self._entries(model, count):
                    links.append((pk, self.ids[Partner] + partner))
                    said = (words.contact(random),) if model is Appreciation else (words.idea(random), states[pk % 2])
                    yield (pk, team, author, author, visibility, moment, moment, *said)

            own = "thanked_at text" if model is Appreciation else "received_at title state"
            copy_in(model, f"id team_id author_id created_by_id visibility created_at {own}", rows())
            copy_in(model.partners.through, f"{model._meta.model_name}_id partner_id", links)


def links(model: Any) -> list[Any]:
    return [many.remote_field.through for many in model._meta.many_to_many]
