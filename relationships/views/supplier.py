"""Suppliers one enjoys working with: what they give, side by side for a few."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from partners.forms.picked import picked_ids
from relationships.queries.idea_facts import IN_TIME, organisations
from relationships.queries.supplier import MOST, PERIOD, what_they_give

OFFERED = 300


def side_by_side(request: HttpRequest) -> HttpResponse:
    picked = picked_ids(request.GET.getlist("partner"))[:MOST]
    offered = organisations(request.user).filter(is_supplier=True)[:OFFERED]
    context = {
        "columns": what_they_give(request.user, picked, at=timezone.now()) if picked else [],
        "picked": picked,
        "offered": offered,
        "in_time": IN_TIME,
        "days": PERIOD,
        "most": MOST,
    }
    return render(request, "relationships/suppliers.html", context)
