"""Make what was entered a moment ago look as old as it is in the story."""

from datetime import datetime
from typing import Any

from django.db.models import F, Model

from accounts.models import Notification, OutgoingMail
from partners.models import Partner
from relationships.actions.issue import OWNER
from relationships.models import Appreciation, Entry, Idea, Interaction

ENTERED_WHEN_IT_HAPPENED: tuple[type[Entry], ...] = (Interaction, Appreciation, Idea)


def date_back(beginning: datetime) -> None:
    """The actions write the moment of entering, which for a user's click is now; issues date each step themselves."""
    Partner.objects.update(created_at=beginning, updated_at=beginning)
    _history(Partner).update(history_date=beginning, created_at=beginning)
    for model in ENTERED_WHEN_IT_HAPPENED:
        moment = F(model.DATE_FIELD)
        model._default_manager.update(created_at=moment, updated_at=moment)
        _history(model).update(history_date=moment, created_at=moment)
    _read_long_ago()


def _read_long_ago() -> None:
    """Who got an issue was told when it was flagged; nobody hears of it this morning."""
    for line in Notification.objects.filter(kind=OWNER):
        issue: Any = line.target
        line.created_at = line.read_at = issue.raised_at
        line.mail = None
        line.save()
    OutgoingMail.objects.filter(notifications=None).delete()


def _history(model: type[Model]) -> Any:
    return model.history.model.objects  # type: ignore[attr-defined]
