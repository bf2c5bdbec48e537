"""A partner over the API; how a team stands with it comes along where the rows carry it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.models import Team, User
from accounts.serializers.fields import OneOf, Text, VisibleRow, VisibleRows
from accounts.serializers.record import RecordSerializer, StrictSerializer
from partners.actions.partner import add_partner, change_partner
from partners.actions.tag import tags_named
from partners.choices import PartnerRole
from partners.models import ContactPoint, Partner
from relationships.models.standing import NEVER, NO_CLIMATE, NO_DAY, NO_MOMENT

STANDING = ("last_contact_at", "next_touch_on", "open_issues", "oldest_issue_at", "climate")
SENTINELS = (NEVER, NO_DAY, NO_MOMENT)
AT_MOST = 50


class ContactPointSerializer(StrictSerializer):
    class Meta:
        model = ContactPoint
        fields = ("kind", "label", "value", "is_preferred")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The model's own check, here so that it is said at the contact point."""
        ContactPoint(**attrs).clean()
        return attrs


class ExternalNumberSerializer(serializers.Serializer):
    source = Text(max_length=60)  # type: ignore[assignment]
    number = Text(max_length=200)


class OwnTeams(VisibleRows):
    """The partner's teams as far as the reader belongs to them; the others stay untouched."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(rows=Team.objects.of, keep=False, **kwargs)


class Organisation(VisibleRow):
    """Shown as far as the reader sees it."""

    def get_attribute(self, instance: Partner) -> Any:
        seen = getattr(instance, "organisation_is_seen", None)
        if seen is None and instance.organisation_id:
            seen = self.get_queryset().filter(pk=instance.organisation_id).exists()  # type: ignore[union-attr]
        return super().get_attribute(instance) if seen else None


class TagNames(serializers.ListField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(child=Text(max_length=60), **kwargs)

    def get_attribute(self, instance: Partner) -> list[str]:
        """What a view has loaded as `tag_names`, None for none of them; else asked for here."""
        if hasattr(instance, "tag_names"):
            return instance.tag_names or []
        return [tag.name for tag in instance.tags.all()]

    def to_representation(self, data: list[str]) -> list[str]:
        return sorted(data)


class PartnerSerializer(RecordSerializer):
    roles = serializers.ListField(child=OneOf(choices=PartnerRole.choices), required=False, max_length=AT_MOST)
    organisation = Organisation(rows=Partner.objects.visible_to, required=False, allow_null=True)
    members = VisibleRows(rows=Partner.objects.visible_to, at_most=500, required=False)
    teams = OwnTeams(
        required=False, help_text=_("Those you belong to; a partner made without any gets the one at work.")
    )
    caretaker = VisibleRow(rows=User.objects.visible_to, keep=True, required=False, allow_null=True)
    user = VisibleRow(rows=User.objects.visible_to, keep=True, required=False, allow_null=True)
    tags = TagNames(required=False, max_length=AT_MOST, help_text=_("By name; what is new is made."))
    contact_points = ContactPointSerializer(many=True, required=False, max_length=AT_MOST)  # type: ignore[call-arg]
    external_numbers = ExternalNumberSerializer(many=True, required=False, max_length=AT_MOST)  # type: ignore[call-arg]
    last_contact_at = serializers.DateTimeField(read_only=True, allow_null=True, default=None)
    next_touch_on = serializers.DateField(read_only=True, allow_null=True, default=None)
    open_issues = serializers.IntegerField(read_only=True, allow_null=True, default=None)
    oldest_issue_at = serializers.DateTimeField(read_only=True, allow_null=True, default=None)

    climate = serializers.IntegerField(
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("0 to 100, for organisations and groups of five or more."),
    )

    class Meta:
        model = Partner
        fields = (
            "id", "kind", "name", "roles", "natural_person", "organisation", "position", "members", "language",
            "teams", "open_to_everyone", "caretaker", "cadence_ideal", "cadence_at_most", "tags", "notes", "user",
            "contact_points", "external_numbers", *STANDING, "created_at", "updated_at", "version",
        )  # fmt: skip

    def to_representation(self, instance: Partner) -> dict[str, Any]:
        for name in STANDING:
            if getattr(instance, name, None) in SENTINELS:
                setattr(instance, name, None)
        if getattr(instance, "climate", None) == NO_CLIMATE:
            instance.climate = None  # type: ignore[attr-defined]
        return super().to_representation(instance)

    @transaction.atomic
    def add(self, *, by: User, **fields: Any) -> Partner:
        return add_partner(by=by, **self._with_tags(fields, by))

    @transaction.atomic
    def change(self, record: Partner, *, by: User, version: int, **changes: Any) -> Partner:
        return change_partner(by=by, partner=record, version=version, **self._with_tags(changes, by))

    @staticmethod
    def _with_tags(fields: dict[str, Any], by: User) -> dict[str, Any]:
        return fields | {"tags": tags_named(fields["tags"], by=by)} if "tags" in fields else fields
