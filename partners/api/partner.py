"""Partners: whom one sees, or "ours" with how the team stands with them."""

from collections.abc import Hashable
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from accounts.access import teams_of, working_team
from accounts.api.record import RecordViewSet, TrashMixin
from accounts.models import InTeamOf, Team, User, Visible
from accounts.queries.json_array import listed
from partners.access import may_discard_partner
from partners.actions.partner import discard_partner, restore_partner
from partners.models import ExternalNumber, Partner
from relationships.api.listing import ListingMixin
from relationships.api.report_job import take
from relationships.exports.partner import PartnerListing, api_named
from relationships.exports.source import Asked, sources
from relationships.models import Standing
from relationships.queries.partner_list import SORTS_OF_ALL, partners_for_list
from relationships.serializers.partner import STANDING, PartnerSerializer
from relationships.serializers.report import PartnerReportSerializer

TEAM = OpenApiParameter("team", int, description="One of your teams; without it, the team at work.")
SCOPE = OpenApiParameter(
    "scope", str, enum=["all", "ours"], default="all", description="`ours`: those of a team, with its standing."
)
STANDING_FILTERS = ("last_contact", "open_issues")


@extend_schema_view(list=extend_schema(parameters=[SCOPE, TEAM]), retrieve=extend_schema(parameters=[TEAM]))
class PartnerViewSet(ListingMixin, TrashMixin, RecordViewSet):
    """Whom we deal with: all that one sees, or `scope=ours` with how a team stands with each."""

    serializer_class = PartnerSerializer
    listing = PartnerListing()
    own_parameters = ("scope", "team", "columns")

    def rows(self) -> QuerySet[Partner]:
        if self.action not in ("list", "export"):
            return Partner.objects.visible_to(self.user)
        return partners_for_list(self.user, self.team.pk if self.is_ours and self.team else None)

    def told(self, asked: Asked) -> tuple[tuple[Hashable, ...], dict[str, Any]]:
        return (), {"team": self.team.pk if self.is_ours and self.team else None}

    @classmethod
    def load_for(cls, rows: QuerySet[Partner], user: User) -> QuerySet[Partner]:
        visible = Partner.objects.visible_to(user)
        own_teams = Partner.teams.through.objects.filter(InTeamOf(user, "team"), team__discarded_at=None)
        return rows.annotate(
            organisation_is_seen=Exists(visible.filter(pk=OuterRef("organisation"))),
            tag_names=listed(Partner.tags.through.objects.all(), "partner", "tag__name"),
            seen_teams=listed(own_teams, "partner", "team"),
            seen_members=listed(
                Partner.members.through.objects.filter(Visible(Partner, user, "to_partner")),
                "from_partner",
                "to_partner",
            ),
        ).prefetch_related("contact_points", Prefetch("external_numbers", ExternalNumber.objects.shown()))

    def read(self, pk: int) -> Partner | None:
        """A single partner comes with its standing in the team, where it has one."""
        partner = super().read(pk)
        standing = partner and Standing.objects.visible_to(self.user).filter(partner=pk, team=self.team).first()
        for name in STANDING if standing else ():
            setattr(partner, name, getattr(standing, name))
        return partner

    def get_sorts(self) -> dict[str, Any]:
        return self.sorts if self.is_ours else api_named(SORTS_OF_ALL)

    def check_parameters(self, request: Any) -> None:
        super().check_parameters(request)
        asked = [name for name in STANDING_FILTERS if request.query_params.get(name)]
        if asked and not self.is_ours:
            message = _("Only a team's own partners are filtered by this. Add scope=ours.")
            raise ValidationError({name: [message] for name in asked})

    @cached_property
    def is_ours(self) -> bool:
        scope = self.request.query_params.get("scope") or "all"
        if scope not in ("all", "ours"):
            raise ValidationError({"scope": [_("Choose one of: %(choices)s.") % {"choices": "all, ours"}]})
        if scope == "ours" and self.team is None:
            raise ValidationError({"scope": [_("You do not belong to a team yet.")]})
        return scope == "ours"

    @cached_property
    def team(self) -> Team | None:
        """The team asked for, which must be one's own, or the one at work."""
        asked = self.request.query_params.get("team")
        if not asked:
            return working_team(self.user)
        for team in teams_of(self.user):
            if str(team.pk) == asked:
                return team
        raise ValidationError({"team": [_("Choose one of your own teams.")]})

    @extend_schema(
        parameters=[PartnerReportSerializer],
        responses={(200, "application/pdf"): OpenApiTypes.BINARY},
        filters=False,
    )
    @action(detail=True, methods=["get"], filter_backends=[], pagination_class=None)
    def report(self, request: Request, pk: str) -> HttpResponseBase:
        """The relationship report as a PDF: what you may read of a partner, to be put on a table."""
        asked = PartnerReportSerializer(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        params = request.query_params.copy()
        params["partner"] = str(self.get_object().pk)
        report = Asked(self.user, timezone.now(), params, from_page=False, file_format="pdf")
        return take(request, sources["relationship-report"], report, "pdf")

    # --- The trash ---

    def rows_in_sight(self) -> QuerySet[Partner]:
        return Partner.objects.seen_by(self.user)

    def may_discard(self, row: Partner) -> bool:
        return may_discard_partner(self.user, row)

    def discard(self, row: Partner) -> None:
        discard_partner(by=self.user, partner=row)

    def bring_back(self, row: Partner) -> None:
        restore_partner(by=self.user, partner=row)
