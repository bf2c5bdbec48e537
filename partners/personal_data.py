"""Which fields of the address book say something about a person (see accounts.personal_data)."""

from accounts.personal_data import declare
from partners.models import ContactPoint, ExternalNumber, Partner, Tag

declare(
    Partner,
    personal=[
        "name", "sort_key", "organisation", "position", "members", "language", "notes", "user", "caretaker", "tags",
        "natural_person",
    ],
    other=[
        "kind", "is_customer", "is_supplier", "is_colleague", "teams", "open_to_everyone", "cadence_ideal",
        "cadence_at_most",
    ],
    about=["pk", "user"],
)  # fmt: skip
declare(ContactPoint, personal=["partner", "label", "value"], other=["id", "kind", "is_preferred"], about=["partner"])
declare(ExternalNumber, personal=["partner", "number"], other=["id", "source"], about=["partner"])
declare(Tag, personal=["name"], other=["cadence_ideal", "cadence_at_most"])
