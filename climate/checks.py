"""At every start: are the keys keys, and do they open what is stored? docs/check-ins.md tells what to do."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.core.checks import CheckMessage, Tags, register
from django.db import DatabaseError

from climate.queries.keys import look_at_keys, wrong_keys

KEYS = "keys"  # the tag that scripts.prepare asks for at every start
HINT = "Put the missing key back into FIELD_KEYS, behind the others; see docs/check-ins.md. Nothing was overwritten."


@register(Tags.security, KEYS)
def keys_are_keys(**options: Any) -> list[CheckMessage]:
    wrong = ", ".join(map(str, wrong_keys()))
    if not wrong:
        return []
    text = f"FIELD_KEYS: number {wrong} is no key of 32 bytes in base64; nothing can be encrypted or read."
    return [checks.Error(text, hint="Make one with: openssl rand -base64 32 | tr '+/' '-_'", id="climate.E001")]


@register(Tags.database, KEYS)
def keys_open_what_is_stored(*, databases: Sequence[str] | None = None, **options: Any) -> list[CheckMessage]:
    if not databases:
        return []
    try:
        seen = look_at_keys()
    except DatabaseError:  # not migrated yet
        return []
    if not (seen.check_ins or seen.uses or seen.answers):
        return []
    text = (
        f"{seen.check_ins} check-ins, {seen.uses} notes of what helped and {seen.answers} private answers were encrypted with a key that FIELD_KEYS "
        "does not hold. Their owners cannot read them."
    )
    return [checks.Warning(text, hint=HINT, id="climate.W001")]
