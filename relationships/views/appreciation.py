"""The pages of thanks, ours and theirs."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.queries.keyset import Page
from accounts.queries.user_name import with_named
from relationships.choices import Direction
from relationships.exports.appreciation import AppreciationListing
from relationships.forms.appreciation import AppreciationForm
from relationships.models import Appreciation, Idea, ThanksMail
from relationships.queries.thanks import given_and_received, might_be_thanked
from relationships.views.entry import EntryCreate, EntryDetail, EntryUpdate, discard, restore
from relationships.views.lines import Named, named
from relationships.views.listing import ListingPage

MOST_WORDS = 60


@dataclass(frozen=True)
class AppreciationLine:
    """What one card of the list shows, and all that it can show."""

    pk: int
    text: str
    received: bool
    partners: tuple[Named | None, ...]  # None for one that the reader does not see
    author: str
    thanked_on: date


class AppreciationList(ListingPage):
    listing = AppreciationListing()
    template_name = "relationships/appreciation_list.html"
    any_words = {"direction": _("Given and received")}

    @classmethod
    def load(cls, rows: QuerySet[Appreciation], user: User) -> QuerySet[Appreciation]:
        return with_named(rows, "author").with_partners(user)

    def get_later_context(self, page: Page, count: int) -> dict[str, Any]:
        return super().get_later_context(page, count) | {"rows": [self.line_of(entry) for entry in page.rows]}

    def line_of(self, entry: Appreciation) -> AppreciationLine:
        """Asks the database nothing (after `with_partners`)."""
        return AppreciationLine(
            pk=entry.pk,
            text=Truncator(entry.text).words(MOST_WORDS, truncate=" …"),
            received=entry.direction == Direction.RECEIVED,
            partners=named(entry.partners_for(self.request.user)),
            author=str(entry.author),
            thanked_on=timezone.localdate(entry.thanked_at),
        )


class AppreciationDetail(EntryDetail):
    model = Appreciation
    noun = "appreciation"
    template_name = "relationships/appreciation_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mails = ThanksMail.objects.visible_to(self.request.user).filter(thanks=self.object.pk)
        return super().get_context_data(mails=mails.select_related("sent_by", "mail"), **kwargs)


class AppreciationCreate(EntryCreate):
    model = Appreciation
    noun = "appreciation"
    form_class = AppreciationForm
    template_name = "relationships/appreciation_form.html"
    saved = _("Written down.")

    def get_initial(self) -> dict[str, Any]:
        """Thanks for an idea go to whoever gave it."""
        asked, user = self.request.GET.get("idea", ""), self.request.user
        found = Idea.objects.visible_to(user).with_partners(user) if asked.isdecimal() and len(asked) < 19 else None
        idea = found.filter(pk=asked).first() if found is not None else None
        initial = super().get_initial()
        if idea:
            initial |= {"idea": idea.pk, "partners": [partner for partner in idea.partners_for(user) if partner]}
            initial["text"] = gettext("Your idea: %(title)s") % {"title": idea.title}
        return initial


class AppreciationUpdate(EntryUpdate):
    model = Appreciation
    noun = "appreciation"
    form_class = AppreciationForm
    template_name = "relationships/appreciation_form.html"


@require_POST
def appreciation_discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    return discard(request, Appreciation, "appreciation", pk)


@require_POST
def appreciation_restore(request: HttpRequest, pk: int) -> HttpResponseBase:
    return restore(request, Appreciation, "appreciation", pk)


def given_and_received_page(request: HttpRequest) -> HttpResponseBase:
    """For oneself alone."""
    user = request.user
    own = given_and_received(user)
    context = {
        "given": [{"entry": entry, "partners": list(entry.partners_for(user))} for entry in own.given],
        "received": own.received,
        "hints": might_be_thanked(user, at=timezone.now()),
    }
    return render(request, "relationships/given_and_received.html", context)
