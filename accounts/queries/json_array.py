"""Values of many rows in one column of another: what belongs to a row comes along with it."""

from typing import Any

from django.db.models import Aggregate, JSONField, OuterRef, QuerySet, Subquery


class JsonArray(Aggregate):
    """The values of a group as a list, in no particular order; of no row at all it is None."""

    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(compiler, connection, function="JSONB_AGG", **context)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **context)


def listed(links: QuerySet[Any], owner: str, value: str) -> Subquery:
    """Of each row the values of those `links` that have it as `owner`; None where it has none."""
    of_row = links.filter(**{owner: OuterRef("pk")}).order_by().values(owner)
    return Subquery(of_row.annotate(listed=JsonArray(value)).values("listed"))
