"""The pages of issues: the list that a meeting goes through, one issue with its thread, and each step of its life."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import teams_of
from accounts.forms.record import add_errors
from accounts.models import User
from accounts.queries.keyset import Page
from accounts.queries.user_name import with_named
from relationships.access import may_work_on_issue
from relationships.actions.issue import STEPS
from relationships.choices import IssueState, Step
from relationships.exports.issue import IssueListing
from relationships.forms.issue import CommentForm, IssueForm
from relationships.forms.steps import STEP_FORMS
from relationships.models import ActionItem, Interaction, Issue, Reminder
from relationships.views.entry import (
    EntryCreate,
    EntryDetail,
    EntryUpdate,
    dialog_or_page,
    discard,
    done,
    restore,
    where_from,
)
from relationships.views.lines import Named, named
from relationships.views.listing import ListingPage

VERBS = {
    Step.TALKING: ("talk", _("Start the talk"), "chat-bubble-left-right"),
    Step.AGREED: ("agree", _("Note the agreement"), "hand-thumb-up"),
    Step.RESOLVED: ("resolve", _("Resolve"), "check"),
    Step.PARKED: ("park", _("Park"), "pause"),
    Step.RESUMED: ("resume", _("Take up again"), "play"),
    Step.HOLDS: ("holds", _("It holds"), "hand-thumb-up"),
    Step.REOPENED: ("reopen", _("Reopen"), "arrow-uturn-left"),
}
# The step that one hopes for, of those that are possible.
MAIN = (Step.HOLDS, Step.RESOLVED, Step.REOPENED)
DONE = {
    Step.TALKING: _("Good luck with the talk."),
    Step.AGREED: _("The agreement is noted."),
    Step.RESOLVED: _("Resolved. Well done."),
    Step.PARKED: _("Parked. It comes back by itself."),
    Step.RESUMED: _("Taken up again."),
    Step.HOLDS: _("It holds. Good to know."),
    Step.REOPENED: _("Open again."),
}
SECTIONS = {
    "text": _("What happened"),
    "effect": _("What it does to us"),
    "need": _("What we need"),
    "partner_view": _("How the partner may see it"),
    "wish": _("Wish for the talk"),
}
VIEWS = {"list": "", "board": "board"}
BOARD_SIZE = 200


@dataclass(frozen=True, order=True)
class Verb:
    """A step that one can take, and the address of its form, which wants the issue's number."""

    address: str
    label: str
    icon: str
    is_main: bool


@dataclass(frozen=True)
class IssueLine:
    """What one line of list and board shows, and all that it can show."""

    pk: int
    title: str
    kind: str
    kind_words: str
    state: str
    state_words: str
    is_resolved: bool
    severity: int
    severity_words: str
    partners: tuple[Named | None, ...]  # None for one that the reader does not see
    owner: str
    parked_until: date | None
    due_on: date | None
    age: int
    quiet: int
    overdue: bool
    verbs: tuple[Verb, ...]
    on_board: bool
    next: str


class IssueList(ListingPage):
    listing = IssueListing()
    template_name = "relationships/issue_list.html"
    sort_names = {
        "age": _("Oldest first"),
        "quiet": _("Quietest first"),
        "severity": _("Severest first"),
        "due": _("Due first"),
        "newest": _("Newest first"),
    }
    any_words = {
        "state": _("All that is unresolved"),
        "kind": _("Any kind"),
        "severity": _("Any severity"),
        "owner": _("Any owner"),
        "due": _("Any due date"),
        "quiet": _("Quiet or not"),
        "horizon": _("Short- and long-term"),
    }

    def filter_names(self) -> list[str]:
        """Partner and team are filtered by from elsewhere; here they show only where they are set."""
        return [*self.names_drawn(), *(name for name in ("partner", "team") if self.request.GET.get(name))]

    @classmethod
    def load(cls, rows: QuerySet[Issue], user: User) -> QuerySet[Issue]:
        return with_named(rows, "owner", "author").with_partners(user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "view_url": {name: self.url_with({"view": view, "cursor": None}) for name, view in VIEWS.items()},
            "kept": {
                name: self.request.GET[name] for name in ("partner", "team", "view") if self.request.GET.get(name)
            },
            "sort_names": self.sort_names,
        }

    def get_later_context(self, page: Page, count: int) -> dict[str, Any]:
        board = self.request.GET.get("view") == "board"
        return super().get_later_context(page, count) | {
            "rows": [self.line_of(issue, on_board=board) for issue in page.rows],
            "columns": self.columns() if board else [],
        }

    def line_of(self, issue: Issue, *, on_board: bool) -> IssueLine:
        """Asks the database nothing (after `with_partners`)."""
        user, now = self.request.user, self.asked.at
        return IssueLine(
            pk=issue.pk,
            title=issue.title,
            kind=issue.kind,
            kind_words=issue.get_kind_display(),
            state=issue.state,
            state_words=issue.get_state_display(),
            is_resolved=issue.is_resolved,
            severity=issue.severity,
            severity_words=issue.get_severity_display(),
            partners=named(issue.partners_for(user)),
            owner=str(issue.owner),
            parked_until=issue.parked_until,
            due_on=issue.due_on,
            age=issue.age_days(at=now),
            quiet=issue.quiet_days(at=now),
            overdue=issue.is_overdue(at=now),
            verbs=verbs_for(issue) if works_on(issue, user) else (),
            on_board=on_board,
            next=self.address,
        )

    @cached_property
    def address(self) -> str:
        return self.request.get_full_path()

    def columns(self) -> list[dict[str, Any]]:
        """The board: what the filters leave by state, no more of it than fits on one."""
        _filterset, rows = self.filtered()
        found = list(self.sorts[self.get_sort_name()].order(self.load(rows, self.request.user))[: BOARD_SIZE + 1])
        shown = [self.line_of(issue, on_board=True) for issue in found[:BOARD_SIZE]]
        return [
            {
                "state": state,
                "rows": [line for line in shown if line.state == state],
                "url": self.url_with({"view": None, "state": state.value, "cursor": None}),
                "more": len(found) > BOARD_SIZE,
            }
            for state in IssueState
            if state != IssueState.RESOLVED or self.request.GET.get("state") == state
        ]


