"""Thanks that went to a partner by mail: when, by whom, to which address."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import OutgoingMail, User, Visible
from partners.models import Partner
from relationships.models.appreciation import Appreciation


class ThanksMailQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """To whoever reads the thanks and sees the partner, whose address it is."""
        return self.filter(Visible(Appreciation, user, "thanks"), Visible(Partner, user, "partner"))


class ThanksMail(models.Model):
    thanks = models.ForeignKey(Appreciation, models.CASCADE, related_name="mails", verbose_name=_("note of thanks"))
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="+", verbose_name=_("partner"))
    address = models.EmailField(_("address"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("sent by"))
    sent_at = models.DateTimeField(_("sent"))
    text_version = models.PositiveIntegerField()  # the version that was looked at, and is what goes out
    design = models.CharField(_("design"), max_length=10)
    language = models.CharField(_("language"), max_length=10)
    mail = models.OneToOneField(
        OutgoingMail, models.SET_NULL, null=True, blank=True, related_name="+"
    )  # tidied away in time

    objects = ThanksMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("thanks by mail")
        verbose_name_plural = _("thanks by mail")
        ordering = ["sent_at", "pk"]
        constraints = [models.UniqueConstraint("thanks", Lower("address"), name="thanks_mail_once_to_an_address")]
        indexes = [models.Index(fields=["sent_by", "sent_at"], name="thanks_mail_of_user")]

    def __str__(self) -> str:
        return self.address

    @property
    def is_given_up(self) -> bool:
        return bool(self.mail and self.mail.dead_at)

    @property
    def is_under_way(self) -> bool:
        return bool(self.mail and not self.mail.dead_at and not self.mail.sent_at)
