"""The relationship report of one partner: what a reader may know of it, to be put on a table."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from partners.models import Partner
from relationships.choices import IssueState, Visibility
from relationships.models import Appreciation, Entry, Idea, Interaction, Issue
from relationships.queries.period import Period
from relationships.queries.timeline import entries_with
from relationships.reports.charts import BarChart
from relationships.reports.contact_chart import contacts_by_channel
from relationships.reports.errors import TooLarge
from relationships.reports.issue import IssueLine, line_of
from relationships.reports.issue_charts import in_and_out
from relationships.reports.mood_chart import MoodChart, mood_chart
from relationships.reports.partner_facts import Fact, Figure, facts_of, figures_of
from relationships.reports.reading import Reading
from relationships.reports.story import Line, Month, lines_of, months_of

WORTH_DRAWING = 5  # of fewer the text tells as much


@dataclass(frozen=True, slots=True)
class PartnerReport:
    """Everything that is printed, read from the database and put into words; a renderer only lays it out."""

    partner: Partner
    reading: Reading
    period: str
    name: str
    title: str
    shared_only: bool
    facts: list[Fact]
    figures: list[Figure]
    chart: MoodChart | None
    charts: list[BarChart]
    open_issues: list[IssueLine]
    resolved_issues: list[IssueLine]
    thanks: list[Line]
    ideas: list[Line]
    story: list[Month]


@dataclass(frozen=True, slots=True)
class Entries:
    """What goes into a report, as querysets: the preview counts them, the report reads them."""

    contacts: QuerySet[Interaction]
    open_issues: QuerySet[Issue]
    resolved_issues: QuerySet[Issue]
    raised_issues: QuerySet[Issue]
    all_issues: QuerySet[Issue]
    thanks: QuerySet[Appreciation]
    ideas: QuerySet[Idea]


def entries_for(partner: Partner, *, user: User, period: Period, shared_only: bool) -> Entries:
    """Only what `user` may see; with `shared_only` only what a whole team may, so that the paper can go round."""

    def rows(model: type[Entry]) -> Any:
        found = entries_with(model, partner, user)
        return found.filter(visibility__in=[Visibility.TEAM, Visibility.EVERYONE]) if shared_only else found

    issues = rows(Issue)
    return Entries(
        contacts=rows(Interaction).filter(**period.filter("happened_at")),
        open_issues=issues.unresolved().order_by("raised_at", "pk"),
        resolved_issues=issues.filter(state=IssueState.RESOLVED, **period.filter("resolved_at")).order_by(
            "-resolved_at", "-pk"
        ),
        raised_issues=issues.filter(**period.filter("raised_at")),
        all_issues=issues,
        thanks=rows(Appreciation).filter(**period.filter("thanked_at")),
        ideas=rows(Idea).filter(**period.filter("received_at")),
    )


def partner_report(
    partner: Partner,
    *,
    user: User,
    period: Period,
    at: datetime,
    shared_only: bool = False,
    language: str | None = None,
) -> PartnerReport:
    """The report as `user`, who sees the partner, may read it; raises TooLarge if the period holds too much."""
    reading = Reading.of(user, at=at, language=language)
    with reading.applied():
        entries = entries_for(partner, user=user, period=period, shared_only=shared_only)
        contacts = _load(entries.contacts.select_related("author"), user)
        open_issues = _load(entries.open_issues.select_related("owner"), user)
        resolved = _load(entries.resolved_issues.select_related("owner"), user)
        raised = _load(entries.raised_issues.select_related("author"), user)
        thanks = _load(entries.thanks.select_related("author"), user)
        ideas = _load(entries.ideas.select_related("author"), user)
        story = [
            *lines_of("contact", contacts, partner, user),
            *lines_of("raised", raised, partner, user),
            *lines_of("resolved", resolved, partner, user),
            *lines_of("thanks", thanks, partner, user),
            *lines_of("idea", ideas, partner, user),
        ]
        return PartnerReport(
            partner=partner,
            reading=reading,
            period=period.in_words(at),
            name=f"{_('relationship-report')}-{partner.name}",
            title=_("Relationship report: %s") % partner.name,
            shared_only=shared_only,
            facts=facts_of(partner, user=user),
            figures=figures_of(
                partner, user=user, at=at, contacts=contacts, open_issues=open_issues, resolved=resolved,
                thanks=thanks, ideas=ideas,
            ),
            chart=mood_chart(partner, user=user, among=contacts),
            charts=[
                *([contacts_by_channel(entries.contacts, period=period, at=at)] if len(contacts) >= WORTH_DRAWING else []),
                *([in_and_out(entries.all_issues, period=period, at=at)] if len(raised) >= WORTH_DRAWING else []),
            ],
            # What rests until a day stands below what is open.
            open_issues=[line_of(issue, user, at) for issue in sorted(open_issues, key=lambda row: not row.is_open(at=at))],
            resolved_issues=[line_of(issue, user, at) for issue in resolved],
            thanks=lines_of("thanks", thanks, partner, user),
            ideas=lines_of("idea", ideas, partner, user),
            story=months_of(story),
        )  # fmt: skip


def preview(partner: Partner, *, user: User, period: Period, at: datetime, shared_only: bool) -> dict[str, int]:
    """How much of each the report would hold, in one query."""
    entries = entries_for(partner, user=user, period=period, shared_only=shared_only)
    names = ("contacts", "open_issues", "resolved_issues", "thanks", "ideas")
    counts = {f"{name}_counted": _count(getattr(entries, name)) for name in names}
    found: Any = Partner.objects.filter(pk=partner.pk).values(**counts)[0]
    return {name: found[f"{name}_counted"] for name in names}


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _load(rows: Any, user: User) -> list[Any]:
    loaded = list(rows.with_partners(user)[: settings.PDF_MAX_ROWS + 1])
    if len(loaded) > settings.PDF_MAX_ROWS:
        raise TooLarge(gettext_lazy("This is more than a report can hold. Choose a shorter period."))
    return loaded
