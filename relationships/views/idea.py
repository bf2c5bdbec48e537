"""The pages of ideas that partners gave us, and what became of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from accounts.access import teams_of
from accounts.models import User
from accounts.queries.keyset import Page
from accounts.queries.user_name import with_named
from relationships.choices import IdeaState
from relationships.exports.idea import IdeaListing
from relationships.forms.idea import IdeaAnswerForm, IdeaForm
from relationships.models import Appreciation, Idea
from relationships.queries.idea_facts import IN_TIME, suppliers_with_ideas
from relationships.views.entry import EntryCreate, EntryDetail, EntryUpdate, discard, restore
from relationships.views.lines import Named, named
from relationships.views.listing import ListingPage

ON_BOARD = 200  # cards; the list holds the rest


@dataclass(frozen=True, slots=True)
class IdeaLine:
    """What one line of list and board shows, and all that it can show."""

    pk: int
    title: str
    state: str
    state_words: str
    partners: tuple[Named | None, ...]  # None for one that the reader does not see
    answered_on: date | None
    received_on: date
    may_change: bool
    next: str


class IdeaList(ListingPage):
    listing = IdeaListing()
    template_name = "relationships/idea_list.html"
    any_words = {"state": _("Any state"), "answered": _("Answered or not")}

    @classmethod
    def load(cls, rows: QuerySet[Idea], user: User) -> QuerySet[Idea]:
        return with_named(rows, "author").with_partners(user)

    def get_later_context(self, page: Page, count: int) -> dict[str, Any]:
        user = self.request.user
        own_teams = {team.pk for team in teams_of(user)}
        board = self.request.GET.get("view") == "board"
        found = self.load(self.filtered()[1], user).order_by("-received_at", "-pk")[:ON_BOARD] if board else page.rows
        rows = [
            self.line_of(entry, may_change=user.pk == entry.author_id or entry.team_id in own_teams) for entry in found
        ]
        columns = [{"state": state, "rows": [line for line in rows if line.state == state]} for state in IdeaState]
        return super().get_later_context(page, count) | {
            "rows": rows,
            "columns": columns if board else [],
            "view_url": {"list": self.url_with({"view": ""}), "board": self.url_with({"view": "board"})},
        }

    def line_of(self, idea: Idea, *, may_change: bool) -> IdeaLine:
        """Asks the database nothing (after `with_partners`)."""
        return IdeaLine(
            pk=idea.pk,
            title=idea.title,
            state=idea.state,
            state_words=idea.get_state_display(),
            partners=named(idea.partners_for(self.request.user)),
            answered_on=idea.answered_on,
            received_on=timezone.localdate(idea.received_at),
            may_change=may_change,
            next=self.request.get_full_path(),
        )


class IdeaDetail(EntryDetail):
    model = Idea
    noun = "idea"
    template_name = "relationships/idea_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        thanks = Appreciation.objects.visible_to(self.request.user).filter(pk=self.object.thanks_id)
        return super().get_context_data(thanks=thanks.first() if self.object.thanks_id else None, **kwargs)


class IdeasBySupplier(TemplateView):
    """Of each supplier how many ideas, how many done, how many answered in time."""

    template_name = "relationships/idea_suppliers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lines=suppliers_with_ideas(self.request.user), in_time=IN_TIME, **kwargs)


class IdeaCreate(EntryCreate):
    model = Idea
    noun = "idea"
    form_class = IdeaForm
    template_name = "relationships/idea_form.html"
    saved = _("Noted. Do not forget to answer.")


class IdeaUpdate(EntryUpdate):
    model = Idea
    noun = "idea"
    form_class = IdeaForm
    template_name = "relationships/idea_form.html"


class IdeaAnswer(EntryUpdate):
    """State and answer alone, in the dialog of a list or on a small page of its own."""

    model = Idea
    noun = "idea"
    form_class = IdeaAnswerForm
    template_name = "relationships/idea_answer.html"


@require_POST
def idea_discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    return discard(request, Idea, "idea", pk)


@require_POST
def idea_restore(request: HttpRequest, pk: int) -> HttpResponseBase:
    return restore(request, Idea, "idea", pk)
