"""What a column says over the API is what the framework would say of it."""

import pytest
from rest_framework import serializers
from rest_framework.test import APIRequestFactory

import config.urls  # noqa: F401 - imports them all
from accounts.serializers.record import StrictSerializer


def _all_of(kind):
    return [one for sub in kind.__subclasses__() for one in (sub, *_all_of(sub))]


# Their rows are opened, or joined with others, by the view that lists them.
OF_MORE_THAN_A_ROW = {"CheckInSerializer", "PrivateAnswerSerializer", "BoosterSerializer"}
LISTED = [
    kind
    for kind in _all_of(StrictSerializer)
    if hasattr(getattr(kind, "Meta", None), "model") and kind.__name__ not in OF_MORE_THAN_A_ROW
]


@pytest.mark.parametrize("kind", LISTED, ids=lambda kind: kind.__name__)
def test_it_says_the_same(everything, kind):
    request = APIRequestFactory().get("/")
    request.user = everything.cast.anna
    for row in kind.Meta.model._default_manager.order_by("-pk")[:5]:
        ours, framework = kind(row, context={"request": request}), kind(row, context={"request": request})
        assert ours.to_representation(row) == serializers.ModelSerializer.to_representation(framework, row)


def test_there_are_serializers():
    assert len(LISTED) > 12
