"""The pages of contacts: log one from anywhere, read it, change it later."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.access import working_team
from accounts.models import User
from accounts.queries.keyset import Page
from accounts.queries.user_name import with_named
from relationships.access import may_write
from relationships.exports.interaction import InteractionListing
from relationships.forms.interaction import InteractionForm, LogForm
from relationships.models import Interaction, Issue
from relationships.views.entry import EntryCreate, EntryDetail, EntryUpdate, discard, restore
from relationships.views.lines import Named, named
from relationships.views.listing import ListingPage

MOST_LETTERS = 140


@dataclass(frozen=True)
class InteractionLine:
    """What one line of the list shows, and all that it can show."""

    pk: int
    title: str
    channel: str
    partners: tuple[Named | None, ...]  # None for one that the reader does not see
    author: str
    happened_at: datetime  # on the reader's clock, without a zone


class InteractionList(ListingPage):
    listing = InteractionListing()
    template_name = "relationships/interaction_list.html"
    any_words = {"channel": _("Any channel")}

    def filter_names(self) -> list[str]:
        """Partner and days are filtered by from elsewhere; here they show only where they are set."""
        elsewhere = [name for name in ("partner", "since", "until") if self.request.GET.get(name)]
        return [*self.names_drawn(), *elsewhere]

    @classmethod
    def load(cls, rows: QuerySet[Interaction], user: User) -> QuerySet[Interaction]:
        return with_named(rows, "author").with_partners(user)  # type: ignore[attr-defined]

    def get_later_context(self, page: Page, count: int) -> dict[str, Any]:
        return super().get_later_context(page, count) | {"rows": [self.line_of(entry) for entry in page.rows]}

    def line_of(self, entry: Interaction) -> InteractionLine:
        """Asks the database nothing (after `with_partners`)."""
        channel = entry.get_channel_display()
        return InteractionLine(
            pk=entry.pk,
            title=Truncator(entry.text or entry.value_given or channel).chars(MOST_LETTERS),
            channel=channel,
            partners=named(entry.partners_for(self.request.user)),
            author=str(entry.author),
            happened_at=timezone.make_naive(entry.happened_at),
        )


class InteractionCreate(EntryCreate):
    model = Interaction
    noun = "interaction"
    form_class = LogForm
    template_name = "relationships/interaction_log.html"
    saved = _("Noted.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        team = working_team(self.request.user)
        return super().get_context_data(mood_for_colleagues=bool(team and team.mood_for_colleagues), **kwargs)

    def get_success_url(self) -> str:
        """Where the story goes on: the partner's page, or the contact's own with several."""
        partners = list(self.object.partners.all()[:2])
        if len(partners) == 1:
            return reverse("partners:partner_detail", args=[partners[0].pk])
        return super().get_success_url()


class InteractionUpdate(EntryUpdate):
    model = Interaction
    noun = "interaction"
    form_class = InteractionForm
    template_name = "relationships/interaction_form.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(mood_for_colleagues=self.object.team.mood_for_colleagues, **kwargs)


class InteractionDetail(EntryDetail):
    model = Interaction
    noun = "interaction"
    template_name = "relationships/interaction_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        issues = Issue.objects.visible_to(self.request.user).filter(interactions=self.object)
        people, may_link = self.object.people_involved.all(), may_write(self.request.user)
        return super().get_context_data(issues=issues[:20], people=people, may_link=may_link, **kwargs)


@require_POST
def interaction_discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    return discard(request, Interaction, "interaction", pk)


@require_POST
def interaction_restore(request: HttpRequest, pk: int) -> HttpResponseBase:
    return restore(request, Interaction, "interaction", pk)
