"""Files made up here, and the real ones where they are at hand."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from relationships.imports.report import Report
from relationships.imports.run import Options, import_file

Importing = Callable[..., Report]


@pytest.fixture
def importing(cast) -> Importing:
    """Import a text or bytes as a file that Anna gives; keywords are options."""

    def run(content: str | bytes, name: str = "list.csv", **options: object) -> Report:
        raw = content.encode() if isinstance(content, str) else content
        chosen = {"by": cast.anna, "team": cast.team} | options
        return import_file(io.BytesIO(raw), name, Options(**chosen))

    return run


@pytest.fixture
def real() -> Callable[[str], Path]:
    """A file that nobody made for this project; a test that needs it is left out where it is absent."""

    def find(name: str) -> Path:
        path = Path(settings.BASE_DIR).parent / "shared" / "data" / name
        if not path.exists():
            pytest.skip(f"{name} is not at hand: it lies in ../shared/data, outside the project")
        return path

    return find
