"""The lines of the bell over the API: only read, and marked as read."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.models import Notification


class NotificationSerializer(serializers.ModelSerializer):
    title = serializers.CharField(source="line.text", read_only=True)
    url = serializers.CharField(source="line.address", read_only=True, help_text=_("The page that it points at."))
    target = serializers.CharField(source="target_type.model", read_only=True, help_text=_("What it points at."))

    class Meta:
        model = Notification
        fields = ("id", "kind", "title", "url", "target", "target_id", "created_at", "read_at")
        read_only_fields = fields
