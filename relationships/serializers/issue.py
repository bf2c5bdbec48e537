"""An issue over the API, and what its verbs are told."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import User
from accounts.serializers.fields import OneOf, Text, VisibleRow, VisibleRows
from accounts.serializers.record import VerbSerializer
from relationships.actions.issue import (
    change_issue,
    confirm_issue,
    flag_issue,
    note_agreement,
    park_issue,
    reopen_issue,
    resolve_issue,
    resume_issue,
    start_talk,
)
from relationships.actions.issue_merge import merge_issue
from relationships.choices import Severity
from relationships.models import Interaction, Issue
from relationships.serializers.entry import BEGINNING, END, EntrySerializer

LONGEST_STEP = 5_000
DAYS = {"type": "integer", "minimum": 0}


class SeverityField(OneOf):
    """In words here, in numbers that sort in the database."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("choices", None)
        super().__init__(choices=[(severity.name.lower(), severity.label) for severity in Severity], **kwargs)

    def to_internal_value(self, data: Any) -> Severity:
        return Severity[super().to_internal_value(data).upper()]

    def to_representation(self, value: int) -> str:
        return Severity(value).name.lower()


class IssueSerializer(EntrySerializer):
    severity = SeverityField(required=False)
    owner = VisibleRow(
        rows=User.objects.visible_to, keep=True, required=False, help_text=_("You, where nobody is named.")
    )
    people_involved = VisibleRows(rows=User.objects.visible_to, keep=True, required=False)
    interactions = VisibleRows(
        rows=Interaction.objects.visible_to, required=False, help_text=_("Linked contacts, as far as you see them.")
    )
    age_days = serializers.SerializerMethodField(help_text=_("Days since it was raised, or until it was resolved."))
    quiet_days = serializers.SerializerMethodField(help_text=_("Days since anything was done about it."))
    is_overdue = serializers.SerializerMethodField()

    class Meta:
        model = Issue
        made_by_verbs = (
            "state", "parked_until", "agreement", "result", "resolved_at", "check_on", "times_reopened",
            "last_activity_at", "held_on",
        )  # fmt: skip
        fields = (
            *BEGINNING, "title", "kind", "severity", "horizon", "text", "effect", "need", "partner_view", "wish",
            "owner", "people_involved", "due_on", "interactions", "raised_at", *made_by_verbs, "age_days",
            "quiet_days", "is_overdue", *END,
        )  # fmt: skip
        read_only_fields = ("author", *made_by_verbs)

    @extend_schema_field(DAYS)
    def get_age_days(self, issue: Issue) -> int:
        return issue.age_days(at=timezone.now())

    @extend_schema_field(DAYS)
    def get_quiet_days(self, issue: Issue) -> int:
        return issue.quiet_days(at=timezone.now())

    def get_is_overdue(self, issue: Issue) -> bool:
        return issue.is_overdue(at=timezone.now())

    def add(self, *, by: User, **fields: Any) -> Issue:
        return flag_issue(by=by, **fields)

    def change(self, record: Issue, *, by: User, version: int, **changes: Any) -> Issue:
        return change_issue(by=by, issue=record, version=version, **changes)


class TalkSerializer(VerbSerializer):
    text = Text(required=False, allow_blank=True, max_length=LONGEST_STEP)

    def take(self, record: Issue, *, by: User, **said: Any) -> Issue:
        return start_talk(by=by, issue=record, **said)


class AgreeSerializer(VerbSerializer):
    agreement = Text(max_length=LONGEST_STEP, help_text=_("What was agreed."))

    def take(self, record: Issue, *, by: User, **said: Any) -> Issue:
        return note_agreement(by=by, issue=record, **said)


class ResolveSerializer(VerbSerializer):
    result = Text(max_length=LONGEST_STEP, help_text=_("How it was resolved."))
    check_on = serializers.DateField(
        required=False, allow_null=True, help_text=_("A day to come on which to ask whether it holds.")
    )

    def take(self, record: Issue, *, by: User, **said: Any) -> Issue:
        return resolve_issue(by=by, issue=record, **said)


class ParkSerializer(VerbSerializer):
    until = serializers.DateField(help_text=_("A day to come; the issue is open again from then on."))
    text = Text(required=False, allow_blank=True, max_length=LONGEST_STEP)

    def take(self, record: Issue, *, by: User, **said: Any) -> Issue:
        return park_issue(by=by, issue=record, **said)


class ResumeSerializer(VerbSerializer):
    text = Text(required=False, allow_blank=True, max_length=LONGEST_STEP)

    def take(self, record: Issue, *, by: User, **said: Any) -> Issue:
        return resume_issue(by=by, issue=record, **said)


class HoldsSerializer(VerbSerializer):
    text = Text(required=False, allow_blank=True, max_length=LONGEST_STEP)

    def take(self, record: Issue, *, by: User, **said: Any) -> Issue:
        return confirm_issue(by=by, issue=record, **said)


class MergeSerializer(VerbSerializer):
    into = VisibleRow(rows=Issue.objects.visible_to, help_text=_("The issue that it goes on in."))

    def take(self, record: Issue, *, by: User, into: Issue) -> Issue:
        return merge_issue(by=by, issue=record, into=into)


class ReopenSerializer(VerbSerializer):
    reason = Text(max_length=LONGEST_STEP, help_text=_("Why it is open again."))

    def take(self, record: Issue, *, by: User, **said: Any) -> Issue:
        return reopen_issue(by=by, issue=record, **said)
