"""What must go, goes with its history."""

from typing import Any

from django.db import transaction
from django.db.models import CASCADE, Model, QuerySet
from django.db.models.deletion import Collector


@transaction.atomic
def purge(rows: QuerySet[Any]) -> int:
    """Delete `rows`, all that belongs to them, and every line of their histories; return how many rows went.

    Histories have a life of their own: deleting a row only adds a line to them, with all its fields once more.
    """
    collector = Collector(using=rows.db, origin=rows)
    collector.collect(rows)
    gone = {model: [row.pk for row in instances] for model, instances in collector.data.items()}
    collector.delete()
    for model, ids in gone.items():
        _forget(model, ids)
    return len(gone.get(rows.model, []))


def _forget(model: type[Model], ids: list[Any]) -> None:
    """Delete the history of these rows, and of what belonged to them, even of what was taken off them long before."""
    _delete_lines(model, {f"{model._meta.pk.attname}__in": ids})
    for relation in model._meta.related_objects:
        if relation.on_delete is CASCADE:
            _delete_lines(relation.related_model, {f"{relation.field.attname}__in": ids})


def _delete_lines(model: type[Model], which: dict[str, Any]) -> None:
    manager = getattr(model._meta, "simple_history_manager_attribute", None)
    if manager is None:
        return
    history = getattr(model, manager).model
    lines = history.objects.filter(**which)
    for link in history._meta.related_objects:  # the many-to-many fields as they were then
        link.related_model._base_manager.filter(**{f"{link.field.name}__in": lines}).delete()
    lines.delete()
