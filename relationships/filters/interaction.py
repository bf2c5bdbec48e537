"""The filters of the contacts, for page, API and export."""

import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.queries.search import WordSearch
from relationships.choices import Channel
from relationships.filters.entry import EntryFilter
from relationships.models import Interaction


class InteractionFilter(EntryFilter):
    channel = django_filters.ChoiceFilter(choices=Channel.choices, label=_("Channel"))
    since = django_filters.DateFilter(field_name="happened_at", lookup_expr="date__gte", label=_("From"))
    until = django_filters.DateFilter(field_name="happened_at", lookup_expr="date__lte", label=_("To"))

    search = WordSearch(Interaction, "text", "value_given", "value_received")

    class Meta:
        model = Interaction
        fields: list[str] = []
