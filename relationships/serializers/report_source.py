"""A report that can be asked for, over the API."""

from rest_framework import serializers


class ReportSourceSerializer(serializers.Serializer):
    noun = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    about = serializers.CharField(read_only=True)
    formats = serializers.ListField(child=serializers.CharField(), read_only=True)
    filters = serializers.ListField(child=serializers.CharField(), read_only=True, source="offered")
    has_period = serializers.BooleanField(read_only=True)
