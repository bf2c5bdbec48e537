"""Partners that a new one may be already."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from partners.choices import ContactPointKind
from partners.models import ContactPoint, Partner
from partners.names import fold

SHOWN = 5


def likely_doubles(user: User, name: str, emails: Iterable[str] = ()) -> list[Partner]:
    """Partners that `user` sees with the same name, whatever its case and accents, or with one of these e-mails."""
    addresses = [email.strip() for email in emails if email.strip()]
    same = Q(sort_key=fold(name)[:400])
    if addresses:
        email = Q()
        for address in addresses:
            email |= Q(value__iexact=address)
        points = ContactPoint.objects.filter(email, kind=ContactPointKind.EMAIL, partner=OuterRef("pk"))
        same |= Q(Exists(points))
    return list(Partner.objects.visible_to(user).filter(same).order_by("sort_key", "pk")[:SHOWN])
