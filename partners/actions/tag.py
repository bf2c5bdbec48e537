"""Tags are made by using them; their name and the cadence of the partners under them are changed here."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.actions.record import save_changed, save_new
from accounts.models import User
from partners.access import may_change_tag
from partners.actions.partner import after_change
from partners.models import Partner, Tag


def tags_named(names: list[str], *, by: User) -> list[Tag]:
    """The tags of these names, whatever their case; those that are missing are made."""
    return [_tag_named(name, by=by) for name in dict.fromkeys(" ".join(name.split()) for name in names) if name]


@transaction.atomic
def change_tag(*, by: User, tag: Tag, version: int, **changes: Any) -> Tag:
    """Write `changes`; another cadence is counted at once for all partners under the tag."""
    if not may_change_tag(by, tag):
        raise PermissionDenied
    cadence = (tag.cadence_ideal, tag.cadence_at_most)
    save_changed(tag, version=version, changes=changes)
    if cadence != (tag.cadence_ideal, tag.cadence_at_most):
        partners = list(Partner.objects.kept().filter(tags=tag.pk).values_list("pk", flat=True))
        for tell in after_change:
            tell(partners)
    return tag


def _tag_named(name: str, *, by: User) -> Tag:
    if tag := Tag.objects.filter(name__iexact=name).first():
        return tag
    tag = Tag(name=name)
    save_new(tag, by=by)
    return tag
