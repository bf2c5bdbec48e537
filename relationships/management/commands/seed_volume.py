"""`manage.py seed_volume --partners 100000 --interactions 1000000 --issues 100000` fills in as much as a company has."""

from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from tqdm import tqdm

from accounts.models import User
from relationships.actions.standing import recount_everything
from relationships.demo.volume import EMAIL, Size, Volume
from relationships.models import Standing

PARTNERS_A_TEAM = 5_000


class Command(BaseCommand):
    help = "Fill a database with as much as a large company has, to measure and try things on; no history is made."

    def add_arguments(self, parser: ArgumentParser) -> None:
        for name, default in (("partners", 10_000), ("interactions", 100_000), ("issues", 10_000)):
            parser.add_argument(f"--{name}", type=int, default=default, help=f"how many (default: {default})")
        parser.add_argument(
            "--teams", type=int, help=f"how many (default: one for {PARTNERS_A_TEAM} partners, at least 3)"
        )
        parser.add_argument("--seed", type=int, default=1, help="the same number makes the same again (default: 1)")

    def handle(self, *args: Any, **options: Any) -> None:
        size = _size(options)
        if User.objects.filter(email=EMAIL).exists():
            raise CommandError(f"There is a volume already ({EMAIL}). Use an empty database.")
        started, hidden = monotonic(), options["verbosity"] == 0
        with (
            transaction.atomic(),
            tqdm(total=size.rows, unit=" rows", unit_scale=True, disable=hidden, desc="rows") as bar,
        ):
            Volume(size, timezone.now(), options["seed"], bar.update).fill()
        copied = monotonic()
        with tqdm(total=size.partners, unit=" partners", unit_scale=True, disable=hidden, desc="standings") as bar:
            recount_everything(told=bar.update)
        built = monotonic()
        with tqdm(total=size.partners, unit=" partners", unit_scale=True, disable=hidden, desc="once more") as bar:
            wrong = recount_everything(told=bar.update)
        if wrong:
            raise CommandError(f"{len(wrong)} standings came out differently the second time.")
        self.stdout.write(
            f"{size.partners:,} partners, {size.interactions:,} contacts and {size.issues:,} issues in {copied - started:.0f} s;"
            f" {Standing.objects.count():,} standings built in {built - copied:.0f} s, and the same again in"
            f" {monotonic() - built:.0f} s. {EMAIL} leads the first team."
        )


def _size(options: dict[str, Any]) -> Size:
    teams = options["teams"] or max(3, options["partners"] // PARTNERS_A_TEAM)
    size = Size(options["partners"], options["interactions"], options["issues"], teams)
    if min(size.partners, size.teams) < 1 or min(size.interactions, size.issues) < 0:
        raise CommandError("Give at least one partner and one team, and no negative numbers.")
    return size
