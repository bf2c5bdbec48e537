"""What stands beside the story on the partner page: ways to reach them, people, tags, numbers, one's own reminders."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Case, CharField, DateTimeField, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast
from django.utils.text import capfirst

from accounts.kept import kept
from accounts.models import Team, User
from partners.choices import PartnerKind
from partners.models import ContactPoint, ExternalNumber, Partner, Tag
from relationships.choices import Cause
from relationships.models import ActionItem, Reminder

SHOWN = 30  # of each kind
PEOPLE, MEASURES = 30, 6  # lists hold the rest


@dataclass(frozen=True)
class SideRow:
    """One line; what its fields hold depends on the section: see `partner_side`."""

    section: str
    pk: int
    kind: str
    label: str
    text: str
    hint: str
    moment: datetime | None

    @property
    def point(self) -> ContactPoint:
        return ContactPoint(pk=self.pk, kind=self.kind, label=self.label, value=self.text)

    @property
    def due_on(self) -> date | None:
        """Of a measure: its day, which the database gives as midnight in UTC."""
        return self.moment.astimezone(UTC).date() if self.moment else None

    @property
    def why(self) -> str:
        """Of a reminder that a rule has made: the reason, in words; nothing for one's own."""
        return "" if self.kind == Cause.OWN else capfirst(str(Cause(self.kind).label))


def partner_side(user: User, partner: Partner) -> dict[str, list[SideRow]]:
    """The sections `points`, `numbers`, `tags`, `teams`, `people`, `groups`, `reminders`, `measures`, in one query for all.

    `people` belong to the organisation or are members of the group, as far as `user` sees them; `hint` is the best way
    to reach them. `teams` are those of the user's own that the partner belongs to.
    """
    rows = _side(partner.kind == PartnerKind.GROUP, user=user, pk=partner.pk)
    by_section = {name: [SideRow(*row) for row in rows if row[0] == name] for name in _SORTS}
    return {name: sorted(found, key=_SORTS[name]) for name, found in by_section.items()}


def announce_side(user: User, partner: Partner) -> None:
    _side.announce(partner.kind == PartnerKind.GROUP, user=user, pk=partner.pk)


@kept
def _side(is_group: bool, *, user: User, pk: int) -> QuerySet[Any]:
    partner = Partner(pk=pk)
    selects = [
        _select("points", ContactPoint.objects.filter(partner=pk), "kind", "label", "value", hint=_preferred()),
        _select("numbers", ExternalNumber.objects.shown().filter(partner=partner.pk), None, "source", "number"),
        _select("tags", Tag.objects.kept().filter(partners=partner.pk), None, None, "name"),
        _select("teams", Team.objects.of(user).filter(partners=pk), None, None, "name"),
        _select("people", _people(user, pk, is_group=is_group), "kind", "position", "name", hint=_best_way(), shown=PEOPLE + 1),
        _select("groups", Partner.objects.visible_to(user).filter(members=partner.pk), "kind", None, "name"),
        _select(
            "reminders", Reminder.objects.visible_to(user).waiting().filter(partner=partner.pk).order_by("due_at", "pk"),
            "cause", None, "text", moment="due_at",
        ),
        _select(
            "measures",
            ActionItem.objects.visible_to(user).open().concerning(partner).order_by(F("due_on").asc(nulls_last=True), "pk"),
            None, None, "text", hint=F("owner__name"), moment=Cast(F("due_on"), DateTimeField()), shown=MEASURES + 1,
        ),
    ]  # fmt: skip
    return selects[0].union(*selects[1:], all=True)


_SORTS: dict[str, Any] = {
    "points": lambda row: (row.hint != "preferred", row.pk),
    "numbers": lambda row: (row.label, row.text),
    "tags": lambda row: row.text.casefold(),
    "teams": lambda row: row.text.casefold(),
    "people": lambda row: row.text.casefold(),
    "groups": lambda row: row.text.casefold(),
    "reminders": lambda row: (row.moment, row.pk),
    "measures": lambda row: (row.moment is None, row.moment, row.pk),
}


def _people(user: User, pk: int, *, is_group: bool) -> QuerySet[Partner]:
    seen = Partner.objects.visible_to(user)
    return (seen.filter(groups=pk) if is_group else seen.filter(organisation=pk)).order_by("sort_key", "pk")


def _best_way() -> Subquery:
    points = ContactPoint.objects.filter(partner=OuterRef("pk"), kind__in=["phone", "email"])
    return Subquery(points.order_by("-is_preferred", "-kind", "pk").values("value")[:1])


def _preferred() -> Case:
    return Case(When(is_preferred=True, then=Value("preferred")), default=Value(""))


def _select(
    section: str, rows: QuerySet[Any], kind: str | None, label: str | None, text: str,
    *, hint: Any = None, moment: Any = None, shown: int = SHOWN,
) -> QuerySet[Any]:  # fmt: skip
    """One part of the union; SQLite takes no limit there, hence the inner SELECT."""
    nothing = Value("", CharField())
    limited = rows.model._default_manager.filter(pk__in=rows.values("pk")[:shown]).order_by()
    return limited.annotate(
        side_section=Value(section, CharField()),
        side_pk=F("pk"),
        side_kind=F(kind) if kind else nothing,
        side_label=F(label) if label else nothing,
        side_text=F(text),
        side_hint=hint or nothing,
        side_moment=F(moment) if isinstance(moment, str) else moment or Cast(Value(None), DateTimeField()),
    ).values_list("side_section", "side_pk", "side_kind", "side_label", "side_text", "side_hint", "side_moment")
