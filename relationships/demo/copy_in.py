"""Rows by the hundred thousand: COPY on PostgreSQL, one prepared INSERT on SQLite. No signals, no history, no checks."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Max, Model

BATCH = 5_000
Told = Callable[[int], Any]  # how many rows more there are


def copy_in(model: type[Model], columns: str, rows: Iterable[tuple[Any, ...]], told: Told = lambda count: None) -> None:
    """Write `rows` of `columns` (attribute names, "id name team_id"); every other column gets its default.

    Moments are texts as `moment_text` makes them, dates ISO texts.
    """
    varying = columns.split()
    fixed = [field for field in model._meta.concrete_fields if field.attname not in varying and not field.primary_key]
    defaults = tuple(field.get_db_prep_save(_default(field), connection) for field in fixed)
    columns_of = {field.attname: str(field.column) for field in model._meta.concrete_fields}
    names = [*(columns_of[name] for name in varying), *(str(field.column) for field in fixed)]
    write = _by_copy if connection.vendor == "postgresql" else _by_insert
    write(model._meta.db_table, names, (row + defaults for row in rows), told)


def next_id(model: type[Model]) -> int:
    return (model._default_manager.aggregate(last=Max("pk"))["last"] or 0) + 1


def moment_text(seconds: float) -> str:
    """A moment, in seconds since 1970, as both databases read it."""
    written = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")
    return f"{written}+00" if connection.vendor == "postgresql" else written


@contextmanager
def many_rows() -> Iterator[None]:
    """Inside, PostgreSQL does not look up every foreign key (where one may say so); afterwards ids and plans are right."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
        may = cursor.fetchone()[0]
        if may:
            cursor.execute("SET session_replication_role = replica")
        try:
            yield
        finally:
            if may:
                cursor.execute("SET session_replication_role = origin")


def settle(models: list[type[Model]]) -> None:
    """Let ids go on after those that were given, and the planner know what is there."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(sql)
        cursor.execute("ANALYZE")


def _by_copy(table: str, names: list[str], rows: Iterator[tuple[Any, ...]], told: Told) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {_quoted([table])} ({_quoted(names)}) FROM STDIN") as copy:
        for count, row in enumerate(rows, start=1):
            copy.write_row(row)
            if count % BATCH == 0:
                told(BATCH)


def _by_insert(table: str, names: list[str], rows: Iterator[tuple[Any, ...]], told: Told) -> None:
    marks = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        while some := list(islice(rows, BATCH)):
            cursor.executemany(f"INSERT INTO {_quoted([table])} ({_quoted(names)}) VALUES ({marks})", some)  # noqa: S608
            told(len(some))


def _quoted(names: list[str]) -> str:
    return ", ".join(map(connection.ops.quote_name, names))


def _default(field: Any) -> Any:
    return datetime.now(UTC) if getattr(field, "auto_now", False) else field.get_default()
