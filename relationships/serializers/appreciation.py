"""A note of thanks over the API."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import User
from accounts.serializers.fields import Flag, OneOf, VisibleRow, Whole
from accounts.serializers.record import VerbSerializer
from partners.models import ContactPoint
from relationships.actions.appreciation import change_appreciation, write_appreciation
from relationships.actions.thanks_mail import mail_thanks
from relationships.choices import CardDesign
from relationships.models import Appreciation
from relationships.queries.thanks import language_for
from relationships.serializers.entry import BEGINNING, END, EntrySerializer

SENT = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "partner": {"type": "integer"},
            "address": {"type": "string", "format": "email"},
            "sent_by": {"type": "integer"},
            "sent_at": {"type": "string", "format": "date-time"},
            "state": {"type": "string", "enum": ["under_way", "sent", "given_up"]},
        },
    },
}


class AppreciationSerializer(EntrySerializer):
    mails = serializers.SerializerMethodField(help_text=_("To which addresses they were sent by mail; see `send`."))

    class Meta:
        model = Appreciation
        fields = (*BEGINNING, "direction", "text", "thanked_at", "mails", *END)
        read_only_fields = ("author",)

    @extend_schema_field(SENT)
    def get_mails(self, thanks: Appreciation) -> list[dict[str, Any]]:
        return [
            {
                "partner": mail.partner_id,
                "address": mail.address,
                "sent_by": mail.sent_by_id,
                "sent_at": mail.sent_at.isoformat(),
                "state": "given_up" if mail.is_given_up else "under_way" if mail.is_under_way else "sent",
            }
            for mail in getattr(thanks, "mails_in_sight", ())
        ]

    def add(self, *, by: User, **fields: Any) -> Appreciation:
        return write_appreciation(by=by, **fields)

    def change(self, record: Appreciation, *, by: User, version: int, **changes: Any) -> Appreciation:
        return change_appreciation(by=by, appreciation=record, version=version, **changes)


class SendSerializer(VerbSerializer):
    """What goes out is the text of `version`, in the partner's language, with the name of who sends it."""

    contact_point = VisibleRow(
        rows=ContactPoint.objects.visible_to, help_text=_("One of the e-mails of whom the thanks are for.")
    )
    version = Whole(min_value=0, max_value=2**31 - 1)
    design = OneOf(choices=CardDesign.choices, default="sun")
    although_private = Flag(default=False, help_text=_("Private thanks are sent only with true."))

    def take(self, record: Appreciation, *, by: User, **said: Any) -> Appreciation:
        point = said.pop("contact_point")
        mail_thanks(by=by, thanks=record, point=point, language=language_for(point.partner, by), **said)
        return record
