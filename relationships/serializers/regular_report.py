"""A report that comes by itself, over the API."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from accounts.serializers.fields import VisibleRow, VisibleRows
from accounts.serializers.record import RecordSerializer, VerbSerializer
from relationships.actions.regular_report import (
    add_regular_report,
    change_regular_report,
    pause_regular_report,
    resume_regular_report,
)
from relationships.models import RegularReport


class RegularReportSerializer(RecordSerializer):
    only_when_made = ("team",)

    team = VisibleRow(rows=Team.objects.of, required=False, help_text=_("Your team at work, where none is named."))
    recipients = VisibleRows(
        rows=User.objects.visible_to, keep=True, required=False, help_text=_("Nobody named means the whole team.")
    )

    class Meta:
        model = RegularReport
        fields = (
            "id", "team", "name", "source", "filters", "format", "recurrence", "first_at", "time_zone", "recipients",
            "is_paused", "next_at", "last_at", "created_at", "updated_at", "version",
        )  # fmt: skip
        read_only_fields = ("is_paused", "next_at", "last_at")
        extra_kwargs = {
            "source": {"help_text": _("A name of reports/: open-issues, say.")},
            "filters": {"help_text": _("As in the address of the report: kind=conflict&severity=3")},
            "time_zone": {"required": False},
        }

    def add(self, *, by: User, **fields: Any) -> RegularReport:
        return add_regular_report(by=by, **fields)

    def change(self, record: RegularReport, *, by: User, version: int, **changes: Any) -> RegularReport:
        return change_regular_report(by=by, report=record, version=version, **changes)


class PauseSerializer(VerbSerializer):
    def take(self, record: RegularReport, *, by: User, **said: Any) -> RegularReport:
        return pause_regular_report(by=by, report=record)


class ResumeSerializer(VerbSerializer):
    def take(self, record: RegularReport, *, by: User, **said: Any) -> RegularReport:
        return resume_regular_report(by=by, report=record)
