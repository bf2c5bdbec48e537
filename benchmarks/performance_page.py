"""The figures as a page of the docs: tables in Markdown, and a chart of the ratios to the floor."""

import os
from pathlib import Path

from benchmarks.speed import ROOT, Figures, Run, now

PAGE, CHART = ROOT / "docs" / "performance.md", ROOT / "docs" / "performance.svg"
BAR, WIDE = 22, 720


def write(runs: list[Run], quick: bool) -> None:
    text = page(runs)
    if quick:
        print(text)
        return
    about = PAGE.read_text().partition("<!-- figures -->")[0] if PAGE.exists() else "# Performance\n\n"
    PAGE.write_text(f"{about}<!-- figures -->\n\n{text}")
    full = max((run for run in runs if "PostgreSQL" in run.title), key=lambda run: run.rows[1], default=None)
    if full:
        CHART.write_text(chart(full))


def page(runs: list[Run]) -> str:
    parts = [f"Measured on {now()}: {_machine()}.\n"]
    for number, run in enumerate(runs):
        smaller = next((other for other in runs[:number] if other.title.split(",")[0] == run.title.split(",")[0]), None)
        parts.append(_of_run(run, smaller))
    return "\n".join(parts)


def _of_run(run: Run, smaller: Run | None) -> str:
    floor = run.floor
    head = (
        f"\n## {run.title} (partners / contacts / issues)\n\nThe floor: a bare Django page {floor['a page'].p50:.1f} ms,"
        f" a bare DRF list {floor['a list'].p50:.1f} ms, bare SQL {floor['bare SQL'].p50:.1f} ms,"
        f" a bare insert {floor['an insert'].p50:.1f} ms.\n"
    )
    columns = "| what | queries | p50 ms | p95 ms | × floor | p50 at 8 | p95 at 8 | answers/s | KB |"
    growth = " growth |" if smaller else ""
    lines = [head, columns + growth, "|" + "---|" * (columns.count("|") - 1 + bool(smaller))]
    before = _all(smaller) if smaller else {}
    for name, found in _all(run).items():
        grown = f" {found.ratio / before[name].ratio:.2f} |" if name in before else " |" if smaller else ""
        lines.append(_line(name, found) + grown)
    return "\n".join(lines) + "\n"


def _all(run: Run) -> dict[str, Figures]:
    return run.pages | run.api | {"API, log a contact": run.write} | run.filters


def _line(name: str, found: Figures) -> str:
    return (
        f"| {name} | {found.queries or ''} | {found.p50:.1f} | {found.p95:.1f} | {found.ratio:.1f} |"
        f" {found.busy_p50:.0f} | {found.busy_p95:.0f} | {found.rate:.0f} | {found.kilobytes:.0f} |"
    )


def chart(run: Run) -> str:
    """Horizontal bars, legible in grey; the numbers stand beside them."""
    ratios = [(name, found.ratio) for name, found in (run.pages | run.api).items()]
    most, room = max(ratio for _name, ratio in ratios), WIDE - 330
    bars = "".join(
        f'<text x="250" y="{place * BAR + 46}" text-anchor="end">{name.replace("&", "&amp;")}</text>'
        f'<rect x="260" y="{place * BAR + 34}" width="{ratio / most * room:.0f}" height="15" fill="#7a5c48"/>'
        f'<text x="{268 + ratio / most * room:.0f}" y="{place * BAR + 46}">{ratio:.1f}</text>'
        for place, (name, ratio) in enumerate(ratios)
    )
    high = len(ratios) * BAR + 50
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high}" font-family="sans-serif" font-size="12">'
        f'<rect width="{WIDE}" height="{high}" fill="#fff"/><text x="10" y="20" font-weight="bold">Time as a multiple of the'
        f" floor, {run.title}</text>{bars}</svg>\n"
    )


def _machine() -> str:
    memory = next(
        (
            int(line.split()[1]) // 2**20
            for line in Path("/proc/meminfo").read_text().splitlines()
            if "MemTotal" in line
        ),
        0,
    )
    return f"{os.cpu_count()} cores, {memory} GB of memory, database, server and client all on it"
