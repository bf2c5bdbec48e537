"""Import partners, and contacts with them, from a CSV or a vCard file."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _
from tqdm import tqdm

from accounts.access import teams_of, working_team
from accounts.models import Team, User
from partners.choices import PartnerRole
from relationships.imports.columns import FIELDS
from relationships.imports.errors import ImportRefused
from relationships.imports.report import SHOWN, Report
from relationships.imports.run import Options, import_file
from relationships.imports.source import open_path

Progress = Callable[[int], None]


class Command(BaseCommand):
    help = "Import partners, and contacts with them, from a CSV or a vCard file. See docs/import.md."
    # They load every page, which an import does not need: seconds, and 40 MB.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a CSV file or vCards (2.1, 3.0, 4.0)")
        parser.add_argument(
            "--map", action="append", default=[], metavar="COLUMN=FIELD", dest="mapping",
            help=f"which column is which field; may be repeated. Fields: {', '.join(FIELDS)}",
        )  # fmt: skip
        parser.add_argument(
            "--role", action="append", default=[], dest="roles", choices=PartnerRole.values, help="role of new partners"
        )
        parser.add_argument("--team", metavar="NAME", help="the team they belong to")
        parser.add_argument(
            "--source", default="", metavar="NAME", help="whose numbers these are (default: csv or vcard)"
        )
        parser.add_argument("--interactions", action="store_true", help="make a contact of each line with a date")
        parser.add_argument("--dry-run", action="store_true", help="change nothing, say what would happen")
        parser.add_argument(
            "--as", dest="email", metavar="EMAIL", help="the user who imports (default: the administrator)"
        )
        parser.add_argument("--report", type=Path, metavar="FILE", help="write the whole report into this file, too")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user = _user(options["email"])
        except ImportRefused as error:
            raise CommandError(str(error)) from error
        # Messages of the models are put into words here, in the user's language.
        with translation.override(user.language):
            try:
                self._import(user, options)
            except (ImportRefused, ValidationError, PermissionDenied) as error:
                raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from error

    def _import(self, user: User, options: dict[str, Any]) -> None:
        team, why = _team(user, options["team"])
        path: Path = options["file"]
        wanted = Options(
            by=user,
            team=team,
            mapping=tuple(_pair(text) for text in options["mapping"]),
            roles=tuple(options["roles"]),
            source=options["source"],
            with_contacts=options["interactions"],
            dry_run=options["dry_run"],
        )
        with open_path(path) as raw, _writable(options["report"], path) as saved, self._bar(path) as progress:
            self.stdout.write(
                _("As %(user)s, into the team %(team)s (%(why)s).") % {"user": user.email, "team": team, "why": why}
            )
            report = import_file(raw, path.name, wanted, progress)
            if saved:
                saved.write("\n".join([*report.text(shown=None), ""]))
        self._tell(report)

    def _tell(self, report: Report) -> None:
        self.stdout.write(
            _("Source of the numbers: %(source)s. Encoding: %(encoding)s.")
            % {"source": report.source, "encoding": report.encoding}
        )
        for line in report.text():
            self.stdout.write(line)
        if any(len(entries) > SHOWN for entries in (report.left_out, report.remarks, report.persons, report.doubles)):
            self.stdout.write(_("Long lists were cut here; --report FILE writes all of it."))

    @contextmanager
    def _bar(self, path: Path) -> Iterator[Progress]:
        """A progress bar by bytes read, on a terminal only."""
        hidden = not sys.stderr.isatty()
        with tqdm(total=path.stat().st_size, unit="B", unit_scale=True, leave=False, disable=hidden) as bar:

            def show(position: int) -> None:
                bar.update(position - bar.n)

            yield show


@contextmanager
def _writable(path: Path | None, imported: Path) -> Iterator[Any]:
    """The opened report file, opened before anything is imported so that it cannot be missed afterwards."""
    if path is None:
        yield None
        return
    if path.exists() and path.samefile(imported):
        raise ImportRefused(_("The report would overwrite the file to import. Choose another name for it."))
    try:
        with path.open("w", encoding="utf-8") as file:
            yield file
    except OSError as error:
        raise ImportRefused(_("The report cannot be written to %s. Choose another place.") % path) from error


def _user(email: str | None) -> User:
    active = User.objects.active()
    if email:
        if not (user := active.filter(email__iexact=email).first()):
            raise ImportRefused(_("There is no active user %s.") % email)
        return user
    if not (user := active.filter(is_administrator=True).order_by("pk").first()):
        raise ImportRefused(
            _("There is no administrator yet. Start Rapport once with make start, or name a user with --as.")
        )
    return user


def _team(user: User, name: str | None) -> tuple[Team, str]:
    """The team to import into, and why that one."""
    own = teams_of(user)
    if not own:
        raise ImportRefused(_("%s does not belong to a team. Name somebody who does with --as EMAIL.") % user.email)
    if name:
        found = next((team for team in own if team.name.casefold() == name.strip().casefold()), None)
        if found is None:
            raise ImportRefused(
                _("%(user)s does not belong to a team “%(name)s”. Teams: %(teams)s")
                % {"user": user.email, "name": name, "teams": ", ".join(team.name for team in own)}
            )
        return found, _("as asked")
    if len(own) == 1:
        return own[0], _("their only team")
    team = working_team(user) or own[0]
    return team, _("the team at work; --team takes another: %s") % ", ".join(each.name for each in own)


def _pair(text: str) -> tuple[str, str]:
    column, said, name = text.rpartition("=")
    if not said or not column.strip():
        raise ImportRefused(_("“%s” is no mapping. Write --map COLUMN=field.") % text)
    return column.strip(), name.strip().lower()
