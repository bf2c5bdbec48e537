"""How the lines of the bell are filtered."""

from django.utils.translation import gettext_lazy as _

from accounts.filters.boolean import TrueOrFalseFilter
from accounts.filters.filter_set import FilterSet
from accounts.models import Notification


class NotificationFilter(FilterSet):
    unread = TrueOrFalseFilter(field_name="read_at", lookup_expr="isnull", label=_("Unread"))

    class Meta:
        model = Notification
        fields = ("unread",)
