"""Enter everybody into the address book."""

from typing import Any

from partners.actions.partner import add_partner
from partners.actions.tag import tags_named
from partners.choices import PartnerKind
from relationships.demo.organisation import ORGANISATIONS, Organisation
from relationships.demo.person import AS_COLLEAGUES, PEOPLE, Person
from relationships.demo.scene import Scene

BOOKKEEPING = ("Buchhaltung", "Bookkeeping")
OLD_CARDS = ("Kartei", "Card index")


def fill_partners(scene: Scene) -> None:
    groups = [row for row in ORGANISATIONS if row.kind == PartnerKind.GROUP]
    for row in ORGANISATIONS:
        if row not in groups:
            _add_organisation(scene, row)
    for person in PEOPLE:
        _add_person(scene, person)
    for group in groups:
        _add_organisation(scene, group)
    for key, position in AS_COLLEAGUES.items():
        user = scene.users[key]
        points = [{"kind": "email", "value": user.email, "is_preferred": True}]
        scene.partners[f"colleague-{key}"] = add_partner(
            by=scene.users["marlene"], name=user.name, kind=PartnerKind.PERSON, is_colleague=True, user=user,
            position=scene.say(position), language=scene.language, contact_points=points,
            teams=list(scene.teams.values()),
        )  # fmt: skip


def _add_organisation(scene: Scene, row: Organisation) -> None:
    marlene = scene.users["marlene"]
    ideal, at_most = row.cadence or (None, None)
    numbers = [{"source": scene.say(BOOKKEEPING), "number": row.number}] if row.number else []
    if row.key in {"lindner", "bibliothek", "kessler"}:
        numbers.append({"source": scene.say(OLD_CARDS), "number": f"K-{row.number[-3:]}"})
    scene.partners[row.key] = add_partner(
        by=marlene,
        name=scene.say(row.name),
        kind=row.kind,
        natural_person=row.natural_person,
        **_roles_and_teams(scene, row),
        open_to_everyone=row.open_to_everyone,
        caretaker=scene.users[row.caretaker],
        cadence_ideal=ideal,
        cadence_at_most=at_most,
        language="" if row.kind == PartnerKind.GROUP else "de",
        tags=tags_named([scene.say(tag) for tag in row.tags], by=marlene),
        notes=scene.say(row.notes),
        members=scene.cast(row.members),
        contact_points=_points_of_organisation(row),
        external_numbers=numbers,
    )


def _roles_and_teams(scene: Scene, row: Organisation) -> dict[str, Any]:
    supplier, customer = "supplier" in row.roles, "customer" in row.roles
    keys = ["purchasing"] * (supplier or not customer) + ["sales"] * (customer or not supplier)
    teams = [] if row.open_to_everyone else [scene.teams[key] for key in keys]
    return {"is_supplier": supplier, "is_customer": customer, "teams": teams}


def _points_of_organisation(row: Organisation) -> list[dict[str, Any]]:
    if not row.town:
        return []
    return [
        {"kind": "email", "value": f"post@{row.key}.example", "is_preferred": True},
        {"kind": "link", "value": f"https://{row.key}.example"},
        {"kind": "address", "value": row.town},
    ]


def _add_person(scene: Scene, person: Person) -> None:
    organisation = scene.partners[person.organisation]
    points: list[dict[str, Any]] = [{"kind": "phone", "value": person.phone, "is_preferred": True}]
    if person.mobile:
        points.append({"kind": "phone", "label": "mobile", "value": person.mobile})
    if person.email:
        points.append({"kind": "email", "value": person.email})
    scene.partners[person.key] = add_partner(
        by=scene.users["marlene"],
        name=person.name,
        kind=PartnerKind.PERSON,
        organisation=organisation,
        position=scene.say(person.position),
        is_supplier=organisation.is_supplier,
        is_customer=organisation.is_customer,
        caretaker=organisation.caretaker,
        language="de",
        teams=list(organisation.teams.all()),
        notes=scene.say(person.notes),
        contact_points=points,
    )
