"""What the pages of a team's own records have in common: make, change, discard with an undo, restore."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView, UpdateView

from accounts.access import is_member
from accounts.views.history import HistoryPage
from accounts.views.record import ActionFormMixin
from climate.access import may_discard_record
from climate.actions.team_record import discard_record, restore_record
from relationships.access import may_write
from relationships.views.entry import done


class TeamRecordPage(ActionFormMixin):
    """`home` is the name of the URL that a page leads back to."""

    home: str

    def get_success_url(self) -> str:
        return reverse(self.home)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(home=reverse(self.home), **kwargs)  # type: ignore[misc]

    def form_valid(self, form: Any) -> HttpResponseBase:
        response = super().form_valid(form)
        return done(self.request, self.get_success_url(), _("Saved.")) if response.status_code == 302 else response


class TeamRecordCreate(TeamRecordPage, FormView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_write(request.user):
            raise PermissionDenied(_("You do not belong to a team yet. Ask an administrator to add you to one."))
        return super().dispatch(request, *args, **kwargs)


class TeamRecordUpdate(TeamRecordPage, UpdateView):
    def get_queryset(self) -> Any:
        return self.model._default_manager.visible_to(self.request.user)  # type: ignore[attr-defined]

    def get_object(self, queryset: Any = None) -> Any:
        record = super().get_object(queryset)
        if not is_member(self.request.user, record.team):
            raise PermissionDenied
        return record


class TeamRecordHistory(HistoryPage):
    """As open as the record is now; in the trash only to those who may restore it."""

    home: str
    model: Any

    def get_record(self) -> Any:
        user = self.request.user
        record = self.model.objects.seen_by(user).select_related("team").filter(pk=self.kwargs["pk"]).first()
        return None if record and record.discarded_at and not may_discard_record(user, record) else record

    def get_back_url(self, record: Any) -> str:
        return reverse("relationships:trash" if record.discarded_at else self.home)


def discarded(request: HttpRequest, model: Any, pk: int, *, home: str, undo: str) -> HttpResponseBase:
    record = get_object_or_404(model.objects.visible_to(request.user).select_related("team"), pk=pk)
    discard_record(record, by=request.user)
    return done(request, reverse(home), _("Moved to the trash."), undo=reverse(undo, args=[pk]))


def restored(request: HttpRequest, model: Any, pk: int, *, home: str) -> HttpResponseBase:
    record = get_object_or_404(model.objects.discarded().seen_by(request.user).select_related("team"), pk=pk)
    restore_record(record, by=request.user)
    messages.success(request, _("It is back."))
    return HttpResponseRedirect(reverse(home))
