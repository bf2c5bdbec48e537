"""The pages of thanks, ours and theirs."""

from typing import Any
from urllib.parse import quote, urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from relationships.choices import Direction
from relationships.exports.appreciation import AppreciationListing
from relationships.forms.appreciation import AppreciationForm
from relationships.models import Appreciation, Idea
from relationships.queries.thanks import given_and_received, might_be_thanked
from relationships.reports.card import DESIGNS, LONGEST, Card, card_document, card_of
from relationships.reports.errors import ReportRefused
from relationships.views.entry import EntryCreate, EntryDetail, EntryUpdate, discard, restore
from relationships.views.listing import ListingPage
from relationships.views.report import refusal

LONGEST_LINK = 1_800  # signs of an address that every mail program takes


class AppreciationList(ListingPage):
    listing = AppreciationListing()
    template_name = "relationships/appreciation_list.html"
    any_words = {"direction": _("Given and received")}

    def load(self, rows: QuerySet[Appreciation]) -> QuerySet[Appreciation]:
        return rows.select_related("author").with_partners(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        user = self.request.user
        rows = [{"entry": entry, "partners": list(entry.partners_for(user))} for entry in context["page"].rows]
        return context | {"rows": rows}


class AppreciationDetail(EntryDetail):
    model = Appreciation
    noun = "appreciation"
    template_name = "relationships/appreciation_detail.html"


class AppreciationCreate(EntryCreate):
    model = Appreciation
    noun = "appreciation"
    form_class = AppreciationForm
    template_name = "relationships/appreciation_form.html"
    saved = _("Written down.")

    def get_initial(self) -> dict[str, Any]:
        """Thanks for an idea go to whoever gave it."""
        asked, user = self.request.GET.get("idea", ""), self.request.user
        found = Idea.objects.visible_to(user).with_partners(user) if asked.isdecimal() and len(asked) < 19 else None
        idea = found.filter(pk=asked).first() if found is not None else None
        initial = super().get_initial()
        if idea:
            initial |= {"idea": idea.pk, "partners": [partner for partner in idea.partners_for(user) if partner]}
            initial["text"] = gettext("Your idea: %(title)s") % {"title": idea.title}
        return initial


class AppreciationUpdate(EntryUpdate):
    model = Appreciation
    noun = "appreciation"
    form_class = AppreciationForm
    template_name = "relationships/appreciation_form.html"


@require_POST
def appreciation_discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    return discard(request, Appreciation, "appreciation", pk)


@require_POST
def appreciation_restore(request: HttpRequest, pk: int) -> HttpResponseBase:
    return restore(request, Appreciation, "appreciation", pk)


def given_and_received_page(request: HttpRequest) -> HttpResponseBase:
    """For oneself alone."""
    user = request.user
    own = given_and_received(user)
    context = {
        "given": [{"entry": entry, "partners": list(entry.partners_for(user))} for entry in own.given],
        "received": own.received,
        "hints": might_be_thanked(user, at=timezone.now()),
    }
    return render(request, "relationships/given_and_received.html", context)


def appreciation_send(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The card as it will be, and the mail; with ?format=pdf the card itself. Whoever wrote the thanks sends them."""
    user = request.user
    rows = Appreciation.objects.visible_to(user).with_partners(user)
    thanks = get_object_or_404(rows.filter(direction=Direction.GIVEN), pk=pk)
    if thanks.author_id != user.pk:
        raise PermissionDenied
    partners = [partner for partner in thanks.partners_for(user) if partner]
    if not partners:
        raise Http404
    asked = request.GET.get("partner", "")
    partner = next((one for one in partners if str(one.pk) == asked), partners[0])
    card = card_of(thanks, partner, by=user, design=request.GET.get("design", ""))
    if request.GET.get("format") == "pdf" and not card.is_too_long:
        return _card_file(request, card)
    mail = partner.contact_points.filter(kind="email").order_by("-is_preferred", "pk").first()
    query = urlencode({"subject": card.heading, "body": f"{card.text}\n\n{card.by}"}, quote_via=quote)
    context = {
        "entry": thanks,
        "card": card,
        "partner": partner,
        "partners": partners,
        "designs": DESIGNS,
        "longest": LONGEST,
        "mailto": f"mailto:{quote(mail.value, safe='@')}?{query}" if mail and len(query) < LONGEST_LINK else "",
        "has_mail": bool(mail),
    }
    return render(request, "relationships/appreciation_send.html", context, status=422 if card.is_too_long else 200)


def _card_file(request: HttpRequest, card: Card) -> HttpResponseBase:
    try:
        content = card_document(card)
    except ReportRefused as refused:
        return refusal(request, refused)
    headers = {"Content-Disposition": 'attachment; filename="card.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
