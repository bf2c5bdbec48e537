"""Regular meetings over the API: series, meetings, points, and their verbs."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import Team, User
from accounts.serializers.fields import LARGEST_ID, VisibleRow, VisibleRows, Whole
from accounts.serializers.record import RecordSerializer, VerbSerializer
from relationships.actions.agenda import add_point, change_point, finish_point, reopen_point, take_vote_back, vote
from relationships.actions.review import (
    add_review,
    change_review,
    close_review,
    rate_review,
    skip_review,
    start_review,
    unskip_review,
)
from relationships.actions.review_series import add_series, change_series
from relationships.actions.review_turn import next_step
from relationships.models import AgendaItem, Issue, Review, ReviewSeries
from relationships.models.review_series import LONGEST, MOST_SECTIONS

SECTIONS = {
    "type": "array", "maxItems": MOST_SECTIONS,
    "items": {"type": "array", "items": {"oneOf": [{"type": "string"}, {"type": "integer"}]}, "minItems": 2, "maxItems": 2},
}  # fmt: skip


@extend_schema_field(SECTIONS)
class Sections(serializers.Field):
    """Pairs of a section's name and its minutes, in the order of the meeting."""

    default_error_messages = {"invalid": _("A list of pairs is required: the name of a section, and its minutes.")}

    def to_internal_value(self, data: Any) -> list[list[Any]]:
        if not isinstance(data, list) or len(data) > MOST_SECTIONS or not all(map(_is_section, data)):
            self.fail("invalid")
        return data

    def to_representation(self, value: list[list[Any]]) -> list[list[Any]]:
        return value


def _is_section(row: Any) -> bool:
    if not (isinstance(row, list) and len(row) == 2 and isinstance(row[0], str) and len(row[0]) <= 40):
        return False
    return isinstance(row[1], int) and not isinstance(row[1], bool) and 0 <= row[1] <= LONGEST


class ReviewSeriesSerializer(RecordSerializer):
    only_when_made = ("team",)

    team = VisibleRow(rows=Team.objects.of, required=False, help_text=_("Your team at work, where none is named."))
    facilitator = VisibleRow(rows=User.objects.visible_to, keep=True, required=False, allow_null=True)
    sections = Sections(required=False)

    class Meta:
        model = ReviewSeries
        fields = (
            "id", "team", "name", "kind", "recurrence", "first_at", "time_zone", "minutes", "place", "facilitator",
            "sections", "remind_day_before", "created_at", "updated_at", "version",
        )  # fmt: skip
        extra_kwargs = {"time_zone": {"required": False}}

    def add(self, *, by: User, **fields: Any) -> ReviewSeries:
        return add_series(by=by, **fields)

    def change(self, record: ReviewSeries, *, by: User, version: int, **changes: Any) -> ReviewSeries:
        return change_series(by=by, series=record, version=version, **changes)


class ReviewSerializer(RecordSerializer):
    only_when_made = ("series",)

    series = VisibleRow(rows=ReviewSeries.objects.visible_to)
    facilitator = VisibleRow(rows=User.objects.visible_to, keep=True, required=False, allow_null=True)
    participants = VisibleRows(
        rows=User.objects.visible_to, keep=True, required=False, help_text=_("Nobody named means the whole team.")
    )
    item = serializers.SerializerMethodField(help_text=_("The point on the table, as far as you may read it."))

    class Meta:
        model = Review
        fields = (
            "id", "series", "starts_at", "runs_until", "minutes", "place", "topic", "facilitator", "participants",
            "state", "started_at", "closed_at", "section", "item", "rating_mean", "rating_count", "created_at",
            "updated_at", "version",
        )  # fmt: skip
        read_only_fields = ("state", "started_at", "closed_at", "section", "rating_mean", "rating_count")

    @extend_schema_field({"type": "integer", "format": "int64", "minimum": 1, "maximum": LARGEST_ID, "nullable": True})
    def get_item(self, review: Review) -> int | None:
        known = getattr(review, "item_is_seen", None)
        if known is None and review.item_id:
            known = AgendaItem.objects.visible_to(self.asker).filter(pk=review.item_id).exists()
        return review.item_id if known else None

    def add(self, *, by: User, **fields: Any) -> Review:
        return add_review(by=by, **fields)

    def change(self, record: Review, *, by: User, version: int, **changes: Any) -> Review:
        return change_review(by=by, review=record, version=version, **changes)


