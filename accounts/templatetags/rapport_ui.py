"""What the components in templates/ui need to draw: geometry, heat, initials, attributes. Pure functions, no queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from django import template
from django.forms import BoundField, Select
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from heroicons.templatetags import heroicons

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=1024)
def heroicon_outline(name: str, *, size: int = 24, **attrs: str) -> str:
    """The library's own, which parses and writes XML each time; a page has some eighty of a few kinds."""
    return heroicons.heroicon_outline(name, size=size, **attrs)


MOODS = (1, 2, 3, 4, 5)
MOOD_LABELS = {1: _("very low"), 2: _("low"), 3: _("so-so"), 4: _("good"), 5: _("very good")}
MOUTHS = {1: "M8 17q4-4 8 0", 2: "M8 16.5q4-2 8 0", 3: "M8 16h8", 4: "M8 15.2q4 2.6 8 0", 5: "M7.5 14.5q4.5 5 9 0"}
# The colours of tokens.css in the light theme, for paper: a PDF knows no custom properties inside an SVG.
MOOD_PAPER = {1: "#4f628a", 2: "#567c92", 3: "#8b7f6a", 4: "#b5761b", 5: "#c9542a"}

AGE_WARM, AGE_HOT, AGE_FULL = 7, 14, 28  # days: a week, two, and the four at which the bar is full
AGE_WIDTH = 72


# --- Words ---------------------------------------------------------------------------------------------------------


