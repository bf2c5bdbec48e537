"""What happened to the ways to reach a partner and to its external numbers, for the partner's history."""

from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.utils.translation import gettext as _

from accounts.queries.history import NEWEST, Change, Difference
from partners.choices import ContactPointKind
from partners.models import ContactPoint, ExternalNumber, Partner


def changes_of_rows(partner: Partner) -> list[Change]:
    """The newest additions and removals, in one query. Rows are replaced, not edited, so there is nothing between."""
    points = _events(ContactPoint.history.filter(partner_id=partner.pk), "kind", "value")
    shown = ExternalNumber.history.filter(partner_id=partner.pk).exclude(number__startswith=ExternalNumber.FINGERPRINT)
    numbers = _events(shown, "source", "number")
    marked = points.annotate(what=Value("point", CharField())), numbers.annotate(what=Value("number", CharField()))
    columns = ("row_moment", "row_who", "row_sign", "row_hint", "row_text", "what")
    rows = marked[0].values_list(*columns).union(marked[1].values_list(*columns), all=True)
    changes = []
    for moment, who, sign, hint, text, what in rows.order_by("-row_moment")[:NEWEST]:
        label = _("External number") if what == "number" else str(ContactPointKind(hint).label)
        words = f"{hint} {text}" if what == "number" else text
        removed = sign == "-"
        changes.append(
            Change(moment, who or "", "~", [Difference(label, words if removed else "", "" if removed else words)])
        )
    return changes


def _events(rows: QuerySet[Any], hint: str, text: str) -> QuerySet[Any]:
    return rows.order_by().annotate(
        row_moment=F("history_date"), row_who=F("history_user__name"), row_sign=F("history_type"), row_hint=F(hint),
        row_text=F(text),
    )  # fmt: skip
