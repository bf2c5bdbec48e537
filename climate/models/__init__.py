from climate.models.booster import BoosterComment, MoodBooster
from climate.models.booster_use import BoosterUse
from climate.models.check_in import CheckIn
from climate.models.check_in_reminder import CheckInReminder
from climate.models.example import ExampleMark, PracticeExample, TrainingTopic
from climate.models.impression import FeedbackAnswer, FeedbackLink, FeedbackTicket, Impression, ImpressionTally
from climate.models.pulse import Pulse, PulseCount, PulseTicket
from climate.models.reading import ReadingMark
from climate.models.reflection import PrivateAnswer, ReflectionQuestion, SharedAnswer
from climate.models.sealed import Unreadable

__all__ = [
    "BoosterComment",
    "BoosterUse",
    "CheckIn",
    "CheckInReminder",
    "ExampleMark",
    "FeedbackAnswer",
    "FeedbackLink",
    "FeedbackTicket",
    "Impression",
    "ImpressionTally",
    "MoodBooster",
    "PracticeExample",
    "PrivateAnswer",
    "Pulse",
    "PulseCount",
    "PulseTicket",
    "ReadingMark",
    "ReflectionQuestion",
    "SharedAnswer",
    "TrainingTopic",
    "Unreadable",
]
