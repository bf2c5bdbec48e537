"""Who gets what from each URL: the statuses for anonymous, outsider, member, lead, administrator, deactivated.

The member is Anna, who wrote everything; the lead is of her team; the outsider leads another team; the administrator
belongs to none. A URL of the resolver without a row here fails the test, and so does a row without a URL or a method
that a URL takes and its row does not tell of.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.world import World

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Row:
    """The statuses by method; `sends` is the body by method, made from the world.

    `of` names the thing in the world whose id goes into the address; without it the URL's own name says which
    ("partner_detail", "api:partner-detail"). `args` are further parts of the address, `path` stands for all of it.
    """

    get: str = ""
    post: str = ""
    put: str = ""
    patch: str = ""
    delete: str = ""
    of: str = ""
    args: dict[str, Any] = field(default_factory=dict)
    path: str = ""
    sends: dict[str, Callable[[World], dict[str, Any]]] = field(default_factory=dict)

    def statuses(self) -> dict[str, list[int]]:
        return {
            method: [int(status) for status in getattr(self, method).split()]
            for method in METHODS
            if getattr(self, method)
        }


def entry(**fields: Any) -> dict[str, Callable[[World], dict[str, Any]]]:
    """What makes an entry with the world's partner, and what changes one."""

    def sent(world: World) -> dict[str, Any]:
        return {"partners": [world.partner.pk], "version": 1} | fields

    return {"post": sent, "put": sent, "patch": lambda world: {"version": 1}}


def record(**fields: Any) -> dict[str, Callable[[World], dict[str, Any]]]:
    """What makes another record, and what changes one."""

    def sent(world: World) -> dict[str, Any]:
        return {"version": 1} | fields

    return {"post": sent, "put": sent, "patch": lambda world: {"version": 1}}


def says(**fields: Any) -> dict[str, Callable[[World], dict[str, Any]]]:
    return {"post": lambda world: fields}