class AgendaItemSerializer(RecordSerializer):
    only_when_made = ("series", "issue", "review")

    series = VisibleRow(rows=ReviewSeries.objects.visible_to)
    review = VisibleRow(
        rows=Review.objects.visible_to, required=False, allow_null=True,
        help_text=_("A meeting that is running; without one the point waits for the next."),
    )  # fmt: skip
    issue = VisibleRow(rows=Issue.objects.visible_to, required=False, allow_null=True)
    votes = serializers.SerializerMethodField()
    voted = serializers.SerializerMethodField(help_text=_("Whether you have voted for it."))

    class Meta:
        model = AgendaItem
        fields = (
            "id", "series", "review", "issue", "text", "state", "said", "times_carried", "votes", "voted",
            "created_at", "updated_at", "version",
        )  # fmt: skip
        read_only_fields = ("state", "times_carried")

    def get_votes(self, item: AgendaItem) -> int:
        known: int | None = getattr(item, "votes_count", None)
        return item.votes.count() if known is None else known  # type: ignore[attr-defined]

    def get_voted(self, item: AgendaItem) -> bool:
        known: bool | None = getattr(item, "is_voted", None)
        return item.votes.filter(user=self.asker.pk).exists() if known is None else known  # type: ignore[attr-defined]

    def add(self, *, by: User, **fields: Any) -> AgendaItem:
        said = fields.pop("said", "")
        item = add_point(by=by, **fields)
        return change_point(by=by, item=item, version=item.version, said=said) if said else item

    def change(self, record: AgendaItem, *, by: User, version: int, **changes: Any) -> AgendaItem:
        return change_point(by=by, item=record, version=version, **changes)


class StartSerializer(VerbSerializer):
    def take(self, record: Review, *, by: User, **said: Any) -> Review:
        return start_review(by=by, review=record)


class NextSerializer(VerbSerializer):
    def take(self, record: Review, *, by: User, **said: Any) -> Review:
        return next_step(by=by, review=record)


class CloseSerializer(VerbSerializer):
    def take(self, record: Review, *, by: User, **said: Any) -> Review:
        return close_review(by=by, review=record)


class SkipSerializer(VerbSerializer):
    def take(self, record: Review, *, by: User, **said: Any) -> Review:
        return skip_review(by=by, review=record)


class UnskipSerializer(VerbSerializer):
    def take(self, record: Review, *, by: User, **said: Any) -> Review:
        return unskip_review(by=by, review=record)


class RateSerializer(VerbSerializer):
    score = Whole(min_value=1, max_value=10)

    def take(self, record: Review, *, by: User, score: int) -> Review:
        rate_review(by=by, review=record, score=score)
        return record


class VoteSerializer(VerbSerializer):
    def take(self, record: AgendaItem, *, by: User, **said: Any) -> AgendaItem:
        vote(by=by, item=record)
        return record


class UnvoteSerializer(VerbSerializer):
    def take(self, record: AgendaItem, *, by: User, **said: Any) -> AgendaItem:
        take_vote_back(by=by, item=record)
        return record


class PointDoneSerializer(VerbSerializer):
    def take(self, record: AgendaItem, *, by: User, **said: Any) -> AgendaItem:
        return finish_point(by=by, item=record)


class PointReopenSerializer(VerbSerializer):
    def take(self, record: AgendaItem, *, by: User, **said: Any) -> AgendaItem:
        return reopen_point(by=by, item=record)
