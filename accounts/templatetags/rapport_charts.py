"""The geometry of a chart of bars. Pure functions, no queries; numbers as text, since a template would write a float with the
language's comma."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import template

register = template.Library()

WIDTH, HEIGHT, NARROW = 600, 210, 320
LEFT, RIGHT, TOP, BOTTOM = 36, 8, 20, 26
LABEL = 62  # room that one label needs
# From dark to light, so that they differ in grey, too; for paper, which knows no custom properties inside an SVG.
PAPER = ("#7c3014", "#c9702f", "#e9b67f", "#f6e6d2")


@dataclass(frozen=True, slots=True)
class Bar:
    x: str
    y: str
    width: str
    height: str
    step: int  # which of the four fills
    paper: str
    title: str


@dataclass(frozen=True, slots=True)
class Text:
    x: str
    y: str
    text: str


@dataclass(frozen=True, slots=True)
class Bars:
    bars: tuple[Bar, ...]
    totals: tuple[Text, ...]
    labels: tuple[Text, ...]
    guides: tuple[Text, ...]
    key: tuple[tuple[int, str, str], ...]
    width: int
    height: int
    right: int
    floor: int


@register.simple_tag
def bar_geometry(chart: Any, narrow: Any = "") -> Bars:
    """For templates/ui/barchart.html."""
    width = NARROW if narrow else WIDTH
    series, labels = list(chart.series)[: len(PAPER)], [str(label) for label in chart.labels]
    columns = [[int(one.values[place]) for one in series] for place in range(len(labels))]
    top = _nice(max((sum(values) if chart.stacked else max(values, default=0) for values in columns), default=0))
    span = (width - LEFT - RIGHT) / max(len(labels), 1)
    scale = (HEIGHT - TOP - BOTTOM) / top
    names = [str(one.name) for one in series]
    bars: list[Bar] = []
    for place, values in enumerate(columns):
        bars += _column(values, names, labels[place], LEFT + place * span, span, scale, stacked=chart.stacked)
    every = max(1, -(-LABEL // max(int(span), 1)))
    return Bars(
        bars=tuple(bars),
        totals=tuple(_totals(columns, span, scale, stacked=chart.stacked)),
        labels=tuple(
            Text(_under(place, len(labels), span, width), str(HEIGHT - 8), label)
            for place, label in enumerate(labels)
            if (len(labels) - 1 - place) % every == 0
        ),
        guides=tuple(Text("", f"{HEIGHT - BOTTOM - figure * scale:.4g}", str(figure)) for figure in _guides(top)),
        key=tuple((step, name, PAPER[step]) for step, name in enumerate(names)) if len(names) > 1 else (),
        width=width, height=HEIGHT, right=width - RIGHT, floor=HEIGHT - BOTTOM,
    )  # fmt: skip


def _under(place: int, count: int, span: float, width: int) -> str:
    """The middle of a column; of the last one its end, so that a long label stays inside."""
    last = count > 1 and place == count - 1
    return f"{min(LEFT + (place + 0.5) * span + LABEL / 2, width) if last else LEFT + (place + 0.5) * span:.4g}"


def _column(
    values: Sequence[int], names: Sequence[str], label: str, left: float, span: float, scale: float, *, stacked: bool
) -> list[Bar]:
    """The bars over one label, each with its figure in words."""
    room = min(span * 0.72, 56)
    width = room if stacked else room / max(len(values), 1)
    start, below = left + (span - room) / 2, 0
    bars = []
    for step, value in enumerate(values):
        height = value * scale
        x = start if stacked else start + step * width
        y = HEIGHT - BOTTOM - height - (below * scale if stacked else 0)
        if value:
            title = f"{label}, {names[step]}: {value}" if len(names) > 1 else f"{label}: {value}"
            bars.append(Bar(f"{x:.5g}", f"{y:.5g}", f"{width:.4g}", f"{height:.4g}", step, PAPER[step], title))
        below += value
    return bars


def _totals(columns: list[list[int]], span: float, scale: float, *, stacked: bool) -> list[Text]:
    """What stands above a column: its sum, where it is one bar; side by side the figures would run into one another."""
    if span < 16 or not (stacked or all(len(values) == 1 for values in columns)):
        return []
    return [
        Text(f"{LEFT + (place + 0.5) * span:.4g}", f"{HEIGHT - BOTTOM - sum(values) * scale - 4:.4g}", str(sum(values)))
        for place, values in enumerate(columns)
        if sum(values)
    ]


def _nice(most: int) -> int:
    """The top of the axis: the next of 2, 4, 6, 8, 10, 20, 40 … that has room for `most`."""
    step = 1
    while True:
        for first in (2, 4, 6, 8, 10):
            if most <= first * step:
                return first * step
        step *= 10


def _guides(top: int) -> tuple[int, ...]:
    return (0, top // 2, top)
