"""Pages that are drawn while the database still answers."""

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse

from accounts.ahead import asking_ahead


def drawn(answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The response of a view, drawn: what it announces may be asked for by its template."""
    with asking_ahead():
        response = answer()
        return response.render() if isinstance(response, SimpleTemplateResponse) else response
