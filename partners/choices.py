"""Words that the address book chooses from."""

from django.conf.locale import LANG_INFO
from django.db import models
from django.utils.translation import gettext_lazy as _


class PartnerKind(models.TextChoices):
    """As a vCard's KIND."""

    ORGANISATION = "organisation", _("Organisation")
    PERSON = "person", _("Person")
    GROUP = "group", _("Group")


class PartnerRole(models.TextChoices):
    CUSTOMER = "customer", _("Customer")
    SUPPLIER = "supplier", _("Supplier")
    COLLEAGUE = "colleague", _("Colleague")


class NaturalPerson(models.TextChoices):
    """Unknown counts as yes, until somebody has looked."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known yet")


class ContactPointKind(models.TextChoices):
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")
    ADDRESS = "address", _("Address")
    LINK = "link", _("Link")


class ContactPointLabel(models.TextChoices):
    WORK = "work", _("Work")
    HOME = "home", _("Private")
    MOBILE = "mobile", _("Mobile")
    FAX = "fax", _("Fax")
    OTHER = "other", _("Other")


_PARTNER_LANGUAGES = (
    "de en fr it es pt nl pl cs sk hu ro bg hr sl sr da sv nb fi et lv lt el tr uk ru ar he zh-hans ja ko"
)


def partner_languages() -> list[tuple[str, str]]:
    """Languages a partner may be written to, each under its own name."""
    named = [(code, str(LANG_INFO[code]["name_local"])) for code in _PARTNER_LANGUAGES.split()]
    return sorted(named, key=lambda pair: pair[1].casefold())
