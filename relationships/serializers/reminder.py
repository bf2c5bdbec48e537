"""One's own reminders over the API."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.serializers.fields import Moment, Text, VisibleRow
from accounts.serializers.record import RecordSerializer, VerbSerializer
from partners.models import Partner
from relationships.actions.reminder import (
    change_reminder,
    finish_reminder,
    hand_over_reminder,
    reopen_reminder,
    set_reminder,
    snooze_reminder,
)
from relationships.models import Issue, Reminder
from relationships.recurrence import LONGEST


class ReminderSerializer(RecordSerializer):
    partner = VisibleRow(
        rows=Partner.objects.visible_to,
        required=False,
        allow_null=True,
        help_text=_("A partner or an issue, not both."),
    )
    issue = VisibleRow(rows=Issue.objects.visible_to, required=False, allow_null=True)
    text = Text(max_length=300, help_text=_("Empty where a rule of the team has made the reminder."))
    recurrence = Text(
        max_length=LONGEST,
        required=False,
        allow_blank=True,
        help_text=_("A rule of RFC 5545, at most once a day, by the clock of your time zone; empty: once."),
    )

    class Meta:
        model = Reminder
        fields = (
            "id", "text", "due_at", "recurrence", "partner", "issue", "action_item", "talk", "cause", "handed_on_by",
            "done_at", "created_at", "updated_at", "version",
        )  # fmt: skip
        read_only_fields = ("action_item", "talk", "cause", "handed_on_by", "done_at")

    def add(self, *, by: User, **fields: Any) -> Reminder:
        return set_reminder(by=by, **fields)

    def change(self, record: Reminder, *, by: User, version: int, **changes: Any) -> Reminder:
        return change_reminder(by=by, reminder=record, version=version, **changes)


class DoneSerializer(VerbSerializer):
    def take(self, record: Reminder, *, by: User, **said: Any) -> Reminder:
        return finish_reminder(by=by, reminder=record)


class NotDoneSerializer(VerbSerializer):
    def take(self, record: Reminder, *, by: User, **said: Any) -> Reminder:
        return reopen_reminder(by=by, reminder=record)


class SnoozeSerializer(VerbSerializer):
    until = Moment(help_text=_("A time to come."))

    def take(self, record: Reminder, *, by: User, **said: Any) -> Reminder:
        return snooze_reminder(by=by, reminder=record, **said)


class HandOverSerializer(VerbSerializer):
    user = VisibleRow(rows=User.objects.visible_to, help_text=_("A colleague who sees what the reminder is about."))

    def take(self, record: Reminder, *, by: User, **said: Any) -> Reminder:
        return hand_over_reminder(by=by, reminder=record, to=said["user"])
