"""One's teams; administrators see that every team exists."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.actions.team import end_membership
from accounts.api.record import RecordViewSet, as_id
from accounts.models import Membership, Team
from accounts.queries.keyset import Sort
from accounts.serializers.team import MemberSerializer, TeamSerializer


class TeamViewSet(RecordViewSet):
    """One's teams and who belongs to them."""

    serializer_class = TeamSerializer
    sorts = {"name": Sort("name")}
    default_sort = "name"

    def rows(self) -> QuerySet[Team]:
        return Team.objects.visible_to(self.user)

    def load(self, rows: QuerySet[Team]) -> QuerySet[Team]:
        members = Membership.objects.select_related("user").order_by("user__name", "pk")
        return rows.prefetch_related(Prefetch("memberships", members))

    @extend_schema(request=MemberSerializer, responses=TeamSerializer)
    @action(detail=True, methods=["post"])
    def members(self, request: Request, pk: str) -> Response:
        """Add somebody to the team, or give them another role in it."""
        return self.verb(MemberSerializer)

    @extend_schema(request=None, responses={204: None}, parameters=[OpenApiParameter("user", int, "path")])
    @action(detail=True, methods=["delete"], url_path=r"members/(?P<user>[^/.]+)")
    def remove_member(self, request: Request, pk: str, user: str) -> Response:
        """Take somebody out of the team; everybody may leave one."""
        membership: Any = Membership.objects.filter(team=self.get_object(), user=as_id(user)).first()
        if membership is None:
            raise Http404
        end_membership(by=self.user, membership=membership)
        return Response(status=status.HTTP_204_NO_CONTENT)
