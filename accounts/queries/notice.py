"""What each kind of notification says; apps enter theirs in AppConfig.ready().

In the app, after signing in, it shows the title of what it points at. A mail or a calendar feed may be read by others
over a shoulder, so there it says the title only where `may_be_named` allows it, and else its neutral words.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from accounts.models import Notification, User, notification


@dataclass(frozen=True)
class Notice:
    """One kind: functions of the target, in the language that is active when they are called."""

    kind: str
    model: type[Model]
    title: Callable[[Any], str]
    neutral: Callable[[Any], str]
    may_be_named: Callable[[Any], bool]
    address: Callable[[Any], str]  # the path of the page that a click opens
    group: Any = ""  # the heading under which a mail puts it; lines without one come last
    related: tuple[str, ...] = ()  # what `title` and `address` read beside the target's own fields

    def outside(self, target: Any) -> str:
        """What may stand in a mail or a feed."""
        return self.title(target) if self.may_be_named(target) else self.neutral(target)


@dataclass(frozen=True)
class Line:
    """A notification in words."""

    notification: Notification
    text: str
    address: str
    group: str = ""
    doing: tuple[tuple[str, str], ...] = ()  # what one may do from the mail: label, path of a page that asks once more


@dataclass(frozen=True)
class Document:
    """A mail that is its own content: what stands in it, and what hangs on it."""

    subject: str
    words: str
    address: str  # the path of its page
    attachments: tuple[tuple[str, bytes, str], ...] = ()  # name, content, type


notices: dict[str, Notice] = {}
# Who makes the document of a kind, for its reader and of its target.
documents: dict[str, Callable[[User, Any], Document]] = {}
# What a mail offers beside the link, by the target's model: label, path. Those pages ask once more; a GET changes nothing.
doing: dict[type[Model], Callable[[Any], Iterable[tuple[str, str]]]] = {}


def register(*kinds: Notice) -> None:
    for notice in kinds:
        notices[notice.kind] = notice
        notification.targets.add(notice.model)


def inside(rows: Iterable[Notification]) -> list[Line]:
    """The lines of the bell, each with its title; `rows` were read through `visible_to`."""
    return [
        Line(row, one_line(notice.title(target)), notice.address(target)) for row, notice, target in _with_targets(rows)
    ]


def outside(rows: Iterable[Notification]) -> list[Line]:
    """The lines of a mail, by groups; `rows` were read through `visible_to`."""
    lines = [
        Line(
            row,
            one_line(notice.outside(target)),
            notice.address(target),
            str(notice.group),
            tuple(doing[notice.model](target)) if notice.model in doing else (),
        )
        for row, notice, target in _with_targets(rows)
    ]
    return sorted(lines, key=lambda line: (not line.group, line.group))


def document_of(row: Notification, user: User) -> Document | None:
    """None where the target is gone, or nobody makes documents of this kind."""
    found = _with_targets([row])
    maker = documents.get(row.kind)
    return maker(user, found[0][2]) if maker and found else None


def one_line(text: str) -> str:
    """Without line breaks and other signs that steer a terminal or end a header."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in str(text)).split())


def _with_targets(rows: Iterable[Notification]) -> list[tuple[Notification, Notice, Any]]:
    """Each row with its notice and target, one query a kind; rows of a kind that nobody knows any more are left out."""
    wanted: dict[str, set[int]] = {}
    rows = [row for row in rows if row.kind in notices]
    for row in rows:
        wanted.setdefault(row.kind, set()).add(row.target_id)
    targets = {kind: _load(notices[kind]).in_bulk(ids) for kind, ids in wanted.items()}
    found = [(row, notices[row.kind], targets[row.kind].get(row.target_id)) for row in rows]
    return [(row, notice, target) for row, notice, target in found if target is not None]


def _load(notice: Notice) -> Any:
    fields = notice.model._meta.get_fields()
    keys = [field.name for field in fields if field.concrete and (field.many_to_one or field.one_to_one)]
    return notice.model._base_manager.select_related(*(notice.related or keys))
