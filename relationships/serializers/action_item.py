"""Measures over the API."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from accounts.serializers.fields import VisibleRow
from accounts.serializers.record import RecordSerializer, VerbSerializer
from partners.models import Partner
from relationships.actions.action_item import (
    add_action_item,
    change_action_item,
    finish_action_item,
    hand_over_action_item,
    reopen_action_item,
)
from relationships.models import ActionItem, Issue


class ActionItemSerializer(RecordSerializer):
    only_when_made = ("issue", "team")

    owner = VisibleRow(
        rows=User.objects.visible_to, keep=True, required=False, help_text=_("You, where nobody is named.")
    )
    issue = VisibleRow(
        rows=Issue.objects.visible_to, required=False, allow_null=True,
        help_text=_("The issue it was agreed on, which says who reads it; stays as it is."),
    )  # fmt: skip
    partner = VisibleRow(
        rows=Partner.objects.visible_to, required=False, allow_null=True,
        help_text=_("Whom a measure without an issue concerns; empty where you do not see them."),
    )  # fmt: skip
    team = VisibleRow(rows=Team.objects.of, required=False, help_text=_("Your team at work, where none is named."))

    class Meta:
        model = ActionItem
        fields = (
            "id", "text", "owner", "due_on", "issue", "partner", "team", "visibility", "done_at", "created_at",
            "updated_at", "version",
        )  # fmt: skip
        read_only_fields = ("done_at",)

    def to_representation(self, instance: ActionItem) -> dict[str, Any]:
        shown = super().to_representation(instance)
        if instance.partner_id and not self._sees_partner(instance):
            shown["partner"] = None
        return shown

    def _sees_partner(self, item: ActionItem) -> bool:
        """What the list has asked for all its rows; else asked here."""
        known: bool | None = getattr(item, "partner_is_seen", None)
        if known is not None:
            return known
        return Partner.objects.visible_to(self.asker).filter(pk=item.partner_id).exists()

    def add(self, *, by: User, **fields: Any) -> ActionItem:
        return add_action_item(by=by, **fields)

    def change(self, record: ActionItem, *, by: User, version: int, **changes: Any) -> ActionItem:
        return change_action_item(by=by, item=record, version=version, **changes)


class ItemDoneSerializer(VerbSerializer):
    def take(self, record: ActionItem, *, by: User, **said: Any) -> ActionItem:
        return finish_action_item(by=by, item=record)


class ItemNotDoneSerializer(VerbSerializer):
    def take(self, record: ActionItem, *, by: User, **said: Any) -> ActionItem:
        return reopen_action_item(by=by, item=record)


class ItemHandOverSerializer(VerbSerializer):
    user = VisibleRow(rows=User.objects.visible_to, help_text=_("Who does it from now on, and is told."))

    def take(self, record: ActionItem, *, by: User, user: User) -> ActionItem:
        return hand_over_action_item(by=by, item=record, to=user)
