"""Questions that are asked again and again and whose SQL takes longer to build, or to plan, than to answer."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection, models


class Told(models.Expression):
    """A value that is told by `name` each time a Question is asked: `filter(team=Told("team"))`."""

    def __init__(self, name: str, output_field: models.Field | None = None) -> None:
        super().__init__(output_field=output_field or models.BigIntegerField())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]

    def adapted(self, value: Any) -> Any:
        return self.output_field.get_db_prep_value(value, connection)


class _Many(Told):
    """All of them in one parameter, so that the text is the same for one and for five hundred."""

    def adapted(self, value: Iterable[int]) -> Any:
        return list(value) if connection.vendor == "postgresql" else json.dumps(list(value))


class AmongTold(models.Func):
    """Whether a column of ids is among those told by `name`: `filter(AmongTold("partner", "partners"))`."""

    output_field = models.BooleanField()

    def __init__(self, column: str, name: str) -> None:
        super().__init__(models.F(column), _Many(name))

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:
        column, params = compiler.compile(self.source_expressions[0])
        told, more = compiler.compile(self.source_expressions[1])
        if connection.vendor == "postgresql":
            return f"{column} = ANY({told})", [*params, *more]
        return f"{column} IN (SELECT value FROM json_each({told}))", [*params, *more]  # noqa: S608 - a placeholder


class Question:
    """A queryset of plain values whose SQL is made once per process; `ask` tells what its Told stand for.

    `build` makes it, with `values_list`. Nothing in it may depend on anything but what is told.
    """

    def __init__(self, build: Callable[[], models.QuerySet[Any, Any]]) -> None:
        self.build = build
        self._kept: tuple[str, list[Any], Any, Any] | None = None

    def ask(self, **told: Any) -> list[tuple[Any, ...]]:
        sql, params, compiler, converters = self._kept = self._kept or self._made()
        values = [param.adapted(told[param.name]) if isinstance(param, Told) else param for param in params]
        rows = ask_prepared(sql, values)
        return [tuple(row) for row in compiler.apply_converters(rows, converters)] if converters else rows

    def _made(self) -> tuple[str, list[Any], Any, Any]:
        compiler = self.build().query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        columns = [column for column, _sql, _alias in compiler.select[: compiler.col_count]]
        return sql, list(params), compiler, compiler.get_converters(columns)


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
