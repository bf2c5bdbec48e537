"""Partners who need care, and the care note of one."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView, UpdateView

from accounts.views.history import HistoryPage
from accounts.views.record import ActionFormMixin
from partners.models import Partner
from relationships.access import may_discard_care_note, may_keep_care_note
from relationships.actions.care_note import discard_care_note
from relationships.forms.care_note import CareNoteForm
from relationships.models import CareNote
from relationships.queries.care import who_needs_care
from relationships.views.entry import done


class PartnersInNeed(TemplateView):
    template_name = "relationships/care.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = who_needs_care(self.request.user)
        return super().get_context_data(lines=lines, **kwargs)


class CareNotePage(ActionFormMixin, UpdateView):
    """Write the note of a partner, or change it: there is one, which its caretaker keeps."""

    form_class = CareNoteForm
    template_name = "relationships/care_note_form.html"

    @cached_property
    def partner(self) -> Partner:
        partner = get_object_or_404(Partner.objects.visible_to(self.request.user), pk=self.kwargs["pk"])
        if not may_keep_care_note(self.request.user, partner):
            raise PermissionDenied(_("The care note is kept by the caretaker of the partner."))
        return partner

    def get_object(self, queryset: Any = None) -> CareNote | None:
        return CareNote.objects.visible_to(self.request.user).filter(partner=self.partner).first()

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"partner": self.partner}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(partner=self.partner, back=self.get_success_url(), **kwargs)

    def form_valid(self, form: Any) -> HttpResponseBase:
        response = super().form_valid(form)
        return done(self.request, self.get_success_url(), _("Saved.")) if response.status_code == 302 else response

    def get_success_url(self) -> str:
        return reverse("partners:partner_detail", args=[self.partner.pk])


class CareNoteHistory(HistoryPage):
    guarded = {Partner: gettext_lazy("another partner")}

    def get_record(self) -> CareNote | None:
        user = self.request.user
        note = CareNote.objects.seen_by(user).select_related("partner").filter(pk=self.kwargs["pk"]).first()
        return None if note and note.discarded_at and not may_discard_care_note(user, note) else note

    def get_back_url(self, record: Any) -> str:
        return reverse("partners:partner_detail", args=[record.partner_id])


@require_POST
def care_note_discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    notes = CareNote.objects.visible_to(request.user).select_related("partner")
    note = get_object_or_404(notes, pk=pk)
    discard_care_note(note, by=request.user)
    return done(request, reverse("partners:partner_detail", args=[note.partner_id]), _("Moved to the trash."))
