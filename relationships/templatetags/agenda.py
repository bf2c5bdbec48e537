"""What an agenda says about its lines, and the bars of a series."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accounts.addresses import address
from accounts.clock import local_day
from accounts.templatetags.drawn import drawn_alone, with_token
from relationships.choices import Direction
from relationships.models import ActionItem, Issue
from relationships.queries.agenda import AgendaSection
from relationships.queries.agenda_sections import QuietPartner
from relationships.queries.review_course import BANDS, Course
from relationships.templatetags.lines import MeasureLine, lines_of_measures

register = template.Library()
WIDTH, HALF = 300, 56


@dataclass(frozen=True)
class AgendaLine:
    """What the line of an issue shows, and all that it can show."""

    pk: int
    review: int
    title: str
    kind: str
    kind_words: str
    partners: tuple[str | None, ...]  # None for one that may not be named here
    reason: str
    votes: int
    voted: bool
    takes_part: bool


@dataclass(frozen=True, slots=True)
class BriefLine:
    """What a line of thanks, of a contact or of an idea shows, and all that it can show."""

    icon: str
    title: str
    href: str  # none on the wall
    about: str


@dataclass(frozen=True, slots=True)
class QuietLine:
    """What a line of a partner going quiet shows, and all that it can show."""

    partner: QuietPartner
    href: str  # none on the wall


@dataclass(frozen=True, slots=True)
class PartLine:
    """What a part of the agenda shows whose lines are plain, and all that it can show; its template reads them."""

    label: str
    minutes: int
    template: str
    wall: bool
    takes_part: bool
    rest: str  # the address of all of it; none where nothing is left out
    thanks: tuple[BriefLine, ...] = ()
    contacts: tuple[BriefLine, ...] = ()
    measures: tuple[MeasureLine, ...] = ()
    issues: tuple[AgendaLine, ...] = ()
    quiet: tuple[QuietLine, ...] = ()
    ideas: tuple[BriefLine, ...] = ()


@register.simple_tag(takes_context=True)
def part_line(
    context: dict[str, Any], section: AgendaSection, minutes: int, data: dict[str, Any], wall: bool
) -> PartLine | None:
    """Of a section that has such lines; none of another, which is drawn of its data."""
    lines = {name: tuple(LINES[name](context, data[name], wall)) for name in data.keys() & LINES.keys()}
    if not lines:
        return None
    return PartLine(
        label=str(section.label),
        minutes=minutes,
        template=section.template,
        wall=wall,
        takes_part=bool(context.get("takes_part")),
        rest=f"{context['request'].path}?all=1" if data.get("more") else "",
        **lines,
    )


@register.simple_tag(takes_context=True)
def drawn_part(context: dict[str, Any], line: PartLine) -> str:
    """Drawn of `line` alone and kept by it, like a single line (`drawn_of`); of parts there are fewer, and they are larger."""
    return with_token(context, _drawn_part(get_language(), local_day(), line))


@lru_cache(maxsize=256)
def _drawn_part(_language: str, _today: date, line: PartLine) -> str:
    return drawn_alone("relationships/agenda/part.html", line)


def agenda_lines(context: dict[str, Any], found: Iterable[dict[str, Any]], wall: bool) -> list[AgendaLine]:
    language, today = get_language(), timezone.localdate()
    review, takes_part = context["review"].pk, bool(context.get("takes_part"))
    return [
        AgendaLine(
            pk=issue.pk,
            review=review,
            title=issue.title,
            kind=issue.kind,
            kind_words=issue.get_kind_display(),
            partners=tuple([partner.name if partner else None for partner in one["partners"]]),
            reason=_reason(
                language,
                today,
                issue.votes,
                issue.severity,
                issue.raised_at,
                issue.last_activity_at,
                issue.times_carried,
            ),
            votes=issue.votes,
            voted=bool(issue.is_voted),
            takes_part=takes_part,
        )
        for one in found
        for issue in (one["entry"],)
    ]


def thanks_lines(_context: dict[str, Any], found: Iterable[dict[str, Any]], wall: bool) -> list[BriefLine]:
    lines = []
    for one in found:
        thanks = one["entry"]
        whose = _("our thanks to") if thanks.direction == Direction.GIVEN else _("thanks from")
        about = f"{whose} {_named(one)}"
        lines.append(_brief(one, wall, "heart", "relationships:appreciation_detail", thanks.text, about))
    return lines


def contact_lines(_context: dict[str, Any], found: Iterable[dict[str, Any]], wall: bool) -> list[BriefLine]:
    lines = []
    for one in found:
        contact = one["entry"]
        about = f"{_('a contact that gave energy:')} {_named(one)}"
        if contact.value_received:
            about += f" · {_cut(contact.value_received, 80)}"
        title = contact.text or contact.get_channel_display()
        lines.append(_brief(one, wall, "sun", "relationships:interaction_detail", title, about))
    return lines


def measure_lines(context: dict[str, Any], found: Iterable[ActionItem], _wall: bool) -> list[MeasureLine]:
    return lines_of_measures(context, found)


def quiet_lines(_context: dict[str, Any], found: Iterable[QuietPartner], wall: bool) -> list[QuietLine]:
    return [QuietLine(one, "" if wall else address("partners:partner_detail", one.pk)) for one in found]


def idea_lines(_context: dict[str, Any], found: Iterable[dict[str, Any]], wall: bool) -> list[BriefLine]:
    page = "relationships:idea_detail"
    return [_brief(one, wall, "light-bulb", page, one["entry"].title, _named(one)) for one in found]


# By the name under which a section has them.
LINES: dict[str, Callable[[dict[str, Any], Any, bool], Iterable[Any]]] = {
    "thanks": thanks_lines,
    "contacts": contact_lines,
    "measures": measure_lines,
    "issues": agenda_lines,
    "quiet": quiet_lines,
    "ideas": idea_lines,
}


def _brief(one: dict[str, Any], wall: bool, icon: str, page: str, title: str, about: str) -> BriefLine:
    return BriefLine(icon, _cut(title, 120), "" if wall else address(page, one["entry"].pk), about)


def _named(one: dict[str, Any]) -> str:
    return ", ".join([partner.name if partner else _("another partner") for partner in one["partners"]])


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else Truncator(text).chars(most)


@register.simple_tag
def agenda_reason(issue: Issue, votes: int) -> str:
    """Why an issue stands where it does: votes, severity, age, quiet days, in the order in which they count."""
    today = timezone.localdate()
    return _reason(get_language(), today, votes, issue.severity, issue.raised_at, issue.last_activity_at, 0)


@lru_cache(maxsize=4_096)
def _reason(
    _language: str, _today: date, votes: int, severity: int, raised_at: datetime, active_at: datetime, carried: int
) -> str:
    now, issue = timezone.now(), Issue(severity=severity, raised_at=raised_at, last_activity_at=active_at)
    said = [ngettext("%(count)s vote", "%(count)s votes", votes) % {"count": votes}] if votes else []
    said.append(_("severity %(severity)s") % {"severity": issue.get_severity_display().lower()})
    days = issue.age_days(at=now)
    said.append(ngettext("open for %(count)s day", "open for %(count)s days", days) % {"count": days})
    quiet = issue.quiet_days(at=now)
    if quiet:
        said.append(ngettext("quiet for %(count)s day", "quiet for %(count)s days", quiet) % {"count": quiet})
    if carried:
        said.append(ngettext("carried over once", "carried over %(count)s times", carried) % {"count": carried})
    return " · ".join(said)


@register.simple_tag
def in_and_out(course: Course) -> list[dict[str, Any]]:
    """The geometry of the bars, week by week: what came stands up, what was resolved hangs down."""
    most = max([1, *(max(came, went) for _week, came, went in course.weeks)])
    step = WIDTH / len(course.weeks)
    rows = []
    for number, (week, came, went) in enumerate(course.weeks):
        up, down = came * HALF / most, went * HALF / most
        words = _("Week of %(day)s: %(came)s raised, %(went)s resolved")
        rows.append(
            {
                "week": week, "came": came, "went": went, "x": f"{number * step + (step - 16) / 2:.1f}",
                "came_y": f"{59 - up:.1f}", "came_height": f"{up:.1f}", "went_height": f"{down:.1f}",
                "title": words % {"day": date_format(week, "SHORT_DATE_FORMAT"), "came": came, "went": went},
            }
        )  # fmt: skip
    return rows


@register.simple_tag
def in_and_out_words(course: Course) -> str:
    came, went = (sum(row[place] for row in course.weeks) for place in (1, 2))
    words = _("Issues week by week over twelve weeks: %(came)s were raised, %(went)s were resolved.")
    return words % {"came": came, "went": went}


@register.simple_tag
def age_bands(course: Course) -> list[dict[str, Any]]:
    labels = [_("under a week"), _("one to two weeks"), _("two to four weeks"), _("four weeks or longer")]
    most = max([1, *course.ages])
    return [
        {"label": label, "value": value, "most": most}
        for label, value in zip(labels[: len(BANDS) + 1], course.ages, strict=True)
    ]
