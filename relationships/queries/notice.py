"""What bell and mail say of reminders, measures and issues; entered in relationships.apps."""

from typing import Any

from django.db.models import Model
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.addresses import address
from accounts.queries.notice import Notice
from partners.choices import NaturalPerson
from partners.models import Partner
from relationships.choices import Visibility
from relationships.models import ActionItem, Appreciation, ClearingTalk, Idea, Issue, Reminder, ReportJob, Review

OPEN_CIRCLES = (Visibility.TEAM, Visibility.EVERYONE)


def page_of(reminder: Reminder) -> str:
    """The page of what a reminder is about; the list of reminders where it is about nothing."""
    return address_of(reminder.target) or address("relationships:reminder_list")


def address_of(target: Model | None) -> str:
    match target:
        case Partner():
            return address("partners:partner_detail", target.pk)
        case Issue():
            return address("relationships:issue_detail", target.pk)
        case ClearingTalk():
            return address("relationships:issue_detail", target.issue_id)
        case ActionItem() if target.issue_id:
            return address("relationships:issue_detail", target.issue_id)
        case ActionItem():
            return _address("relationships:action_item_list") or address("relationships:today")
    return ""


def names_no_person(target: Any) -> bool:
    """Whether the title of what is reminded of may stand in a mail: a circle that is open, and nobody in it."""
    if isinstance(target, Partner):
        return target.natural_person == NaturalPerson.NO and not target.is_colleague
    if isinstance(target, ClearingTalk):
        return names_no_person(target.issue)
    if isinstance(target, ActionItem):
        if target.issue_id:
            return names_no_person(target.issue)
        return target.visibility in OPEN_CIRCLES and (target.partner is None or names_no_person(target.partner))
    return target.visibility in OPEN_CIRCLES and all(map(names_no_person, target.partners.all()))


def neutral_words(reminder: Reminder) -> str:
    """What it is, without naming anything: one's own words are a note, and stay inside."""
    if reminder.is_own:
        return _("Your reminder")
    match reminder.target:
        case Partner():
            return _("A partner you look after")
        case ActionItem():
            return _("A measure of yours")
        case ClearingTalk():
            return _("A clearing talk you are involved in")
    return _("An issue you are involved in")


def _neutral_handed_over(reminder: Reminder) -> str:
    return _("A colleague has handed a reminder over to you")


def _title_handed_over(reminder: Reminder) -> str:
    return _("%(person)s hands over: %(reminder)s") % {"person": reminder.handed_on_by, "reminder": reminder.title}


def _may_be_named(reminder: Reminder) -> bool:
    return not reminder.is_own and names_no_person(reminder.target)


def _never(target: Any) -> bool:
    return False


def _title(reminder: Reminder) -> str:
    return reminder.title


def _title_of_measure(item: ActionItem) -> str:
    return _("A measure for you: %(text)s") % {"text": item.text}


def _neutral_measure(item: ActionItem) -> str:
    return _("A measure of yours")


def _title_of_issue(issue: Issue) -> str:
    return _("Yours to clear now: %(title)s") % {"title": issue.title}


def _neutral_issue(issue: Issue) -> str:
    return _("An issue you are involved in")


def _title_of_review(review: Review) -> str:
    when = date_format(timezone.localtime(review.starts_at), "SHORT_DATETIME_FORMAT")
    return _("%(meeting)s on %(when)s: the agenda") % {"meeting": review.series.name, "when": when}


def _title_of_minutes(review: Review) -> str:
    when = date_format(timezone.localtime(review.started_at or review.starts_at), "SHORT_DATE_FORMAT")
    return _("%(meeting)s on %(when)s: the minutes") % {"meeting": review.series.name, "when": when}


def _neutral_review(review: Review) -> str:
    return _("A meeting of your team")


def _page_of_review(review: Review) -> str:
    return reverse("relationships:review_detail", args=[review.pk])


def _of_a_team(review: Review) -> bool:
    """Its name and day name no partner."""
    return True


def _title_of_thanks(thanks: Appreciation) -> str:
    return _("Thanks from %(name)s") % {"name": thanks.author}


def _neutral_thanks(thanks: Appreciation) -> str:
    return _("Somebody has thanked you")


def _address_of_thanks(thanks: Appreciation) -> str:
    return reverse("relationships:appreciation_detail", args=[thanks.pk])


def _title_of_idea(idea: Idea) -> str:
    return _("They have not heard from us yet: %(title)s") % {"title": idea.title}


def _neutral_idea(idea: Idea) -> str:
    return _("An idea waits for our answer")


def _address_of_idea(idea: Idea) -> str:
    return reverse("relationships:idea_detail", args=[idea.pk])


def _ready(job: ReportJob) -> str:
    return _("Your file is ready")


def _not_made(job: ReportJob) -> str:
    return _("A file that you asked for could not be made")


def _page_of_job(job: ReportJob) -> str:
    return reverse("relationships:report_job_detail", args=[job.pk])


def _always(target: Any) -> bool:
    return True


_OF_REMINDER = ("partner", "issue", "action_item__issue", "talk__issue")
NOTICES = (
    Notice("review", Review, _title_of_review, _neutral_review, _of_a_team, _page_of_review, related=("series",)),
    Notice("minutes", Review, _title_of_minutes, _neutral_review, _of_a_team, _page_of_review, related=("series",)),
    Notice("thanks", Appreciation, _title_of_thanks, _neutral_thanks, _never, _address_of_thanks, related=("author",)),
    Notice("idea_unanswered", Idea, _title_of_idea, _neutral_idea, names_no_person, _address_of_idea),
    Notice("report_ready", ReportJob, _ready, _ready, _always, _page_of_job),
    Notice("report_failed", ReportJob, _not_made, _not_made, _always, _page_of_job),
    Notice("issue_owner", Issue, _title_of_issue, _neutral_issue, names_no_person, address_of),
    Notice(
        "measure",
        ActionItem,
        _title_of_measure,
        _neutral_measure,
        names_no_person,
        address_of,
        related=("issue", "partner"),
    ),
    Notice("reminder", Reminder, _title, neutral_words, _may_be_named, page_of, related=_OF_REMINDER),
    Notice(
        "handed_over",
        Reminder,
        _title_handed_over,
        _neutral_handed_over,
        _never,
        page_of,
        related=(*_OF_REMINDER, "handed_on_by"),
    ),
)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
