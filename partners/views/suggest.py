"""Partners for the picker, as one types."""

from typing import Any

from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from accounts.models import Visible
from partners.choices import PartnerKind
from partners.models import Partner
from partners.names import fold
from partners.queries.search import matching

SHOWN, LONGEST = 12, 100


@require_safe
def partner_suggest(request: HttpRequest) -> JsonResponse:
    """Up to twelve partners that fit `q` (of one `kind`, if asked), those whose name begins so first."""
    typed = request.GET.get("q", "")[:LONGEST]
    found = matching(Partner.objects.visible_to(request.user), typed)
    if (kind := request.GET.get("kind")) in PartnerKind.values:
        found = found.filter(kind=kind)
    begins = fold(typed)
    first = Value(0, IntegerField())
    if begins and "\x00" not in begins:
        first = Case(When(sort_key__startswith=begins, then=0), default=1, output_field=IntegerField())
    is_seen = Visible(Partner, request.user, "organisation")
    rows = found.select_related("organisation").annotate(organisation_is_seen=is_seen, late=first)
    return JsonResponse({"results": [as_result(row) for row in rows.order_by("late", "sort_key", "pk")[:SHOWN]]})


def as_result(partner: Any) -> dict[str, Any]:
    hints = [*partner.role_labels]
    if partner.organisation_is_seen:
        hints.append(partner.organisation.name)
    return {
        "id": partner.pk,
        "name": partner.name,
        "hint": " · ".join(hints) or str(partner.get_kind_display()),
        "kind": partner.kind,
        "colleague": partner.is_colleague,
    }
