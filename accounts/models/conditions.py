"""Whether what a constraint demands of a row holds, found without asking the database.

Django asks for each of a record's constraints by three statements (a savepoint, the question, its release). What a
condition says of the row's own columns and of plain values can be told from the record.
"""

from typing import Any

from django.db import models
from django.db.models import Q


class CannotTell(Exception):
    """The condition is for the database to judge."""


def is_settled(constraint: Any, record: models.Model) -> bool:
    """Whether the constraint is met, or has no say in such a row; False also where only the database can tell."""
    condition = getattr(constraint, "condition", None)
    if not isinstance(condition, Q):
        return False
    try:
        holds = _holds(condition, record)
    except (CannotTell, TypeError):
        return False
    if isinstance(constraint, models.CheckConstraint):
        return holds is not False  # NULL breaks no constraint
    return holds is False


def _holds(condition: Q, record: models.Model) -> bool | None:
    """By the rules of SQL, which knows a third answer: None, where something is NULL."""
    answers = {_answer(child, record) for child in condition.children}
    if condition.connector == Q.XOR:
        raise CannotTell
    decisive = condition.connector == Q.OR  # one such answer is enough
    if decisive in answers:
        answer: bool | None = decisive
    elif CannotTell in answers:
        raise CannotTell
    else:
        answer = None if None in answers else not decisive
    if not condition.negated:
        return answer
    if answer is None:
        raise CannotTell  # Django adds conditions of its own for what is NULL
    return not answer


def _answer(child: Any, record: models.Model) -> Any:
    try:
        return _holds(child, record) if isinstance(child, Q) else _compared(child, record)
    except CannotTell:
        return CannotTell


def _compared(said: Any, record: models.Model) -> bool | None:
    name, wanted = said
    path, _separator, lookup = name.partition("__")
    parts = list(wanted) if isinstance(wanted, (tuple, list)) else [wanted]
    if any(hasattr(part, "resolve_expression") or isinstance(part, models.Model) for part in parts):
        raise CannotTell
    column: Any = record._meta.get_field(path)
    value = getattr(record, column.attname)
    if hasattr(value, "resolve_expression"):
        raise CannotTell
    if lookup == "isnull" or (lookup in ("", "exact") and wanted is None):
        return (value is None) == (wanted is None or bool(wanted))
    if value is None:
        return None
    match lookup:
        case "" | "exact":
            return bool(value == wanted)
        case "range":
            return bool(wanted[0] <= value <= wanted[1])
        case "gte":
            return bool(value >= wanted)
        case "in":
            return value in parts
    raise CannotTell
