"""A list of entries as PostgreSQL's COPY reads it: whole tables are joined once, where chunks ask for each thousand anew."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries.keyset import Sort
from partners.models import Partner
from relationships.models import Entry
from relationships.reports.as_csv import sql_text


def copied_from(rows: QuerySet[Any], sort: Sort, user: User) -> tuple[str, str]:
    """WITH, and FROM with ORDER BY: `entry`, its `team`, its `author` as `shown`, of its partners `names`, `no_person`."""
    model: type[Entry] = rows.model
    links = model.partners.through._meta.db_table
    own_key = model.partners.field.m2m_column_name()
    way = "DESC" if sort.descending else "ASC"
    chosen = f"""
        WITH chosen AS MATERIALIZED ({_sql_of(rows)}),
        partner AS MATERIALIZED (
            SELECT partner.id, partner.sort_key,
                   CASE WHEN seen.pk IS NULL THEN {sql_text(_("another partner"))} ELSE partner.name END AS shown,
                   partner.kind = 'organisation' AND partner.natural_person = 'no' AS no_person
            FROM partners_partner partner
            LEFT JOIN ({_sql_of(Partner.objects.visible_to(user))}) seen ON seen.pk = partner.id
        ),
        linked AS MATERIALIZED (
            SELECT link.{own_key} AS entry_id, count(*) AS number, min(link.partner_id) AS first
            FROM chosen JOIN {links} link ON link.{own_key} = chosen.pk GROUP BY 1
        )
    """  # noqa: S608 - names of the models, literals quoted by psycopg
    # Most entries have one partner, which needs no putting together in order.
    found = f"""
        FROM chosen
        JOIN {model._meta.db_table} entry ON entry.id = chosen.pk
        JOIN accounts_team team ON team.id = entry.team_id
        JOIN (SELECT id, coalesce(nullif(name, ''), email) AS shown FROM accounts_user) author
          ON author.id = entry.author_id
        LEFT JOIN (
            SELECT linked.entry_id, partner.shown AS names, partner.no_person
            FROM linked JOIN partner ON partner.id = linked.first WHERE linked.number = 1
            UNION ALL
            SELECT link.{own_key}, string_agg(partner.shown, '; ' ORDER BY partner.sort_key COLLATE "C", partner.id),
                   bool_and(partner.no_person)
            FROM linked
            JOIN {links} link ON link.{own_key} = linked.entry_id
            JOIN partner ON partner.id = link.partner_id
            WHERE linked.number > 1
            GROUP BY 1
        ) named ON named.entry_id = entry.id
        ORDER BY entry.{sort.key} {way}, entry.id {way}
    """  # noqa: S608 - names of the models, literals quoted by psycopg
    return chosen, found


def _sql_of(rows: QuerySet[Any]) -> str:
    try:
        sql, params = rows.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return "SELECT id AS pk FROM accounts_team WHERE false"
    with connection.cursor() as cursor:
        return str(cursor.mogrify(sql, params))
