"""The minutes of a meeting that has ended: to read, to take away, to send after seeing to whom."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.forms.record import add_errors
from accounts.models import Notification
from relationships.access import may_take_part
from relationships.actions.review import send_minutes
from relationships.forms.review import RecipientsForm
from relationships.models import ReviewRating
from relationships.queries.circle import invited_to
from relationships.reports.as_pdf import how_to_get_it, is_available
from relationships.reports.review import review_minutes as content_of
from relationships.views.report import send
from relationships.views.review import review_of


@require_http_methods(["GET", "POST"])
def review_minutes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Each reads their own copy; with ?format=pdf it is a file. Sending shows first who gets one."""
    review = review_of(request, pk)
    if not review.is_closed:
        return redirect("relationships:review_detail", pk)
    user = request.user
    minutes = content_of(review, user=user, at=timezone.now())
    if request.GET.get("format") == "pdf":
        return send(request, minutes, "pdf")
    people = invited_to(review)
    form = RecipientsForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        try:
            count = send_minutes(by=user, review=review, people=list(form.cleaned_data["people"]))
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _sent(count))
            return redirect("relationships:review_minutes", pk)
    told = Notification.objects.filter(kind="minutes", key=f"minutes:{pk}", user__in=people)
    context = {
        "review": review, "series": review.series, "minutes": minutes, "form": form, "people": people,
        "sent_to": set(told.values_list("user", flat=True)), "takes_part": may_take_part(user, review),
        "rating": ReviewRating.objects.filter(review=review, user=user.pk).first(),
        "missing": "" if is_available() else how_to_get_it(),
    }  # fmt: skip
    return render(request, "relationships/review_minutes.html", context, status=422 if form.errors else 200)


def _sent(count: int) -> str:
    if not count:
        return _("Everyone you chose has had the minutes already.")
    return ngettext("The minutes go to %(count)s person.", "The minutes go to %(count)s people.", count) % {
        "count": count
    }
