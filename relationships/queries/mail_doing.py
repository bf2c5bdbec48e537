"""What a mail offers to do with what it tells of: links to pages that ask once more."""

from django.urls import reverse
from django.utils.translation import gettext as _

from relationships.models import Reminder


def reminder_doing(reminder: Reminder) -> list[tuple[str, str]]:
    """Nothing for one that was handed on to somebody else, or is done, in the meantime."""
    return (
        [] if reminder.done_at else [(_("Done, or later?"), reverse("relationships:reminder_ask", args=[reminder.pk]))]
    )
