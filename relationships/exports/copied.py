"""A list of entries read by one statement: whole tables are joined once, where chunks ask for each thousand anew."""

from typing import Any

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries.keyset import Sort
from partners.models import Partner
from relationships.models import Entry
from relationships.reports.as_csv import sql_text
from relationships.reports.table import Statement

MANY = 100_000  # rows, from which all links and partners are read sooner than those of the chosen ones

# Of an entry's partners. Most entries have one, which needs no putting together in order.
NAMES = "coalesce(alone.shown, several.shown)"
NO_PERSON = "coalesce(alone.no_person, several.no_person, 1) = 1"  # whether each is an organisation that is no person


def copied_from(rows: QuerySet[Any], sort: Sort, user: User, *, are_few: bool) -> Statement:
    """What the columns' SQL reads: `entry`, its `team`, its `author` as `shown`; of its partners NAMES and NO_PERSON."""
    model: type[Entry] = rows.model
    table, links = model._meta.db_table, model.partners.through._meta.db_table
    own_key = model.partners.field.m2m_column_name()
    way = "DESC" if sort.descending else "ASC"
    are_few = are_few or rows.order_by()[: MANY + 1].count() <= MANY
    told: list[Any] = []  # in the order in which it is asked for
    chosen = linked_ones = named_ones = ""
    if are_few:
        chosen = f"chosen AS MATERIALIZED (SELECT entry.* FROM {table} entry WHERE {_condition(rows, told)}),"  # noqa: S608
        linked_ones = f"WHERE link.{own_key} IN (SELECT id FROM chosen)"  # noqa: S608
        named_ones = f"WHERE partner.id IN (SELECT link.partner_id FROM {links} link {linked_ones})"  # noqa: S608
    seen = _sql_of(Partner.objects.visible_to(user), told)
    of_several = f"""
        FROM linked
        JOIN {links} link ON link.{own_key} = linked.entry_id
        JOIN partner ON partner.id = link.partner_id
        WHERE linked.number > 1
    """
    beforehand = f"""
        WITH {chosen}
        partner AS MATERIALIZED (
            SELECT partner.id, partner.sort_key,
                   CASE WHEN seen.pk IS NULL THEN {sql_text(_("another partner"))} ELSE partner.name END AS shown,
                   CASE WHEN partner.kind = 'organisation' AND partner.natural_person = 'no' THEN 1 ELSE 0 END AS no_person
            FROM partners_partner partner
            LEFT JOIN ({seen}) seen ON seen.pk = partner.id
            {named_ones}
        ),
        linked AS MATERIALIZED (
            SELECT link.{own_key} AS entry_id, count(*) AS number, min(link.partner_id) AS first
            FROM {links} link {linked_ones} GROUP BY 1
        ),
        several AS MATERIALIZED ({_put_together(f"link.{own_key}", of_several)})
    """  # noqa: S608 - names of the models, literals quoted
    found = f"""
        FROM {"chosen" if are_few else table} entry
        JOIN accounts_team team ON team.id = entry.team_id
        JOIN (SELECT id, coalesce(nullif(name, ''), email) AS shown FROM accounts_user) author
          ON author.id = entry.author_id
        LEFT JOIN linked ON linked.entry_id = entry.id
        LEFT JOIN partner AS alone ON alone.id = linked.first AND linked.number = 1
        LEFT JOIN several ON several.entry_id = entry.id
        WHERE {"true" if are_few else _condition(rows, told)}
        ORDER BY entry.{sort.key} {way}, entry.id {way}
    """  # noqa: S608 - names of the models, literals quoted
    return Statement(beforehand, found, told)


def _put_together(key: str, of_several: str) -> str:
    """The partners of each entry in the order of their names; SQLite keeps an order only within a window."""
    if connection.vendor == "postgresql":
        names = """string_agg(partner.shown, '; ' ORDER BY partner.sort_key COLLATE "C", partner.id)"""
        return (
            f"SELECT {key} AS entry_id, min(partner.no_person) AS no_person, {names} AS shown {of_several} GROUP BY 1"
        )
    return f"""
        SELECT DISTINCT {key} AS entry_id, min(partner.no_person) OVER entry AS no_person,
               group_concat(partner.shown, '; ') OVER entry AS shown
        {of_several}
        WINDOW entry AS (
            PARTITION BY {key} ORDER BY partner.sort_key, partner.id
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        )
    """


def _condition(rows: QuerySet[Any], told: list[Any]) -> str:
    """What holds of the chosen rows, said of `entry`."""
    query = rows.order_by().query.clone()
    if len(query.alias_map) != 1 or query.is_sliced or query.distinct or query.combinator:
        return f"entry.id IN ({_sql_of(rows, told)})"
    query.change_aliases(dict.fromkeys(query.alias_map, "entry"))
    compiler = query.get_compiler(rows.db)
    try:
        sql, params = query.where.as_sql(compiler, connection)
    except EmptyResultSet:
        return "false"
    except FullResultSet:
        return "true"
    return _said(sql, params, told) if sql else "true"


def _sql_of(rows: QuerySet[Any], told: list[Any]) -> str:
    try:
        sql, params = rows.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return "SELECT id AS pk FROM accounts_team WHERE false"
    return _said(sql, params, told)


def _said(sql: str, params: Any, told: list[Any]) -> str:
    """With its values: COPY takes none beside its text. SQLite is told them, in the order in which they are asked for."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            return str(cursor.mogrify(sql, params))
    told += params
    return sql
