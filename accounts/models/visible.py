"""Whether a user may read what a row points at, asked inside another query at little cost."""

import re
from collections.abc import Iterable, Iterator
from copy import copy
from functools import cache, reduce
from itertools import product
from operator import and_
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models import Q
from django.db.models.sql.compiler import SQLCompiler

from accounts.models.user import User

# Stand for the user and for the row's column in the SQL that is kept; neither can come from anywhere else.
SOMEBODY = 2**62 + 62
COLUMN = "<the column of the row outside>"

Kept = tuple[str, str, tuple[Any, ...], tuple[Any, ...]]


class Visible(models.Func):
    """True where `user` may read the row of `model` that `column` names: `filter(Visible(Issue, user, "issue"))`.

    The same as `Exists(Issue.objects.visible_to(user).filter(pk=OuterRef("issue")))`. Such questions are nested, and
    building them takes far longer than the database takes to answer; so the SQL of each model's `visible_to` is made
    once per process. That holds as long as `visible_to` asks nothing of the user but id, is_active, is_administrator.
    """

    arity = 1
    output_field = models.BooleanField()
    empty_result_set_value = False

    def __init__(self, model: type[models.Model], user: User, column: Any) -> None:
        super().__init__(column)
        self.model, self.user = model, user

    def as_sql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> tuple[str, list[Any]]:
        column, params = compiler.compile(self.source_expressions[0])
        if not self.user.is_active:
            raise EmptyResultSet
        before, after, first, rest = _kept(self.model, self.user.is_administrator, connection.alias)
        told = [*first, *params, *rest]
        return f"EXISTS({before}{column}{after})", [self.user.pk if param == SOMEBODY else param for param in told]


class ReadBy(models.Func):
    """What `read_by(user)` of the model's queryset says of the row itself: `filter(ReadBy(Issue, user))`.

    The same as `filter(Issue.objects.read_by(user))` and the same SQL, which is made once per process; see Visible.
    `rule` names another method of the queryset that takes a user and gives a condition. Such a condition may ask of
    other tables by EXISTS alone.
    """

    arity = 1
    output_field = models.BooleanField()
    empty_result_set_value = False

    def __init__(self, model: type[models.Model], user: User, rule: str = "read_by") -> None:
        super().__init__("pk")
        self.model, self.user, self.rule = model, user, rule
        self.way: int | None = None  # of several in which the rule may hold, the one that is asked of; see each_way

    def as_sql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> tuple[str, list[Any]]:
        column, _params = compiler.compile(self.source_expressions[0])
        alias = column.rpartition(".")[0]
        pieces, params = _condition(self.model, self.rule, self.user.is_administrator, connection.alias, self.way)
        return alias.join(pieces), [self.user.pk if param == SOMEBODY else param for param in params]


class ReadByAll(models.Func):
    """What ReadBy says, for each of the users whose ids are given: `filter(ReadByAll(Issue, ids, "involved"))`.

    As long as a line for one and for a thousand. The rule may ask nothing of a user but the id. True where nobody is given.
    """

    arity = 1
    output_field = models.BooleanField()

    def __init__(self, model: type[models.Model], ids: Iterable[int], rule: str) -> None:
        super().__init__("pk")
        self.model, self.ids, self.rule = model, list(ids), rule

    def as_sql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> tuple[str, list[Any]]:
        column, _params = compiler.compile(self.source_expressions[0])
        alias = column.rpartition(".")[0]
        pieces, params = _condition(self.model, self.rule, False, connection.alias)
        each = f"each_{self.rule}_{self.model._meta.db_table}"
        places = iter([f"{each}.id" if param == SOMEBODY else "%s" for param in params])
        holds = re.sub("%s|%%", lambda found: next(places) if found[0] == "%s" else "%%", alias.join(pieces))
        left = [param for param in params if param != SOMEBODY]
        if connection.vendor == "postgresql":
            people = f"unnest(%s::bigint[]) {each}(id)"
        else:
            people = f"(SELECT value AS id FROM json_each(%s)) {each}"  # noqa: S608
        ids = ids_as_text(self.ids, connection.vendor)
        # Neither false nor unknown, where nobody owns the row for instance.
        return f"NOT EXISTS(SELECT 1 FROM {people} WHERE ({holds}) IS NOT TRUE)", [ids, *left]  # noqa: S608 - names of tables, and SQL that Django made


def ids_as_text(ids: Iterable[int], vendor: str) -> str:
    """One parameter for any number of them: to PostgreSQL an array, which psycopg would take thrice as long to write."""
    found = ",".join([f"{pk:d}" for pk in ids])
    return f"{{{found}}}" if vendor == "postgresql" else f"[{found}]"


