"""Who a partner is and where things stand, as facts with dates; no score, and nothing summed up by user."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.templatetags.rapport_dates import days_ago, full_date, short_date
from partners.choices import ContactPointKind, PartnerKind
from partners.models import Partner
from partners.queries.cadence import cadence_of
from relationships.choices import Direction, IdeaState
from relationships.models import Appreciation, Idea, Interaction, Issue
from relationships.queries.partner_side import partner_side
from relationships.queries.timeline import entries_with


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    values: list[str]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or a day, what it counts, and a word on it."""

    label: str
    value: str
    note: str = ""
    late: bool = False


def facts_of(partner: Partner, *, user: User) -> list[Fact]:
    """What is known of the partner, as far as `user` sees it; facts without a value are left out."""
    side = partner_side(user, partner)
    facts = [
        Fact(_("Kind"), [_kind_in_words(partner)]),
        Fact(_("Organisation"), _organisation(partner, user)),
        Fact(_("Position"), [partner.position]),
        Fact(_("Cared for by"), [str(partner.caretaker) if partner.caretaker else ""]),
        Fact(_("In touch"), [_cadence(partner)]),
        Fact(_("Language"), [str(partner.get_language_display()) if partner.language else ""]),
        Fact(_("Tags"), [", ".join(row.text for row in side["tags"])]),
        *(Fact(str(kind.label), [row.text for row in side["points"] if row.kind == kind]) for kind in ContactPointKind),
        Fact(
            _("Members") if partner.kind == PartnerKind.GROUP else _("People"),
            [_person(row) for row in side["people"]],
        ),
        Fact(_("Numbers"), [f"{row.label}: {row.text}" for row in side["numbers"]]),
    ]
    said = [Fact(fact.label, [value for value in fact.values if value]) for fact in facts]
    return [fact for fact in said if fact.values]


def _kind_in_words(partner: Partner) -> str:
    return " · ".join([str(partner.get_kind_display()), *partner.role_labels])


def _organisation(partner: Partner, user: User) -> list[str]:
    if not partner.organisation_id:
        return []
    seen = Partner.objects.visible_to(user).filter(pk=partner.organisation_id).first()
    return [seen.name] if seen else []


def _person(row: Any) -> str:
    return ", ".join(part for part in (row.text, row.label, row.hint) if part)


def _cadence(partner: Partner) -> str:
    cadence = cadence_of(partner)
    ideal, most = cadence.ideal, cadence.at_most
    if ideal and most:
        return _("ideally every %(ideal)s days, at the latest after %(most)s") % {"ideal": ideal, "most": most}
    if ideal:
        return _("ideally every %s days") % ideal
    return _("at the latest after %s days") % most if most else ""


def figures_of(
    partner: Partner,
    *,
    user: User,
    at: datetime,
    contacts: Sequence[Interaction],
    open_issues: Sequence[Issue],
    resolved: Sequence[Issue],
    thanks: Sequence[Appreciation],
    ideas: Sequence[Idea],
) -> list[Figure]:
    """Where things stand, from the entries that the report tells of; the last contact is the last one of all."""
    known = entries_with(Interaction, partner, user).aggregate(first=Min("happened_at"), last=Max("happened_at"))
    return [
        *_touch_figures(partner, known["first"], known["last"], at),
        Figure(_("Contacts"), str(len(contacts)), _channels(contacts)),
        _open_figure(open_issues, at),
        Figure(_("Resolved issues"), str(len(resolved))),
        Figure(_("Notes of thanks"), str(len(thanks)), _directions(thanks)),
        Figure(_("Ideas"), str(len(ideas)), _ideas_done(ideas)),
    ]


def _touch_figures(partner: Partner, first: datetime | None, last: datetime | None, at: datetime) -> list[Figure]:
    if first is None or last is None:
        return [Figure(_("Last contact"), _("none yet"))]
    day, today = timezone.localdate(last), timezone.localdate(at)
    figures = [
        Figure(_("First contact"), full_date(first), days_ago(first)),
        Figure(_("Last contact"), full_date(last), days_ago(last)),
    ]
    cadence = cadence_of(partner)
    if ideal := cadence.ideal or cadence.at_most:
        due = day + timedelta(days=ideal)
        late = due < today
        figures.append(Figure(_("Next touch"), full_date(due), _("has passed") if late else "", late))
    return figures


def _channels(contacts: Sequence[Interaction]) -> str:
    """The three most used ways: "5 × Call, 2 × Visit"."""
    counted = Counter(str(contact.get_channel_display()) for contact in contacts)
    return ", ".join(f"{count} × {channel}" for channel, count in counted.most_common(3))


def _open_figure(issues: Sequence[Issue], at: datetime) -> Figure:
    now_open = [issue for issue in issues if issue.is_open(at=at)]
    overdue = sum(issue.is_overdue(at=at) for issue in now_open)
    notes = []
    if now_open:
        oldest = min(issue.raised_at for issue in now_open)
        notes.append(_("the oldest since %s") % short_date(oldest))
    if overdue:
        notes.append(ngettext("%s overdue", "%s overdue", overdue) % overdue)
    return Figure(_("Open issues"), str(len(now_open)), ", ".join(notes), bool(overdue))


def _directions(thanks: Sequence[Appreciation]) -> str:
    if not thanks:
        return ""
    given = sum(1 for note in thanks if note.direction == Direction.GIVEN)
    return _("%(given)s from us, %(received)s to us") % {"given": given, "received": len(thanks) - given}


def _ideas_done(ideas: Sequence[Idea]) -> str:
    done = sum(1 for idea in ideas if idea.state == IdeaState.DONE)
    return ngettext("%s put into practice", "%s put into practice", done) % done if done else ""
