"""The filters of the partner list, for page, API and export."""

from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.filters.boolean import TrueOrFalseFilter
from accounts.filters.choice import RecordChoiceFilter
from accounts.filters.clock import asked_at
from accounts.filters.filter_set import FilterSet
from accounts.filters.typed import TypedFilter
from accounts.models import ExistsForEach, Team, User
from partners.choices import NaturalPerson, PartnerKind, PartnerRole
from partners.models import Partner, Tag
from partners.queries.search import PARTNERS
from relationships.models import Standing

LAST_CONTACT = [
    ("month", _("within 30 days")),
    ("older_month", _("more than 30 days ago")),
    ("older_quarter", _("more than 90 days ago")),
    ("never", _("never")),
    ("overdue", _("going quiet")),
]


def visible_users(request: Any) -> QuerySet[User]:
    return User.objects.visible_to(request.user).only("name", "email") if request else User.objects.none()


def visible_tags(request: Any) -> QuerySet[Tag]:
    return Tag.objects.visible_to(request.user).only("name") if request else Tag.objects.none()


def visible_teams(request: Any) -> QuerySet[Team]:
    return Team.objects.of(request.user) if request else Team.objects.none()


def visible_organisations(request: Any) -> QuerySet[Partner]:
    return _visible_partners(request, PartnerKind.ORGANISATION)


def visible_groups(request: Any) -> QuerySet[Partner]:
    return _visible_partners(request, PartnerKind.GROUP)


def _visible_partners(request: Any, kind: PartnerKind) -> QuerySet[Partner]:
    return Partner.objects.visible_to(request.user).filter(kind=kind) if request else Partner.objects.none()


class PartnerFilter(FilterSet):
    """Filters on a queryset of `partners_for_list`; those on standings ask for `ours`."""

    q = TypedFilter()
    role = django_filters.ChoiceFilter(choices=PartnerRole.choices, method="filter_role", label=_("Role"))
    kind = django_filters.ChoiceFilter(choices=PartnerKind.choices, label=_("Kind"))
    tag = RecordChoiceFilter(field_name="tags", queryset=visible_tags, label=_("Tag"))
    caretaker = RecordChoiceFilter(queryset=visible_users, label=_("Caretaker"))
    last_contact = django_filters.ChoiceFilter(
        choices=LAST_CONTACT, method="filter_last_contact", label=_("Last contact")
    )
    open_issues = TrueOrFalseFilter(method="filter_open_issues", label=_("Open issues"))
    natural_person = django_filters.ChoiceFilter(choices=NaturalPerson.choices, label=_("Natural person"))
    organisation = RecordChoiceFilter(queryset=visible_organisations, label=_("Organisation"))
    group = RecordChoiceFilter(field_name="groups", queryset=visible_groups, label=_("Group"))

    search = PARTNERS
    planned_anew = met_in_order = frozenset({"last_contact"})

    class Meta:
        model = Partner
        fields: list[str] = []

    def filter_role(self, partners: Any, name: str, role: str) -> Any:
        return partners.filter(**{f"is_{role}": True})

    def filter_last_contact(self, partners: Any, name: str, choice: str) -> Any:
        if not self._knows_standings(partners):
            return partners
        now = asked_at(self)
        match choice:
            case "month":
                fits = Q(last_contact_at__gte=now - timedelta(days=30))
            case "older_month":
                fits = Q(last_contact_at__lt=now - timedelta(days=30))
            case "older_quarter":
                fits = Q(last_contact_at__lt=now - timedelta(days=90))
            case "never":
                fits = Q(last_contact_at__year=1900)
            case _:
                fits = Q(overdue_on__lt=timezone.localdate(now))
        if self.leaves_many:  # asked of one after the other, so that PostgreSQL does not put them all in order
            return partners.filter(
                ExistsForEach(Standing.objects.filter(fits, partner=OuterRef("pk"), team=OuterRef("of_team")))
            )
        return partners.filter(fits)

    def filter_open_issues(self, partners: Any, name: str, wanted: bool) -> Any:
        if not self._knows_standings(partners):
            return partners
        return partners.filter(open_issues__gt=0) if wanted else partners.filter(open_issues=0)

    @staticmethod
    def _knows_standings(partners: Any) -> bool:
        return "standing" in partners.query._filtered_relations
