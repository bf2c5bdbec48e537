"""`Visible` and `InTeamOf` say what the querysets say, whatever the model and whoever asks."""

from django.apps import apps
from django.db.models import F, Model

from accounts.models import InTeamOf, Membership, Team, Visible
from partners.actions.partner import add_partner
from partners.models import Partner

MODELS = [model for model in apps.get_models() if hasattr(model._default_manager, "visible_to")]


def ids(rows):
    return sorted(rows.values_list("pk", flat=True), key=str)


def test_it_tells_of_every_model_and_everybody_what_visible_to_tells(everything):
    cast = everything.cast
    seen: dict[tuple[type[Model], str], list[int]] = {}
    told: dict[tuple[type[Model], str], list[int]] = {}
    for model in MODELS:
        for role, user in cast.roles().items():
            if user:
                seen[model, role] = ids(model._default_manager.visible_to(user))
                told[model, role] = ids(model._default_manager.filter(Visible(model, user, "pk")))
    assert told == seen
    assert sum(map(bool, seen.values())) > 40


def test_it_asks_of_the_row_outside_even_where_both_read_the_same_table(everything):
    cast = everything.cast
    partner = add_partner(
        by=cast.anna, name="Jule", kind="person", organisation=Partner.objects.get(name="Druckhaus Lindner")
    )
    for user, sees in [(cast.anna, True), (cast.otto, False)]:
        person = Partner.objects.annotate(is_seen=Visible(Partner, user, "organisation")).get(pk=partner.pk)
        assert person.is_seen is sees


def test_belonging_ends_with_the_membership(everything):
    cast = everything.cast
    rows = Team.objects.filter(InTeamOf(cast.ben, "pk"))
    assert [team.name for team in rows.all()] == ["Purchasing"]
    assert Partner.objects.filter(~InTeamOf(cast.ben, F("teams"))).exists()
    Membership.objects.filter(user=cast.ben).delete()
    assert list(rows.all()) == []
