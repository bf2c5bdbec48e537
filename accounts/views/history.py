"""The history page of any record."""

from typing import Any, ClassVar

from django.db import models
from django.http import Http404
from django.views.generic import TemplateView

from accounts.queries.history import Guarded, History, history_of


class HistoryPage(TemplateView):
    """Who changed what and when. Each noun says which record it is about and which related rows not everybody may read."""

    template_name = "relationships/history.html"
    guarded: ClassVar[Guarded]

    def get_record(self) -> models.Model | None:
        """The record, if the user may read it; else None, which answers 404."""
        raise NotImplementedError

    def get_history(self, record: models.Model) -> History:
        return history_of(record, reader=self.request.user, guarded=self.guarded)

    def get_back_url(self, record: models.Model) -> str:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record = self.get_record()
        if record is None:
            raise Http404
        return super().get_context_data(
            record=record, history=self.get_history(record), back_url=self.get_back_url(record), **kwargs
        )
