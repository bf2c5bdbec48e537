"""What is said on an issue's thread."""

from typing import Any

from accounts.models import User
from accounts.serializers.record import RecordSerializer
from relationships.actions.comment import change_comment, comment_on_issue
from relationships.models import Comment, Issue


class CommentSerializer(RecordSerializer):
    class Meta:
        model = Comment
        fields = ("id", "step", "author", "text", "created_at", "updated_at", "version")
        read_only_fields = ("step", "author")
        extra_kwargs = {"text": {"required": True, "allow_blank": False}}

    def add(self, *, by: User, **fields: Any) -> Comment:
        issue: Issue = self.context["issue"]
        return comment_on_issue(by=by, issue=issue, **fields)

    def change(self, record: Comment, *, by: User, version: int, **changes: Any) -> Comment:
        return change_comment(by=by, comment=record, version=version, text=changes.get("text", record.text))
