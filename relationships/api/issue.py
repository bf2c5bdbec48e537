"""Issues, the verbs of their life, and their thread."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User, Visible
from accounts.queries.json_array import listed
from relationships.api.entry import EntryViewSet
from relationships.api.listing import ListingMixin
from relationships.exports.issue import IssueListing
from relationships.models import Interaction, Issue
from relationships.models.issue import BY_DUE_DATE
from relationships.serializers.comment import CommentSerializer
from relationships.serializers.issue import (
    AgreeSerializer,
    HoldsSerializer,
    IssueSerializer,
    MergeSerializer,
    ParkSerializer,
    ReopenSerializer,
    ResolveSerializer,
    ResumeSerializer,
    TalkSerializer,
)


class IssueViewSet(ListingMixin, EntryViewSet):
    """Something open between us and partners. Its state is moved by verbs alone."""

    serializer_class = IssueSerializer
    listing = IssueListing()

    def rows(self) -> QuerySet[Issue]:
        return super().rows().annotate(sorted_due_on=BY_DUE_DATE)

    @classmethod
    def load_for(cls, rows: QuerySet[Any], user: User) -> QuerySet[Any]:
        people = Issue.people_involved.through.objects.all()
        contacts = Issue.interactions.through.objects.filter(Visible(Interaction, user, "interaction"))
        return (
            super()
            .load_for(rows, user)
            .annotate(
                seen_people_involved=listed(people, "issue", "user"),
                seen_interactions=listed(contacts, "issue", "interaction"),
            )
        )

    # --- Its life ---

    @extend_schema(request=TalkSerializer)
    @action(detail=True, methods=["post"])
    def talk(self, request: Request, pk: str) -> Response:
        """The clearing talk has begun."""
        return self.verb(TalkSerializer)

    @extend_schema(request=AgreeSerializer)
    @action(detail=True, methods=["post"])
    def agree(self, request: Request, pk: str) -> Response:
        return self.verb(AgreeSerializer)

    @extend_schema(request=ResolveSerializer)
    @action(detail=True, methods=["post"])
    def resolve(self, request: Request, pk: str) -> Response:
        return self.verb(ResolveSerializer)

    @extend_schema(request=ParkSerializer)
    @action(detail=True, methods=["post"])
    def park(self, request: Request, pk: str) -> Response:
        """Let it rest until a day."""
        return self.verb(ParkSerializer)

    @extend_schema(request=ResumeSerializer)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, pk: str) -> Response:
        """Take a parked issue up again where it was."""
        return self.verb(ResumeSerializer)

    @extend_schema(request=ReopenSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        """A resolved issue that does not hold."""
        return self.verb(ReopenSerializer)

    @extend_schema(request=HoldsSerializer)
    @action(detail=True, methods=["post"])
    def holds(self, request: Request, pk: str) -> Response:
        """What was resolved holds: the answer on its check date."""
        return self.verb(HoldsSerializer)

    @extend_schema(request=MergeSerializer)
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: str) -> Response:
        """Let it go on in another issue, which is the answer."""
        return self.verb(MergeSerializer)

    @extend_schema(request=CommentSerializer, responses={201: CommentSerializer})
    @action(detail=True, methods=["post"])
    def comment(self, request: Request, pk: str) -> Response:
        """Say something on its thread."""
        context = {**self.get_serializer_context(), "issue": self.get_object()}
        serializer = CommentSerializer(data=request.data, context=context)
        serializer.is_valid(raise_exception=True)
        serializer.save()
        return Response(serializer.data, status=status.HTTP_201_CREATED)
