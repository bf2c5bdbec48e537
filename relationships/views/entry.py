"""What the pages of every kind of entry have in common: read, make, change, discard with an undo."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import Resolver404, resolve, reverse
from django.utils.crypto import get_random_string
from django.utils.html import escape
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView, UpdateView
from django_htmx.http import HttpResponseClientRefresh, trigger_client_event

from accounts.forms.record import ActionForm
from accounts.views.record import ActionFormMixin
from partners.models import Partner
from relationships.access import may_change_entry, may_discard_entry, may_write
from relationships.actions.entry import discard_entry, restore_entry
from relationships.models import Entry

LISTS = {
    f"relationships:{noun}_list" for noun in ("interaction", "issue", "appreciation", "idea", "reminder", "action_item")
}
LISTS |= {"relationships:review_detail", "relationships:review_conduct", "relationships:review_follow"}
SENT_FOR = 3600  # seconds for which a form that was sent once is known


def done(request: HttpRequest, address: str, text: str = "", *, undo: str = "") -> HttpResponseBase:
    """After a change: say so and go to `address`. From a dialog, a list below it changes in place, any other page loads anew."""
    htmx = getattr(request, "htmx", None)
    if htmx and _is_list(htmx.current_url_abs_path):
        return _changed_in_place(text, undo)
    if text:
        messages.success(request, text, extra_tags=f"undo {undo}" if undo else "")
    if htmx:
        return HttpResponseClientRefresh()
    return HttpResponseRedirect(where_from(request) or address)


def where_from(request: HttpRequest) -> str:
    """The page that a small page was opened from, if it names one of ours."""
    back = request.POST.get("next") or request.GET.get("next") or ""
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}) else ""


def _is_list(path: str | None) -> bool:
    """Whether the page that asks is a list or a meeting, which load themselves on the event `list:changed`."""
    try:
        return resolve(urlsplit(path or "").path).view_name in LISTS
    except Resolver404:
        return False


def _changed_in_place(text: str, undo: str) -> HttpResponse:
    response = HttpResponse(status=204)
    for event in ("dialog:close", "list:changed"):
        trigger_client_event(response, event)
    if text:
        trigger_client_event(response, "toast", {"text": str(text), "undo": undo})
    return response


def dialog_or_page(request: HttpRequest, template: str) -> str:
    """The form alone where it goes into the shared dialog."""
    return f"{template}#form" if getattr(request, "htmx", False) else template


class EntryPages:
    """The model and templates of one noun; `noun` is the beginning of its URL names."""

    model: type[Entry]
    noun: str
    request: HttpRequest

    def get_queryset(self) -> Any:
        user = self.request.user
        rows = self.model._default_manager.visible_to(user)  # type: ignore[attr-defined]
        return rows.select_related("team", "author").with_partners(user)

    def address(self, verb: str, pk: int) -> str:
        return reverse(f"relationships:{self.noun}_{verb}", args=[pk])


class EntryDetail(EntryPages, DetailView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, entry = self.request.user, self.object
        return super().get_context_data(
            entry=entry,
            partners=list(entry.partners_for(user)),
            may_change=may_change_entry(user, entry),
            may_discard=may_discard_entry(user, entry),
            urls={verb: self.address(verb, entry.pk) for verb in ("update", "history", "discard")},
            **kwargs,
        )


class EntryCreate(EntryPages, ActionFormMixin, FormView):
    """A page of its own, or the body of the shared dialog when htmx asks."""

    form_class: type[ActionForm]
    saved = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_write(request.user):
            raise PermissionDenied(_("You do not belong to a team yet. Ask an administrator to add you to one."))
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET.get("partner", "")
        found = (
            Partner.objects.visible_to(self.request.user).filter(pk=asked)
            if asked.isdecimal() and len(asked) < 19
            else []
        )
        return super().get_initial() | ({"partners": list(found)} if found else {})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "readers" in request.POST:  # who will read it, with what is chosen by now
            return HttpResponse(escape(self.get_form().readers))
        if "search" in request.POST:  # looking for a partner without JavaScript
            return searched(self)
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(key=self.request.POST.get("key") or get_random_string(22), **kwargs)

    def form_valid(self, form: ActionForm) -> HttpResponseBase:
        """Save once, however often the form is sent: a second click finds the key of the first."""
        key = self.request.POST.get("key", "")
        sent = f"sent:{self.request.user.pk}:{key}" if key.isalnum() and len(key) < 60 else ""
        if sent and not cache.add(sent, "", SENT_FOR):
            return done(self.request, cache.get(sent) or reverse("relationships:today"))
        address = ""
        try:
            response = super().form_valid(form)
            address = self.get_success_url() if response.status_code == 302 else ""
        finally:
            if sent:
                cache.set(sent, address, SENT_FOR) if address else cache.delete(sent)
        return done(self.request, address, str(self.saved)) if address else response

    def get_success_url(self) -> str:
        return self.address("detail", self.object.pk)


class EntryUpdate(EntryPages, ActionFormMixin, UpdateView):
    form_class: type[ActionForm]

    def get_object(self, queryset: Any = None) -> Any:
        entry = super().get_object(queryset)
        if not may_change_entry(self.request.user, entry):
            raise PermissionDenied
        return entry

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "search" not in request.POST:
            return super().post(request, *args, **kwargs)
        self.object = self.get_object()
        return searched(self)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        address = self.address("detail", self.object.pk)
        return super().get_context_data(entry=self.object, back=address, **kwargs)

    def form_valid(self, form: ActionForm) -> HttpResponseBase:
        response = super().form_valid(form)
        return done(self.request, self.get_success_url(), _("Saved.")) if response.status_code == 302 else response

    def get_success_url(self) -> str:
        return self.address("detail", self.object.pk)


def searched(page: EntryCreate | EntryUpdate) -> HttpResponse:
    """The form with the partners that were found; who is still looking for one is not told what else is missing."""
    form = page.get_form()
    form.errors.clear()
    return page.render_to_response(page.get_context_data(form=form))


def discard(request: HttpRequest, model: type[Entry], noun: str, pk: int) -> HttpResponseBase:
    """Move to the trash; the toast can undo it."""
    entry = get_object_or_404(model._default_manager.visible_to(request.user), pk=pk)  # type: ignore[attr-defined]
    discard_entry(entry, by=request.user)
    undo = reverse(f"relationships:{noun}_restore", args=[pk])
    return done(request, reverse("relationships:today"), _("Moved to the trash."), undo=undo)


def restore(request: HttpRequest, model: type[Entry], noun: str, pk: int) -> HttpResponse:
    trash = model._default_manager.discarded().seen_by(request.user)  # type: ignore[attr-defined]
    entry = get_object_or_404(trash, pk=pk)
    restore_entry(entry, by=request.user)
    messages.success(request, _("It is back."))
    return HttpResponseRedirect(reverse(f"relationships:{noun}_detail", args=[pk]))
