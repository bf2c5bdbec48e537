"""Filters that every kind of entry has, for page, API and export."""

from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from accounts.filters.choice import RecordChoiceFilter
from accounts.filters.filter_set import FilterSet
from accounts.filters.typed import TypedFilter
from accounts.queries.search import Search
from partners.models import Partner
from relationships.filters.partner import visible_teams, visible_users


def visible_partners(request: Any) -> QuerySet[Partner]:
    return Partner.objects.visible_to(request.user) if request else Partner.objects.none()


class EntryFilter(FilterSet):
    """What is filtered by a partner one does not see is refused like a partner that does not exist."""

    q = TypedFilter()
    partner = extend_schema_field(OpenApiTypes.INT)(
        RecordChoiceFilter(queryset=visible_partners, method="filter_partner", label=_("Partner"))
    )
    team = RecordChoiceFilter(queryset=visible_teams, label=_("Team"))
    author = RecordChoiceFilter(queryset=visible_users, label=_("Author"))

    search: Search
    planned_anew = frozenset({"partner"})

    def filter_partner(self, entries: Any, name: str, partner: Partner) -> Any:
        """By EXISTS, not by a join: an entry with several partners stays one row."""
        through: type[Model] = self._meta.model.partners.through
        own_key = self._meta.model._meta.model_name
        links = through._default_manager.filter(**{own_key: OuterRef("pk"), "partner": partner.pk})
        return entries.filter(Exists(links))
