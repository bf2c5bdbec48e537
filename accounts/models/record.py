"""What every editable record has: who made it and when, a version against lost updates, a place in the trash."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models.conditions import is_settled
from accounts.models.quick_row import QuickRow


class RecordQuerySet(models.QuerySet):
    """Reads over records; `visible_to` of each model starts from `kept`."""

    def kept(self) -> Self:
        return self.filter(discarded_at=None)

    def each_way(self) -> list[Self]:
        """The same rows in parts that may overlap, each soon found by an index of its own; here all at once."""
        return [self]

    def discarded(self) -> Self:
        return self.exclude(discarded_at=None)

    def to_be_purged(self, at: datetime) -> Self:
        """Records whose days in the trash are over."""
        return self.filter(discarded_at__lt=at - timedelta(days=settings.TRASH_DAYS))


class Record(QuickRow, models.Model):
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    discarded_at = models.DateTimeField(_("in the trash since"), null=True, blank=True, editable=False)
    discarded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True

    # Fields that say nothing about a person; every model's declaration in the personal-data registry adds its own.
    BOOKKEEPING: Iterable[str] = ("id", "created_at", "updated_at", "version", "discarded_at")

    def _get_FIELD_display(self, field: Any) -> Any:  # noqa: N802 - Django's name
        """What `get_…_display` gives; Django's own translates all choices to find the one, for each row of a list."""
        value = getattr(self, field.attname)
        return _words(field, get_language()).get(value, value)

    def clean_fields(self, exclude: Any = None) -> None:
        """Django leaves the length of a TextField to its form; here it holds whoever writes.

        Whether a row exists is not asked of one that has just been read.
        """
        wrong: dict[str, Any] = {}
        try:
            super().clean_fields({*(exclude or ()), *self._read_rows()})
        except ValidationError as error:
            wrong = error.update_error_dict(wrong)
        for field in self._meta.concrete_fields:
            if isinstance(field, models.TextField) and field.max_length and field.name not in (exclude or ()):
                try:
                    MaxLengthValidator(field.max_length)(getattr(self, field.name))
                except ValidationError as error:
                    wrong.setdefault(field.name, []).append(error)
        if wrong:
            raise ValidationError(wrong)

    def get_constraints(self) -> list[tuple[type[models.Model], list[Any]]]:
        """Those that have to be asked of the database."""
        return [
            (model, [constraint for constraint in constraints if not is_settled(constraint, self)])
            for model, constraints in super().get_constraints()
        ]

    def _read_rows(self) -> list[str]:
        """The fields that point at a row which is at hand, as the database gave it."""
        pointing: list[Any] = [field for field in self._meta.concrete_fields if field.many_to_one]
        rows = {field.name: field.get_cached_value(self, default=None) for field in pointing}
        return [name for name, row in rows.items() if row is not None and not row._state.adding]


@lru_cache(maxsize=256)
def _words(field: Any, language: str | None) -> dict[Any, str]:
    return {value: str(label) for value, label in field.flatchoices}
