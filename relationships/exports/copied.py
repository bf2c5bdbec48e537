"""A list of entries as PostgreSQL's COPY reads it: whole tables are joined once, where chunks ask for each thousand anew."""

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

MANY = 100_000  # rows, from which the links of all are counted sooner than those of the chosen ones


def copied_from(rows: QuerySet[Any], sort: Sort, user: User) -> tuple[str, str]:
    """WITH, and FROM with ORDER BY: `entry`, its `team`, its `author` as `shown`, of its partners `names`, `no_person`."""
    model: type[Entry] = rows.model
    table, links = model._meta.db_table, model.partners.through._meta.db_table
    own_key = model.partners.field.m2m_column_name()
    way = "DESC" if sort.descending else "ASC"
    chosen = _condition(rows)
    of_chosen = f"WHERE link.{own_key} IN (SELECT entry.id FROM {table} entry WHERE {chosen})"  # noqa: S608
    if rows.order_by()[: MANY + 1].count() > MANY:
        of_chosen = ""
    beforehand = f"""
        WITH partner AS MATERIALIZED (
            SELECT partner.id, partner.sort_key,
                   CASE WHEN seen.pk IS NULL THEN {sql_text(_("another partner"))} ELSE partner.name END AS shown,
                   partner.kind = 'organisation' AND partner.natural_person = 'no' AS no_person
            FROM partners_partner partner
            LEFT JOIN ({_sql_of(Partner.objects.visible_to(user))}) seen ON seen.pk = partner.id
        ),
        linked AS MATERIALIZED (
            SELECT link.{own_key} AS entry_id, count(*) AS number, min(link.partner_id) AS first
            FROM {links} link {of_chosen} GROUP BY 1
        ),
        several AS MATERIALIZED (
            SELECT link.{own_key} AS entry_id, bool_and(partner.no_person) AS no_person,
                   string_agg(partner.shown, '; ' ORDER BY partner.sort_key COLLATE "C", partner.id) AS shown
            FROM linked
            JOIN {links} link ON link.{own_key} = linked.entry_id
            JOIN partner ON partner.id = link.partner_id
            WHERE linked.number > 1
            GROUP BY 1
        )
    """  # noqa: S608 - names of the models, literals quoted by psycopg
    # Most entries have one partner, which needs no putting together in order.
    found = f"""
        FROM {table} entry
        JOIN accounts_team team ON team.id = entry.team_id
        JOIN (SELECT id, coalesce(nullif(name, ''), email) AS shown FROM accounts_user) author
          ON author.id = entry.author_id
        LEFT JOIN linked ON linked.entry_id = entry.id
        LEFT JOIN partner AS alone ON alone.id = linked.first AND linked.number = 1
        LEFT JOIN several ON several.entry_id = entry.id
        CROSS JOIN LATERAL (
            SELECT coalesce(alone.shown, several.shown) AS names, coalesce(alone.no_person, several.no_person) AS no_person
        ) named
        WHERE {chosen}
        ORDER BY entry.{sort.key} {way}, entry.id {way}
    """  # noqa: S608 - names of the models, literals quoted by psycopg
    return beforehand, found


def _condition(rows: QuerySet[Any]) -> str:
    """What holds of the chosen rows, said of `entry`."""
    query = rows.order_by().query.clone()
    if len(query.alias_map) != 1 or query.is_sliced or query.distinct or query.combinator:
        return f"entry.id IN ({_sql_of(rows)})"
    query.change_aliases(dict.fromkeys(query.alias_map, "entry"))
    compiler = query.get_compiler(rows.db)
    try:
        sql, params = query.where.as_sql(compiler, connection)
    except EmptyResultSet:
        return "false"
    except FullResultSet:
        return "true"
    with connection.cursor() as cursor:
        return str(cursor.mogrify(sql, params)) if sql else "true"


def _sql_of(rows: QuerySet[Any]) -> str:
    try:
        sql, params = rows.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return "SELECT id AS pk FROM accounts_team WHERE false"
    with connection.cursor() as cursor:
        return str(cursor.mogrify(sql, params))
