"""Teams and who belongs to them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.actions.team import add_team, change_team, set_membership
from accounts.choices import TeamRole
from accounts.models import Membership, Team, User
from accounts.serializers.fields import OneOf, VisibleRow
from accounts.serializers.record import RecordSerializer, VerbSerializer


class MembershipSerializer(serializers.ModelSerializer):
    name = serializers.CharField(source="user.name", read_only=True)

    class Meta:
        model = Membership
        fields = ("user", "name", "role")
        read_only_fields = ("user", "role")


class TeamSerializer(RecordSerializer):
    members = serializers.SerializerMethodField(help_text=_("Changed through the team's own address for members."))

    class Meta:
        model = Team
        fields = ("id", "name", "mood_for_colleagues", "members", "created_at", "updated_at", "version")

    @extend_schema_field(MembershipSerializer(many=True))
    def get_members(self, team: Team) -> Any:
        return MembershipSerializer(team.memberships.all(), many=True).data

    def add(self, *, by: User, **fields: Any) -> Team:
        return add_team(by=by, **fields)

    def change(self, record: Team, *, by: User, version: int, **changes: Any) -> Team:
        return change_team(by=by, team=record, version=version, **changes)


class MemberSerializer(VerbSerializer):
    """Adds somebody to a team, or gives them another role in it."""

    user = VisibleRow(rows=User.objects.visible_to, help_text=_("The id of a user that you see."))
    role = OneOf(choices=TeamRole.choices, default=TeamRole.MEMBER)

    def take(self, record: Team, *, by: User, **said: Any) -> Team:
        set_membership(by=by, team=record, **said)
        return record
