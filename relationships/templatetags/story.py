"""What the lines of a story need to say."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from partners.models import Partner
from relationships.models import Entry

register = template.Library()


@register.simple_tag(takes_context=True)
def others(context: Any, entry: Entry, partner: Partner) -> list[str]:
    """Who else an entry was with, as the reader may know them."""
    rows = entry.partners_for(context["request"].user)
    return [row.name if row else _("another partner") for row in rows if row is None or row.pk != partner.pk]
