from relationships.models.action_item import ActionItem
from relationships.models.agenda_item import AgendaItem, AgendaVote
from relationships.models.appreciation import Appreciation
from relationships.models.care_note import CareNote
from relationships.models.clearing_talk import ClearingTalk, GuidingQuestion
from relationships.models.comment import Comment
from relationships.models.entry import Entry, EntryQuerySet
from relationships.models.house_style import HouseStyle
from relationships.models.idea import Idea
from relationships.models.interaction import Interaction, Interaction_organisations, Interaction_partners, links_with
from relationships.models.issue import Issue
from relationships.models.regular_report import RegularReport
from relationships.models.reminder import Reminder
from relationships.models.reminder_rules import ReminderRules
from relationships.models.report_job import ReportJob
from relationships.models.review import Review, ReviewRating
from relationships.models.review_series import ReviewSeries
from relationships.models.standing import Standing
from relationships.models.thanks_mail import ThanksMail

__all__ = [
    "ActionItem",
    "AgendaItem",
    "AgendaVote",
    "Appreciation",
    "CareNote",
    "ClearingTalk",
    "Comment",
    "Entry",
    "EntryQuerySet",
    "GuidingQuestion",
    "HouseStyle",
    "Idea",
    "Interaction",
    "Interaction_organisations",
    "Interaction_partners",
    "Issue",
    "RegularReport",
    "Reminder",
    "ReminderRules",
    "ReportJob",
    "Review",
    "ReviewRating",
    "ReviewSeries",
    "Standing",
    "ThanksMail",
    "links_with",
]
