"""Drafts made into rows that the models accept; what they refuse is left away and said, but for the name."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.actions.bulk import check_new
from accounts.models import User
from partners.actions.bulk import NewPartner
from partners.choices import NaturalPerson, PartnerKind
from partners.models import ContactPoint, ExternalNumber, Partner
from partners.names import looks_like_person
from relationships.imports.drafts import Draft, PointDraft
from relationships.imports.text import shortened

MAX_NUMBER = 200


class Refused(Exception):
    """A draft that makes no partner; the message says why."""


def partner_rows(draft: Draft, *, by: User, source: str, roles: tuple[str, ...]) -> NewPartner:
    """The rows of a new partner, checked; remarks on the draft say what was left away. Raises Refused."""
    said = draft.partner
    if len(said.number) > MAX_NUMBER:
        raise Refused(_("the number has more than %d characters") % MAX_NUMBER)
    partner = Partner(
        name=said.name,
        kind=said.kind or PartnerKind.ORGANISATION,
        natural_person=_natural_person(said.kind, said.name),
        position=said.position,
        language=said.language,
        notes=said.notes,
    )
    partner.roles = list({*roles, *said.roles})
    _check(partner, draft, by)
    number = ExternalNumber(source=source, number=said.number)
    check_new(number)
    return NewPartner(partner, _points(draft), [number])


def organisation_rows(name: str, *, by: User, roles: tuple[str, ...]) -> NewPartner | None:
    """The row of an organisation that somebody in the file belongs to; None where its name cannot be one."""
    partner = Partner(name=name, natural_person=_natural_person("", name))
    partner.roles = list(roles)
    try:
        check_new(partner, by=by)
    except ValidationError:
        return None
    return NewPartner(partner)


def _natural_person(kind: str, name: str) -> NaturalPerson:
    if kind == PartnerKind.PERSON:
        return NaturalPerson.YES
    return NaturalPerson.UNKNOWN if looks_like_person(name) else NaturalPerson.NO


def _check(partner: Partner, draft: Draft, by: User) -> None:
    """A wrong note or position is left away; without its name there is no partner."""
    try:
        check_new(partner, by=by)
    except ValidationError as error:
        wrong = error.message_dict
        if "name" in wrong:
            raise Refused(_("the name: %s") % " ".join(wrong["name"])) from error
        for name, messages in wrong.items():
            draft.remarks.append(_left_away(_title(name), messages))
            setattr(partner, name, "")
        check_new(partner, by=by)


def _points(draft: Draft) -> list[ContactPoint]:
    points: dict[tuple[str, str], ContactPoint] = {}
    for said in draft.partner.points:
        point = ContactPoint(kind=said.kind, label=said.label, value=said.value, is_preferred=said.is_preferred)
        try:
            check_new(point)
        except ValidationError as error:
            draft.remarks.append(_left_away(_shown(said), error.messages))
        else:
            points.setdefault((point.kind, point.value), point)
    return list(points.values())


def _shown(point: PointDraft) -> str:
    return f"“{shortened(point.value)}”"


def _title(name: str) -> str:
    return str(getattr(Partner._meta.get_field(name), "verbose_name", name))


def _left_away(what: str, messages: list[str]) -> str:
    return _("%(what)s left away: %(why)s") % {"what": what, "why": " ".join(messages)}
