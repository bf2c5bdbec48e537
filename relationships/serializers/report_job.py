"""A file that the worker makes, over the API."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from relationships.models import ReportJob


class ReportJobSerializer(serializers.ModelSerializer):
    address = serializers.SerializerMethodField(help_text=_("Ask here how far it is."))
    download = serializers.SerializerMethodField(help_text=_("Where the file is fetched once it is ready."))

    class Meta:
        model = ReportJob
        fields = (
            "id", "source", "format", "state", "percent", "why", "file_name", "size", "created_at", "ended_at",
            "expires_at", "address", "download",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_address(self, job: ReportJob) -> Any:
        return reverse("api:report-job-detail", args=[job.pk], request=self.context.get("request"))

    @extend_schema_field({"type": "string", "format": "uri", "nullable": True})
    def get_download(self, job: ReportJob) -> Any:
        if not job.is_ready:
            return None
        return reverse("api:report-job-download", args=[job.pk], request=self.context.get("request"))
