"""One partner: its page, making and changing it, the trash."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import CreateView, DetailView, UpdateView

from accounts.queries.keyset import BadCursor
from accounts.templatetags.rapport_dates import short_date
from accounts.views.ahead import drawn
from accounts.views.record import ActionFormMixin
from partners.access import may_add_partner, may_change_partner, may_discard_partner
from partners.actions.partner import discard_partner, restore_partner
from partners.choices import NaturalPerson, PartnerKind
from partners.forms.partner import PartnerForm
from partners.models import Partner
from partners.queries.cadence import cadence_of
from relationships.access import may_write
from relationships.context import announce_counts
from relationships.queries.climate_words import announce_climate, climate_of
from relationships.queries.partner_list import touch_of
from relationships.queries.partner_page import announce_page, partner_for_page, partner_page
from relationships.queries.partner_side import MEASURES, PEOPLE, announce_side, partner_side
from relationships.queries.timeline import Part, timeline

EXCHANGE = ("given", "received", "thanks_given", "thanks_received", "ideas_received", "ideas_done")


class PartnerDetail(DetailView):
    """Who they are, what to know before a contact, the whole story; only its next lines when htmx asks."""

    model = Partner
    template_name = "partners/partner_detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return drawn(lambda: super(PartnerDetail, self).get(request, *args, **kwargs))
        except BadCursor:
            return HttpResponseRedirect(f"{request.path}?part={self.part}")

    def get_template_names(self) -> list[str]:
        return [f"{self.template_name}#story"] if self.wants_story_alone else [self.template_name]

    def get_object(self, queryset: Any = None) -> Partner:
        user, pk = self.request.user, self.kwargs["pk"]
        if self.wants_story_alone:
            return get_object_or_404(Partner.objects.visible_to(user), pk=pk)
        try:
            return partner_for_page(user, pk, at=timezone.now())
        except Partner.DoesNotExist as error:
            raise Http404 from error

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, partner, now = self.request.user, self.object, timezone.now()
        asked = {"part": self.part, "cursor": self.request.GET.get("before") or None}
        context = super().get_context_data(
            part=self.part, parts=Part.choices, is_continued=bool(asked["cursor"]), now=now,
            today=timezone.localdate(), **kwargs,
        )  # fmt: skip
        if self.wants_story_alone:
            return context | {"story": timeline(user, partner, **asked)}
        announce_counts(self.request)
        announce_side(user, partner)
        announce_climate(user, partner)
        announce_page(user, partner, at=now, **asked)
        is_organisation = partner.kind == PartnerKind.ORGANISATION
        return context | {
            "has_exchange": any(getattr(partner, name) for name in EXCHANGE),
            "cadence": cadence_of(partner),
            "may_change": may_change_partner(user, partner),
            "may_discard": may_discard_partner(user, partner),
            "may_write": may_write(user),
            "is_caretaker": partner.caretaker_id == user.pk,
            "gives": partner.is_supplier and is_organisation and partner.natural_person == NaturalPerson.NO,
            "log_url": reverse("relationships:interaction_create") + f"?partner={partner.pk}",
            "later": lambda context: self.later(context, now, asked),
        }

    def later(self, context: Context, now: datetime, asked: dict[str, Any]) -> dict[str, Any]:
        """The story and what comes before it; what stands beside it is drawn while they are looked for."""
        user, partner = self.request.user, self.object
        with context.push(side=partner_side(user, partner), measures_shown=MEASURES, people_shown=PEOPLE):
            side = get_template("partners/_side.html").template.render(context)
        climate = climate_of(user, partner)
        page = partner_page(user, partner, at=now, **asked)
        last = page.briefing.last_contact
        touch = touch_of(partner, last.happened_at if last else None)
        return {
            "story": page.timeline,
            "briefing": page.briefing,
            **chart_of(page.briefing.moods),
            "side_drawn": side,
            "climate": climate,
            "touch": touch,
            "mark": touch.mark(timezone.localdate(now)),
        }

    @property
    def part(self) -> Part:
        asked = self.request.GET.get("part", "")
        return Part(asked) if asked in Part.values else Part.ALL

    @property
    def wants_story_alone(self) -> bool:
        htmx = getattr(self.request, "htmx", None)
        return bool(htmx and not htmx.boosted)


def chart_of(moods: list[Any]) -> dict[str, Any]:
    """The chart's points, oldest first; a single one is no course, and none is drawn."""
    if len(moods) < 2:
        return {}
    days = [short_date(contact.happened_at) for contact in moods]
    points = [
        {"value": contact.mood_after, "label": day, "title": f"{contact}, {day}"}
        for contact, day in zip(moods, days, strict=True)
    ]
    return {"chart": points, "chart_last": points[-1]["value"]}


class PartnerForms(ActionFormMixin):
    model = Partner
    form_class = PartnerForm
    template_name = "partners/partner_form.html"
    saved: str

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = self.get_object() if "pk" in kwargs else None  # type: ignore[attr-defined]
        form = self.get_form()  # type: ignore[attr-defined]
        if form.searches:  # looking for a partner without JavaScript
            return self.render_to_response(self.get_context_data(form=form))  # type: ignore[attr-defined]
        if not form.is_valid():
            return self.form_invalid(form)
        if doubles := form.doubles():
            context = self.get_context_data(form=form, doubles=doubles)  # type: ignore[attr-defined]
            return self.render_to_response(context, status=422)  # type: ignore[attr-defined]
        return self.form_valid(form)

    def form_valid(self, form: PartnerForm) -> HttpResponseBase:
        response = super().form_valid(form)
        if response.status_code == 302:
            messages.success(self.request, self.saved % {"name": self.object.name})
        return response

    def get_success_url(self) -> str:
        return reverse("partners:partner_detail", args=[self.object.pk])


class PartnerCreate(PartnerForms, CreateView):
    @property
    def saved(self) -> str:
        return _("%(name)s is in the address book.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_add_partner(request.user):
            raise PermissionDenied(_("You do not belong to a team yet. Ask an administrator to add you to one."))
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """A new person of an organisation, a name that was searched for in vain: `?organisation=7&name=…`."""
        asked = {name: self.request.GET.get(name, "") for name in ("name", "kind", "organisation")}
        return {name: value[:200] for name, value in asked.items() if value}


class PartnerUpdate(PartnerForms, UpdateView):
    @property
    def saved(self) -> str:
        return _("Saved.")

    def get_object(self, queryset: Any = None) -> Partner:
        partner = get_object_or_404(Partner.objects.visible_to(self.request.user), pk=self.kwargs["pk"])
        if not may_change_partner(self.request.user, partner):
            raise PermissionDenied
        return partner


@require_POST
def partner_discard(request: HttpRequest, pk: int) -> HttpResponse:
    partner = get_object_or_404(Partner.objects.visible_to(request.user), pk=pk)
    discard_partner(by=request.user, partner=partner)
    undo = reverse("partners:partner_restore", args=[pk])
    messages.success(request, _("%(name)s is in the trash.") % {"name": partner.name}, extra_tags=f"undo {undo}")
    return HttpResponseRedirect(reverse("partners:partner_list"))


@require_POST
def partner_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Also for one that is not in the trash any more, as after a second click on Undo: the action says so."""
    partner = get_object_or_404(Partner.objects.seen_by(request.user), pk=pk)
    restore_partner(by=request.user, partner=partner)
    messages.success(request, _("%(name)s is back.") % {"name": partner.name})
    return HttpResponseRedirect(reverse("partners:partner_detail", args=[pk]))
