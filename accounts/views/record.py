"""What pages that change a record have in common: errors of actions, and the page with both texts on a lost race."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase

from accounts.actions.record import StaleRecord
from accounts.forms.record import ActionForm


class ActionFormMixin:
    """For CreateView and UpdateView over an ActionForm; `form.save()` calls the action.

    A dialog asks with htmx: it then gets the form's fragment back while there are errors, and 204 with the events
    `dialog:close` and `list:changed` once it is saved.
    """

    request: HttpRequest
    object: Any

    def get_template_names(self) -> list[str]:
        """The whole page, or for the shared dialog its form alone."""
        names = super().get_template_names()  # type: ignore[misc]
        return [f"{names[0]}#form"] if getattr(self.request, "htmx", False) else names

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}  # type: ignore[misc]

    def form_valid(self, form: ActionForm) -> HttpResponseBase:
        try:
            self.object = form.save()
        except ValidationError as error:
            form.add_errors(error)
            return self.form_invalid(form)
        except StaleRecord as stale:
            return self.conflict(form, stale)
        return HttpResponseRedirect(self.get_success_url())  # type: ignore[attr-defined]

    def form_invalid(self, form: ActionForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)  # type: ignore[attr-defined]

    def conflict(self, form: ActionForm, stale: StaleRecord) -> HttpResponse:
        """Both texts side by side, the draft kept in the form; saving it again is a decision."""
        rows = form.show_conflict(stale.current)
        context = self.get_context_data(form=form, conflict=rows)  # type: ignore[attr-defined]
        return self.render_to_response(context, status=409)  # type: ignore[attr-defined]
