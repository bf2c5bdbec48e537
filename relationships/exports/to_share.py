"""The relationship report for the partner's own hands: contacts, agreements, measures, ideas and their fate, thanks.

No mood, no note of ours, no name of anybody else. Only what a whole team may read, and of that only entries in which nobody
takes part but the partner and its own people. What goes in is ticked before, and each entry can be left out.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.models import Partner
from relationships.choices import Visibility
from relationships.exports.report import Matter, ReportSource, table
from relationships.exports.source import Asked, OutOfSight, register
from relationships.models import ActionItem, Appreciation, Idea, Interaction, Issue
from relationships.reports.printed import in_print
from relationships.reports.report import Report, Section
from relationships.reports.table import Column

OPEN_CIRCLES = (Visibility.TEAM, Visibility.EVERYONE)
PARTS = {
    "contacts": gettext_lazy("Contacts"),
    "agreements": gettext_lazy("Agreements"),
    "measures": gettext_lazy("Measures"),
    "ideas": gettext_lazy("Ideas and what became of them"),
    "thanks": gettext_lazy("Thanks"),
}


class ShareForm(forms.Form):
    """Which parts go in, and in which language."""

    partner = forms.CharField(widget=forms.HiddenInput)
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("What goes in"),
        choices=list(PARTS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES, required=False)

    def __init__(self, asked: Asked, partner: Partner) -> None:
        params = asked.params.copy()
        if "parts" not in params and "chosen" not in params:
            params.setlist("parts", list(PARTS))
        if not params.get("language"):
            own = dict(settings.LANGUAGES)
            params["language"] = partner.language if partner.language in own else asked.user.language
        super().__init__(params)


@dataclass(frozen=True, slots=True)
class SharedLine:
    """One entry; `key` is what it is left out by."""

    key: str
    entry: Any


@register
class ToShare(ReportSource):
    noun = "to-share"
    place = 0  # asked for from the partner's page
    more_parameters = ("partner", "parts", "language", "leave")

    def title(self) -> str:
        return _("Report to share")

    def file_name(self) -> str:
        return _("report-to-share")

    def about(self) -> str:
        return _("What we have done together.")

    def rows(self, asked: Asked) -> QuerySet[Partner]:
        named = asked.params.get("partner", "")
        is_id = named.isascii() and named.isdigit() and len(named) < 19
        return Partner.objects.visible_to(asked.user).filter(pk=named if is_id else 0)

    def partner(self, asked: Asked) -> Partner:
        partner = self.rows(asked).first()
        if partner is None:
            raise OutOfSight
        return partner

    def more_form(self, asked: Asked) -> ShareForm:
        return ShareForm(asked, self.partner(asked))

    def size(self, asked: Asked, *, up_to: int) -> int:
        matter, partner = self.matter(asked), self.partner(asked)
        total = sum(rows(matter, partner).order_by()[:up_to].count() for rows, _columns in CONTENT.values())
        return min(total, up_to)

    def report(self, asked: Asked) -> Report:
        form = self.more_form(asked)
        if not form.is_valid():
            raise OutOfSight
        partner = self.partner(asked)
        report = super().report(replace(asked, language=form.cleaned_data["language"]))
        with report.reading.applied():
            day = _("As of %(day)s. Shared by %(name)s.") % {
                "day": _day(asked.at), "name": asked.user,
            }  # fmt: skip
            return replace(report, title=_("Together with %s") % partner.name, foot=day)

    def sections(self, matter: Matter) -> Iterable[Section]:
        partner = self.partner(matter.asked)
        left_out = set(matter.asked.params.getlist("leave"))
        form = self.more_form(matter.asked)
        form.is_valid()
        for name in form.cleaned_data["parts"]:
            rows, columns = CONTENT[name]
            title = str(PARTS[name])
            yield Section(
                title,
                table=table(matter, name, title, columns(), _kept(name, rows(matter, partner), left_out)),
                nothing=_("Nothing in this period."),
            )


def _kept(name: str, rows: Any, left_out: set[str]) -> Callable[[], Iterator[SharedLine]]:
    def lines() -> Iterator[SharedLine]:
        for entry in rows[: settings.PDF_MAX_ROWS + 1]:
            key = f"{name[0]}{entry.pk}"
            if key not in left_out:
                yield SharedLine(key, entry)

    return lines


def _between_us(model: Any, matter: Matter, partner: Partner) -> Any:
    """Entries with the partner in which nobody else has a part but its own people."""
    key = model._meta.model_name
    links = model.partners.through.objects.filter(**{key: OuterRef("pk")})
    own = Q(partner=partner.pk) | Q(partner__organisation=partner.pk)
    rows = model.objects.visible_to(matter.user).filter(visibility__in=OPEN_CIRCLES)
    return rows.filter(Exists(links.filter(own))).exclude(Exists(links.exclude(own)))


def _contacts(matter: Matter, partner: Partner) -> Any:
    rows = _between_us(Interaction, matter, partner).filter(**matter.period.filter("happened_at"))
    return rows.order_by("-happened_at", "-pk")


def _agreements(matter: Matter, partner: Partner) -> Any:
    rows = _between_us(Issue, matter, partner).exclude(agreement="", result="")
    return rows.filter(**matter.period.filter("last_activity_at")).order_by("-raised_at", "-pk")


def _measures(matter: Matter, partner: Partner) -> Any:
    issues = _between_us(Issue, matter, partner).filter(pk=OuterRef("issue"))
    alone = Q(issue=None, partner=partner.pk, visibility__in=OPEN_CIRCLES)
    rows = ActionItem.objects.visible_to(matter.user).filter(alone | Exists(issues))
    return rows.filter(**matter.period.filter("created_at")).order_by("due_on", "pk")


def _ideas(matter: Matter, partner: Partner) -> Any:
    rows = _between_us(Idea, matter, partner).filter(**matter.period.filter("received_at"))
    return rows.order_by("-received_at", "-pk")


def _thanks(matter: Matter, partner: Partner) -> Any:
    rows = _between_us(Appreciation, matter, partner).filter(**matter.period.filter("thanked_at"))
    return rows.order_by("-thanked_at", "-pk")


def _day(moment: Any) -> Any:
    return in_print(timezone.localdate(moment))


def _on(field: str) -> Callable[[SharedLine], Any]:
    return lambda row: timezone.localdate(getattr(row.entry, field)) if getattr(row.entry, field) else None


def _contact_columns() -> list[Column]:
    return [
        Column("happened_on", _("When"), _on("happened_at"), "date", 14),
        Column("channel", _("Channel"), lambda row: str(row.entry.get_channel_display()), width=60),
    ]


def _agreement_columns() -> list[Column]:
    return [
        Column("title", _("What it was about"), lambda row: row.entry.title, width=40),
        Column("agreement", _("Agreement"), lambda row: row.entry.agreement, width=50),
        Column("result", _("Result"), lambda row: row.entry.result, width=50),
        Column("resolved", _("Resolved"), _on("resolved_at"), "date", 14),
    ]


def _measure_columns() -> list[Column]:
    return [
        Column("text", _("Measure"), lambda row: row.entry.text, width=60),
        Column("due", _("By when"), lambda row: row.entry.due_on, "date", 14),
        Column("done", _("Done"), _on("done_at"), "date", 14),
    ]


def _idea_columns() -> list[Column]:
    return [
        Column("received_on", _("When"), _on("received_at"), "date", 14),
        Column("title", _("Idea"), lambda row: row.entry.title, width=40),
        Column("state", _("State"), lambda row: str(row.entry.get_state_display()), width=16),
        Column("answer", _("Our answer"), lambda row: row.entry.answer, width=50),
    ]


def _thanks_columns() -> list[Column]:
    return [
        Column("thanked_on", _("When"), _on("thanked_at"), "date", 14),
        Column("direction", _("Whose thanks"), lambda row: str(row.entry.get_direction_display()), width=24),
        Column("text", _("Thanks for"), lambda row: row.entry.text, width=60),
    ]


CONTENT: dict[str, tuple[Callable[[Matter, Partner], Any], Callable[[], list[Column]]]] = {
    "contacts": (_contacts, _contact_columns),
    "agreements": (_agreements, _agreement_columns),
    "measures": (_measures, _measure_columns),
    "ideas": (_ideas, _idea_columns),
    "thanks": (_thanks, _thanks_columns),
}
