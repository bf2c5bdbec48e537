"""Tags by name, and how often the partners under them want to be heard of."""

from typing import Any

from accounts.models import User
from accounts.serializers.record import RecordSerializer
from partners.actions.tag import change_tag
from partners.models import Tag


class TagSerializer(RecordSerializer):
    class Meta:
        model = Tag
        fields = ("id", "name", "cadence_ideal", "cadence_at_most", "version")

    def change(self, record: Tag, *, by: User, version: int, **changes: Any) -> Tag:
        return change_tag(by=by, tag=record, version=version, **changes)
