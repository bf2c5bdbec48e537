"""Partners for the picker, as one types."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from partners.choices import PartnerKind
from partners.queries.search import suggested

SHOWN, LONGEST = 12, 100


@require_safe
def partner_suggest(request: HttpRequest) -> JsonResponse:
    """Up to twelve partners that fit `q` (of one `kind`, if asked), those whose name begins so first."""
    typed = request.GET.get("q", "")[:LONGEST]
    kind = request.GET.get("kind")
    found = suggested(request.user, typed, count=SHOWN, kind=kind if kind in PartnerKind.values else None)
    return JsonResponse({"results": [as_result(row) for row in found]})


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
