"""Send thanks to a partner by mail, as they were shown."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actions.notification import post_letter
from accounts.actions.record import StaleRecord, WrongState
from accounts.models import User
from partners.choices import ContactPointKind
from partners.models import ContactPoint
from relationships.access import may_change_entry
from relationships.choices import CardDesign, Direction, Visibility
from relationships.models import Appreciation, ThanksMail

A_DAY = 50  # mails to partners that one person sends within a day; nobody's post office


@transaction.atomic
def mail_thanks(
    *,
    by: User,
    thanks: Appreciation,
    point: ContactPoint,
    version: int,
    language: str,
    design: str = CardDesign.SUN,
    although_private: bool = False,
    at: datetime | None = None,
) -> ThanksMail:
    """To one of the e-mails of one of its partners, once. What goes out is the text of `version`, which was looked at.

    Private thanks go only where `although_private` says that their author wants it.
    """
    at = at or timezone.now()
    if not may_change_entry(by, thanks):
        raise PermissionDenied
    if thanks.direction != Direction.GIVEN:
        raise WrongState(_("These are thanks to us; there is nobody to send them to."))
    address = _address(by, thanks, point)
    if thanks.visibility == Visibility.PRIVATE and not although_private:
        raise ValidationError({"although_private": _("Only you read these thanks. Say that they are to go out.")})
    # Holds the row on PostgreSQL, so that the text does not change meanwhile.
    if not Appreciation.objects.select_for_update().filter(pk=thanks.pk, version=version).exists():
        raise StaleRecord(Appreciation.objects.get(pk=thanks.pk))
    if ThanksMail.objects.filter(thanks=thanks, address__iexact=address).exists():
        raise WrongState(_("These thanks went to this address already."))
    if ThanksMail.objects.filter(sent_by=by, sent_at__gt=at - timedelta(days=1)).count() >= A_DAY:
        raise WrongState(
            ngettext("You can send %(count)s mail a day.", "You can send %(count)s mails a day.", A_DAY)
            % {"count": A_DAY}
        )
    row = ThanksMail(
        thanks=thanks, partner=point.partner, address=address, sent_by=by, sent_at=at, text_version=version,
        design=design, language=language,
    )  # fmt: skip
    row.full_clean()
    try:
        with transaction.atomic():
            row.mail = post_letter(by=by, kind="thanks", at=at)
            row.save()
    except IntegrityError as error:  # a second click, at the same moment
        raise WrongState(_("These thanks went to this address already.")) from error
    return row


def _address(by: User, thanks: Appreciation, point: ContactPoint) -> str:
    """That of one of its partners, which `by` sees, and which is one that a mail can go to."""
    seen = ContactPoint.objects.visible_to(by).filter(pk=point.pk, kind=ContactPointKind.EMAIL)
    if not seen.filter(partner__in=thanks.partners.all()).exists():
        raise ValidationError({"point": _("Choose one of the e-mails of whom the thanks are for.")})
    try:
        validate_email(point.value)
    except ValidationError as error:
        raise ValidationError({"point": error.messages}) from error
    return point.value
