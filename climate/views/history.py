"""The histories of what a team keeps about how it is."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Team
from accounts.views.history import HistoryPage
from climate.access import may_discard_booster, may_discard_comment
from climate.models import BoosterComment, MoodBooster


class BoosterHistory(HistoryPage):
    """As open as the list is now; in the trash only to those who may restore it."""

    guarded = {Team: _("another team")}

    def get_record(self) -> MoodBooster | None:
        user = self.request.user
        booster = MoodBooster.objects.seen_by(user).filter(pk=self.kwargs["pk"]).first()
        if booster and booster.discarded_at and not may_discard_booster(user, booster):
            return None
        return booster

    def get_back_url(self, record: Any) -> str:
        return reverse("relationships:trash" if record.discarded_at else "climate:booster_list")


class BoosterCommentHistory(HistoryPage):
    guarded = {MoodBooster: _("another mood booster")}

    def get_record(self) -> BoosterComment | None:
        user = self.request.user
        rows = BoosterComment.objects.seen_by(user).select_related("booster__team")
        comment = rows.filter(pk=self.kwargs["pk"]).first()
        if comment and comment.discarded_at and not may_discard_comment(user, comment):
            return None
        return comment

    def get_back_url(self, record: Any) -> str:
        return reverse("climate:booster_detail", args=[record.booster_id])
