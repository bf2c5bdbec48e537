"""The talks that clear issues."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.record import RecordViewSet, TrashMixin
from accounts.models import Visible
from accounts.queries.json_array import listed
from accounts.queries.keyset import Sort
from partners.models import Partner
from relationships.access import may_work_on_issue
from relationships.actions.clearing_talk import cancel_talk, restore_talk
from relationships.filters.clearing_talk import ClearingTalkFilter
from relationships.models import ClearingTalk
from relationships.serializers.clearing_talk import ClearingTalkSerializer, HoldSerializer


class ClearingTalkViewSet(TrashMixin, RecordViewSet):
    """Preparation and plan of a talk on an issue, for whoever sees the issue. Held, it has become a contact."""

    serializer_class = ClearingTalkSerializer
    filterset_class = ClearingTalkFilter
    sorts = {"-created_at": Sort("created_at", descending=True), "created_at": Sort("created_at")}
    default_sort = "-created_at"

    def rows(self) -> QuerySet[ClearingTalk]:
        return ClearingTalk.objects.visible_to(self.user).select_related("issue__team", "issue__owner")

    def rows_in_sight(self) -> QuerySet[ClearingTalk]:
        return ClearingTalk.objects.seen_by(self.user).select_related("issue")

    def load(self, rows: QuerySet[ClearingTalk]) -> QuerySet[ClearingTalk]:
        people = ClearingTalk.people_involved.through.objects.all()
        partners = ClearingTalk.partners.through.objects.filter(Visible(Partner, self.user, "partner"))
        return rows.annotate(
            seen_people_involved=listed(people, "clearingtalk", "user"),
            seen_partners=listed(partners, "clearingtalk", "partner"),
        )

    def may_discard(self, row: ClearingTalk) -> bool:
        return may_work_on_issue(self.user, row.issue)

    def discard(self, row: ClearingTalk) -> None:
        cancel_talk(by=self.user, talk=row)

    def bring_back(self, row: ClearingTalk) -> None:
        restore_talk(by=self.user, talk=row)

    @extend_schema(request=HoldSerializer)
    @action(detail=True, methods=["post"])
    def hold(self, request: Request, pk: str) -> Response:
        """It was held: makes one contact, linked to the issue, which moves on by what came of it."""
        return self.verb(HoldSerializer)
