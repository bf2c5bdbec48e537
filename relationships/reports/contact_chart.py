"""Contacts over time by channel: the three most used ones and all others together."""

from collections import Counter
from datetime import date, datetime

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relationships.choices import Channel
from relationships.models import Interaction
from relationships.queries.period import Period
from relationships.reports.charts import BarChart, Series
from relationships.reports.issue_charts import counted, steps_of

SHOWN = 3


def contacts_by_channel(contacts: QuerySet[Interaction], *, period: Period, at: datetime) -> BarChart:
    """One query. `contacts` are visible to the reader."""
    rows = contacts.filter(**period.filter("happened_at")).order_by().annotate(day=TruncDate("happened_at"))
    days: dict[str, dict[date, int]] = {}
    for channel, day, count in rows.values_list("channel", "day").annotate(count=Count("pk", distinct=True)):
        days.setdefault(channel, {})[day] = count
    totals = Counter({channel: sum(counts.values()) for channel, counts in days.items()})
    most = [channel for channel, _count in totals.most_common(SHOWN if len(totals) > SHOWN + 1 else SHOWN + 1)]
    steps = steps_of(period, at, [day for counts in days.values() for day in counts])
    series = [Series(str(Channel(channel).label), counted(steps, days[channel])) for channel in most]
    if rest := [channel for channel in days if channel not in most]:
        columns = [counted(steps, days[channel]) for channel in rest]
        series.append(Series(_("Other ways"), [sum(column) for column in zip(*columns, strict=True)]))
    said = ngettext("%s contact in this time.", "%s contacts in this time.", totals.total()) % totals.total()
    if most:
        said += " " + _("Most often: %s.") % Channel(most[0]).label
    return BarChart(_("Contacts by channel"), steps.labels(), series, said, stacked=True, axis=steps.axis())
