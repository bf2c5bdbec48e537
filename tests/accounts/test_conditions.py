"""What is told of a constraint without the database is what the database says of it."""

from itertools import product

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, Q
from django.utils import timezone

from accounts.models import Record
from accounts.models.conditions import is_settled

# Their column takes no other value than those of its choices.
NEVER_BY_CHOICE = {"issue_severity_low_to_high", "interaction_mood_on_five_steps"}
CONSTRAINTS = [
    pytest.param(model, constraint, id=constraint.name)
    for model in apps.get_models()
    if issubclass(model, Record)
    for constraint in model._meta.constraints
    if getattr(constraint, "condition", None) is not None
]


def names_in(condition):
    for child in condition.children:
        if isinstance(child, Q):
            yield from names_in(child)
        else:
            name, wanted = child
            yield name.partition("__")[0]
            if isinstance(wanted, F):
                yield wanted.name


def values_of(field):
    if field.is_relation:
        return [None, 1]
    if field.choices:
        return [value for value, _label in field.choices]
    return {
        "BooleanField": [True, False],
        "DateTimeField": [None, timezone.now()],
        "DateField": [None, timezone.localdate()],
        "CharField": ["", "x"],
        "TextField": ["", "x"],
    }.get(field.get_internal_type(), [None, 0, 1, 3, 5, 6, 99])


def breaks(constraint, record):
    try:
        constraint.validate(type(record), record)
    except ValidationError:
        return True
    return False


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS)
def test_what_is_settled_is_not_broken(model, constraint):
    names = list(dict.fromkeys(names_in(constraint.condition)))
    fields = [model._meta.get_field(name) for name in names]
    settled = broken = 0
    for values in product(*[values_of(field) for field in fields]):
        record = model(**{field.attname: value for field, value in zip(fields, values, strict=True)})
        told, is_broken = is_settled(constraint, record), breaks(constraint, record)
        assert not (told and is_broken), values
        settled += told
        broken += is_broken
    assert settled or constraint.condition.connector == Q.XOR  # which is left to the database
    assert broken or not isinstance(constraint, CheckConstraint) or constraint.name in NEVER_BY_CHOICE


@pytest.mark.django_db
def test_a_contact_is_checked_and_saved_without_asking_what_can_be_told(cast, lindner, django_assert_num_queries):
    from relationships.models import Interaction

    contact = Interaction(team=cast.team, author=cast.anna, text="x", mood_after=4)
    with django_assert_num_queries(0):
        contact.full_clean()
    contact.mood_after = 6
    with pytest.raises(ValidationError) as refused:
        contact.full_clean()
    assert "mood_after" in refused.value.message_dict
