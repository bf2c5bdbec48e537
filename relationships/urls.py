"""Where everything between us stands."""

from django.urls import path

from relationships.choices import Step
from relationships.views import (
    action_item,
    agenda_item,
    appreciation,
    care,
    clearing_talk,
    climate,
    comment,
    house_style,
    idea,
    interaction,
    issue,
    reminder,
    report_job,
    report_page,
    review,
    review_series,
    supplier,
    thanks_mail,
)
from relationships.views.feed import feed
from relationships.views.history import ActionItemHistory, EntryHistory, TalkHistory
from relationships.views.issue_link import interaction_link
from relationships.views.issue_merge import issue_merge
from relationships.views.palette import palette
from relationships.views.reminder_ask import reminder_ask
from relationships.views.reminder_rules import ReminderRulesPage
from relationships.views.review_minutes import review_minutes
from relationships.views.today import Today
from relationships.views.trash import Trash, trash_restore

app_name = "relationships"


def entry_paths(noun: str, folder: str, views: object) -> list:
    """The addresses that every kind of entry has."""
    title = noun.title()
    return [
        path(f"{folder}/new/", getattr(views, f"{title}Create").as_view(), name=f"{noun}_create"),
        path(f"{folder}/<int:pk>/", getattr(views, f"{title}Detail").as_view(), name=f"{noun}_detail"),
        path(f"{folder}/<int:pk>/edit/", getattr(views, f"{title}Update").as_view(), name=f"{noun}_update"),
        path(
            f"{folder}/<int:pk>/history/",
            EntryHistory.as_view(model=getattr(views, f"{title}Detail").model),
            name=f"{noun}_history",
        ),
        path(f"{folder}/<int:pk>/discard/", getattr(views, f"{noun}_discard"), name=f"{noun}_discard"),
        path(f"{folder}/<int:pk>/restore/", getattr(views, f"{noun}_restore"), name=f"{noun}_restore"),
    ]


