"""Run every torture in a process and a database of its own; exits with 1 if any fails.

`python -m torture [NAME …]`. A torture runs on SQLite, or on what its line `DATABASES = ("sqlite", "postgres")` says;
TORTURE_POSTGRES_URL names a PostgreSQL server on which databases may be made and dropped.
"""

import ast
import os
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
NO_TORTURES = {"__init__", "__main__", "base", "service", "sink"}
LONGEST = 1200  # seconds


def main() -> int:
    asked = sys.argv[1:]
    names = [path.stem for path in sorted(HERE.glob("*.py")) if path.stem not in NO_TORTURES]
    runs = [(name, kind) for name in names if not asked or name in asked for kind in databases_of(name)]
    went_well = [run(name, kind) for name, kind in runs]  # all of them, also after one that failed
    return 0 if all(went_well) else 1


def databases_of(name: str) -> tuple[str, ...]:
    for node in ast.parse((HERE / f"{name}.py").read_text()).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "DATABASES":
            return tuple(ast.literal_eval(node.value))
    return ("sqlite",)


def run(name: str, kind: str) -> bool:
    with tempfile.TemporaryDirectory(prefix="rapport-torture-") as folder, database(kind, folder) as url:
        if not url:
            print(f"{name}: no PostgreSQL server, see TORTURE_POSTGRES_URL … FAILED", flush=True)
            return False
        env = os.environ | {"RAPPORT_VAR": folder, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}
        try:
            ended = subprocess.run(  # noqa: S603
                [sys.executable, "-m", f"torture.{name}"], env=env, timeout=LONGEST, check=False
            )
        except subprocess.TimeoutExpired:
            print(f"{name}: not done after {LONGEST} seconds … FAILED", flush=True)
            return False
    return ended.returncode == 0


@contextmanager
def database(kind: str, folder: str) -> Iterator[str]:
    """The address of an empty database, gone afterwards; "" where there is no server for it."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/torture.sqlite3"
        return
    import psycopg

    server = os.environ.get("TORTURE_POSTGRES_URL", "").rstrip("/")
    if not server:
        yield ""
        return
    name = f"rapport_torture_{uuid.uuid4().hex[:10]}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


if __name__ == "__main__":
    sys.exit(main())
