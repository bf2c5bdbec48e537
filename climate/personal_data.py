"""Which fields say something about a person (see accounts.personal_data). Free text always does."""

from accounts.personal_data import declare
from climate.models import (
    BoosterComment,
    BoosterUse,
    CheckIn,
    CheckInReminder,
    ExampleMark,
    FeedbackAnswer,
    FeedbackLink,
    FeedbackTicket,
    Impression,
    ImpressionTally,
    MoodBooster,
    PracticeExample,
    PrivateAnswer,
    Pulse,
    PulseCount,
    PulseTicket,
    ReadingMark,
    ReflectionQuestion,
    SharedAnswer,
    TrainingTopic,
)

declare(CheckIn, personal=["user", "day", "made_at", "sealed"], other=["id", "key_mark"], about=["user"])
declare(CheckInReminder, personal=["user", "rhythm", "hour"], other=["id"], about=["user"])
declare(MoodBooster, personal=["author", "text"], other=["team", "term", "audience", "is_starter"], about=["author"])
declare(BoosterComment, personal=["author", "text"], other=["booster"], about=["author"])
# Whom a row is about stands in its sealed text alone: climate.actions.booster_use.forget_uses finds a user's own.
declare(BoosterUse, personal=["who", "sealed"], other=["id", "booster", "key_mark"])
declare(
    ReflectionQuestion,
    personal=["author", "text_en", "text_de"],
    other=["team", "aim", "is_starter"],
    about=["author"],
)
declare(PrivateAnswer, personal=["user", "question", "day", "sealed"], other=["id", "key_mark"], about=["user"])
declare(SharedAnswer, personal=["author", "day", "text"], other=["question"], about=["author"])
declare(Pulse, personal=[], other=["id", "team", "period", "is_on"])
declare(PulseCount, personal=[], other=["id", "pulse", "period", "begins", "mood", "count"])
# Whose it is nobody can tell without the keys, and it goes with the period.
declare(PulseTicket, personal=["who"], other=["begins"])
declare(
    Impression,
    personal=["author", "name", "statements", "conclusion"],
    other=["team", "next_look_on", "is_anonymous", "asked_at", "ends_on", "closed_at", "measures"],
    about=["author"],
)
declare(
    FeedbackLink,
    personal=["partner", "made_by", "made_at"],
    other=["id", "impression", "digest", "revoked_at"],
    about=["partner"],
)
declare(FeedbackAnswer, personal=["mood", "fits", "line", "answered_at"], other=["link"], about=["link__partner"])
# Of answers without a name: nobody can tell whose they are, nor take one of them out again.
declare(ImpressionTally, personal=["lines"], other=["impression", "moods", "fits"])
declare(FeedbackTicket, personal=["who"], other=["impression"])
declare(
    PracticeExample, personal=["author", "title", "story", "lesson"], other=["team", "names_agreed"], about=["author"]
)
declare(ExampleMark, personal=["user"], other=["id", "example"], about=["user"])
declare(TrainingTopic, personal=[], other=["review", "booster", "example"])
declare(ReadingMark, personal=["user", "station"], other=["id", "team"], about=["user"])
