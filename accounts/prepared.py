"""A cursor whose questions PostgreSQL plans once a connection."""

import re
from functools import cache, lru_cache
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

MOST_PREPARED = 200  # by one connection; those that were not asked for longest are forgotten


def prepared_cursor(*, once: bool = True) -> Any:
    """For a question with %(name)s in it, which PostgreSQL plans once a connection; on another database an ordinary cursor.

    Where it is not to be planned `once`, it is planned for the values that it is told, each time.
    """
    database: Any = connections[DEFAULT_DB_ALIAS]  # `connection` would look it up at each of its attributes
    if database.vendor != "postgresql":
        return database.cursor()
    database.ensure_connection()
    database.connection.prepared_max = MOST_PREPARED
    return database._prepare_cursor((_kind_of_cursor() if once else _kind_that_plans_anew())(database.connection))


@cache
def _kind_of_cursor() -> Any:
    """Keeps the parameters beside the text, as Django's own cursor does not, and reads the text but once per process."""
    from django.db.backends.postgresql.base import CursorMixin
    from psycopg import RawCursor

    class PreparedCursor(CursorMixin, RawCursor):  # type: ignore[misc]
        adapters = _adapters()

        def execute(self, query: Any, params: Any = None) -> Any:  # type: ignore[override]
            text, names = _numbered(query)
            asked = super().execute(text, [params[name] for name in names], prepare=True)
            if self._query is None and connections[DEFAULT_DB_ALIAS].queries_logged:  # what is prepared goes by a name
                self._query = SimpleNamespace(query=text.encode())  # type: ignore[assignment]
            return asked

    return PreparedCursor


@cache
def _kind_that_plans_anew() -> Any:
    """With the values in the text: beside it they would be left out of account (`plan_cache_mode` in config/settings.py)."""
    from django.db.backends.postgresql.base import CursorMixin
    from psycopg import ClientCursor

    class PlannedAnewCursor(CursorMixin, ClientCursor):  # type: ignore[misc]
        adapters = _adapters()

    return PlannedAnewCursor


def _adapters() -> Any:
    """Django's, but for moments: psycopg reads those of a connection in UTC by itself, and ten times as fast."""
    from django.db.backends.postgresql.psycopg_any import get_adapters_template
    from psycopg import adapters
    from psycopg.adapt import AdaptersMap
    from psycopg.pq import Format

    known = AdaptersMap(get_adapters_template(settings.USE_TZ, connections[DEFAULT_DB_ALIAS].timezone))
    oid = adapters.types["timestamptz"].oid
    for format_ in (Format.TEXT, Format.BINARY):
        if loader := adapters.get_loader(oid, format_):
            known.register_loader(oid, loader)
    return known


@lru_cache(maxsize=2_000)
def _numbered(sql: str) -> tuple[str, list[str]]:
    """The text with $1 for the first name in it, and the names in the order of their numbers."""
    names: dict[str, int] = {}

    def number(found: re.Match[str]) -> str:
        return "%" if found[0] == "%%" else f"${names.setdefault(found[1], len(names) + 1)}"

    return re.sub(r"%\((\w+)\)s|%%", number, sql), list(names)
