"""One's own preferences."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.urls import reverse_lazy
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.generic import UpdateView

from accounts.forms.user import PreferencesForm
from accounts.models import User
from accounts.views.record import ActionFormMixin


class SettingsPage(ActionFormMixin, UpdateView):
    form_class = PreferencesForm
    template_name = "accounts/settings.html"
    success_url = reverse_lazy("accounts:settings")

    def get_object(self, queryset: Any = None) -> User:
        # A row of its own: while the form has errors, the page around it still names the user as they are.
        return User.objects.get(pk=self.request.user.pk)

    def form_valid(self, form: Any) -> HttpResponseBase:
        response = super().form_valid(form)
        if response.status_code == 302:
            with translation.override(form.cleaned_data["language"]):
                messages.success(self.request, _("Saved."))
            # What was last chosen counts on this device, too.
            response.delete_cookie("theme", samesite="Lax")  # type: ignore[attr-defined]
        return response
