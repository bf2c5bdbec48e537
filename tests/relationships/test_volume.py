"""`manage.py seed_volume`: what it says it makes, the same again by the same seed, and a database that works afterwards."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts.models import Team, User
from partners.actions.partner import add_partner
from partners.models import Partner
from relationships.actions.standing import rebuild_standings
from relationships.demo.volume import EMAIL, Size, Volume
from relationships.models import Interaction, Issue, Reminder, Standing

NOW = timezone.now()


def seed(**more: int) -> None:
    call_command("seed_volume", partners=200, interactions=1500, issues=150, verbosity=0, **more)


def test_it_makes_what_it_was_asked_for_and_pages_work(db, client: Client):
    seed()
    counts = [model.objects.count() for model in (Partner, Interaction, Issue, Team)]
    assert counts == [200, 1500, 150, 3]
    assert rebuild_standings() == []
    assert Standing.objects.exclude(open_issues=0).exists()
    user = User.objects.get(email=EMAIL)
    client.force_login(user)
    busiest = Partner.objects.visible_to(user).filter(interactions__isnull=False).first()
    pages = ["/", "/partners/", "/issues/", "/contacts/", "/reminders/", f"/partners/{busiest.pk}/"]
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)
    # Ids go on after those that were given.
    assert add_partner(by=user, name="One more", natural_person="no").pk > Partner.objects.order_by("pk")[199].pk


def test_it_obeys_the_rules_of_the_models(db):
    seed()
    for model in (Partner, Interaction, Issue, Reminder):
        for row in model.objects.all()[:100]:
            row.clean_fields()
            row.clean()
            row.validate_constraints()


def test_the_same_seed_makes_the_same_again(db):
    def made(seed: int) -> list[tuple[str, str]]:
        with transaction.atomic():
            Volume(Size(partners=50, interactions=60, issues=20, teams=3), NOW, seed).fill()
            found = [*Partner.objects.order_by("pk").values_list("name", "created_at")]
            found += Interaction.objects.order_by("pk").values_list("text", "happened_at")
            transaction.set_rollback(True)
        return found

    assert made(7) == made(7) != made(8)


def test_it_refuses_what_it_cannot_fill(db):
    with pytest.raises(CommandError, match="at least one partner"):
        call_command("seed_volume", partners=0, verbosity=0)
    seed()
    with pytest.raises(CommandError, match="Use an empty database"):
        seed()
