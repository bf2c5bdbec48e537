"""The addresses of the API under /api/v1/: one router, its schema, its documentation."""

from django.urls import path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import DefaultRouter

from accounts.api.errors import no_such_address
from accounts.api.notification import NotificationViewSet
from accounts.api.team import TeamViewSet
from climate.api.booster import BoosterCommentViewSet, BoosterViewSet
from climate.api.check_in import CheckInViewSet
from climate.api.example import ExampleViewSet
from climate.api.impression import ImpressionViewSet
from climate.api.pulse import PulseViewSet
from climate.api.reading import ReadingMarkViewSet
from climate.api.reflection import PrivateAnswerViewSet, QuestionViewSet, SharedAnswerViewSet
from partners.api.partner import PartnerViewSet
from partners.api.tag import TagViewSet
from relationships.api.action_item import ActionItemViewSet
from relationships.api.appreciation import AppreciationViewSet
from relationships.api.care_note import CareNoteViewSet
from relationships.api.clearing_talk import ClearingTalkViewSet
from relationships.api.comment import CommentViewSet
from relationships.api.idea import IdeaViewSet
from relationships.api.interaction import InteractionViewSet
from relationships.api.issue import IssueViewSet
from relationships.api.regular_report import RegularReportViewSet
from relationships.api.reminder import ReminderViewSet
from relationships.api.report import ReportViewSet
from relationships.api.report_job import ReportJobViewSet
from relationships.api.review import AgendaItemViewSet, ReviewSeriesViewSet, ReviewViewSet

app_name = "api"

router = DefaultRouter()
router.include_format_suffixes = False
router.register("partners", PartnerViewSet, "partner")
router.register("interactions", InteractionViewSet, "interaction")
router.register("issues", IssueViewSet, "issue")
router.register(r"issues/(?P<issue>[^/.]+)/comments", CommentViewSet, "comment")
router.register("action-items", ActionItemViewSet, "action-item")
router.register("clearing-talks", ClearingTalkViewSet, "clearing-talk")
router.register("appreciations", AppreciationViewSet, "appreciation")
router.register("ideas", IdeaViewSet, "idea")
router.register("reports", ReportViewSet, "report")
router.register("report-jobs", ReportJobViewSet, "report-job")
router.register("regular-reports", RegularReportViewSet, "regular-report")
router.register("reminders", ReminderViewSet, "reminder")
router.register("review-series", ReviewSeriesViewSet, "review-series")
router.register("reviews", ReviewViewSet, "review")
router.register("agenda-items", AgendaItemViewSet, "agenda-item")
router.register("notifications", NotificationViewSet, "notification")
router.register("care-notes", CareNoteViewSet, "care-note")
router.register("practice-examples", ExampleViewSet, "example")
router.register("impressions", ImpressionViewSet, "impression")
router.register("pulses", PulseViewSet, "pulse")
router.register("boosters", BoosterViewSet, "booster")
router.register(r"boosters/(?P<booster>[^/.]+)/comments", BoosterCommentViewSet, "booster-comment")
router.register("reflection-questions", QuestionViewSet, "question")
router.register("shared-answers", SharedAnswerViewSet, "shared-answer")
router.register("private-answers", PrivateAnswerViewSet, "private-answer")
router.register("check-ins", CheckInViewSet, "check-in")
router.register("reading-marks", ReadingMarkViewSet, "reading-mark")
router.register("tags", TagViewSet, "tag")
router.register("teams", TeamViewSet, "team")

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(url_name="api:schema", template_name="accounts/api_docs.html"),
        name="docs",
    ),
    *router.urls,
    re_path(r"^[\s\S]*$", no_such_address, name="no-such-address"),
]
