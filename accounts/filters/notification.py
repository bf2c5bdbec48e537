"""How the lines of the bell are filtered."""

import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.filters.boolean import TrueOrFalseFilter
from accounts.models import Notification


class NotificationFilter(django_filters.FilterSet):
    unread = TrueOrFalseFilter(field_name="read_at", lookup_expr="isnull", label=_("Unread"))

    class Meta:
        model = Notification
        fields = ("unread",)
