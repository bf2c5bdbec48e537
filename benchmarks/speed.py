"""The product beside a floor, at a tenth and at full size; writes docs/performance.md and its chart.

`make bench` sets up what this needs. `--quick` takes a hundredth of everything, to see that it runs.
"""

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
FULL = {"postgres": (100_000, 1_000_000, 100_000), "sqlite": (10_000, 100_000, 10_000)}
ONE_AT_A_TIME, TURNS = 48, 16  # requests by one connection; in so many turns with the floor
AT_ONCE, BUSY = 8, 64  # connections; requests by all
WARM = 4
PORTS = {"product": 8391, "floor": 8392}


@dataclass(frozen=True)
class Figures:
    """Milliseconds, and answers a second at eight connections."""

    p50: float
    p95: float
    busy_p50: float
    busy_p95: float
    rate: float
    kilobytes: float
    queries: int = 0
    floor: float = 0  # what the floor took, asked in turns with it, so that both see the same machine

    @property
    def ratio(self) -> float:
        return self.p50 / self.floor


@dataclass(frozen=True)
class Run:
    """One database of one size."""

    title: str
    rows: tuple[int, int, int]
    floor: dict[str, Figures]
    pages: dict[str, Figures]
    filters: dict[str, Figures]
    api: dict[str, Figures]
    write: Figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--keep", action="store_true", help="leave the databases, and use them again where they are")
    parser.add_argument("--only", choices=["postgres", "sqlite"])
    options = parser.parse_args()
    part = 100 if options.quick else 1
    _python(dict(os.environ), "manage.py", "collectstatic", "--noinput", "--verbosity", "0")
    runs = []
    for kind, share in [("postgres", 10), ("postgres", 1), ("sqlite", 1)]:
        if options.only in (None, kind):
            rows = tuple(count // share // part for count in FULL[kind])
            runs.append(measured(kind, rows, keep=options.keep))  # type: ignore[arg-type]
    from benchmarks.performance_page import write

    write(runs, options.quick)


def measured(kind: str, rows: tuple[int, int, int], *, keep: bool) -> Run:
    title = f"{'PostgreSQL' if kind == 'postgres' else 'SQLite'}, {rows[0]:,} / {rows[1]:,} / {rows[2]:,}"
    print(f"\n{title}", flush=True)
    with database(kind, rows, keep=keep) as url:
        env = os.environ | {
            "DATABASE_URL": url,
            "WEB_CONCURRENCY": "2",
            "LOG_LEVEL": "ERROR",
            "API_RATE": "1000000/min",
        }
        asked = json.loads(_python(env, "-m", "benchmarks.asked", capture=True).splitlines()[-1])
        cookie, bare_cookie = {"Cookie": asked["cookie"]}, {"Cookie": asked["floor_cookie"]}
        token = {"Authorization": f"Token {asked['token']}"}
        bare = {
            "a page": Wanted("floor", "/page/", bare_cookie),
            "a list": Wanted("floor", "/list/", bare_cookie),
            "bare SQL": Wanted("floor", "/bare/", {}),
            "an insert": Wanted("floor", "/insert/", bare_cookie, (f"partner={asked['partner']}", FORM)),
        }
        body = json.dumps({"partners": [asked["partner"]], "text": "Called about the samples", "mood_after": 4})
        with (
            server("floor", "benchmarks.floor", env | {"DJANGO_SETTINGS_MODULE": "benchmarks.floor_settings"}),
            server("product", "config.wsgi", env),
        ):
            floor = {name: ask(wanted) for name, wanted in bare.items()}
            pages, filters = (
                {
                    name: ask(Wanted("product", path, cookie), bare["a page"], queries)
                    for name, (path, queries) in asked[kind_of_page].items()
                }
                for kind_of_page in ("pages", "filters")
            )
            api = {
                name: ask(Wanted("product", path, token), bare["a list"], queries)
                for name, (path, queries) in asked["api"].items()
            }
            write = ask(Wanted("product", "/api/v1/interactions/", token, (body, JSON)), bare["an insert"])
    return Run(title, rows, floor, pages, filters, api, write)


GZIP = {"Accept-Encoding": "gzip"}  # as every browser asks; the floor does without
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass(frozen=True)
class Wanted:
    """One request: to which server, what it sends besides."""

    which: str
    path: str
    headers: dict[str, str]
    sends: tuple[str, str] | None = None

    def connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", PORTS[self.which], timeout=60)

    def times(self, count: int, connection: http.client.HTTPConnection | None = None) -> tuple[list[float], int]:
        """Milliseconds of so many answers by one connection, and the size of the last in bytes."""
        found, size = [], 0
        connection = connection or self.connection()
        body, kind = self.sends or (None, "")
        for _ in range(count):
            began = time.perf_counter()
            more = GZIP | ({"Content-Type": kind} if kind else {})
            connection.request("POST" if body else "GET", self.path, body, self.headers | more)
            answer = connection.getresponse()
            read = answer.read()
            found.append((time.perf_counter() - began) * 1000)
            size = len(read)
            if answer.status not in (200, 201):
                raise SystemExit(f"{self.which} {self.path} answers {answer.status}: {read[:300]!r}")
        return found, size


def ask(wanted: Wanted, floor: Wanted | None = None, queries: int = 0) -> Figures:
    """Warm up, then by one connection, in turns with the floor, then by eight."""
    wanted.times(WARM)
    for _ in range(2):  # each of the threads that serve has a connection of its own, which plans for itself
        at_once(lambda count: wanted.times(count)[0], BUSY // AT_ONCE)
    times: list[float] = []
    beside: list[float] = []
    size, each = 0, ONE_AT_A_TIME // TURNS
    here, there = wanted.connection(), floor.connection() if floor else None
    for _ in range(TURNS):
        beside += floor.times(each, there)[0] if floor else []
        found, size = wanted.times(each, here)
        times += found
    for connection in filter(None, (here, there)):
        connection.close()
    busy, seconds = at_once(lambda count: wanted.times(count)[0], BUSY // AT_ONCE)
    figures = Figures(
        p50=statistics.median(times),
        p95=_p95(times),
        busy_p50=statistics.median(busy),
        busy_p95=_p95(busy),
        rate=BUSY / seconds,
        kilobytes=size / 1000,
        queries=queries,
        floor=statistics.median(beside) if beside else 0,
    )
    ratio = f"{figures.ratio:6.1f} ×" if floor else ""
    print(f"  {wanted.which:8} {wanted.path[:60]:60} {figures.p50:7.1f} ms {ratio} {figures.rate:6.0f}/s", flush=True)
    return figures


def at_once(ask_some: Callable[[int], list[float]], each: int) -> tuple[list[float], float]:
    """The times of AT_ONCE connections that ask so many times each, and the seconds that all of it took."""
    found: list[float] = []
    threads = [threading.Thread(target=lambda: found.extend(ask_some(each))) for _ in range(AT_ONCE)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found, time.perf_counter() - began


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95) - 1]


@contextmanager
def server(which: str, module: str, env: dict[str, str]) -> Iterator[None]:
    """As it is served in production, two processes."""
    port = PORTS[which]
    app = module if module.startswith("benchmarks") else f"{module}:application"
    command = [sys.executable, "-m", "gunicorn", "--config", "scripts/web_server.py", app]
    where = {"PORT": str(port), "RAPPORT_URL": f"http://127.0.0.1:{port}"}
    process = subprocess.Popen(command, env=env | where, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with suppress(OSError):
                http.client.HTTPConnection("127.0.0.1", port, timeout=5).connect()
                break
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def database(kind: str, rows: tuple[int, int, int], *, keep: bool) -> Iterator[str]:
    """A seeded database; on PostgreSQL one of its own on the server of BENCH_POSTGRES_URL."""
    if kind == "sqlite":
        folder = Path(tempfile.gettempdir()) / "rapport-bench"
        folder.mkdir(exist_ok=True)
        file = folder / f"bench-{rows[1]}.sqlite3"
        if not keep:
            file.unlink(missing_ok=True)
        url = f"sqlite:///{file}"
        if not file.exists():
            seed(url, rows)
        yield url
        if not keep:
            for left in folder.glob(f"{file.name}*"):
                left.unlink()
        return
    import psycopg

    base = urlsplit(os.environ["BENCH_POSTGRES_URL"])
    name = f"rapport_bench_{rows[1]}"
    url = base._replace(path=f"/{name}").geturl()
    with psycopg.connect(base._replace(path="/postgres").geturl(), autocommit=True) as server_:
        there = server_.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if there and not keep:
            server_.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]
            there = None
        if not there:
            server_.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
            seed(url, rows)
        try:
            yield url
        finally:
            if not keep:
                server_.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


def seed(url: str, rows: tuple[int, int, int]) -> None:
    env = os.environ | {"DATABASE_URL": url}
    _python(env, "manage.py", "migrate", "--verbosity", "0")
    sizes = [f"--{name}={count}" for name, count in zip(("partners", "interactions", "issues"), rows, strict=True)]
    print("  " + _python(env, "manage.py", "seed_volume", *sizes, capture=True).splitlines()[-1], flush=True)
    if url.startswith("postgres"):
        import psycopg

        # As its own autovacuum does within minutes: an index alone answers only of pages that are known to be seen by all.
        with psycopg.connect(url, autocommit=True) as database:
            database.execute("VACUUM ANALYZE")


def _python(env: dict[str, str], *command: str, capture: bool = False) -> str:
    done = subprocess.run(
        [sys.executable, *command],
        env=env,
        cwd=ROOT,
        check=True,
        text=True,
        stdout=subprocess.PIPE if capture else None,
    )
    return done.stdout or ""


def now() -> str:
    return datetime.now(UTC).strftime("%d %B %Y")


if __name__ == "__main__":
    main()
