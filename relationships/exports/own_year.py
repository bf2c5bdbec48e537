"""One's own year: a private look back at the contacts one has logged oneself. Nobody else can ask for it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.queries.keyset import Sort
from partners.choices import PartnerRole
from relationships.choices import IssueState
from relationships.exports.report import Matter, ReportSource, partner_names, small_table, table
from relationships.exports.source import Asked, register
from relationships.models import Appreciation, Idea, Interaction, Issue
from relationships.reports.chunks import in_chunks
from relationships.reports.contact_chart import contacts_by_channel
from relationships.reports.partner_facts import Figure
from relationships.reports.report import Section
from relationships.reports.table import Column


@register
class OwnYear(ReportSource):
    noun = "own-year"
    icon = "sun"
    place = 5

    def title(self) -> str:
        return _("My year")

    def file_name(self) -> str:
        return _("my-year")

    def about(self) -> str:
        return _("For you alone: the contacts that you logged, and what came of them.")

    def rows(self, asked: Asked) -> QuerySet[Interaction]:
        return Interaction.objects.visible_to(asked.user).filter(author=asked.user.pk)

    def counted(self, matter: Matter) -> QuerySet[Interaction]:
        return matter.rows.filter(**matter.period.filter("happened_at"))

    def sections(self, matter: Matter) -> Iterable[Section]:
        contacts = self.counted(matter)
        yield Section(
            _("At a glance"),
            figures=_figures(matter, contacts),
            charts=[contacts_by_channel(contacts, period=matter.period, at=matter.at)],
        )
        yield Section(
            _("Whom you were in touch with"),
            table=_by_role(matter, contacts),
            nothing=_("You logged no contact in this period."),
        )
        yield Section(
            _("What you and they gained"),
            words=[_("The contacts for which you noted what they brought.")],
            table=table(matter, "gained", _("Gained"), _columns(), lambda: _lines(matter, contacts)),
            nothing=_("Nothing was noted in this period."),
        )


def _figures(matter: Matter, contacts: Any) -> list[Figure]:
    user, period = matter.user, matter.period
    partners = Interaction.partners.through.objects.filter(interaction__in=contacts.order_by().values("pk"))
    cleared = Issue.objects.visible_to(user).filter(
        owner=user.pk, state=IssueState.RESOLVED, **period.filter("resolved_at")
    )
    thanks = Appreciation.objects.visible_to(user).filter(author=user.pk, **period.filter("thanked_at"))
    ideas = Idea.objects.visible_to(user).filter(author=user.pk, **period.filter("received_at"))
    return [
        Figure(_("contacts"), str(contacts.order_by().count())),
        Figure(_("partners"), str(partners.values("partner").distinct().count())),
        Figure(_("issues of yours cleared"), str(cleared.order_by().count())),
        Figure(_("notes of thanks"), str(thanks.order_by().count())),
        Figure(_("ideas noted"), str(ideas.order_by().count())),
    ]


def _by_role(matter: Matter, contacts: Any) -> Any:
    links = Interaction.partners.through.objects.filter(interaction__in=contacts.order_by().values("pk"))
    counted = links.aggregate(
        **{
            role.value: Count("interaction", filter=Q(**{f"partner__is_{role.value}": True}), distinct=True)
            for role in PartnerRole
        }
    )
    counts = Counter({role: counted[role.value] for role in PartnerRole})
    rows = [(str(role.label), counts[role]) for role in PartnerRole] if counts.total() else []
    return small_table(matter, "roles", _("By kind of partner"), [_("Partners"), _("Contacts")], rows)


def _lines(matter: Matter, contacts: Any) -> Iterator[tuple[Interaction, str]]:
    said = contacts.exclude(value_given="", value_received="")
    user = matter.user
    for piece in in_chunks(said, Sort("happened_at", descending=True), lambda rows: rows.with_partners(user)):  # type: ignore[attr-defined]
        yield from ((contact, partner_names(contact, user)) for contact in piece)


def _columns() -> list[Column]:
    return [
        Column("number", _("Number"), lambda row: row[0].pk, "number", 9, where="file"),
        Column("happened_at", _("When"), lambda row: row[0].happened_at, "moment", 17),
        Column("partners", _("Partners"), lambda row: row[1], width=30),
        Column("channel", _("Channel"), lambda row: str(row[0].get_channel_display()), width=12),
        Column("value_given", _("Value given"), lambda row: row[0].value_given, width=40),
        Column("value_received", _("Value received"), lambda row: row[0].value_received, width=40),
    ]
