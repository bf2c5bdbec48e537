"""A note of thanks over the API."""

from typing import Any

from accounts.models import User
from relationships.actions.appreciation import change_appreciation, write_appreciation
from relationships.models import Appreciation
from relationships.serializers.entry import BEGINNING, END, EntrySerializer


class AppreciationSerializer(EntrySerializer):
    class Meta:
        model = Appreciation
        fields = (*BEGINNING, "direction", "text", "thanked_at", *END)
        read_only_fields = ("author",)

    def add(self, *, by: User, **fields: Any) -> Appreciation:
        return write_appreciation(by=by, **fields)

    def change(self, record: Appreciation, *, by: User, version: int, **changes: Any) -> Appreciation:
        return change_appreciation(by=by, appreciation=record, version=version, **changes)
