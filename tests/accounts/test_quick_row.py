"""Rows that are read are those that Django's own way makes of them."""

from django.apps import apps
from django.db import models

from accounts.models import QuickRow


def test_a_row_is_what_django_makes_of_it(everything):
    checked = 0
    for model in apps.get_models():
        if not issubclass(model, QuickRow):
            continue
        names = [field.attname for field in model._meta.concrete_fields]
        for fields in (names, names[:3]):
            for values in model._default_manager.order_by("pk").values_list(*fields)[:5]:
                ours, django = model.from_db("default", fields, values), _as_django(model, fields, values)
                assert _told(ours) == _told(django)
                assert ours.get_deferred_fields() == django.get_deferred_fields()
                checked += 1
    assert checked > 50


def _as_django(model, fields, values):
    return models.Model.from_db.__func__(model, "default", fields, values)


def _told(row):
    return {name: value for name, value in vars(row).items() if name != "_state"}, row._state.adding, row._state.db
