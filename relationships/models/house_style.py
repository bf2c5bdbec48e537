"""How the company looks on paper: its logo, colour, name and address."""

import re
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import Record, RecordQuerySet, User

CLAY = "#a2411d"
LEAST_CONTRAST = 4.5  # of a colour on white paper: WCAG 2.2, 1.4.3


class HouseStyleQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> Self:
        """Whoever takes a report away sees it."""
        return self.kept() if user.is_active else self.none()


class HouseStyle(Record):
    """One row; without one, papers are Rapport's own."""

    company = models.CharField(_("company"), max_length=100, blank=True)
    address = models.TextField(_("address"), max_length=300, blank=True)
    colour = models.CharField(_("colour"), max_length=7, default=CLAY)
    # A PNG that we have written ourselves (see relationships.actions.house_style).
    logo = models.BinaryField(_("logo"), null=True, blank=True)

    objects = HouseStyleQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["logo"])

    class Meta:
        verbose_name = _("house style")
        verbose_name_plural = _("house style")

    def __str__(self) -> str:
        return self.company

    @classmethod
    def current(cls) -> "HouseStyle":
        return cls.objects.kept().order_by("pk").first() or cls()

    def clean(self) -> None:
        super().clean()
        self.company = " ".join(self.company.split())
        self.address = "\n".join(line.strip() for line in self.address.strip().splitlines() if line.strip())
        self.colour = self.colour.strip().lower()
        if not re.fullmatch(r"#[0-9a-f]{6}", self.colour):
            raise ValidationError({"colour": _("Write a colour as # and six digits, such as %s.") % CLAY})
        if contrast_on_white(self.colour) < LEAST_CONTRAST:
            raise ValidationError({"colour": _("This is too light to be read on white paper. Choose a darker one.")})


def contrast_on_white(colour: str) -> float:
    """From 1 (white itself) to 21 (black), after WCAG 2.2."""

    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[place : place + 2], 16)) for place in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
