"""Logging a contact and changing it later."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.actions.record import StaleRecord
from accounts.models import User
from partners.actions.partner import add_partner, change_partner
from relationships.actions.interaction import change_interaction, log_interaction
from relationships.models import Interaction


def test_a_contact_holds_what_was_said_about_it(cast, lindner):
    moment = timezone.now() - timedelta(hours=2)
    made = log_interaction(
        by=cast.anna, partners=[lindner], channel="visit", happened_at=moment, text="Went through two invoices",
        mood_before=2, mood_after=5, value_given="A date", value_received="Samples", energy="gave",
        people_involved=[cast.ben],
    )  # fmt: skip
    found = Interaction.objects.get(pk=made.pk)
    assert (found.author, found.team, found.visibility, found.happened_at, found.lift, found.version) == (
        cast.anna, cast.team, "team", moment, 3, 1,
    )  # fmt: skip
    assert (list(found.partners.all()), list(found.people_involved.all())) == ([lindner], [cast.ben])


def links(interaction):
    """Of each link the partner and when it says that the contact was."""
    return [
        sorted(through.objects.filter(interaction=interaction.pk).values_list("partner__name", "happened_at"))
        for through in (Interaction.organisations.through, Interaction.partners.through)
    ]


def test_its_links_say_when_it_was_whatever_is_changed(cast, lindner):
    then, later = (timezone.now() - timedelta(days=days) for days in (9, 2))
    rolf = add_partner(by=cast.anna, name="Rolf Lindner", kind="person", organisation=lindner)
    made = log_interaction(by=cast.anna, partners=[rolf], happened_at=then)
    names = [[("Druckhaus Lindner", then)], [("Rolf Lindner", then)]]
    assert links(made) == names
    moved = change_interaction(by=cast.anna, interaction=made, version=1, happened_at=later)
    assert links(moved) == [[(name, later)] for [(name, _then)] in names]
    jana = add_partner(by=cast.anna, name="Jana Roth", kind="person", organisation=lindner)
    change_interaction(by=cast.anna, interaction=moved, version=2, happened_at=then, partners=[rolf, jana])
    assert links(made) == [names[0], [("Jana Roth", then), ("Rolf Lindner", then)]]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"mood_before": 0}, "mood_before"),
        ({"mood_before": 6}, "mood_before"),
        ({"mood_after": "good"}, "mood_after"),
        ({"happened_at": datetime(1026, 3, 1, tzinfo=UTC)}, "happened_at"),
        ({"happened_at": datetime(2126, 3, 1, tzinfo=UTC)}, "happened_at"),
        ({"text": "x" * 100_000}, "text"),
        ({"value_given": "x" * 100_000}, "value_given"),
        ({"channel": "pigeon"}, "channel"),
        ({"energy": "plenty"}, "energy"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_field(cast, lindner, fields, wrong):
    with pytest.raises(ValidationError) as refused:
        log_interaction(by=cast.anna, partners=[lindner], **fields)
    assert list(refused.value.error_dict) == [wrong]
    assert not Interaction.objects.exists()


def test_partners_and_people_are_ones_that_one_sees(cast, lindner, kerner):
    for fields, wrong in (
        ({"partners": []}, "partners"),
        ({"partners": [lindner, kerner]}, "partners"),
        ({"partners": [lindner], "people_involved": [cast.otto]}, "people_involved"),
        ({"partners": [lindner], "team": cast.other_team}, "team"),
    ):
        with pytest.raises(ValidationError) as refused:
            log_interaction(by=cast.anna, **fields)
        assert list(refused.value.error_dict) == [wrong]
    assert not Interaction.objects.exists()


def test_who_belongs_to_no_team_logs_nothing(cast, lindner):
    for nobody in (cast.ada, cast.dora):
        with pytest.raises((PermissionDenied, ValidationError)):
            log_interaction(by=nobody, partners=[lindner], text="x")
    assert not Interaction.objects.exists()


@pytest.mark.parametrize("name", ["mood_before", "mood_after"])
def test_a_colleagues_mood_is_noted_only_where_the_team_wants_it(cast, colleague, lindner, name):
    with pytest.raises(ValidationError) as refused:
        log_interaction(by=cast.anna, partners=[lindner, colleague], **{name: 4})
    assert list(refused.value.error_dict) == [name]
    assert not Interaction.objects.exists()
    cast.team.mood_for_colleagues = True
    cast.team.save()
    made = log_interaction(by=User.objects.get(pk=cast.anna.pk), partners=[lindner, colleague], **{name: 4})
    assert getattr(Interaction.objects.get(pk=made.pk), name) == 4


def test_a_mood_does_not_come_in_by_changing_the_contact(cast, colleague):
    made = log_interaction(by=cast.anna, partners=[colleague], text="x")
    with pytest.raises(ValidationError):
        change_interaction(by=cast.anna, interaction=made, version=1, mood_before=4)
    assert Interaction.objects.get(pk=made.pk).mood_before is None


def test_adding_a_colleague_to_a_contact_with_moods_is_refused(cast, lindner, colleague):
    made = log_interaction(by=cast.anna, partners=[lindner], mood_after=4)
    with pytest.raises(ValidationError) as refused:
        change_interaction(by=cast.anna, interaction=made, version=1, partners=[lindner, colleague])
    assert list(refused.value.error_dict) == ["mood_after"]
    assert list(made.partners.all()) == [lindner]


def test_only_its_author_changes_a_contact(cast, lindner):
    made = log_interaction(
        by=cast.anna, partners=[lindner], text="x", visibility="everyone", people_involved=[cast.ben]
    )
    for other in (cast.ben, cast.lena, cast.otto, cast.ada):
        with pytest.raises(PermissionDenied):
            change_interaction(by=other, interaction=Interaction.objects.get(pk=made.pk), version=1, text="y")
    assert Interaction.objects.get(pk=made.pk).text == "x"


def test_a_stale_change_is_refused(cast, lindner):
    made = log_interaction(by=cast.anna, partners=[lindner], text="one")
    change_interaction(by=cast.anna, interaction=Interaction.objects.get(pk=made.pk), version=1, text="two")
    with pytest.raises(StaleRecord) as stale:
        change_interaction(by=cast.anna, interaction=made, version=1, text="three")
    assert (stale.value.current.text, Interaction.objects.get(pk=made.pk).text) == ("two", "two")


def test_a_contact_stays_with_the_organisation_of_then(cast, lindner):
    roth = add_partner(by=cast.anna, name="T. Roth", kind="person", organisation=lindner)
    made = log_interaction(by=cast.anna, partners=[roth], text="x")
    other = add_partner(by=cast.anna, name="Papier Sommer", natural_person="no")
    change_partner(by=cast.anna, partner=roth, version=roth.version, organisation=other)
    change_interaction(by=cast.anna, interaction=made, version=1, partners=[roth], text="y")
    assert list(made.organisations.all()) == [lindner]


def test_the_history_says_who_changed_what(cast, lindner):
    made = log_interaction(by=cast.anna, partners=[lindner], text="one")
    change_interaction(by=cast.anna, interaction=made, version=1, text="two")
    newest, *_rest, oldest = made.history.order_by("-history_id")
    assert (oldest.text, newest.text) == ("one", "two")