@register.filter
def initials(name: object) -> str:
    """Up to two letters that stand for a name: "Druckhaus Lindner" → "DL", "Kerner" → "K"."""
    words = [word for word in str(name or "").replace("-", " ").split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper() or "?"


@register.filter
def mood_label(mood: int | str | None) -> Any:
    """The name of a step, translated; empty for anything that is no step."""
    return MOOD_LABELS.get(_step(mood) or 0, "")


@register.filter
def mouth(mood: int | str | None) -> str:
    return MOUTHS[_step(mood) or 3]


@register.filter
def mood_paper(mood: int | str | None) -> str:
    return MOOD_PAPER[_step(mood) or 3]


def _step(mood: int | str | None) -> int | None:
    try:
        step = int(mood) if mood not in (None, "") else None
    except (TypeError, ValueError):
        return None
    return step if step in MOODS else None


# --- Age -----------------------------------------------------------------------------------------------------------


@register.filter
def heat(days: int | str | None) -> str:
    """How warm an age is: "" for days, "warm" from a week, "hot" from two."""
    count = int(days or 0)
    return "hot" if count >= AGE_HOT else "warm" if count >= AGE_WARM else ""


@register.filter
def heat_paper(days: int | str | None) -> str:
    return {"hot": "#a02448", "warm": "#b5761b"}.get(heat(days), "#918375")


@register.filter
def age_width(days: int | str | None) -> int:
    """The width of the bar, 4 to 72: the same scale everywhere, full at four weeks."""
    share = min(max(int(days or 0), 0), AGE_FULL) / AGE_FULL
    return max(4, round(share * AGE_WIDTH))


@register.simple_tag
def share_width(value: float | str | None, maximum: float | str | None, width: int = 100) -> str:
    """The part of `width` that `value` is of `maximum`, kept between nothing and all of it; text, as a float would get a comma."""
    top = float(maximum or 0)
    return f"{min(max(float(value or 0) / top, 0), 1) * width:.4g}" if top else "0"


# --- Lift and line chart -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lift:
    """Where the two dots sit and the curve between them; a mood that is missing leaves its dot out."""

    before: int | None
    after: int | None
    before_y: int | None
    after_y: int | None
    path: str
    guides: tuple[int, ...]


def _lift_y(mood: int) -> int:
    return 34 - (mood - 1) * 7


@register.simple_tag
def lift_geometry(before: int | str | None, after: int | str | None) -> Lift:
    """Geometry for templates/ui/lift.html, in its view box of 76 by 40."""
    start, end = _step(before), _step(after)
    start_y = _lift_y(start) if start else None
    end_y = _lift_y(end) if end else None
    path = f"M12 {start_y}C36 {start_y} 38 {end_y} 62 {end_y}" if start and end else ""
    return Lift(start, end, start_y, end_y, path, tuple(_lift_y(mood) for mood in (1, 3, 5)))


@dataclass(frozen=True, slots=True)
class Dot:
    """One point; x as text, since a template would write a float with the language's comma."""

    x: str
    y: int
    value: int
    label: str
    title: str
    named: bool
    before_y: int | None  # the mood they came with, where it is drawn and another one


@dataclass(frozen=True, slots=True)
class Chart:
    dots: tuple[Dot, ...]
    path: str
    guides: tuple[tuple[int, int], ...]
    width: int
    height: int


CHART_LEFT, CHART_RIGHT, CHART_TOP, CHART_STEP = 34, 14, 14, 26


@register.simple_tag
def chart_geometry(points: Iterable[Mapping[str, Any]], width: int = 600) -> Chart:
    """Geometry for templates/ui/linechart.html from points {"value": 1..5, "label": "18 Nov", "title": "…"}; "before" adds a ring."""
    known = [point for point in points or () if _step(point.get("value"))]
    span = width - CHART_LEFT - CHART_RIGHT
    step = span / max(len(known) - 1, 1)
    every = -(-len(known) // (width // 90))  # a date below wherever there is room, the last one always
    dots = tuple(
        Dot(
            x=f"{CHART_LEFT + (index * step if len(known) > 1 else span / 2):.4g}",
            y=_chart_y(int(point["value"])),
            value=int(point["value"]),
            label=str(point.get("label", "")),
            title=str(point.get("title", "")),
            named=(len(known) - 1 - index) % max(every, 1) == 0,
            before_y=_came_y(point),
        )
        for index, point in enumerate(known)
    )
    guides = tuple((mood, _chart_y(mood)) for mood in MOODS)
    return Chart(dots, _smooth([(float(dot.x), dot.y) for dot in dots]), guides, width, CHART_TOP + 4 * CHART_STEP + 34)


def _came_y(point: Mapping[str, Any]) -> int | None:
    before = _step(point.get("before"))
    return _chart_y(before) if before and before != int(point["value"]) else None


def _chart_y(mood: int) -> int:
    return CHART_TOP + (5 - mood) * CHART_STEP


def _smooth(points: Sequence[tuple[float, float]]) -> str:
    """A curve through the points that never swings past one: level wherever the direction turns (Fritsch, Carlson 1980)."""
    if len(points) < 2:
        return ""
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in pairwise(points)]
    inner = [0 if a * b <= 0 else 2 * a * b / (a + b) for a, b in pairwise(slopes)]
    tangents = [slopes[0], *inner, slopes[-1]]
    path = f"M{points[0][0]:g} {points[0][1]:g}"
    for index, ((x1, y1), (x2, y2)) in enumerate(pairwise(points)):
        third = (x2 - x1) / 3
        first, second = y1 + tangents[index] * third, y2 - tangents[index + 1] * third
        path += f"C{x1 + third:.4g} {first:.4g} {x2 - third:.4g} {second:.4g} {x2:g} {y2:g}"
    return path


# --- Forms and attributes --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: Any
    checked: bool
    id: str


@register.filter
def field_kind(field: BoundField) -> str:
    """How a field is laid out: text, textarea, select, checkbox, radios, checkboxes, file or hidden."""
    widget = type(field.field.widget)
    names = {base.__name__ for base in widget.__mro__}
    kinds = {
        "HiddenInput": "hidden",
        "CheckboxSelectMultiple": "checkboxes",
        "RadioSelect": "radios",
        "CheckboxInput": "checkbox",
        "Select": "select",
        "Textarea": "textarea",
        "FileInput": "file",
    }
    return next((kind for name, kind in kinds.items() if name in names), "text")


@register.filter
def choice_rows(field: BoundField) -> list[Choice]:
    """The choices of a bound field as values, labels and ids, whatever its widget; groups are flattened."""
    value = field.value()
    chosen = (
        {str(item) for item in value}
        if isinstance(value, (list, tuple, set))
        else {"" if value is None else str(value)}
    )
    pairs: list[tuple[Any, Any]] = []
    for key, label in field.field.choices:  # type: ignore[attr-defined]
        pairs.extend(label if isinstance(label, (list, tuple)) else [(key, label)])
    return [
        Choice(
            "" if key is None else str(key),
            label,
            ("" if key is None else str(key)) in chosen,
            f"{field.auto_id}_{index}",
        )
        for index, (key, label) in enumerate(pairs)
    ]


@dataclass(frozen=True)
class SelectLine:
    """What a select of a filter shows, and all that it can show."""

    name: str
    id: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@register.filter
def select_line(field: BoundField) -> SelectLine | None:
    """Of a filter that is a select and in order, for `drawn_of`; None for any other."""
    widget: Any = field.field.widget
    if (
        not isinstance(widget, Select)
        or widget.allow_multiple_selected
        or widget.attrs
        or field.errors
        or field.help_text
    ):
        return None
    value = field.value()
    chosen = {True: "true", False: "false", None: ""}.get(value, value) if isinstance(value, bool | None) else value
    language = get_language()
    options = tuple([(str(key), _said(words, language)) for key, words in widget.choices])
    return SelectLine(field.html_name, field.id_for_label, _said(field.label, language), options, str(chosen))


_said_before: dict[tuple[str | None, int], tuple[Any, str]] = {}
MOST_SAID = 2_048


def _said(words: Any, language: str | None) -> str:
    """A label or a choice, whose translation is looked up once: they stand in the code, and again on each list."""
    if type(words) is str:
        return words
    key = language, id(words)
    known = _said_before.get(key)
    if known is None:
        if len(_said_before) >= MOST_SAID:
            _said_before.clear()
        # The words are held, so that nothing else comes to have their id.
        known = _said_before[key] = words, str(words)
    return known[1]


@register.simple_tag
def field_widget(field: BoundField, **given: Any) -> SafeString:
    """The field's own widget, tied to its help and errors also where the help comes from the template (`help`)."""
    attrs = {key.replace("_", "-"): value for key, value in given.items() if key != "help" and value not in ("", None)}
    if field.field.widget.attrs.get("placeholder") == field.label:  # it would only say the label once more
        attrs["placeholder"] = False
    parts = [f"{field.auto_id}_helptext"] if given.get("help") or field.help_text else []
    parts += [f"{field.auto_id}_error"] if field.errors else []
    if parts:
        attrs["aria-describedby"] = " ".join(parts)
    return field.as_widget(attrs=attrs)


@register.filter
def html_attrs(attrs: Mapping[str, Any]) -> SafeString:
    """The attributes that a component was given beyond its props, each value escaped; True alone, None and False left out."""
    left = attrs.attrs_dict() if hasattr(attrs, "attrs_dict") else attrs
    given = [(key, value) for key, value in left.items() if value is not None and value is not False]
    return format_html_join(
        "", "{}", ((_attribute(key, value),) for key, value in given if key.replace("-", "").replace(":", "").isalnum())
    )


def _attribute(key: str, value: Any) -> SafeString:
    return SafeString(f" {key}" if value is True else f' {key}="{conditional_escape(value)}"')


@register.filter
def undo_url(message: Any) -> str:
    """Where an Undo button of a message posts to: messages carry it as extra_tags="undo /path/"."""
    extra = getattr(message, "extra_tags", "") or ""
    return extra.removeprefix("undo ").strip() if extra.startswith("undo ") else ""


@register.filter
def is_at(request: Any, prefixes: str) -> bool:
    """Whether the page shown belongs to one of these view names or their beginnings, separated by commas."""
    name = getattr(getattr(request, "resolver_match", None), "view_name", None) or ""
    return any(name.startswith(prefix.strip()) for prefix in prefixes.split(","))
