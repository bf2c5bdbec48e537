"""What the resources of all entries have in common: their rows, and the trash."""

from typing import Any

from django.db.models import QuerySet

from accounts.api.record import RecordViewSet, TrashMixin
from accounts.kept import kept
from accounts.models import User, Visible
from accounts.queries.json_array import listed
from partners.models import Partner
from relationships.access import may_discard_entry
from relationships.actions.entry import discard_entry, restore_entry
from relationships.models import Entry


class EntryViewSet(TrashMixin, RecordViewSet):
    def rows(self) -> QuerySet[Any]:
        return self.model.objects.visible_to(self.user)

    @classmethod
    def load_for(cls, rows: Any, user: User) -> QuerySet[Any]:
        partners = rows.model.partners.through.objects.all()
        owner = rows.model._meta.model_name
        return rows.annotate(
            all_partners=listed(partners, owner, "partner"),
            seen_partners=listed(partners.filter(Visible(Partner, user, "partner")), owner, "partner"),
        )

    def read(self, pk: int) -> Any:
        return next(iter(_entry(self.model, self.load_for, user=self.user, pk=pk)), None)

    def rows_in_sight(self) -> QuerySet[Any]:
        return self.model.objects.seen_by(self.user)

    def may_discard(self, row: Entry) -> bool:
        return may_discard_entry(self.user, row)

    def discard(self, row: Entry) -> None:
        discard_entry(row, by=self.user)

    def bring_back(self, row: Entry) -> None:
        restore_entry(row, by=self.user)


@kept
def _entry(model: Any, load: Any, *, user: User, pk: int) -> QuerySet[Any]:
    return load(model.objects.visible_to(user).filter(pk=pk), user)
