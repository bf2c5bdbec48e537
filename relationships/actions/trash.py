"""Records whose days in the trash are over."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from accounts.actions.trash import purge
from partners.models import Partner, Tag
from relationships.models import (
    ActionItem,
    AgendaItem,
    Appreciation,
    ClearingTalk,
    Comment,
    GuidingQuestion,
    Idea,
    Interaction,
    Issue,
    Reminder,
    Review,
    ReviewSeries,
)

ENTRIES: tuple[type[Model], ...] = (Interaction, Issue, Appreciation, Idea)
BATCH = 200


def purge_trash(*, at: datetime) -> dict[str, int]:
    """Delete what is due, with its history; return how many of each went, by the model's name."""
    purged = {}
    models: tuple[type[Model], ...] = (
        Reminder, ActionItem, ClearingTalk, GuidingQuestion, AgendaItem, Review, ReviewSeries, Comment, *ENTRIES, Tag,
    )  # fmt: skip
    for model in models:
        due = model._default_manager.to_be_purged(at)  # type: ignore[attr-defined]
        purged[model.__name__] = sum(purge(rows) for rows in _batches(due))
    purged["Partner"] = sum(_purge_partners(rows) for rows in _batches(Partner.objects.to_be_purged(at)))
    return purged


@transaction.atomic
def _purge_partners(partners: QuerySet[Partner]) -> int:
    """Entries go with the last partner they were about; a contact stays that stands for a person's organisation, too."""
    ids = list(partners.values_list("pk", flat=True))
    about = {
        model: list(model._default_manager.filter(partners__in=ids).values_list("pk", flat=True)) for model in ENTRIES
    }
    count = purge(partners)
    for model, entries in about.items():
        left_alone = model._default_manager.filter(pk__in=entries, partners=None)
        if model is Interaction:
            left_alone = left_alone.filter(organisations=None)
        purge(left_alone)
    return count


def _batches(rows: QuerySet[Any]) -> Iterator[QuerySet[Any]]:
    """Some rows at a time, so that neither memory nor a transaction grows with the trash."""
    while ids := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        yield rows.model._default_manager.filter(pk__in=ids)
