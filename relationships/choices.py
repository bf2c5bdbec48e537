"""Words that entries choose from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Visibility(models.TextChoices):
    """Who reads an entry; each wider circle includes the ones before it."""

    PRIVATE = "private", _("Only me")
    INVOLVED = "involved", _("Those involved")
    TEAM = "team", _("The team")
    EVERYONE = "everyone", _("Everyone here")


class Channel(models.TextChoices):
    CALL = "call", _("Call")
    VISIT = "visit", _("Visit")
    VIDEO_CALL = "video_call", _("Video call")
    EMAIL = "email", _("E-mail")
    LETTER = "letter", _("Letter")
    CHAT = "chat", _("Chat")
    MEETING = "meeting", _("Meeting")
    OTHER = "other", _("Other")


class Mood(models.IntegerChoices):
    """As the partner seemed to us, from low to high spirits."""

    VERY_LOW = 1, _("very low")
    LOW = 2, _("low")
    EVEN = 3, _("even")
    GOOD = 4, _("good")
    VERY_GOOD = 5, _("very good")


class Energy(models.TextChoices):
    """What a contact did to us."""

    COST = "cost", _("cost energy")
    NEUTRAL = "neutral", _("neutral")
    GAVE = "gave", _("gave energy")


class IssueKind(models.TextChoices):
    UNCLEAR = "unclear", pgettext_lazy("issue kind", "Unclear")
    CONFLICT = "conflict", pgettext_lazy("issue kind", "Conflict")
    INCONSISTENCY = "inconsistency", pgettext_lazy("issue kind", "Inconsistency")


class IssueState(models.TextChoices):
    OPEN = "open", pgettext_lazy("issue state", "Open")
    TALKING = "talking", pgettext_lazy("issue state", "Talking")
    AGREED = "agreed", pgettext_lazy("issue state", "Agreed")
    RESOLVED = "resolved", pgettext_lazy("issue state", "Resolved")
    PARKED = "parked", pgettext_lazy("issue state", "Parked")


class Severity(models.IntegerChoices):
    LOW = 1, pgettext_lazy("severity", "Low")
    MEDIUM = 2, pgettext_lazy("severity", "Medium")
    HIGH = 3, pgettext_lazy("severity", "High")


class Horizon(models.TextChoices):
    SHORT = "short", pgettext_lazy("horizon", "Short-term")
    LONG = "long", pgettext_lazy("horizon", "Long-term")


class Step(models.TextChoices):
    """What a line on an issue's thread records; a plain comment is none of these."""

    COMMENT = "comment", _("commented")
    TALKING = "talking", _("started the talk")
    AGREED = "agreed", _("noted the agreement")
    RESOLVED = "resolved", _("resolved it")
    PARKED = "parked", _("parked it")
    RESUMED = "resumed", _("took it up again")
    REOPENED = "reopened", _("reopened it")
    PLANNED = "planned", _("planned the talk")
    HELD = "held", _("held the talk")
    HOLDS = "holds", _("found that it holds")
    MERGED = "merged", _("merged another issue into it")
    MEASURE = "measure", _("noted a measure")


class SeriesKind(models.TextChoices):
    CLEARING = "clearing", pgettext_lazy("series", "Clearing: go through open issues")
    TRAINING = "training", pgettext_lazy("series", "Training: pass on what works")


class ReviewState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("clearing round", "Planned")
    RUNNING = "running", pgettext_lazy("clearing round", "Running")
    CLOSED = "closed", pgettext_lazy("clearing round", "Closed")
    SKIPPED = "skipped", pgettext_lazy("clearing round", "Skipped")


class ItemState(models.TextChoices):
    """What became of a point in its meeting."""

    OPEN = "open", pgettext_lazy("agenda item", "Open")
    HANDLED = "handled", pgettext_lazy("agenda item", "Dealt with")
    CARRIED = "carried", pgettext_lazy("agenda item", "Carried over")


class Direction(models.TextChoices):
    GIVEN = "given", _("Our thanks to them")
    RECEIVED = "received", _("Their thanks to us")


class IdeaState(models.TextChoices):
    NEW = "new", pgettext_lazy("idea", "New")
    LOOKING = "looking", pgettext_lazy("idea", "Looking at it")
    DOING = "doing", pgettext_lazy("idea", "Doing it")
    DONE = "done", pgettext_lazy("idea", "Done")
    NOT_NOW = "not_now", pgettext_lazy("idea", "Not now")


class Cause(models.TextChoices):
    """Why there is a reminder: one's own wish, or a rule of the team."""

    OWN = "own", pgettext_lazy("reminder", "your own")
    QUIET = "quiet", pgettext_lazy("reminder", "an issue has gone quiet")
    QUIET_LEAD = "quiet_lead", pgettext_lazy("reminder", "an issue of the team has gone quiet")
    DUE_SOON = "due_soon", pgettext_lazy("reminder", "an issue is due tomorrow")
    DUE = "due", pgettext_lazy("reminder", "an issue is due")
    CHECK = "check", pgettext_lazy("reminder", "does it hold?")
    MEASURE = "measure", pgettext_lazy("reminder", "a measure is due")
    CADENCE = "cadence", pgettext_lazy("reminder", "a partner is going quiet")
    TALK = "talk", pgettext_lazy("reminder", "a clearing talk is coming")


class Repeat(models.TextChoices):
    """How often one's own reminder comes; the rules themselves are in `RULES`, any other is written as text."""

    NEVER = "never", pgettext_lazy("repeats", "never")
    DAILY = "daily", pgettext_lazy("repeats", "every day")
    WORKDAYS = "workdays", pgettext_lazy("repeats", "Monday to Friday")
    WEEKLY = "weekly", pgettext_lazy("repeats", "every week")
    FORTNIGHTLY = "fortnight", pgettext_lazy("repeats", "every two weeks")
    MONTHLY = "monthly", pgettext_lazy("repeats", "every month")
    MONTH_END = "month_end", pgettext_lazy("repeats", "on the last day of the month")
    YEARLY = "yearly", pgettext_lazy("repeats", "every year")
    OWN = "own", pgettext_lazy("repeats", "by a rule of my own")

    @classmethod
    def of(cls, rule: str) -> "Repeat":
        return next((repeat for repeat, known in RULES.items() if known == rule), cls.OWN)


RULES = {
    Repeat.NEVER: "",
    Repeat.DAILY: "FREQ=DAILY",
    Repeat.WORKDAYS: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    Repeat.WEEKLY: "FREQ=WEEKLY",
    Repeat.FORTNIGHTLY: "FREQ=WEEKLY;INTERVAL=2",
    Repeat.MONTHLY: "FREQ=MONTHLY",
    Repeat.MONTH_END: "FREQ=MONTHLY;BYMONTHDAY=-1",
    Repeat.YEARLY: "FREQ=YEARLY",
}


class JobState(models.TextChoices):
    """How a file that the worker makes is doing."""

    WAITING = "waiting", pgettext_lazy("file", "waiting")
    RUNNING = "running", pgettext_lazy("file", "being made")
    READY = "ready", pgettext_lazy("file", "ready")
    FAILED = "failed", pgettext_lazy("file", "could not be made")
    CANCELLED = "cancelled", pgettext_lazy("file", "cancelled")


class RegularFormat(models.TextChoices):
    """What a report that comes by itself can come as: the ones that hold all of it."""

    PDF = "pdf", "PDF"
    XLSX = "xlsx", "Excel"


class CardDesign(models.TextChoices):
    SUN = "sun", _("Sun")
    LEAF = "leaf", _("Leaf")
    CLAY = "clay", _("Clay")
