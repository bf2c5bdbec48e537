"""Indexes by trigrams for what is searched for anywhere in a text; PostgreSQL has them, SQLite reads its rows."""

from typing import Any

import structlog
from django.db import Error, migrations, transaction

log = structlog.get_logger("rapport.migrations")


def trigram_indexes(*wanted: tuple[str, str, str]) -> migrations.RunPython:
    """(name, table, expression) each. Without the right to make the extension search works, but reads every row."""

    def make(apps: Any, schema_editor: Any) -> None:
        connection = schema_editor.connection
        if connection.vendor != "postgresql":
            return
        try:
            with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
                cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        except Error:
            log.warning("no_trigrams", advice="CREATE EXTENSION pg_trgm before migrating makes search fast")
            return
        for name, table, expression in wanted:
            schema_editor.execute(f"CREATE INDEX {name} ON {table} USING gin ({expression} gin_trgm_ops)")

    def drop(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            for name, _table, _expression in wanted:
                schema_editor.execute(f"DROP INDEX IF EXISTS {name}")

    return migrations.RunPython(make, drop)
