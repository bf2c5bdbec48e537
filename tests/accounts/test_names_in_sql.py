"""The SQL of who reads what is the same whichever part of it is asked for first: threads ask in any order."""

import pytest

from accounts.models import Visible, visible
from partners.models import Partner
from relationships.models import ActionItem, Idea, Interaction, Issue, Reminder

MODELS = [Partner, Interaction, Issue, Idea, ActionItem, Reminder]


def _texts(user, models):
    visible._kept.cache_clear()
    visible._condition.cache_clear()
    found = {}
    for model in models:
        rows = model.objects.visible_to(user).filter(Visible(model, user, "pk"))
        found[model] = rows.order_by("pk").query.get_compiler("default").as_sql()
    return found


@pytest.mark.parametrize("name", ["anna", "ada"])
def test_order_has_no_say(cast, name):
    user = getattr(cast, name)
    assert _texts(user, MODELS) == _texts(user, MODELS[::-1])


def test_names_fit_into_what_postgresql_keeps_of_a_name(cast):
    for text, _params in _texts(cast.anna, MODELS).values():
        assert max(map(len, text.replace('"', " ").replace(".", " ").split())) < 63
