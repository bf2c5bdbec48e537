"""Questions that PostgreSQL answers while Python is at something else.

    with asking_ahead():
        notes_of.announce("-written_at", user=user, partner=7)  # PostgreSQL begins
        ...  # what else there is to do
        notes_of("-written_at", user=user, partner=7)  # the answer, which is there by now

What is announced is sent at once, and asked as if it had not been: by the same arguments, once. It is answered in the order of
the announcements, so what is wanted first is announced first; all else that is asked meanwhile waits for its turn behind
them. An answer tells how things were when it was announced, so only what changes nothing asks ahead. Other databases than
PostgreSQL do not begin before they are asked.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

_Announced = list[tuple[str, Any, Any]]  # of each question its text, what it is told, and its cursor

_announced: ContextVar[_Announced | None] = ContextVar("announced", default=None)


@contextmanager
def asking_ahead() -> Iterator[None]:
    """Within it, what is announced is sent at once, by psycopg's pipeline.

    Meanwhile no transaction can begin and nothing be written, as how many rows that was would not be known, nor can anything
    be read by COPY or `iterator()`.
    """
    database: Any = connections[DEFAULT_DB_ALIAS]
    if database.vendor != "postgresql" or is_asking_ahead():
        yield
        return
    database.ensure_connection()
    before = _announced.set([])
    try:
        with (
            database.wrap_database_errors,
            database.connection.pipeline(),
            database.execute_wrapper(_writes_nothing),
        ):
            yield
    finally:
        _announced.reset(before)


def _writes_nothing(execute: Any, sql: Any, *rest: Any) -> Any:
    if sql.startswith(("INSERT", "UPDATE", "DELETE")):
        raise RuntimeError(f"within asking_ahead() nothing is written: {sql[:200]}")
    return execute(sql, *rest)


def is_asking_ahead() -> bool:
    return _announced.get() is not None


def note_sent(text: str, told: Any, cursor: Any) -> None:
    """`cursor` was told to ask this. Its answer shall come as soon as it is known, not together with those behind it."""
    if (announced := _announced.get()) is None:
        raise RuntimeError("only within asking_ahead()")
    announced.append((text, told, cursor))
    connection = cursor.connection.pgconn
    connection.send_flush_request()
    connection.flush()


def answer_to(text: str, told: Any) -> list[tuple[Any, ...]] | None:
    """The rows of a question that was announced; None where it was not."""
    announced = _announced.get() or []
    for place, (asked, known, cursor) in enumerate(announced):
        if asked == text and known == told:
            del announced[place]
            with cursor, cursor.db.wrap_database_errors:
                _wait_for(cursor.cursor)
                return list(cursor.fetchall())
    return None


def _wait_for(cursor: Any) -> None:
    """Take in the answers up to this one; by itself psycopg would wait for those to all that was sent."""
    from psycopg.generators import fetch_many

    connection = cursor.connection
    pipeline = connection._pipeline

    def until_here() -> Any:
        while cursor.pgresult is None and pipeline.result_queue:
            answers = yield from fetch_many(pipeline.pgconn)
            pipeline._process_results(pipeline.result_queue.popleft(), answers)

    with connection.lock:
        connection.wait(until_here())
