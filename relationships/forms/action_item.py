"""The forms of measures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.access import works_alone
from accounts.forms.record import ActionForm
from accounts.models import User
from partners.forms.picked import PickedPartnerField
from partners.models import Partner
from relationships.access import may_change_readers
from relationships.actions.action_item import add_action_item, change_action_item
from relationships.choices import Visibility
from relationships.forms.entry import Day
from relationships.models import ActionItem, Issue


class ActionItemForm(ActionForm):
    """What, who, by when; on its own also whom it concerns and who reads it."""

    owner = forms.ModelChoiceField(User.objects.none(), label=_("Who does it?"), empty_label=None)
    due_on = forms.DateField(label=_("By when?"), widget=Day(), required=False)
    issue = forms.ModelChoiceField(Issue.objects.none(), required=False, widget=forms.HiddenInput)
    partner = PickedPartnerField(label=_("Whom does it concern?"), required=False)
    visibility = forms.ChoiceField(label=_("Who reads it"), choices=Visibility.choices, required=False)

    class Meta:
        model = ActionItem
        fields = ["text", "owner", "due_on", "issue", "partner", "visibility"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["issue"].queryset = Issue.objects.visible_to(user)  # type: ignore[attr-defined]
        people = User.objects.active().visible_to(user)
        if not self.is_new:
            people = people | User.objects.filter(pk=self.instance.owner_id)
            del self.fields["issue"]
        self.fields["owner"].queryset = people.distinct()  # type: ignore[attr-defined]
        self.initial.setdefault("owner", user.pk)
        self.initial.setdefault("visibility", Visibility.TEAM)
        self._offer_partner(user)
        if works_alone(user) or not (self.is_new or may_change_readers(user, self.instance)):
            self.fields.pop("visibility", None)
        if works_alone(user):
            self.fields["owner"].widget = forms.HiddenInput()

    def _offer_partner(self, user: User) -> None:
        if self.on_issue:
            del self.fields["partner"], self.fields["visibility"]  # the issue says both
            return
        field: Any = self.fields["partner"]
        field.queryset = Partner.objects.visible_to(user)
        chosen = self.data.getlist("partner") if self.is_bound else self.initial.get("partner")  # type: ignore[attr-defined]
        field.show([chosen] if chosen and not isinstance(chosen, list) else chosen)

    @property
    def on_issue(self) -> bool:
        if not self.is_new:
            return self.instance.issue_id is not None
        return bool(self.data.get("issue") if self.is_bound else self.initial.get("issue"))

    def save(self, commit: bool = True) -> ActionItem:
        values = {name: value for name, value in self.values().items() if not (name == "visibility" and not value)}
        if self.is_new:
            return add_action_item(by=self.user, **values)
        return change_action_item(by=self.user, item=self.instance, version=self.cleaned_data["version"], **values)
