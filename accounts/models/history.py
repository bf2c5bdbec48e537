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

    def fields_included(self, model: type[Any]) -> list[Any]:
        """A link's history is that of what it joins; what it repeats of them is in theirs."""
        return [field for field in super().fields_included(model) if field.name not in repeated_by(model)]

    def create_historical_record_m2ms(self, history_instance: Any, instance: Any) -> None:
        rows_as_made = getattr(instance, "rows_as_made", None)
        for field in history_instance._history_m2m_fields:
            through = field.remote_field.through
            if rows_as_made is None:
                rows = through._default_manager.filter(**{field.m2m_field_name(): instance.pk})
            else:
                rows = rows_as_made.get(field.name, [])
            model, columns = self.m2m_models[field], [column.attname for column in self.fields_included(through)]
            model.objects.bulk_create(
                model(history=history_instance, **{name: getattr(row, name) for name in columns}) for row in rows
            )


def repeated_by(through: type[Any]) -> tuple[str, ...]:
    """What a table of links repeats of the record whose links they are, by its name there and here."""
    return getattr(through, "REPEATED", ())
