"""People with an account, for administrators."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import CreateView, UpdateView

from accounts.access import may_change_users
from accounts.actions.password_link import ask_for_password_link, make_password_link
from accounts.actions.user import change_user
from accounts.filters.user import UserFilter
from accounts.forms.user import UserCreateForm, UserUpdateForm
from accounts.models import Membership, User
from accounts.queries.keyset import Sort
from accounts.views.listing import ListPage
from accounts.views.record import ActionFormMixin


class ForAdministrators:
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        _must_administrate(request)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class UserList(ForAdministrators, ListPage):
    template_name = "accounts/user_list.html"
    filterset_class = UserFilter
    sorts = {"name": Sort("name")}
    default_sort = "name"

    def get_rows(self) -> QuerySet[User]:
        return User.objects.visible_to(self.request.user)

    @classmethod
    def load(cls, rows: QuerySet[User], user: User) -> QuerySet[User]:
        return rows.prefetch_related(Prefetch("memberships", Membership.objects.select_related("team")))


class UserCreate(ForAdministrators, ActionFormMixin, CreateView):
    model = User
    form_class = UserCreateForm
    template_name = "accounts/user_form.html"

    def form_valid(self, form: Any) -> HttpResponseBase:
        response = super().form_valid(form)
        if response.status_code != 302:
            return response
        return _hand_out_link(self.request, self.object, is_new=True)

    def get_success_url(self) -> str:
        return str(reverse_lazy("accounts:user_list"))


class UserUpdate(ForAdministrators, ActionFormMixin, UpdateView):
    form_class = UserUpdateForm
    template_name = "accounts/user_form.html"
    success_url = reverse_lazy("accounts:user_list")

    def get_queryset(self) -> QuerySet[User]:
        return User.objects.visible_to(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        memberships = self.object.memberships.select_related("team").order_by("team__name")
        # "user" would hide who is signed in from the page around the form.
        return super().get_context_data(person=self.object, memberships=memberships, **kwargs) | {
            "user": self.request.user
        }


@require_POST
def send_link(request: HttpRequest, pk: int) -> HttpResponse:
    return _hand_out_link(request, _person(request, pk), is_new=False)


@require_POST
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    person = change_user(by=request.user, user=_person(request, pk), is_active=False)
    messages.success(request, _("%(name)s is signed out everywhere and can no longer sign in.") % {"name": person})
    return redirect("accounts:user_list")


@require_POST
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    person = change_user(by=request.user, user=_person(request, pk), is_active=True)
    messages.success(request, _("%(name)s may sign in again.") % {"name": person})
    return redirect("accounts:user_list")


def _hand_out_link(request: HttpRequest, person: User, *, is_new: bool) -> HttpResponse:
    """Mail the link, and show it this once: mail may not be set up, and nothing keeps it for a page after a redirect."""
    link = make_password_link(by=request.user, user=person)
    ask_for_password_link(email=person.email)
    return render(request, "accounts/user_link.html", {"person": person, "link": link, "is_new": is_new})


def _person(request: HttpRequest, pk: int) -> User:
    _must_administrate(request)
    return get_object_or_404(User.objects.visible_to(request.user), pk=pk)


def _must_administrate(request: HttpRequest) -> None:
    if not may_change_users(request.user):
        raise PermissionDenied
