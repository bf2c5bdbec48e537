"""The floor: 25 rows by a bare Django page, a bare DRF list with a cursor, and bare SQL; a bare insert.

Bare is what Django does by itself: the rows that are listed are not of our models, which are made more quickly.
"""

import json
import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.floor_settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.contrib.auth.decorators import login_required
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from rest_framework.generics import ListAPIView
from rest_framework.pagination import CursorPagination
from rest_framework.permissions import IsAuthenticated
from rest_framework.serializers import ModelSerializer

from partners.models import Partner as OurPartner
from relationships.models import Interaction


def bare(model: type[models.Model]) -> dict[str, Any]:
    """The columns of a model as fields without any of its behaviour."""
    columns: list[Any] = model._meta.concrete_fields  # type: ignore[assignment]
    return {
        column.attname: models.BigIntegerField(null=column.null) if column.is_relation else column.clone()
        for column in columns
    }


class Meta:
    app_label = "benchmarks"
    managed = False
    db_table = OurPartner._meta.db_table


Partner: Any = type("Partner", (models.Model,), {"__module__": __name__, "Meta": Meta, **bare(OurPartner)})

PAGE = engines["django"].from_string(
    "<!doctype html><title>Floor</title><table>{% for row in rows %}<tr><td>{{ row.name }}</td><td>{{ row.kind }}</td>"
    "<td>{{ row.created_at }}</td></tr>{% endfor %}</table>"
)


@login_required
def page(request: HttpRequest) -> HttpResponse:
    rows = Partner.objects.filter(discarded_at=None).order_by("sort_key", "pk")[:25]
    return HttpResponse(PAGE.render({"rows": rows, "user": request.user}, request))


def bare_sql(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, name, kind FROM partners_partner WHERE discarded_at IS NULL ORDER BY sort_key, id LIMIT 25"
        )
        return HttpResponse(json.dumps(cursor.fetchall()), content_type="application/json")


@csrf_exempt
@login_required
def insert(request: HttpRequest) -> HttpResponse:
    team = request.user.memberships.values_list("team_id", flat=True)[0]  # type: ignore[union-attr]
    made = Interaction.objects.create(author=request.user, team_id=team, text="Bare", happened_at=timezone.now())  # type: ignore[misc]
    made.partners.add(int(request.POST["partner"]), through_defaults={"happened_at": made.happened_at})
    return HttpResponse(made.pk)


class Row(ModelSerializer):
    class Meta:
        model = Partner
        fields = ["id", "name", "kind", "is_customer", "is_supplier", "created_at"]


class ByName(CursorPagination):
    page_size = 25
    ordering = ("sort_key", "id")


class Listed(ListAPIView):
    queryset: Any = Partner.objects.filter(discarded_at=None)
    serializer_class = Row
    pagination_class = ByName
    permission_classes = [IsAuthenticated]
    filter_backends: list[Any] = []


urlpatterns = [
    path("page/", page),
    path("list/", Listed.as_view()),
    path("bare/", bare_sql),
    path("insert/", insert),
]
