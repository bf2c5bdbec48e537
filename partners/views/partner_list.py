"""The list of partners: ours through the team at work, or all whom one may see."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import teams_of
from accounts.clock import local_day
from accounts.kept import kept
from accounts.models import Team, User, Visible
from accounts.queries.keyset import Page
from accounts.queries.user_name import with_named
from partners.access import may_add_partner
from partners.models import Partner
from relationships.exports.partner import PartnerListing
from relationships.models import Standing
from relationships.models.standing import NO_CLIMATE, NO_MOMENT
from relationships.queries.partner_list import Touch, touch_of, touches
from relationships.views.listing import ListingPage

SORT_WORDS = {
    "name": gettext_lazy("Name"),
    "last_contact": gettext_lazy("Longest without contact"),
    "-last_contact": gettext_lazy("Last contact"),
    "next_touch": gettext_lazy("Next touch"),
    "oldest_issue": gettext_lazy("Oldest issue"),
    "climate": gettext_lazy("Climate, where it is low first"),
    "created": gettext_lazy("Newest"),
}
OF_STANDINGS = ("last_contact", "open_issues")


@dataclass(frozen=True)
class PartnerLine:
    """What one line shows, and all that it can show."""

    pk: int
    name: str
    figure: str
    position: str
    organisation: str
    roles: tuple[str, ...]
    caretaker: str
    ours: bool  # whether the rest is known
    last_on: date | None
    next_on: date | None
    mark: str
    open_issues: int
    oldest_days: int | None
    climate: int | None


class PartnerListPage(ListingPage):
    listing = PartnerListing()
    template_name = "partners/partner_list.html"
    any_words = {
        "role": gettext_lazy("Any role"),
        "kind": gettext_lazy("Any kind"),
        "tag": gettext_lazy("Any tag"),
        "caretaker": gettext_lazy("Any caretaker"),
        "last_contact": gettext_lazy("Any last contact"),
        "open_issues": gettext_lazy("Any issues"),
    }

    @cached_property
    def team(self) -> Team | None:
        return self.listing.team(self.asked)

    @cached_property
    def ours(self) -> bool:
        return self.listing.is_ours(self.asked)

    @classmethod
    def load(cls, rows: QuerySet[Partner], user: User) -> QuerySet[Partner]:
        is_seen = Visible(Partner, user, "organisation")
        named = with_named(rows, "caretaker")
        return named.annotate(organisation_is_seen=is_seen, organisation_name=F("organisation__name"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "ours": self.ours,
            "clear_url": self.url_with({"scope": self.request.GET.get("scope"), "sort": self.request.GET.get("sort")}),
            "sorts": [(name, SORT_WORDS[name]) for name in self.get_sorts()],
            "scopes": self.scopes(),
            "may_add": may_add_partner(self.request.user),
        }

    def get_later_context(self, page: Page, count: int) -> dict[str, Any]:
        known = touches(self.request.user, page.rows, today=timezone.localdate()) if self.ours else {}
        return super().get_later_context(page, count) | {
            "lines": self.lines(page.rows, known),
            "count_number": count,
        }

    def lines(self, rows: list[Any], known: dict[int, Touch]) -> list[PartnerLine]:
        """What the reader may know of each, without the sentinels of standings; when those `known` were in touch."""
        today = timezone.localdate()
        lines = []
        for row in rows:
            touch = known.get(row.pk) or touch_of(row, None)
            oldest = getattr(row, "oldest_issue_at", NO_MOMENT)
            lines.append(
                PartnerLine(
                    pk=row.pk,
                    name=row.name,
                    figure="colleague" if row.is_colleague else row.kind,
                    position=row.position,
                    organisation=row.organisation_name if row.organisation_is_seen else "",
                    roles=tuple(row.role_labels),
                    caretaker=str(row.caretaker or ""),
                    ours=self.ours,
                    last_on=touch.last_on,
                    next_on=touch.next_on,
                    mark=touch.mark(today) if row.pk in known else "",
                    open_issues=getattr(row, "open_issues", 0),
                    oldest_days=None if oldest == NO_MOMENT else (today - local_day(oldest)).days,
                    climate=None if (climate := getattr(row, "climate", NO_CLIMATE)) == NO_CLIMATE else climate,
                )
            )
        return lines

    def names_drawn(self) -> list[str]:
        return [name for name in self.any_words if self.ours or name not in OF_STANDINGS]

    def filter_names(self) -> list[str]:
        """Whose people or members they are is chosen on the page of these; here it shows only where it is set."""
        return [*self.names_drawn(), *(name for name in ("organisation", "group") if self.request.GET.get(name))]

    def worded(self, form: Any) -> Any:
        form = super().worded(form)
        with_or_without = [("true", gettext_lazy("With open issues")), ("false", gettext_lazy("Without open issues"))]
        form.fields["open_issues"].widget.choices = [("", self.any_words["open_issues"]), *with_or_without]
        return form

    def scopes(self) -> list[dict[str, Any]]:
        """Ours and all, where there is anything beyond ours; a single person with one team is not bothered."""
        if self.team is None or (self.ours and not self.is_anything_beyond()):
            return []
        words = _("Ours") if len(teams_of(self.request.user)) < 2 else self.team.name
        return [
            {"words": words, "url": self.url_with({"scope": None, "sort": None, "cursor": None}), "current": self.ours},
            {"words": _("All"), "url": self.url_with({"scope": "all", "sort": None, "cursor": None}),
             "current": not self.ours},
        ]  # fmt: skip

    def is_anything_beyond(self) -> bool:
        teams = teams_of(self.request.user)
        alone = len(teams) == 1 and teams[0].is_only_team  # type: ignore[attr-defined]
        return not alone or bool(_beyond(user=self.request.user, team=teams[0].pk))


@kept
def _beyond(*, user: User, team: int) -> QuerySet[Partner]:
    """Those that one sees without being in the team, since they have nothing to do with it."""
    ours = Standing.objects.filter(partner=OuterRef("pk"), team=team)
    elsewhere = Q(open_to_everyone=True) | Q(caretaker=user.pk)
    return Partner.objects.kept().filter(elsewhere).exclude(Exists(ours))[:1]
