"""The thread of an issue: comments, and each step of its life."""

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins

from accounts.api.record import ChangeViewSet, as_id
from accounts.queries.keyset import Sort
from relationships.actions.comment import discard_comment
from relationships.models import Comment, Issue
from relationships.serializers.comment import CommentSerializer


@extend_schema(parameters=[OpenApiParameter("issue", int, "path")])
class CommentViewSet(mixins.DestroyModelMixin, ChangeViewSet):
    """Written by the issue's own verb `comment`; changed and taken away here by their author."""

    serializer_class = CommentSerializer
    sorts = {"created_at": Sort("created_at"), "-created_at": Sort("created_at", descending=True)}
    default_sort = "created_at"

    def rows(self) -> QuerySet[Comment]:
        issue = Issue.objects.visible_to(self.user).filter(pk=as_id(self.kwargs["issue"])).first()
        if issue is None:
            raise Http404
        return Comment.objects.visible_to(self.user).filter(issue=issue)

    def perform_destroy(self, instance: Comment) -> None:
        discard_comment(by=self.user, comment=instance)