def works_on(issue: Issue, user: Any) -> bool:
    """`may_work_on_issue` without a query, for the lines of a list; people involved from elsewhere act on its own page."""
    return user.pk in (issue.author_id, issue.owner_id) or issue.team_id in {team.pk for team in teams_of(user)}


def verbs_for(issue: Issue) -> tuple[Verb, ...]:
    """The steps that the issue's state allows, in the order in which they mostly come."""
    return _verbs(get_language(), issue.state, awaits_check=issue.awaits_check)


@lru_cache(maxsize=64)
def _verbs(language: str, state: str, *, awaits_check: bool) -> tuple[Verb, ...]:
    steps = [s for s in VERBS if state in STEPS[s][1] and (s != Step.HOLDS or awaits_check)]
    main = next((step for step in MAIN if step in steps), None)
    return tuple(Verb(f"relationships:issue_{VERBS[s][0]}", str(VERBS[s][1]), VERBS[s][2], s == main) for s in steps)


class IssueDetail(EntryDetail):
    model = Issue
    noun = "issue"
    template_name = "relationships/issue_detail.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("owner", "merged_into")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, issue, now = self.request.user, self.object, timezone.now()
        contacts = Interaction.objects.visible_to(user).filter(issues=issue).order_by("-happened_at")
        context = super().get_context_data(
            age=issue.age_days(at=now),
            quiet=issue.quiet_days(at=now),
            overdue=issue.is_overdue(at=now),
            thread=issue.comments.kept().select_related("author"),
            people=issue.people_involved.all(),
            contacts=contacts[:30],
            reminders=Reminder.objects.visible_to(user).waiting().filter(issue=issue).with_targets(),
            measures=ActionItem.objects.visible_to(user)
            .filter(issue=issue)
            .select_related("owner")
            .order_by("done_at", "due_on"),
            today=timezone.localdate(now),
            talk=issue.talks.kept().ahead().first(),
            comment_form=comment_box(),
            now=now,
            asks_now=issue.awaits_check and issue.check_on <= timezone.localdate(now),
            merged=Issue.objects.visible_to(user).filter(merged_into=issue.pk),
            merged_into_is_seen=bool(issue.merged_into) and _sees(user, issue.merged_into),
            sections=[(words, getattr(issue, name)) for name, words in SECTIONS.items() if getattr(issue, name)],
            **kwargs,
        )
        works = may_work_on_issue(user, issue)
        may_merge = works and not issue.is_resolved
        return context | {"verbs": verbs_for(issue) if works else (), "may_comment": works, "may_merge": may_merge}


def _sees(user: Any, issue: Issue) -> bool:
    return Issue.objects.visible_to(user).filter(pk=issue.pk).exists()


def comment_box() -> CommentForm:
    """The box below a thread: unlike the dialog it does not take the focus."""
    form = CommentForm(auto_id="thread_%s")
    del form.fields["text"].widget.attrs["autofocus"]
    return form


class IssueCreate(EntryCreate):
    model = Issue
    noun = "issue"
    form_class = IssueForm
    template_name = "relationships/issue_form.html"
    saved = _("Flagged. It will not be forgotten now.")


class IssueUpdate(EntryUpdate):
    model = Issue
    noun = "issue"
    form_class = IssueForm
    template_name = "relationships/issue_form.html"


@require_http_methods(["GET", "POST"])
def issue_step(request: HttpRequest, pk: int, step: Step) -> HttpResponseBase:
    """One step of the issue's life: asks for what has to be said, in the dialog or on a small page of its own."""
    issue = get_object_or_404(Issue.objects.visible_to(request.user).select_related("team", "owner"), pk=pk)
    if not may_work_on_issue(request.user, issue):
        raise PermissionDenied
    form_class, act = STEP_FORMS[step]
    form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            act(by=request.user, issue=issue, **form.values())
        except ValidationError as error:
            add_errors(form, error)
        else:
            return done(request, reverse("relationships:issue_detail", args=[pk]), DONE[step])
    _verb, label, _icon = VERBS[step]
    context = {"form": form, "issue": issue, "title": label, "next": where_from(request)}
    return render(
        request, dialog_or_page(request, "relationships/issue_step.html"), context, status=422 if form.errors else 200
    )


@require_POST
def issue_discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    return discard(request, Issue, "issue", pk)


@require_POST
def issue_restore(request: HttpRequest, pk: int) -> HttpResponseBase:
    return restore(request, Issue, "issue", pk)
