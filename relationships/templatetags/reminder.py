"""Where a reminder leads."""

from django import template

from relationships.models import Reminder
from relationships.queries.notice import page_of

register = template.Library()


@register.filter
def target_page(reminder: Reminder) -> str:
    return page_of(reminder)
