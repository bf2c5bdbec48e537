"""The relationship report of one partner, for us: all that its reader may see."""

from typing import Any

from django.utils.translation import gettext as _

from partners.models import Partner
from relationships.exports.source import Asked, OutOfSight, Source, register
from relationships.forms.report import ReportForm
from relationships.reports.partner import PartnerReport, partner_report, preview


@register
class PartnerReportSource(Source):
    noun = "relationship-report"
    formats = ("pdf",)

    def title(self) -> str:
        return _("Relationship report")

    def content(self, asked: Asked) -> PartnerReport:
        return partner_report(**self._asked(asked), language=asked.language)

    def size(self, asked: Asked, *, up_to: int) -> int:
        return min(sum(preview(**self._asked(asked)).values()), up_to)

    @staticmethod
    def _asked(asked: Asked) -> dict[str, Any]:
        """What the report is made with; raises OutOfSight."""
        named, form = asked.params.get("partner", ""), ReportForm(asked.params)
        found = Partner.objects.visible_to(asked.user).select_related("caretaker")
        partner = found.filter(pk=named).first() if named.isascii() and named.isdigit() and len(named) < 19 else None
        if partner is None or not form.is_valid():
            raise OutOfSight
        period = form.chosen_period(at=asked.at)
        shared_only = form.cleaned_data["shared_only"]
        return {
            "partner": partner, "user": asked.user, "period": period, "at": asked.at, "shared_only": shared_only,
        }  # fmt: skip
