"""How a user is called, asked inside another question."""

from django.db.models import CharField, Value
from django.db.models.functions import Coalesce, NullIf


def user_name(path: str) -> Coalesce:
    """What `str(user)` says of the user that `path` leads to; none where there is nobody."""
    return Coalesce(NullIf(f"{path}__name", Value("")), f"{path}__email", output_field=CharField())
