"""The history of a partner, its ways and numbers included."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Team
from accounts.queries.history import History, merged
from accounts.views.history import HistoryPage
from partners.access import may_discard_partner
from partners.models import Partner
from partners.queries.history import changes_of_rows


class PartnerHistory(HistoryPage):
    guarded = {Partner: _("another partner"), Team: _("another team")}

    def get_record(self) -> Partner | None:
        """What one sees, and of the trash what one could restore."""
        user = self.request.user
        partner = Partner.objects.seen_by(user).filter(pk=self.kwargs["pk"]).first()
        if partner and partner.discarded_at and not may_discard_partner(user, partner):
            return None
        return partner

    def get_history(self, record: Any) -> History:
        history = super().get_history(record)
        return replace(history, changes=merged(history.changes, changes_of_rows(record)))

    def get_back_url(self, record: Any) -> str:
        if record.discarded_at:
            return reverse("relationships:trash")
        return reverse("partners:partner_detail", args=[record.pk])
