"""What another web process, Redis and another worker bring, on a database that `benchmarks.speed --keep` has filled.

    DATABASE_URL=postgres://… REDIS_URL=redis://127.0.0.1:6379/9 python -m benchmarks.scaling [web] [mails]

Prints the tables of docs/scaling.md. Pages are asked by eight connections; mails go to a mail server of this folder's
neighbour `torture`. Redis' database is emptied.
"""

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from benchmarks.speed import ROOT, _p95, _python, at_once, server

PAGES = ("Today", "Partners by name", "A partner", "Open issues", "Picker, rare", "Contacts")
WEB = ((1, False), (2, False), (2, True), (4, True))  # processes, and whether with Redis
WORKERS = ((1, False), (2, False), (1, True), (2, True), (4, True))
EACH, MAILS, SINK, LONGEST = 60, 2_000, 8394, 120


def main() -> None:
    redis = os.environ.pop("REDIS_URL")
    asked = json.loads(_python(dict(os.environ), "-m", "benchmarks.asked", capture=True).splitlines()[-1])
    paths = [asked["pages"][name][0] for name in PAGES]
    asked_for = sys.argv[1:] or ["web", "mails"]
    print("| web processes | Redis | answers/s | p50 ms | p95 ms |\n|---|---|---|---|---|", flush=True)
    for processes, with_redis in WEB if "web" in asked_for else ():
        rate, times = pages_per_second(paths, {"Cookie": asked["cookie"]}, processes, redis if with_redis else "")
        print(
            f"| {processes} | {'yes' if with_redis else 'no'} | {rate:.0f} | {sorted(times)[len(times) // 2]:.0f} |"
            f" {_p95(times):.0f} |",
            flush=True,
        )
    print("\n| workers | queue | mails/s | lost | sent twice |\n|---|---|---|---|---|", flush=True)
    for workers, with_redis in WORKERS if "mails" in asked_for else ():
        rate, lost, doubles = mails_per_second(workers, redis if with_redis else "")
        queue = "Redis" if with_redis else "database"
        print(f"| {workers} | {queue} | {rate:.0f} | {lost} | {doubles} |", flush=True)


def pages_per_second(
    paths: list[str], headers: dict[str, str], processes: int, redis: str
) -> tuple[float, list[float]]:
    env = os.environ | {"WEB_CONCURRENCY": str(processes), "LOG_LEVEL": "ERROR", "REDIS_URL": redis}

    def ask(count: int) -> list[float]:
        times = []
        connection = http.client.HTTPConnection("127.0.0.1", 8391, timeout=60)
        for number in range(count):
            began = time.perf_counter()
            connection.request("GET", paths[number % len(paths)], headers=headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"{paths[number % len(paths)]} answers {answer.status}")
            times.append((time.perf_counter() - began) * 1000)
        connection.close()
        return times

    with server("product", "config.wsgi", env):
        at_once(ask, 4 * len(paths))
        times, seconds = at_once(ask, EACH)
    return len(times) / seconds, times


def mails_per_second(workers: int, redis: str) -> tuple[float, int, int]:
    """Mails a second, how many were lost, how many came twice; on an empty database of its own."""
    with tempfile.TemporaryDirectory() as folder, sink(Path(folder, "taken")) as taken, empty_database() as url:
        env = os.environ | {"DATABASE_URL": url, "EMAIL_URL": f"smtp://127.0.0.1:{SINK}", "REDIS_URL": redis}
        env["LOG_LEVEL"] = "CRITICAL"
        _python(env, "manage.py", "migrate", "--verbosity", "0")
        ids = set(json.loads(_python(env, "-c", MAKE_MAILS, str(MAILS), str(workers), capture=True).splitlines()[-1]))
        processes = [
            subprocess.Popen([sys.executable, "-m", "torture.service"], cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
            for _ in range(workers)
        ]
        began, first = time.perf_counter(), 0.0
        try:
            while len(taken.read_text().splitlines()) < MAILS and time.perf_counter() - began < LONGEST:
                first = first or (time.perf_counter() if taken.stat().st_size else 0.0)
                time.sleep(0.05)
            seconds = time.perf_counter() - first
            time.sleep(2)  # for what is sent twice
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(60)
        told = [line.split()[0] for line in taken.read_text().splitlines()]
        return len(told) / seconds, len(ids - set(told)), len(told) - len(set(told))


@contextmanager
def empty_database() -> Iterator[str]:
    base, name = urlsplit(os.environ["DATABASE_URL"]), "rapport_scaling"
    with psycopg.connect(base._replace(path="/postgres").geturl(), autocommit=True) as there:
        there.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")  # type: ignore[arg-type]
        there.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        try:
            yield base._replace(path=f"/{name}").geturl()
        finally:
            there.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


MAKE_MAILS = """
import sys, json
from torture import base
import django
django.setup()
from django_q.tasks import async_task
from accounts.actions.notification import SEND
from django.conf import settings
if settings.REDIS_URL:
    import redis
    redis.Redis.from_url(settings.REDIS_URL).flushdb()
print(json.dumps(base.due_mails(base.people(20), int(sys.argv[1]))))
for _ in range(int(sys.argv[2])):
    async_task(SEND, save=False)
"""


@contextmanager
def sink(taken: Path) -> Iterator[Path]:
    taken.touch()
    process = subprocess.Popen([sys.executable, "-m", "torture.sink", str(SINK), str(taken)], cwd=ROOT, text=True)
    time.sleep(1)
    try:
        yield taken
    finally:
        process.terminate()
        process.wait(10)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    main()
