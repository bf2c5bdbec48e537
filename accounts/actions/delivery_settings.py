"""Say when and how something is to reach oneself."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.notification import moment_of_mail
from accounts.actions.record import must_be_visible
from accounts.models import DeliverySettings, OutgoingMail, User
from accounts.queries.public_holidays import countries, regions


@transaction.atomic
def change_delivery_settings(*, by: User, **changes: Any) -> DeliverySettings:
    """Write one's own wishes; mails that wait and that nobody has begun to send follow them."""
    wishes = DeliverySettings.objects.filter(user=by.pk).first() or DeliverySettings(
        user=by, country=settings.COUNTRY, region=settings.REGION
    )
    wishes.user = by
    for name, value in changes.items():
        setattr(wishes, name, value)
    _check(by, wishes)
    wishes.full_clean()
    wishes.save()
    _plan_anew(wishes)
    return wishes


def _check(by: User, wishes: DeliverySettings) -> None:
    wrong: dict[str, Any] = {}
    if wishes.country and wishes.country not in dict(countries()):
        wrong["country"] = _("Of this country no public holidays are known.")
    elif wishes.region and wishes.region not in dict(regions(wishes.country)):
        wrong["region"] = _("Choose a region of this country.")
    if wishes.deputy and not wishes.deputy.is_active:
        wrong["deputy"] = _("%(user)s may not sign in any more.") % {"user": wishes.deputy}
    if wrong:
        raise ValidationError(wrong)
    if wishes.deputy:
        must_be_visible(by, [wishes.deputy], "deputy")


def _plan_anew(wishes: DeliverySettings) -> None:
    due_at = moment_of_mail(timezone.now(), wishes)
    if due_at:
        OutgoingMail.objects.waiting().filter(user=wishes.user, attempts=0, lease="").update(due_at=due_at)
