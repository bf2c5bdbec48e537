from accounts.models.delivery_settings import DeliverySettings
from accounts.models.feed_key import FeedKey
from accounts.models.heartbeat import Heartbeat
from accounts.models.history import History, repeated_by
from accounts.models.notification import Notification
from accounts.models.outgoing_mail import OutgoingMail
from accounts.models.quick_row import QuickRow
from accounts.models.record import Record, RecordQuerySet
from accounts.models.team import InTeamOf, Membership, Team
from accounts.models.user import User
from accounts.models.visible import AmongThose, ExistsForEach, ReadBy, ReadByAll, Visible, each_way, ids_as_text

__all__ = [
    "AmongThose",
    "DeliverySettings",
    "ExistsForEach",
    "FeedKey",
    "Heartbeat",
    "History",
    "InTeamOf",
    "Membership",
    "Notification",
    "OutgoingMail",
    "QuickRow",
    "ReadBy",
    "ReadByAll",
    "Record",
    "RecordQuerySet",
    "Team",
    "User",
    "Visible",
    "each_way",
    "ids_as_text",
    "repeated_by",
]
