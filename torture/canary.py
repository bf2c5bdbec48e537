"""A canary in other people's check-ins: crawl a demo as everybody else, read every log line and dump the database.

`python -m torture.canary` under DATABASE_URL fills the demo where there is none, and prints one line.
"""

import io
import logging
import os
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

CANARY = "Kanarienvogel im Schacht"
TYPED = "Kanarien"  # what is searched for: a page may repeat what one typed, but not what it found
EACH = 4  # addresses of one kind that one reader looks at
FILES = ("csv", "xlsx", "pdf")
SEARCHED = ("/search/", "/partners/", "/partners/suggest/", "/issues/", "/ideas/", "/appreciation/")
STARTS = (
    "/",
    "/check-ins/",
    "/boosters/",
    "/reflection/",
    "/examples/",
    "/impressions/",
    "/pulse/",
    "/reading/",
    "/admin/",
    "/trash/",
    "/settings/",
    "/api/v1/",
    "/api/v1/schema/",
)
LINK = re.compile(r'(?:href|hx-get)="(/[^"#]*)"|"(?:https?://[a-z]+)?(/api/v1/[^"]*)"')
NEVER = re.compile(r"^/(static|accounts/sign-out|admin/logout|accounts/logout)")


@dataclass
class Walk:
    """What one reader saw."""

    answers: int = 0
    hits: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)


def walk(client: Any, each: int = EACH) -> Walk:
    """Follow every link from the starts, `each` of a kind, files and searches included; GET alone."""
    seen, todo, found = set(), list(_starts()), Walk()
    while todo:
        address = todo.pop(0)
        kind = _kind(address)
        if address in seen or NEVER.match(address) or found.kinds[kind] >= each:
            continue
        seen.add(address)
        found.kinds[kind] += 1
        text = text_of(client.get(address))
        found.answers += 1
        if CANARY in text:
            found.hits.append(address)
        todo += [(page or api).replace("&amp;", "&") for page, api in LINK.findall(text)]
    return found


def _starts() -> Iterator[str]:
    from django.urls import reverse

    from config.api import router

    yield from STARTS
    yield from (f"{address}?q={TYPED}" for address in SEARCHED)
    for prefix, viewset, basename in router.registry:
        if "(" in prefix:
            continue
        yield reverse(f"api:{basename}-list")
        yield reverse(f"api:{basename}-list") + f"?q={TYPED}"
        ids = viewset.queryset.model._base_manager.values_list("pk", flat=True) if _has_model(viewset) else ()
        yield from (reverse(f"api:{basename}-detail", args=[pk]) for pk in ids[:EACH])
    yield from (f"/issues/?format={form}" for form in FILES)


def _has_model(viewset: Any) -> bool:
    return getattr(viewset, "queryset", None) is not None


@lru_cache(maxsize=20_000)  # a page links to the same places as the one before it
def _kind(address: str) -> str:
    """The view that answers, apart for each set of parameters."""
    from django.urls import Resolver404, resolve

    path, _mark, query = address.partition("?")
    names = ",".join(sorted(part.partition("=")[0] for part in query.split("&")))
    try:
        match = resolve(path)
    except Resolver404:
        return "nowhere"
    form = query.partition("format=")[2][:4]
    return f"{match.view_name}?{names}{form}"


def text_of(answer: Any) -> str:
    """The text of an answer; of a workbook its sheets, of a PDF its pages."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    if content.startswith(b"%PDF"):
        from pypdf import PdfReader

        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return content.decode("utf-8", "replace")


def dump() -> list[str]:
    """Every row of every table as text, and what sessions and queued tasks hold under their encodings."""
    from django.contrib.sessions.models import Session
    from django.db import connection
    from django_q.models import OrmQ, Task

    rows = _sqlite() if connection.vendor == "sqlite" else _postgresql()
    rows += [str(session.get_decoded()) for session in Session.objects.all()]
    rows += [str(queued.task) for queued in OrmQ.objects.all()]
    return rows + [f"{task.args} {task.kwargs} {task.result}" for task in Task.objects.all()]


def _sqlite() -> list[str]:
    from django.db import connection

    connection.ensure_connection()
    return list(connection.connection.iterdump())


def _postgresql() -> list[str]:
    from django.db import connection

    rows: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT row::text FROM {connection.ops.quote_name(table)} AS row")  # noqa: S608
            rows += [row for (row,) in cursor.fetchall()]
    return rows


def sing(owner: Any, *, at: Any) -> None:
    """A check-in, its word the canary, and something that helped."""
    from climate.actions.booster_use import note_use
    from climate.actions.check_in import check_in
    from climate.actions.reflection import answer_privately
    from climate.models import MoodBooster, ReflectionQuestion

    if question := ReflectionQuestion.objects.visible_to(owner).first():
        answer_privately(by=owner, question=question, text=CANARY, at=at)
    check_in(by=owner, mood=1, word=CANARY, cause=CANARY, plan=CANARY, at=at)
    if booster := MoodBooster.objects.visible_to(owner).first():
        note_use(by=owner, booster=booster, helped=True, at=at)


def listen() -> io.StringIO:
    """Collect every log line from now on, whatever its level."""
    heard = io.StringIO()
    root = logging.getLogger()
    for handler in root.handlers:
        handler.setStream(heard)  # type: ignore[attr-defined]
    root.setLevel(logging.DEBUG)
    return heard


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.test_settings")
    os.environ.setdefault("API_RATE", "100000/min")
    import django

    django.setup()
    from django.core import mail
    from django.core.management import call_command
    from django.test.utils import setup_test_environment
    from django.utils import timezone

    from accounts.models import User

    setup_test_environment()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("fill_demo", stdout=io.StringIO())
    heard = listen()
    owners = list(User.objects.active().filter(is_administrator=False).order_by("pk")[:2])
    for owner in owners:
        sing(owner, at=timezone.now())
    readers = [*User.objects.active().exclude(pk__in=[owner.pk for owner in owners]), *strangers()]
    walks = [walk(signed_in(reader)) for reader in readers]
    lines = dump()
    hits = [hit for each in walks for hit in each.hits]
    spilled = sum(
        CANARY in text for text in [*lines, *heard.getvalue().splitlines(), *(str(m.message()) for m in mail.outbox)]
    )
    own = len(walk(signed_in(owners[0])).hits)  # the same walk finds it where it may be found
    is_well = not hits and not spilled and own > 0
    print(
        f"canary: {len(readers)} readers, {sum(each.answers for each in walks)} answers, {len(hits)} hits {hits[:3] or ''}; "
        f"dump of {len(lines)} rows, logs and mail: {spilled} hits; its owner: {own} "
        f"{'ok' if is_well else 'FAILED'}"
    )
    return 0 if is_well else 1


def strangers() -> list[Any]:
    """An administrator without a team, and somebody of a team of their own."""
    from accounts.models import Team, User

    def user(name: str, **fields: Any) -> User:
        known = User.objects.filter(email=f"{name}@canary.example").first()
        return known or User.objects.create_user(f"{name}@canary.example", name=name, **fields)

    stranger = user("stranger")
    if not stranger.teams.exists():
        Team.objects.create(name=f"Canary {stranger.pk}").memberships.create(user=stranger)
    return [user("administrator", is_administrator=True), stranger]


def signed_in(user: Any) -> Any:
    from django.test import Client

    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


if __name__ == "__main__":
    sys.exit(main())
