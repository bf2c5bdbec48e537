"""What can be taken away, by name: every list (listing.py) and every report (reports of this package).

Page, API and worker find a source here, hand it the same `Asked`, and get its content for that reader.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.http import QueryDict

from accounts.models import User


@dataclass(frozen=True)
class Asked:
    """What somebody wants to take away: as whom they read, the parameters, and when. A FilterSet takes it for a request,
    of which it reads the user alone."""

    user: User
    at: datetime
    params: QueryDict = field(default_factory=QueryDict)
    from_page: bool = True
    language: str | None = None
    file_format: str = ""

    @property
    def columns(self) -> list[str]:
        """The columns that are wanted: a page names each by itself, the API all of them with commas between."""
        named = ",".join(self.params.getlist("columns")).split(",")
        return [name.strip() for name in named if name.strip()]


class OutOfSight(Exception):
    """What a source is about is not, or no longer, seen by the one who asks."""


class Source:
    """One thing that can be taken away. `noun` is the same in every language and stands in addresses and jobs."""

    noun: ClassVar[str]
    formats: ClassVar[tuple[str, ...]]

    def title(self) -> str:
        """Its name in the reader's language, without anything that only some may read."""
        raise NotImplementedError

    def content(self, asked: Asked) -> Any:
        """A Table, or another content that `reports.download` knows; raises ReportRefused, OutOfSight and NoSuchColumn."""
        raise NotImplementedError

    def size(self, asked: Asked, *, up_to: int) -> int:
        """How many rows or entries it holds, counted no further than `up_to`."""
        raise NotImplementedError

    def is_long(self, asked: Asked, file_format: str) -> bool:
        """Whether it takes longer than somebody should wait for a page."""
        at_once: int = settings.EXPORT_AT_ONCE[file_format]
        return self.size(asked, up_to=at_once + 1) > at_once


sources: dict[str, Source] = {}


def register(source: type[Source]) -> type[Source]:
    sources[source.noun] = source()
    return source


def known(noun: str) -> Sequence[str]:
    """The formats of a source; none for a name that nobody knows any more."""
    return sources[noun].formats if noun in sources else ()
