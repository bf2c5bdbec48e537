"""The history of records that have other rows on them: a new one is noted once, with what is on it."""

from typing import Any

from simple_history.models import HistoricalRecords


class History(HistoricalRecords):
    """As its parent, which would note a new record twice: as it is saved, and as soon as it gets its rows.

    `save_without_historical_record()`, the rows, then `note_as_made()`.
    """

    def add_extra_methods(self, cls: type[Any]) -> None:
        super().add_extra_methods(cls)
        cls.note_as_made = lambda record: self.create_historical_record(record, "+")
