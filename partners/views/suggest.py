"""Partners for the picker, as one types."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from accounts.models import Visible
from partners.choices import PartnerKind
from partners.models import Partner
from partners.queries.search import beginning_first, matching

SHOWN, LONGEST = 12, 100


@require_safe
def partner_suggest(request: HttpRequest) -> JsonResponse:
    """Up to twelve partners that fit `q` (of one `kind`, if asked), those whose name begins so first."""
    typed = request.GET.get("q", "")[:LONGEST]
    found = matching(Partner.objects.visible_to(request.user), typed)
    if (kind := request.GET.get("kind")) in PartnerKind.values:
        found = found.filter(kind=kind)
    is_seen = Visible(Partner, request.user, "organisation")
    rows = found.select_related("organisation").annotate(organisation_is_seen=is_seen)
    return JsonResponse({"results": [as_result(row) for row in beginning_first(rows, typed, SHOWN)]})


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
