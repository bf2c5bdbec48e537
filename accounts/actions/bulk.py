"""Many new records at once, in a few statements, with the history that saving them one by one would write."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models, transaction

from accounts.actions.record import repeated_of
from accounts.models import User

BATCH = 500


def check_new(row: models.Model, *, by: User | None = None) -> None:
    """Check one new row without asking the database: its links and what must be unique are the caller's to know.

    Raises ValidationError.
    """
    if hasattr(row, "created_by_id"):
        setattr(row, "created_by", by)  # noqa: B010 (not every model has it)
    row.clean_fields(exclude=_links(type(row)))
    row.clean()


@transaction.atomic
def add_all(rows: Sequence[models.Model], *, by: User, **many: Sequence[Sequence[int]]) -> None:
    """Save new rows that `check_new` has passed; `many` gives for each row the ids of a many-to-many field.

    Constraints of the database hold; a conflict raises IntegrityError and nothing is saved.
    """
    if not rows:
        return
    model = type(rows[0])
    model._default_manager.bulk_create(rows, batch_size=BATCH)
    history = model.history.bulk_history_create(rows, batch_size=BATCH, default_user=by)  # type: ignore[attr-defined]
    recorded = {field.name for field in history[0]._history_m2m_fields}
    for name, ids in many.items():
        _link(rows, name, ids, history if name in recorded else None)


def _link(rows: Sequence[models.Model], name: str, ids: Sequence[Sequence[int]], history: list[Any] | None) -> None:
    field: Any = type(rows[0])._meta.get_field(name)
    through = field.remote_field.through
    here, there = field.m2m_column_name(), field.m2m_reverse_name()
    pairs = [
        (at, through(**{here: row.pk, there: pk}, **repeated_of(row, through)))
        for at, row in enumerate(rows)
        for pk in ids[at]
    ]
    links = through._default_manager.bulk_create([link for _at, link in pairs], batch_size=BATCH)
    if history is None or not links:
        return
    past = apps.get_model(through._meta.app_label, f"Historical{through._meta.object_name}")
    past._default_manager.bulk_create(
        [
            past(history=history[at], id=link.pk, **{here: getattr(link, here), there: getattr(link, there)})
            for (at, _link), link in zip(pairs, links, strict=True)
        ],
        batch_size=BATCH,
    )


@cache
def _links(model: type[models.Model]) -> frozenset[str]:
    return frozenset(field.name for field in model._meta.fields if isinstance(field, models.ForeignKey))
