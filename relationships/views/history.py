"""The histories of entries."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Team
from accounts.views.history import HistoryPage
from partners.models import Partner
from relationships.access import may_change_action_item, may_discard_entry, may_work_on_issue
from relationships.models import ActionItem, ClearingTalk, Entry, Interaction, Issue


class EntryHistory(HistoryPage):
    """As open as the entry is now; in the trash only to those who may restore it."""

    model: type[Entry] = Entry
    guarded = {Partner: _("another partner"), Interaction: _("another contact"), Team: _("another team")}

    def get_record(self) -> Entry | None:
        user = self.request.user
        entry = self.model._default_manager.seen_by(user).filter(pk=self.kwargs["pk"]).first()  # type: ignore[attr-defined]
        if entry and entry.discarded_at and not may_discard_entry(user, entry):
            return None
        return entry

    def get_back_url(self, record: Any) -> str:
        if record.discarded_at:
            return reverse("relationships:trash")
        return reverse(f"relationships:{self.model._meta.model_name}_detail", args=[record.pk])


GUARDED = EntryHistory.guarded | {Issue: _("another issue")}


class ActionItemHistory(HistoryPage):
    guarded = GUARDED

    def get_record(self) -> ActionItem | None:
        user = self.request.user
        item = ActionItem.objects.seen_by(user).select_related("issue").filter(pk=self.kwargs["pk"]).first()
        return None if item and item.discarded_at and not may_change_action_item(user, item) else item

    def get_back_url(self, record: Any) -> str:
        return reverse("relationships:trash" if record.discarded_at else "relationships:action_item_list")


class TalkHistory(HistoryPage):
    guarded = GUARDED

    def get_record(self) -> ClearingTalk | None:
        user = self.request.user
        talk = ClearingTalk.objects.seen_by(user).select_related("issue").filter(pk=self.kwargs["pk"]).first()
        return None if talk and talk.discarded_at and not may_work_on_issue(user, talk.issue) else talk

    def get_back_url(self, record: Any) -> str:
        return reverse("relationships:issue_detail", args=[record.issue_id])
