"""The history of records that have other rows on them: a new one is noted once, with what is on it."""

from typing import Any

from simple_history.models import HistoricalRecords


class History(HistoricalRecords):
    """As its parent, which would note a new record twice: as it is saved, and as soon as it gets its rows.

    `save_without_historical_record()`, the rows, then `note_as_made({field: rows})`, which need not read them again.
    """

    def add_extra_methods(self, cls: type[Any]) -> None:
        super().add_extra_methods(cls)

        def note_as_made(record: Any, rows: dict[str, list[Any]]) -> None:
            record.rows_as_made = rows
            try:
                self.create_historical_record(record, "+")
            finally:
                del record.rows_as_made

        cls.note_as_made = note_as_made

    def create_historical_record_m2ms(self, history_instance: Any, instance: Any) -> None:
        rows_as_made = getattr(instance, "rows_as_made", None)
        if rows_as_made is None:
            super().create_historical_record_m2ms(history_instance, instance)
            return
        for field in history_instance._history_m2m_fields:
            model = self.m2m_models[field]
            rows = rows_as_made.get(field.name, [])
            model.objects.bulk_create(
                model(
                    history=history_instance,
                    **{column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields},
                )
                for row in rows
            )
