"""The pages of measures."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import FormView, UpdateView

from accounts.forms.record import add_errors
from accounts.models import User
from accounts.queries.keyset import Page
from accounts.views.record import ActionFormMixin
from partners.models import Partner
from relationships.access import may_change_action_item, may_work_on_issue, may_write
from relationships.actions.action_item import (
    discard_action_item,
    finish_action_item,
    hand_over_action_item,
    reopen_action_item,
)
from relationships.exports.action_item import ActionItemListing
from relationships.forms.action_item import ActionItemForm
from relationships.forms.reminder import HandOverForm
from relationships.models import ActionItem, Issue
from relationships.views.entry import dialog_or_page, done, where_from
from relationships.views.listing import ListingPage
from relationships.views.reminder import row_asked_for

LIST = reverse_lazy("relationships:action_item_list")
OFFERED = {"": ["due"], "team": ["owner", "due"], "done": ["owner"]}
WHOSE = {"": gettext_lazy("Mine"), "team": gettext_lazy("The team's"), "done": gettext_lazy("Done")}


class ActionItemList(ListingPage):
    """One's own, the team's, or what is done; by date, what has none last."""

    listing = ActionItemListing()
    template_name = "relationships/action_item_list.html"
    any_words = {"owner": gettext_lazy("Anybody"), "due": gettext_lazy("Any due date")}

    @property
    def whose(self) -> str:
        asked = self.request.GET.get("whose", "")
        return asked if asked in WHOSE else ""

    def filter_names(self) -> list[str]:
        """What is offered beside the search for each view; partner and issue are filtered by from elsewhere."""
        elsewhere = [name for name in ("partner", "issue") if self.request.GET.get(name)]
        return [*self.names_drawn(), *elsewhere]

    def names_drawn(self) -> list[str]:
        return OFFERED[self.whose]

    @classmethod
    def load(cls, rows: QuerySet[ActionItem], user: User) -> QuerySet[ActionItem]:
        return rows.select_related("owner", "issue", "partner")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        tabs = [(words, f"?whose={name}" if name else LIST, name == self.whose) for name, words in WHOSE.items()]
        context = super().get_context_data(whose=self.whose, tabs=tabs, today=timezone.localdate(now), **kwargs)
        kept = {name: self.request.GET[name] for name in ("whose", "partner", "issue") if self.request.GET.get(name)}
        return context | {
            "fields": [field for field in context["fields"] if field.name in self.names_drawn()],
            "kept": kept,
            "clear": f"{LIST}?whose={self.whose}" if self.whose else str(LIST),
        }

    def get_later_context(self, page: Page, count: int) -> dict[str, Any]:
        seen = seen_partners(self.request.user, page.rows)
        return super().get_later_context(page, count) | {"seen_partners": seen}


def seen_partners(user: Any, items: list[ActionItem]) -> set[int]:
    """The partners of these measures that `user` may see; of an open measure one may not see its partner."""
    ids = {item.partner_id for item in items if item.partner_id}
    return set(Partner.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()


class _ActionItemPage(ActionFormMixin):
    model = ActionItem
    form_class = ActionItemForm
    template_name = "relationships/action_item_form.html"
    success_url = LIST
    request: HttpRequest
    object: Any

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        form = context["form"]
        if not form.is_new:
            return context | {"issue": form.instance.issue, "item": form.instance}
        asked = form["issue"].value()
        issue = asked if isinstance(asked, Issue) else row_asked_for(self.request, Issue, str(asked or ""))
        return context | {"issue": issue}

    def form_valid(self, form: Any) -> HttpResponseBase:
        response = super().form_valid(form)
        return done(self.request, home_of(self.object), _("Saved.")) if response.status_code == 302 else response


class ActionItemCreate(_ActionItemPage, FormView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        issue = row_asked_for(request, Issue, request.GET.get("issue", ""))
        if not may_write(request.user) or (issue and not may_work_on_issue(request.user, issue)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        found = {
            name: row_asked_for(self.request, model, self.request.GET.get(name, ""))
            for name, model in (("partner", Partner), ("issue", Issue))
        }
        return {name: value for name, value in found.items() if value}


class ActionItemUpdate(_ActionItemPage, UpdateView):
    def get_object(self, queryset: Any = None) -> ActionItem:
        return _theirs(self.request, self.kwargs["pk"])


def home_of(item: ActionItem) -> str:
    return reverse("relationships:issue_detail", args=[item.issue_id]) if item.issue_id else str(LIST)


def _theirs(request: HttpRequest, pk: int) -> ActionItem:
    rows = ActionItem.objects.visible_to(request.user).select_related("owner", "issue__team", "partner", "team")
    item = get_object_or_404(rows, pk=pk)
    if not may_change_action_item(request.user, item):
        raise PermissionDenied
    return item


@require_POST
def action_item_done(request: HttpRequest, pk: int) -> HttpResponseBase:
    item = finish_action_item(by=request.user, item=_theirs(request, pk))
    undo = reverse("relationships:action_item_reopen", args=[pk])
    return done(request, home_of(item), _("Done."), undo=undo)


@require_POST
def action_item_reopen(request: HttpRequest, pk: int) -> HttpResponseBase:
    item = reopen_action_item(by=request.user, item=_theirs(request, pk))
    return done(request, home_of(item), _("It is open again."))


@require_http_methods(["GET", "POST"])
def action_item_hand_over(request: HttpRequest, pk: int) -> HttpResponseBase:
    item = _theirs(request, pk)
    form = HandOverForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        try:
            hand_over_action_item(by=request.user, item=item, to=form.cleaned_data["user"])
        except ValidationError as error:
            add_errors(form, error)
        else:
            return done(request, home_of(item), _("Handed over to %(person)s.") % {"person": form.cleaned_data["user"]})
    context = {"form": form, "item": item, "next": where_from(request)}
    template = dialog_or_page(request, "relationships/action_item_hand_over.html")
    return render(request, template, context, status=422 if form.errors else 200)


@require_POST
def action_item_discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    item = _theirs(request, pk)
    discard_action_item(by=request.user, item=item)
    undo = reverse("relationships:trash_restore", args=["action_item", pk])
    return done(request, home_of(item), _("Moved to the trash."), undo=undo)
