"""How the list of people is filtered."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.filters.boolean import TrueOrFalseFilter
from accounts.filters.filter_set import FilterSet
from accounts.models import User


class UserFilter(FilterSet):
    q = django_filters.CharFilter(method="search", label=_("Search"), max_length=100)
    is_active = TrueOrFalseFilter(label=_("May sign in"))

    class Meta:
        model = User
        fields = ("q", "is_active")

    def search(self, rows: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        return rows.filter(Q(name__icontains=value) | Q(email__icontains=value))
