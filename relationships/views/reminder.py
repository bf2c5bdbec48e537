"""The pages of one's own reminders."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import FormView, UpdateView

from accounts.forms.record import add_errors
from accounts.models import User
from accounts.templatetags.rapport_dates import short_date
from accounts.views.record import ActionFormMixin
from partners.models import Partner
from relationships.actions.reminder import (
    discard_reminder,
    finish_reminder,
    hand_over_reminder,
    reopen_reminder,
    snooze_reminder,
)
from relationships.choices import Cause
from relationships.exports.reminder import ReminderListing
from relationships.forms.interaction import morning_of
from relationships.forms.reminder import HandOverForm, ReminderForm, SnoozeForm
from relationships.models import Issue, Reminder
from relationships.views.entry import dialog_or_page, done, where_from
from relationships.views.listing import ListingPage


class ReminderList(ListingPage):
    listing = ReminderListing()
    template_name = "relationships/reminder_list.html"

    @property
    def shows_done(self) -> bool:
        return self.request.GET.get("done") == "true"

    @classmethod
    def load(cls, rows: QuerySet[Reminder], user: User) -> QuerySet[Reminder]:
        return rows.with_targets()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(now=timezone.now(), shows_done=self.shows_done, **kwargs)


class _ReminderPage(ActionFormMixin):
    model = Reminder
    form_class = ReminderForm
    template_name = "relationships/reminder_form.html"
    success_url = reverse_lazy("relationships:reminder_list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        asked = context["form"]["issue"].value()
        issue = asked if isinstance(asked, Issue) else row_asked_for(self.request, Issue, str(asked or ""))
        return context | {"issue": issue}

    def form_valid(self, form: Any) -> HttpResponseBase:
        response = super().form_valid(form)
        return done(self.request, str(self.success_url), _("Saved.")) if response.status_code == 302 else response


class ReminderCreate(_ReminderPage, FormView):
    def get_initial(self) -> dict[str, Any]:
        """Tomorrow morning, about what the address names."""
        start: dict[str, Any] = {"due_at": morning_of(timezone.localdate() + timedelta(days=1))}
        for name, model in (("partner", Partner), ("issue", Issue)):
            start[name] = row_asked_for(self.request, model, self.request.GET.get(name, ""))
        return {name: value for name, value in start.items() if value}


class ReminderUpdate(_ReminderPage, UpdateView):
    def get_queryset(self) -> QuerySet[Reminder]:
        return Reminder.objects.visible_to(self.request.user).filter(cause=Cause.OWN)


def row_asked_for(request: HttpRequest, model: Any, asked: str) -> Any:
    """The visible row that an address or a form names by its id; None where it names none."""
    is_id = asked.isdecimal() and len(asked) < 19
    return model.objects.visible_to(request.user).filter(pk=asked).first() if is_id else None


def _own(request: HttpRequest, pk: int) -> Reminder:
    return get_object_or_404(Reminder.objects.visible_to(request.user), pk=pk)


@require_POST
def reminder_done(request: HttpRequest, pk: int) -> HttpResponseBase:
    reminder = finish_reminder(by=request.user, reminder=_own(request, pk))
    undo = reverse("relationships:reminder_reopen", args=[pk])
    text = _("Done.") if reminder.done_at else _("Done. Next on %(day)s.") % {"day": short_date(reminder.due_at)}
    return done(request, reverse("relationships:reminder_list"), text, undo=undo)


@require_POST
def reminder_reopen(request: HttpRequest, pk: int) -> HttpResponseBase:
    reopen_reminder(by=request.user, reminder=_own(request, pk))
    return done(request, reverse("relationships:reminder_list"), _("It is waiting again."))


@require_http_methods(["GET", "POST"])
def reminder_snooze(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Later today, tomorrow, next week by one click; any other time by the form."""
    reminder = _own(request, pk)
    quick = _quick_choices().get(request.POST.get("choice", ""))
    form = SnoozeForm({"until": quick} if quick else request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            snooze_reminder(by=request.user, reminder=reminder, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            return done(request, reverse("relationships:reminder_list"), _("Moved."))
    context = {"form": form, "reminder": reminder, "next": where_from(request)}
    template = dialog_or_page(request, "relationships/reminder_snooze.html")
    return render(request, template, context, status=422 if form.errors else 200)


def _quick_choices() -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "later": timezone.now() + timedelta(hours=3),
        "tomorrow": morning_of(today + timedelta(days=1)),
        "week": morning_of(today + timedelta(days=7)),
    }


@require_http_methods(["GET", "POST"])
def reminder_hand_over(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give it to a colleague; the page says what goes along."""
    reminder = _own(request, pk)
    form = HandOverForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        try:
            hand_over_reminder(by=request.user, reminder=reminder, to=form.cleaned_data["user"])
        except ValidationError as error:
            add_errors(form, error)
        else:
            text = _("Handed over to %(person)s.") % {"person": form.cleaned_data["user"]}
            return done(request, reverse("relationships:reminder_list"), text)
    context = {"form": form, "reminder": reminder, "next": where_from(request)}
    template = dialog_or_page(request, "relationships/reminder_hand_over.html")
    return render(request, template, context, status=422 if form.errors else 200)


@require_POST
def reminder_discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    discard_reminder(by=request.user, reminder=_own(request, pk))
    undo = reverse("relationships:trash_restore", args=["reminder", pk])
    return done(request, reverse("relationships:reminder_list"), _("Moved to the trash."), undo=undo)
