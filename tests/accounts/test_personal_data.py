"""Every field of every model of ours says in one registry whether it is personal."""

from django.apps import apps

from accounts.personal_data import registry

OURS = ("accounts", "partners", "relationships", "climate")
# What a history adds to the fields of its model; who changed it is personal, the rest is not.
HISTORY = {
    "history_id",
    "history_date",
    "history_type",
    "history_change_reason",
    "history_user",
    "history",
    "m2m_history_id",
}


def fields_of(model: type) -> set[str]:
    return {field.name for field in [*model._meta.concrete_fields, *model._meta.many_to_many]}


def test_every_field_is_declared_and_nothing_else():
    models = [model for model in apps.get_models() if model._meta.app_label in OURS]
    declared = {}
    for model in models:
        if not model.__name__.startswith("Historical"):
            entry = registry[model]
            declared[model.__name__] = entry.personal | entry.other
            assert not entry.personal & entry.other, model
    assert declared == {model.__name__: fields_of(model) for model in models if model.__name__ in declared}


def test_histories_hold_no_field_that_their_model_does_not_declare():
    for model in apps.get_models():
        if model._meta.app_label not in OURS or not model.__name__.startswith("Historical"):
            continue
        tracked = getattr(model, "instance_type", None)
        if tracked is None or tracked._meta.auto_created:  # a many-to-many field's: the two keys of the link
            continue
        entry = registry[tracked]
        assert fields_of(model) - HISTORY <= entry.personal | entry.other, model


def test_text_is_always_personal_unless_it_is_a_choice():
    for model, entry in registry.items():
        for field in model._meta.concrete_fields:
            if field.get_internal_type() == "TextField":
                assert field.name in entry.personal, (model, field)
