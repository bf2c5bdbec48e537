"""Which fields of entries say something about a person (see accounts.personal_data). Free text always does."""

from accounts.personal_data import declare
from relationships.models import (
    ActionItem,
    AgendaItem,
    AgendaVote,
    Appreciation,
    CareNote,
    ClearingTalk,
    Comment,
    GuidingQuestion,
    HouseStyle,
    Idea,
    Interaction,
    Interaction_organisations,
    Interaction_partners,
    Issue,
    RegularReport,
    Reminder,
    ReminderRules,
    ReportJob,
    Review,
    ReviewRating,
    ReviewSeries,
    Standing,
    ThanksMail,
)

_ENTRY_PERSONAL = ("author", "partners")
_ENTRY_OTHER = ("team", "visibility")

declare(
    Interaction,
    personal=[
        *_ENTRY_PERSONAL, "organisations", "people_involved", "text", "mood_before", "mood_after", "value_given", "value_received", "energy",
    ],
    other=[*_ENTRY_OTHER, "channel", "happened_at", "external_source", "external_number"],
    about=["author", "people_involved", "partners"],
)  # fmt: skip
for _links in (Interaction_partners, Interaction_organisations):
    declare(_links, personal=["partner"], other=["id", "interaction", "happened_at"])
declare(
    Issue,
    personal=[
        *_ENTRY_PERSONAL, "title", "text", "effect", "need", "partner_view", "wish", "owner", "people_involved",
        "interactions", "agreement", "result",
    ],
    other=[
        *_ENTRY_OTHER, "kind", "severity", "horizon", "due_on", "state", "state_before_parking", "raised_at",
        "last_activity_at", "parked_until", "resolved_at", "check_on", "times_reopened", "held_on", "merged_into", "look_at",
    ],
    about=["author", "owner", "people_involved", "partners"],
)  # fmt: skip
declare(CareNote, personal=["weighs", "needs"], other=["partner", "is_shared"], about=["partner"])
declare(Comment, personal=["author", "text"], other=["issue", "step"], about=["author", "issue__partners"])
declare(
    Appreciation,
    personal=[*_ENTRY_PERSONAL, "text"],
    other=[*_ENTRY_OTHER, "direction", "thanked_at"],
    about=["author", "partners"],
)
declare(
    ThanksMail,
    personal=["thanks", "partner", "address", "sent_by", "sent_at"],
    other=["id", "text_version", "design", "language", "mail"],
    about=["partner", "sent_by"],
)
declare(
    Idea,
    personal=[*_ENTRY_PERSONAL, "title", "text", "answer", "reason", "outcome"],
    other=[*_ENTRY_OTHER, "received_at", "state", "answered_on", "thanks"],
    about=["author", "partners"],
)
declare(
    Reminder,
    personal=["user", "text", "partner", "issue", "action_item", "talk", "handed_on_by"],
    other=["due_at", "done_at", "cause", "recurrence", "first_at", "time_zone", "notified_at"],
    about=["user", "partner"],
)
declare(
    ActionItem,
    personal=["text", "owner", "partner"],
    other=["issue", "team", "visibility", "due_on", "done_at", "look_at"],
    about=["owner", "partner", "issue__partners"],
)
declare(
    ClearingTalk,
    personal=[
        "observed", "effect", "need", "partner_view", "wish", "answers", "place", "partners", "people_involved", "notes",
    ],
    other=["issue", "planned_at", "channel", "interaction"],
    about=["partners", "people_involved", "issue__partners"],
)  # fmt: skip
declare(GuidingQuestion, personal=["text"], other=["team", "position"])
declare(
    ReminderRules,
    personal=[],
    other=[
        "team", "quiet_after", "repeat_after", "lead_after", "day_before_due", "on_due_day", "measure_before",
        "on_check_day", "cadence", "day_before_talk",
    ],
)  # fmt: skip
declare(
    ReviewSeries,
    personal=["facilitator", "place"],
    other=[
        "team", "name", "kind", "recurrence", "first_at", "time_zone", "minutes", "sections", "remind_day_before",
    ],
    about=["facilitator"],
)  # fmt: skip
declare(
    Review,
    personal=["facilitator", "participants", "topic", "place"],
    other=[
        "series", "planned_for", "starts_at", "runs_until", "minutes", "sections", "state", "started_at", "closed_at",
        "section", "item", "section_since", "item_since", "revision", "rating_mean", "rating_count", "told_at",
        "minutes_sent_at",
    ],
    about=["facilitator", "participants"],
)  # fmt: skip
declare(ReviewRating, personal=["user", "score"], other=["id", "review"], about=["user"])
declare(
    AgendaItem,
    personal=["text", "said"],
    other=["series", "review", "issue", "position", "state", "times_carried", "measures"],
    about=["issue__partners"],
)
declare(AgendaVote, personal=["user"], other=["id", "item"], about=["user"])
declare(
    ReportJob,
    personal=["user", "query", "file_name"],
    other=[
        "id", "source", "from_page", "format", "language", "time_zone", "created_at", "state", "percent", "attempts", "lease",
        "leased_until", "ended_at", "expires_at", "why", "size", "teams", "regular",
    ],
    about=["user"],
)  # fmt: skip
declare(
    RegularReport,
    personal=["name", "filters", "recipients"],
    other=["team", "source", "format", "recurrence", "first_at", "time_zone", "is_paused", "next_at", "last_at"],
    about=["recipients"],
)
declare(
    Standing,
    personal=["partner", "last_contact_at", "next_touch_on", "overdue_on", "open_issues", "oldest_issue_at"],
    other=["id", "team", "climate", "climate_on", "climate_reasons", "arrives_low", "revision", "counted_revision"],
    about=["partner"],
)
declare(HouseStyle, personal=["company", "address", "logo"], other=["colour"])
