"""How a user is called, asked inside another question."""

from typing import TypeVar

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from accounts.models import User

RowsT = TypeVar("RowsT", bound=QuerySet)
NOT_ITS_NAME = [field.name for field in User._meta.concrete_fields if field.name not in ("id", "name", "email")]


def user_name(path: str) -> Subquery:
    """What `str(user)` says of the user that `path` leads to; none where there is nobody.

    Looked up row by row: where PostgreSQL takes the rows to be few, it would join each with all users.
    """
    known = Coalesce(NullIf("name", Value("")), "email", output_field=CharField())
    return Subquery(User.objects.filter(pk=OuterRef(path)).values_list(known), output_field=CharField())


def with_named(rows: RowsT, *paths: str) -> RowsT:
    """With the users that `paths` lead to, of whom is read what they are called and no more."""
    return rows.select_related(*paths).defer(*[f"{path}__{name}" for path in paths for name in NOT_ITS_NAME])
