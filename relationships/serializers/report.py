"""What a report is asked with."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.serializers.fields import OneOf
from relationships.queries.period import Period

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2199, 12, 31)
MONTHS = 12


class PartnerReportSerializer(serializers.Serializer):
    """The parameters of a partner's report."""

    format = OneOf(choices=[("pdf", "PDF")], default="pdf")
    since = serializers.DateField(required=False, help_text=_("The first day; a year ago, where none is named."))
    until = serializers.DateField(required=False, help_text=_("The last day; today, where none is named."))
    shared_only = serializers.BooleanField(
        default=False, help_text=_("Only what the whole team may read, so that the paper can go round.")
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        since, until = attrs.get("since"), attrs.get("until")
        for name, day in (("since", since), ("until", until)):
            if day and not FIRST_DAY <= day <= LAST_DAY:
                raise serializers.ValidationError({name: [_("This date cannot be meant. Check the year.")]})
        if since and until and since > until:
            raise serializers.ValidationError({"until": [_("The last day lies before the first.")]})
        return attrs

    @property
    def period(self) -> Period:
        since, until = self.validated_data.get("since"), self.validated_data.get("until")
        if since or until:
            return Period(since, until)
        return Period.last_months(MONTHS, at=timezone.now())
