"""Charts of bars: the figures, their steps, and what is drawn of them."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler

from relationships.actions.interaction import log_interaction
from relationships.actions.issue import flag_issue, resolve_issue
from relationships.models import Interaction, Issue
from relationships.queries.period import Period
from relationships.reports.charts import BarChart, Series, Steps
from relationships.reports.contact_chart import contacts_by_channel
from relationships.reports.issue_charts import ageing, in_and_out

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def drawn(chart: BarChart, **given: Any) -> str:
    source = '<c-barchart :chart="chart" paper="{{ paper }}" />' if given else '<c-barchart :chart="chart" />'
    return Template(CottonCompiler().process(source)).render(Context({"chart": chart, **given}))


@pytest.mark.parametrize(
    ("since", "until", "months", "count"),
    [
        (date(2026, 1, 31), date(2026, 3, 1), 1, 3),
        (date(2026, 3, 1), date(2026, 3, 1), 1, 1),
        (date(2024, 11, 30), date(2026, 11, 1), 3, 9),
        (date(2024, 12, 1), date(2026, 11, 30), 1, 24),
        (date(1970, 1, 1), date(2026, 11, 1), 12, 57),
    ],
)
def test_a_longer_period_is_drawn_in_coarser_steps(since: date, until: date, months: int, count: int) -> None:
    steps = Steps.of(since, until)
    assert (steps.months, len(steps.labels()), steps.place(since), steps.place(until)) == (months, count, 0, count - 1)
    assert steps.place(until + timedelta(days=400)) is None


def test_issues_in_and_out(cast: Any, lindner: Any, time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    for days in (70, 40, 20, 1):
        flag_issue(by=cast.anna, partners=[lindner], title=f"{days}", raised_at=NOW - timedelta(days=days))
    resolve_issue(by=cast.anna, issue=Issue.objects.get(title="70"), result="Done")
    flag_issue(by=cast.ben, partners=[lindner], title="Secret", visibility="private")
    visible = Issue.objects.visible_to(cast.anna)
    period = Period(date(2026, 9, 1), None)
    chart = in_and_out(visible, period=period, at=NOW)
    assert (chart.rows, chart.summary) == (
        [("Sep 2026", [1, 0]), ("Oct 2026", [1, 0]), ("Nov 2026", [2, 1])],
        "4 raised and 1 resolved in this time.",
    )
    assert ageing(visible, at=NOW).rows == [
        ("this week", [1]), ("1 to 2 weeks", [0]), ("2 to 4 weeks", [1]), ("4 weeks or longer", [1]),
    ]  # fmt: skip


def test_contacts_by_channel(cast: Any, lindner: Any, time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    for channel, count in {"call": 4, "visit": 3, "email": 2, "letter": 1, "chat": 1}.items():
        for number in range(count):
            log_interaction(
                by=cast.anna, partners=[lindner], channel=channel, happened_at=NOW - timedelta(days=10 * number)
            )
    chart = contacts_by_channel(Interaction.objects.visible_to(cast.anna), period=Period(None, None), at=NOW)
    assert [series.name for series in chart.series] == ["Call", "Visit", "E-mail", "Other ways"]
    assert chart.rows == [("Oct 2026", [1, 0, 0, 0]), ("Nov 2026", [3, 3, 2, 2])]
    assert chart.summary == "11 contacts in this time. Most often: Call."


CHART = BarChart(
    "<b>In</b>", ["Oct & Nov", "Dec"], [Series("In", [3, 0]), Series('"Out"', [1, 4])], "Four out.", axis="Month"
)


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_is_drawn(language: str) -> None:
    with translation.override(language):
        text = drawn(CHART)
        paper = drawn(CHART, paper="1")
    numbers = re.findall(r' (?:x|y|x1|x2|y1|y2|width|height)="([^"]*)"', text)
    assert [number for number in numbers if not re.fullmatch(r"\d+(\.\d+)?|\.5", number)] == []
    assert text.count('class="chart-bar fill-') == 3 + 2
    assert ("<b>In</b>" in text, "<style" in text, " style=" in text) == (False, False, False)
    assert 'aria-label="&lt;b&gt;In&lt;/b&gt;. Four out."' in text
    assert ("<details" in text, "<details" in paper, "<table" in paper) == (True, False, True)


def test_nothing_is_drawn_of_nothing() -> None:
    assert drawn(BarChart("x", ["a"], [Series("n", [0])], "none")).strip() == ""
    assert drawn(BarChart("x", [], [], "none")).strip() == ""
