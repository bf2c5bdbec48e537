"""Regular meetings: the series, its meetings, what is on their agenda."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import is_member
from accounts.api.record import RecordViewSet, TrashMixin
from accounts.models import Visible
from accounts.queries.keyset import Sort
from relationships.access import may_change_series
from relationships.actions.agenda import discard_point, restore_point
from relationships.actions.review_series import discard_series, restore_series
from relationships.filters.review import AgendaItemFilter, ReviewFilter, ReviewSeriesFilter
from relationships.models import AgendaItem, Review, ReviewSeries
from relationships.queries.agenda import with_votes
from relationships.serializers.review import (
    AgendaItemSerializer,
    CloseSerializer,
    NextSerializer,
    PointDoneSerializer,
    PointReopenSerializer,
    RateSerializer,
    ReviewSerializer,
    ReviewSeriesSerializer,
    SkipSerializer,
    StartSerializer,
    UnskipSerializer,
    UnvoteSerializer,
    VoteSerializer,
)


class ReviewSeriesViewSet(TrashMixin, RecordViewSet):
    """A team's regular meetings; its members see them, leads and whoever leads through one change it."""

    serializer_class = ReviewSeriesSerializer
    filterset_class = ReviewSeriesFilter
    sorts = {"-created_at": Sort("created_at", descending=True), "created_at": Sort("created_at")}
    default_sort = "-created_at"

    def rows(self) -> QuerySet[ReviewSeries]:
        return ReviewSeries.objects.visible_to(self.user).select_related("team", "facilitator")

    def rows_in_sight(self) -> QuerySet[ReviewSeries]:
        return ReviewSeries.objects.seen_by(self.user).select_related("team", "facilitator")

    def may_discard(self, row: ReviewSeries) -> bool:
        return may_change_series(self.user, row)

    def discard(self, row: ReviewSeries) -> None:
        discard_series(by=self.user, series=row)

    def bring_back(self, row: ReviewSeries) -> None:
        restore_series(by=self.user, series=row)


class ReviewViewSet(RecordViewSet):
    """Single meetings: those of the rule are made ahead by themselves, an extra one is made here."""

    serializer_class = ReviewSerializer
    filterset_class = ReviewFilter
    sorts = {"starts_at": Sort("starts_at"), "-starts_at": Sort("starts_at", descending=True)}
    default_sort = "starts_at"

    def rows(self) -> QuerySet[Review]:
        return Review.objects.visible_to(self.user).select_related("series__team", "facilitator")

    def load(self, rows: QuerySet[Review]) -> QuerySet[Review]:
        return rows.annotate(item_is_seen=Visible(AgendaItem, self.user, "item")).prefetch_related("participants")

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def start(self, request: Request, pk: str) -> Response:
        """Put everything on the table; who is invited sees the same from now on."""
        return self.verb(StartSerializer)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def next(self, request: Request, pk: str) -> Response:
        """Turn to the next step."""
        return self.verb(NextSerializer)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str) -> Response:
        """End it; what stays open is carried over."""
        return self.verb(CloseSerializer)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def skip(self, request: Request, pk: str) -> Response:
        """It does not take place."""
        return self.verb(SkipSerializer)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def unskip(self, request: Request, pk: str) -> Response:
        """The undo of `skip`."""
        return self.verb(UnskipSerializer)

    @extend_schema(request=RateSerializer)
    @action(detail=True, methods=["post"])
    def rate(self, request: Request, pk: str) -> Response:
        """From 1 to 10, while it runs; a figure is shown from five ratings on, once it is closed."""
        return self.verb(RateSerializer)


class AgendaItemViewSet(TrashMixin, RecordViewSet):
    """Points for a meeting: an issue, or words of their own."""

    serializer_class = AgendaItemSerializer
    filterset_class = AgendaItemFilter
    sorts = {"-created_at": Sort("created_at", descending=True), "created_at": Sort("created_at")}
    default_sort = "-created_at"

    def rows(self) -> QuerySet[AgendaItem]:
        return AgendaItem.objects.visible_to(self.user).select_related("series__team", "review__series__team", "issue")

    def load(self, rows: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
        return with_votes(rows, self.user)

    def rows_in_sight(self) -> QuerySet[AgendaItem]:
        return AgendaItem.objects.seen_by(self.user).select_related("series__team", "review__series__team", "issue")

    def may_discard(self, row: AgendaItem) -> bool:
        return is_member(self.user, row.series.team)

    def discard(self, row: AgendaItem) -> None:
        discard_point(by=self.user, item=row)

    def bring_back(self, row: AgendaItem) -> None:
        restore_point(by=self.user, item=row)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def vote(self, request: Request, pk: str) -> Response:
        """Want this on the table; a second vote changes nothing."""
        return self.verb(VoteSerializer)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def unvote(self, request: Request, pk: str) -> Response:
        """Take one's vote back."""
        return self.verb(UnvoteSerializer)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def done(self, request: Request, pk: str) -> Response:
        """It is dealt with, and not carried over."""
        return self.verb(PointDoneSerializer)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        """The undo of `done`."""
        return self.verb(PointReopenSerializer)
