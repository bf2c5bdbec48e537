"""Thanks on their way: the card as it will be, and the mail as it will be."""

from typing import Any
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actions.record import StaleRecord, WrongState
from accounts.forms.record import add_errors
from partners.models import Partner
from relationships.access import may_change_entry
from relationships.choices import CardDesign, Direction
from relationships.forms.thanks_mail import ThanksMailForm
from relationships.models import Appreciation, ThanksMail
from relationships.reports.card import LONGEST, Card, card_document, card_of
from relationships.reports.errors import ReportRefused
from relationships.reports.thanks_letter import subject_of
from relationships.views.report import refusal

LONGEST_LINK = 1_800  # signs of an address that every mail program takes


@require_http_methods(["GET", "POST"])
def appreciation_send(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Both in the partner's language; with ?format=pdf the card itself. Who may change the thanks sends them."""
    user = request.user
    rows = Appreciation.objects.visible_to(user).with_partners(user)
    thanks = get_object_or_404(rows.filter(direction=Direction.GIVEN), pk=pk)
    if not may_change_entry(user, thanks):
        raise PermissionDenied
    partner, partners = _partner(request, thanks)
    asked = request.POST if request.method == "POST" else request.GET
    card = card_of(thanks, partner, by=user, design=asked.get("design", ""))
    if request.GET.get("format") == "pdf" and not card.is_too_long:
        return _card_file(request, card)
    form = ThanksMailForm(
        request.POST if request.method == "POST" else None,
        user=user, thanks=thanks, partner=partner,
        initial={"design": card.design, "language": card.language, "version": thanks.version},
    )  # fmt: skip
    status = 422 if card.is_too_long else 200  # the mail takes more than the card
    if form.is_bound:
        sent, status = _send(form)
        if sent:
            messages.success(request, _("The thanks go to %(address)s.") % {"address": sent.address})
            return redirect("relationships:appreciation_detail", pk)
    mails = ThanksMail.objects.visible_to(user).filter(thanks=thanks).select_related("sent_by", "mail")
    context = {
        "entry": thanks, "card": card, "partner": partner, "partners": partners, "designs": CardDesign.choices, "longest": LONGEST,
        "form": form, "mails": mails, "subject": subject_of(card), "mailto": _mailto(card, form),
    }  # fmt: skip
    return render(request, "relationships/appreciation_send.html", context, status=status)


def _mailto(card: Card, form: ThanksMailForm) -> str:
    """The same in one's own mail program, where an address may be that long; else empty."""
    point = form.points.first()
    query = urlencode({"subject": card.heading, "body": f"{card.text}\n\n{card.by}"}, quote_via=quote)
    return f"mailto:{quote(point.value, safe='@')}?{query}" if point and len(query) < LONGEST_LINK else ""


def _partner(request: HttpRequest, thanks: Appreciation) -> tuple[Partner, list[Partner]]:
    partners = [partner for partner in thanks.partners_for(request.user) if partner]
    if not partners:
        raise Http404
    asked = request.GET.get("partner", "")
    return next((one for one in partners if str(one.pk) == asked), partners[0]), partners


def _send(form: ThanksMailForm) -> tuple[ThanksMail | None, int]:
    """What was sent, or the status of the page that says why not."""
    if not form.is_valid():
        return None, 422
    try:
        return form.save(), 200
    except ValidationError as error:
        add_errors(form, error)
        return None, 422
    except WrongState as error:
        form.add_error(None, str(error))
    except StaleRecord:
        form.add_error(
            None, _("The text has been changed meanwhile. Here is how it stands now; look at it and send it again.")
        )
        renewed: Any = form.data.copy()  # type: ignore[attr-defined]  # what a page sends is a QueryDict
        renewed["version"] = form.initial["version"]
        form.data = renewed
    return None, 409


def _card_file(request: HttpRequest, card: Card) -> HttpResponseBase:
    try:
        content = card_document(card)
    except ReportRefused as refused:
        return refusal(request, refused)
    headers = {"Content-Disposition": 'attachment; filename="card.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
