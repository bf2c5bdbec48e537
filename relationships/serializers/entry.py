"""What the serializers of all entries have in common: partners, team, author, readers."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import Team
from accounts.serializers.fields import VisibleRow, VisibleRows
from accounts.serializers.record import RecordSerializer
from partners.models import Partner
from relationships.models import Entry

BEGINNING = ("id", "partners", "hidden_partners")
END = ("team", "author", "visibility", "created_at", "updated_at", "version")


class EntryPartners(VisibleRows):
    """The partners that the reader sees; of the others only their number is told."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(rows=Partner.objects.visible_to, at_most=50, allow_empty=False, **kwargs)


class EntrySerializer(RecordSerializer):
    only_when_made = ("team",)

    partners = EntryPartners()
    hidden_partners = serializers.SerializerMethodField(
        help_text=_("How many partners there are beside those, which you may not see; they stay on the entry.")
    )
    team = VisibleRow(
        rows=Team.objects.of, required=False, help_text=_("One of your teams, when it is made; left alone afterwards.")
    )

    @extend_schema_field({"type": "integer", "minimum": 0})
    def get_hidden_partners(self, entry: Entry) -> int:
        if hasattr(entry, "all_partners"):
            return len(entry.all_partners or []) - len(entry.seen_partners or [])  # type: ignore[attr-defined]
        return sum(partner is None for partner in entry.partners_for(self.asker))
