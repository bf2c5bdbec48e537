"""One's own check-ins: the card on Today, and the list."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.queries.keyset import Page, Sort
from accounts.views.listing import ListPage
from climate.actions.check_in import check_in, delete_all, delete_check_in
from climate.choices import Rhythm
from climate.filters.check_in import CheckInFilter
from climate.forms.check_in import CheckInForm, CheckInReminderForm
from climate.models import CheckIn, CheckInReminder
from climate.queries.check_in import course_in_words, course_of, notes_of, own_course
from climate.queries.today import SECTION, card
from climate.reports.own_notes import own_notes
from relationships.views.entry import done
from relationships.views.report import send

USUAL_HOUR = 9  # offered to whoever has not chosen yet
CARD = "check-in"  # the id of the card on Today


class CheckInList(ListPage):
    template_name = "climate/check_in_list.html"
    filterset_class = CheckInFilter
    sorts = {"newest": Sort("day", descending=True)}
    default_sort = "newest"

    def get_rows(self) -> QuerySet[CheckIn]:
        return CheckIn.objects.visible_to(self.request.user)

    def get_later_context(self, page: Page, count: int) -> dict[str, Any]:
        notes = notes_of(page.rows)
        course = own_course(self.request.user)
        return super().get_later_context(page, count) | {
            "notes": notes,
            "some_unreadable": any(note.is_unreadable for note in notes),
            "course": course_of(course),
            "course_in_words": course_in_words(course),
            "reminder_form": self.reminder_form(),
        }

    def reminder_form(self) -> CheckInReminderForm:
        row = CheckInReminder.objects.visible_to(self.request.user).first()
        wanted = {"rhythm": row.rhythm, "hour": row.hour} if row else {"rhythm": Rhythm.NEVER, "hour": USUAL_HOUR}
        return CheckInReminderForm(user=self.request.user, initial=wanted)


@require_POST
def check_in_note(request: HttpRequest) -> HttpResponseBase:
    form = CheckInForm(request.POST)
    if not form.is_valid():
        raise ValidationError([str(error) for errors in form.errors.values() for error in errors])
    check_in(by=request.user, at=timezone.now(), **form.values())
    return _answer(request, _("Noted, for you alone."))


@require_POST
def check_in_delete(request: HttpRequest, pk: int) -> HttpResponseBase:
    if not delete_check_in(by=request.user, pk=pk):
        raise Http404
    return _answer(request, _("Deleted."))


@require_POST
def check_in_delete_all(request: HttpRequest) -> HttpResponseBase:
    delete_all(by=request.user)
    return done(request, reverse("climate:check_in_list"), _("All of it is deleted."))


@require_POST
def check_in_remind(request: HttpRequest) -> HttpResponseBase:
    form = CheckInReminderForm(request.POST, user=request.user)
    if not form.is_valid():
        raise ValidationError([str(error) for errors in form.errors.values() for error in errors])
    form.save()
    return done(request, reverse("climate:check_in_list"), _("Saved."))


@require_GET
def check_in_file(request: HttpRequest) -> HttpResponseBase:
    """All of one's own, as CSV."""
    return send(request, own_notes(request.user, at=timezone.now()), "csv")


def _answer(request: HttpRequest, text: str) -> HttpResponseBase:
    """The card again where it was tapped, else the page one came from, or Today."""
    if getattr(request, "htmx", False) and request.htmx.target == CARD:
        return render(request, SECTION.template, {"data": card(request.user, timezone.now()), "tapped": True})
    return done(request, reverse("relationships:today"), text)
