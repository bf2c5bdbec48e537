"""The whole import of one file, all or nothing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Team, User
from partners.access import may_add_partner
from relationships.actions.entry import choose_team
from relationships.imports.drafts import Understood
from relationships.imports.errors import ImportRefused
from relationships.imports.from_card import read_card_file
from relationships.imports.from_table import TableReader
from relationships.imports.report import Report
from relationships.imports.source import Source, read_source
from relationships.imports.table import read_table
from relationships.imports.write import Writer

ItemT = TypeVar("ItemT")
BATCH = 500
LONGEST_SOURCE = 60


@dataclass(frozen=True)
class Options:
    by: User
    team: Team
    mapping: tuple[tuple[str, str], ...] = ()
    roles: tuple[str, ...] = ()
    source: str = ""
    with_contacts: bool = False
    dry_run: bool = False


def import_file(
    raw: BinaryIO, name: str, options: Options, progress: Callable[[int], None] = lambda position: None
) -> Report:
    """Import an opened CSV or vCard file; `progress` hears how many bytes have been read.

    Raises ImportRefused where the file as a whole cannot be taken in; then, and on a trial run, nothing is written.
    """
    if not may_add_partner(options.by):
        raise PermissionDenied(_("You do not belong to a team yet. Ask an administrator to add you to one."))
    choose_team(options.by, options.team)
    source = read_source(raw, name)
    report, understood = _understand(source, options)
    try:
        with transaction.atomic():
            writer = Writer(options.by, options.team, options.roles, report)
            for batch in _batches(understood, BATCH):
                writer.write(batch)
                progress(source.position)
            writer.finish()
            transaction.set_rollback(options.dry_run)
    except IntegrityError as error:
        raise ImportRefused(
            _("Somebody else entered some of the same numbers at the same time. Nothing was imported; start it again.")
        ) from error
    return report


def _understand(source: Source, options: Options) -> tuple[Report, Iterable[Understood]]:
    is_vcard = source.is_vcard()
    known_as = " ".join((options.source or ("vcard" if is_vcard else "csv")).split())
    if len(known_as) > LONGEST_SOURCE:
        raise ImportRefused(_("The name of the source may have up to %d characters.") % LONGEST_SOURCE)
    report = Report(source=known_as, encoding=source.encoding, dry_run=options.dry_run)
    if is_vcard:
        if options.with_contacts or options.mapping:
            raise ImportRefused(
                _("A vCard file has no columns and no dated lines: leave --map and --interactions out.")
            )
        return report, read_card_file(source)
    table = read_table(source, list(options.mapping))
    if options.with_contacts and "happened_at" not in table.columns.of:
        raise ImportRefused(
            _('No column says when the contacts were. Name it with --map "COLUMN=happened_at". Columns: %s')
            % ", ".join(header for header in table.columns.headers if header)
        )
    report.columns, report.unused_columns = table.columns.described(), table.columns.unused()
    return report, TableReader(table, options.with_contacts)


def _batches(items: Iterable[ItemT], size: int) -> Iterator[list[ItemT]]:
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch
