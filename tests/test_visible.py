"""`Visible` and `InTeamOf` say what the querysets say, whatever the model and whoever asks."""

from django.apps import apps
from django.db.models import Exists, F, Model, OuterRef

from accounts.models import InTeamOf, Membership, ReadBy, Team, Visible
from partners.actions.partner import add_partner
from partners.models import Partner
from relationships.models import Appreciation, Idea, Interaction, Issue

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


def test_what_is_kept_of_who_reads_a_row_is_what_the_queryset_says_at_any_depth(everything):
    said: dict[tuple[type[Model], str], list[list[int]]] = {}
    kept: dict[tuple[type[Model], str], list[list[int]]] = {}
    for model in (model for model in MODELS if hasattr(model._default_manager, "read_by")):
        rows = model._default_manager
        for role, user in everything.cast.roles().items():
            if user and user.is_active:
                inside = rows.filter(ReadBy(model, user), pk__in=rows.filter(ReadBy(model, user)).values("pk"))
                beside = rows.exclude(~Exists(rows.filter(ReadBy(model, user), pk=OuterRef("pk"))))
                kept[model, role] = [ids(rows.filter(ReadBy(model, user))), ids(inside), ids(beside)]
                said[model, role] = [ids(rows.filter(rows.read_by(user)))] * 3
    assert kept == said
    assert len({model for model, _role in said}) >= 5
    assert (
        sum(bool(found) and len(found) < model._default_manager.count() for (model, _r), (found, *_) in said.items())
        > 10
    )


def test_the_ways_in_which_one_may_read_entries_lead_to_all_that_one_may_read_and_nothing_else(everything):
    by_ways: dict[tuple[type[Model], str], set[int]] = {}
    visible: dict[tuple[type[Model], str], set[int]] = {}
    counts: dict[type[Model], int] = {}
    for model in (Interaction, Issue, Appreciation, Idea):
        for role, user in everything.cast.roles().items():
            if user and user.is_active:
                rows = model._default_manager.visible_to(user).exclude(text="Not a word of this")
                ways = rows.each_way()
                counts[model] = len(ways)
                by_ways[model, role] = {pk for way in ways for pk in ids(way)}
                visible[model, role] = set(ids(rows))
    assert by_ways == visible
    assert all(count > 3 for count in counts.values())
    assert sum(map(bool, visible.values())) > 10


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
