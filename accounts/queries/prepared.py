"""Questions that every page asks and that take PostgreSQL longer to plan than to answer."""

from typing import Any

from django.db import connection


def ask_prepared(sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
    """All rows of a question whose text is always the same; PostgreSQL plans it once per connection.

    Django puts the parameters into the text, which makes every question a new one; here they stay beside it.
    """
    with _cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def _cursor() -> Any:
    if connection.vendor != "postgresql":
        return connection.cursor()
    from django.db.backends.postgresql.base import ServerBindingCursor

    connection.ensure_connection()
    return connection._prepare_cursor(ServerBindingCursor(connection.connection))  # type: ignore[attr-defined,call-arg]