urlpatterns = [
    path("settings/house-style/", house_style.HouseStylePage.as_view(), name="house_style"),
    path("settings/house-style/logo/", house_style.house_logo, name="house_logo"),
    path("settings/house-style/page/", house_style.HouseStyleSample.as_view(), name="house_style_sample"),
    path("", Today.as_view(), name="today"),
    path("contacts/", interaction.InteractionList.as_view(), name="interaction_list"),
    *entry_paths("interaction", "contacts", interaction),
    path("contacts/<int:pk>/link/", interaction_link, name="interaction_link"),
    path("issues/", issue.IssueList.as_view(), name="issue_list"),
    *entry_paths("issue", "issues", issue),
    path("issues/<int:pk>/talk/", issue.issue_step, {"step": Step.TALKING}, name="issue_talk"),
    path("issues/<int:pk>/agree/", issue.issue_step, {"step": Step.AGREED}, name="issue_agree"),
    path("issues/<int:pk>/resolve/", issue.issue_step, {"step": Step.RESOLVED}, name="issue_resolve"),
    path("issues/<int:pk>/park/", issue.issue_step, {"step": Step.PARKED}, name="issue_park"),
    path("issues/<int:pk>/resume/", issue.issue_step, {"step": Step.RESUMED}, name="issue_resume"),
    path("issues/<int:pk>/reopen/", issue.issue_step, {"step": Step.REOPENED}, name="issue_reopen"),
    path("issues/<int:pk>/holds/", issue.issue_step, {"step": Step.HOLDS}, name="issue_holds"),
    path("issues/<int:pk>/merge/", issue_merge, name="issue_merge"),
    path("issues/<int:pk>/comment/", comment.issue_comment, name="issue_comment"),
    path("issues/<int:pk>/prepare/", clearing_talk.TalkPrepare.as_view(), name="talk_prepare"),
    path("talks/<int:pk>/", clearing_talk.TalkUpdate.as_view(), name="talk_update"),
    path("talks/<int:pk>/hold/", clearing_talk.TalkHold.as_view(), name="talk_hold"),
    path("talks/<int:pk>/notes/", clearing_talk.talk_notes, name="talk_notes"),
    path("talks/<int:pk>/sheet/", clearing_talk.talk_sheet_file, name="talk_sheet"),
    path("talks/<int:pk>/calendar/", clearing_talk.talk_calendar, name="talk_calendar"),
    path("talks/<int:pk>/history/", TalkHistory.as_view(), name="talk_history"),
    path("talks/<int:pk>/discard/", clearing_talk.talk_discard, name="talk_discard"),
    path("talks/<int:pk>/restore/", clearing_talk.talk_restore, name="talk_restore"),
    path("teams/<int:pk>/reminders/", ReminderRulesPage.as_view(), name="team_reminders"),
    path("teams/<int:pk>/questions/", clearing_talk.team_questions, name="team_questions"),
    path("comments/<int:pk>/edit/", comment.comment_update, name="comment_update"),
    path("comments/<int:pk>/discard/", comment.comment_discard, name="comment_discard"),
    path("thanks/", appreciation.AppreciationList.as_view(), name="appreciation_list"),
    path("thanks/own/", appreciation.given_and_received_page, name="given_and_received"),
    path("thanks/<int:pk>/send/", thanks_mail.appreciation_send, name="appreciation_send"),
    *entry_paths("appreciation", "thanks", appreciation),
    path("ideas/", idea.IdeaList.as_view(), name="idea_list"),
    path("climate/<int:pk>/", climate.partner_climate, name="partner_climate"),
    path("care/", care.PartnersInNeed.as_view(), name="care"),
    path("care/<int:pk>/", care.CareNotePage.as_view(), name="care_note"),
    path("care/notes/<int:pk>/history/", care.CareNoteHistory.as_view(), name="care_note_history"),
    path("care/notes/<int:pk>/discard/", care.care_note_discard, name="care_note_discard"),
    path("suppliers/", supplier.side_by_side, name="suppliers"),
    path("ideas/suppliers/", idea.IdeasBySupplier.as_view(), name="idea_suppliers"),
    *entry_paths("idea", "ideas", idea),
    path("ideas/<int:pk>/answer/", idea.IdeaAnswer.as_view(), name="idea_answer"),
    path("measures/", action_item.ActionItemList.as_view(), name="action_item_list"),
    path("measures/new/", action_item.ActionItemCreate.as_view(), name="action_item_create"),
    path("measures/<int:pk>/edit/", action_item.ActionItemUpdate.as_view(), name="action_item_update"),
    path("measures/<int:pk>/history/", ActionItemHistory.as_view(), name="action_item_history"),
    path("measures/<int:pk>/done/", action_item.action_item_done, name="action_item_done"),
    path("measures/<int:pk>/reopen/", action_item.action_item_reopen, name="action_item_reopen"),
    path("measures/<int:pk>/hand-over/", action_item.action_item_hand_over, name="action_item_hand_over"),
    path("measures/<int:pk>/discard/", action_item.action_item_discard, name="action_item_discard"),
    path("rounds/", review_series.ReviewList.as_view(), name="review_list"),
    path("rounds/series/new/", review_series.ReviewSeriesCreate.as_view(), name="review_series_create"),
    path("rounds/series/<int:pk>/", review_series.ReviewSeriesDetail.as_view(), name="review_series_detail"),
    path("rounds/series/<int:pk>/edit/", review_series.ReviewSeriesUpdate.as_view(), name="review_series_update"),
    path("rounds/series/<int:pk>/extra/", review_series.ReviewCreate.as_view(), name="review_create"),
    path("rounds/series/<int:pk>/discard/", review_series.review_series_discard, name="review_series_discard"),
    path("rounds/<int:pk>/", review.review_detail, name="review_detail"),
    path("rounds/<int:pk>/edit/", review.ReviewUpdate.as_view(), name="review_update"),
    path("rounds/<int:pk>/skip/", review.review_skip, name="review_skip"),
    path("rounds/<int:pk>/unskip/", review.review_unskip, name="review_unskip"),
    path("rounds/<int:pk>/start/", review.review_start, name="review_start"),
    path("rounds/<int:pk>/wall/", review.review_conduct, name="review_conduct"),
    path("rounds/<int:pk>/follow/", review.review_follow, name="review_follow"),
    path("rounds/<int:pk>/state/", review.review_state, name="review_state"),
    path("rounds/<int:pk>/turn/", review.review_turn, name="review_turn"),
    path("rounds/<int:pk>/rate/", review.review_rate, name="review_rate"),
    path("rounds/<int:pk>/close/", review.review_close, name="review_close"),
    path("rounds/<int:pk>/minutes/", review_minutes, name="review_minutes"),
    path("rounds/<int:pk>/point/", agenda_item.point_create, name="point_create"),
    path("rounds/<int:pk>/vote/<int:issue>/", agenda_item.issue_vote, name="issue_vote"),
    path("points/<int:pk>/vote/", agenda_item.point_vote, name="point_vote"),
    path("points/<int:pk>/said/", agenda_item.point_said, name="point_said"),
    path("points/<int:pk>/measure/", agenda_item.point_measure, name="point_measure"),
    path("points/<int:pk>/circle/", agenda_item.point_circle, name="point_circle"),
    path("points/<int:pk>/done/", agenda_item.point_done, name="point_done"),
    path("points/<int:pk>/reopen/", agenda_item.point_reopen, name="point_reopen"),
    path("points/<int:pk>/discard/", agenda_item.point_discard, name="point_discard"),
    path("reminders/", reminder.ReminderList.as_view(), name="reminder_list"),
    path("reminders/new/", reminder.ReminderCreate.as_view(), name="reminder_create"),
    path("reminders/<int:pk>/edit/", reminder.ReminderUpdate.as_view(), name="reminder_update"),
    path("reminders/<int:pk>/ask/", reminder_ask, name="reminder_ask"),
    path("reminders/<int:pk>/done/", reminder.reminder_done, name="reminder_done"),
    path("reminders/<int:pk>/reopen/", reminder.reminder_reopen, name="reminder_reopen"),
    path("reminders/<int:pk>/snooze/", reminder.reminder_snooze, name="reminder_snooze"),
    path("reminders/<int:pk>/hand-over/", reminder.reminder_hand_over, name="reminder_hand_over"),
    path("reminders/<int:pk>/discard/", reminder.reminder_discard, name="reminder_discard"),
    path("reports/", report_page.report_list, name="report_list"),
    path("reports/<slug:noun>/", report_page.report_page, name="report_page"),
    path("files/", report_job.report_job_list, name="report_job_list"),
    path("files/<int:pk>/", report_job.report_job_detail, name="report_job_detail"),
    path("files/<int:pk>/download/", report_job.report_job_download, name="report_job_download"),
    path("files/<int:pk>/cancel/", report_job.report_job_cancel, name="report_job_cancel"),
    path("feed/<str:secret>.ics", feed, name="feed"),
    path("palette/", palette, name="palette"),
    path("trash/", Trash.as_view(), name="trash"),
    path("trash/<str:noun>/<int:pk>/restore/", trash_restore, name="trash_restore"),
]