class ExistsForEach(models.Exists):
    """An Exists that is asked of one row at a time.

    PostgreSQL likes to gather all rows of the inner query first, which it takes to be cheaper whenever there are many
    outer ones to look at, even where no more of those are wanted than a page has. OFFSET keeps it from that. The LIMIT
    that Django writes would be one more step of the plan, for each row; an EXISTS ends at its first by itself.
    """

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> tuple[str, Any]:
        sql, params = self.as_sql(compiler, connection, **context)
        return f"{sql.removesuffix(')').removesuffix(' LIMIT 1')} OFFSET 0)", params


class AmongThose(models.Func):
    """Whether a column is among the few ids that another question finds: `filter(AmongThose("pk", rows.values("partner")))`.

    PostgreSQL asks for them once, where it would ask an Exists inside an OR again for each row.
    """

    output_field = models.BooleanField()

    def __init__(self, column: str, ids: models.QuerySet[Any, Any]) -> None:
        super().__init__(models.F(column), models.Subquery(ids))

    def as_sql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        (column, of_column), (ids, of_ids) = [compiler.compile(one) for one in self.get_source_expressions()]
        among = f"= ANY(ARRAY{ids})" if connection.vendor == "postgresql" else f"IN {ids}"
        return f"{column} {among}", [*of_column, *of_ids]


def each_way(rows: Any) -> list[Any]:
    """The same rows, once for each of the ways in which one may read them: as its author, as one of its team.

    A row may be in several. An index finds those of one way, where of all ways at once every row there is is looked at.
    """
    conditions = rows.query.where.children
    # What is filtered by is held as "it equals true".
    places = [place for place, held in enumerate(conditions) if isinstance(getattr(held, "lhs", None), ReadBy)]
    if len(places) != 1:
        return [rows]
    (place,) = places
    found = []
    for way in range(_count_of_ways(conditions[place].lhs)):
        of_way = rows._chain()
        held = of_way.query.where.children[place] = copy(conditions[place])
        held.lhs = copy(held.lhs)
        held.lhs.way = way
        found.append(of_way)
    return found


def _count_of_ways(read_by: ReadBy) -> int:
    rule = getattr(read_by.model._default_manager, read_by.rule)
    return sum(1 for _way in _alternatives(rule(read_by.user)))


def _alternatives(condition: Any) -> Iterator[Q]:
    """The conditions of which one has to hold: of `a & (b | c)` these are `a & b` and `a & c`."""
    if not isinstance(condition, Q):
        yield condition.sought() if hasattr(condition, "sought") else Q(condition)
    elif condition.negated:
        yield condition
    elif condition.connector == Q.OR:
        for child in condition.children:
            yield from _alternatives(child)
    else:
        for together in product(*map(_alternatives, condition.children)):
            yield reduce(and_, together)


@cache
def _condition(
    model: type[models.Model], rule: str, is_administrator: bool, using: str, way: int | None = None
) -> tuple[list[str], tuple[Any, ...]]:
    """The SQL of the rule in pieces, between which the name of the row's table belongs, and its parameters."""
    rows: Any = model._default_manager
    somebody = User(pk=SOMEBODY, is_active=True, is_administrator=is_administrator)
    said = getattr(rows, rule)(somebody)
    condition = said if way is None else list(_alternatives(said))[way]
    query = rows.using(using).order_by().filter(condition).query
    name = f"{rule}_{_called(model, is_administrator)}"
    query.change_aliases(dict.fromkeys(query.alias_map, name))
    if len(query.alias_map) != 1:
        raise ValueError(f"{model.__name__}.{rule} joins another table")
    compiler = query.get_compiler(using)
    sql, params = query.where.as_sql(compiler, compiler.connection)
    # The tables inside have names of their own, which those of no query around it can be mistaken for.
    sql = re.sub(r"\b([A-Z]\d+)\b", rf"{name}_\1", sql)
    return re.split(rf'"?\b{name}\b"?', f"({sql})"), tuple(params)


def _called(model: type[models.Model], is_administrator: bool) -> str:
    """Always the same, whichever thread asks first: the SQL around it is compared and kept, too."""
    return f"{model._meta.db_table}_{is_administrator:d}"


class _Column(models.Func):
    template = COLUMN
    arity = 0
    output_field = models.BigIntegerField()


@cache
def _kept(model: type[models.Model], is_administrator: bool, using: str) -> Kept:
    """The SQL of `visible_to` before and after the place of the column, and its parameters before and after it."""
    somebody = User(pk=SOMEBODY, is_active=True, is_administrator=is_administrator)
    rows: Any = model._default_manager
    query = rows.using(using).visible_to(somebody).filter(pk=_Column()).order_by().values("pk").query
    # Names of its own, since the query around it, or one inside it, may read the same tables.
    name = f"visible_{_called(model, is_administrator)}"
    query.change_aliases({alias: f"{name}_{place}" for place, alias in enumerate(query.alias_map)})
    sql, params = query.get_compiler(using).as_sql()
    before, after = sql.split(COLUMN)
    told = before.replace("%%", "").count("%s")
    return before, after, tuple(params[:told]), tuple(params[told:])
