"""What every change of a record does: claim its version, check it whole, save it, and the trash."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Record, User, repeated_by


class StaleRecord(Exception):
    """Somebody saved the record after it was read; `current` is how it stands now."""

    def __init__(self, current: Record) -> None:
        super().__init__(_("Somebody else changed this in the meantime."))
        self.current = current


class WrongState(Exception):
    """What was asked for does not fit the state the record is in, said in the user's language."""


def claim_version(record: Record, version: int) -> None:
    """Take `record` from `version` to the next one, or raise StaleRecord; call it inside a transaction.

    The conditional UPDATE also locks the row on PostgreSQL, so that of two writers one waits and then finds it stale.
    """
    model = type(record)
    claimed = model._base_manager.filter(pk=record.pk, version=version).update(version=F("version") + 1)
    if not claimed:
        raise StaleRecord(model._base_manager.get(pk=record.pk))
    record.version = version + 1


def assign(record: models.Model, changes: dict[str, Any]) -> dict[str, Any]:
    """Set the plain fields of `record` from `changes`; return the many-to-many ones, which wait for it to be saved."""
    later = {field.name for field in record._meta.many_to_many}
    for name, value in changes.items():
        if name not in later:
            setattr(record, name, value)
    return {name: value for name, value in changes.items() if name in later}


def save_new(record: Record, *, by: User | None, **many: Any) -> None:
    """Check and save a new record, then its many-to-many fields."""
    record.created_by = by
    record.full_clean()
    if not hasattr(record, "note_as_made"):
        record.save()
        _set_many(record, many)
        return
    record.save_without_historical_record()  # type: ignore[attr-defined]
    links = {}
    for name, rows in many.items():
        field: Any = record._meta.get_field(name)
        own, other = field.m2m_column_name(), field.m2m_reverse_name()
        through = field.remote_field.through
        repeated = repeated_of(record, through)
        links[name] = through._default_manager.bulk_create(
            [through(**{own: record.pk, other: pk}, **repeated) for pk in {row.pk: row for row in rows}]
        )
    record.note_as_made(links)


def save_changed(record: Record, *, version: int, changes: dict[str, Any]) -> None:
    """Write `changes` onto `record`, if it is still at `version`.

    Raises StaleRecord, or ValidationError with the fields that are wrong.
    """
    with transaction.atomic():
        claim_version(record, version)
        many = assign(record, changes)
        record.full_clean()
        record.save()
        _set_many(record, many)
        _repeat(record, changes)


def save_verb(record: Record, **changes: Any) -> None:
    """Save what a verb changes: verbs have checked the state, so they ask for no version and only move it on."""
    save_changed(record, version=record.version, changes=changes)


def discard(record: Record, *, by: User) -> None:
    if record.discarded_at is not None:
        raise WrongState(_("This is in the trash already."))
    save_verb(record, discarded_at=timezone.now(), discarded_by=by)


def restore(record: Record) -> None:
    if record.discarded_at is None:
        raise WrongState(_("This is not in the trash."))
    save_verb(record, discarded_at=None, discarded_by=None)


def must_be_visible(user: User, rows: list[Any], field: str) -> None:
    """Refuse rows that `user` does not see, in the words used for rows that do not exist."""
    if not rows:
        return
    model = rows[0]._meta.model  # type() would name the wrapper of a lazily loaded user
    seen = set(
        model._default_manager.visible_to(user).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True)
    )
    if missing := [row.pk for row in rows if row.pk not in seen]:
        raise ValidationError({field: _("There is no such entry: %s") % ", ".join(map(str, missing))})


def _set_many(record: Record, many: dict[str, Any]) -> None:
    for name, rows in many.items():
        manager = getattr(record, name)
        manager.set(rows, through_defaults=repeated_of(record, manager.through))


def repeated_of(record: models.Model, through: type[models.Model]) -> dict[str, Any]:
    """What a link of the record says of it, too."""
    return {name: getattr(record, name) for name in repeated_by(through)}


def _repeat(record: Record, changes: dict[str, Any]) -> None:
    """On its links, where one of them repeats what has changed."""
    for field in record._meta.many_to_many:
        through: Any = field.remote_field.through
        if changes.keys() & set(repeated_by(through)):
            links = through._default_manager.filter(**{field.m2m_field_name(): record.pk})
            links.update(**repeated_of(record, through))
