"""A tag's name, and how often the partners under it want to be heard of."""

from django.utils.translation import gettext_lazy as _

from accounts.forms.record import ActionForm
from partners.actions.tag import change_tag
from partners.models import Tag


class TagForm(ActionForm):
    class Meta:
        model = Tag
        fields = ["name", "cadence_ideal", "cadence_at_most"]
        labels = {
            "name": _("Name"),
            "cadence_ideal": _("Be in touch every … days, ideally"),
            "cadence_at_most": _("… and after … days at the latest"),
        }

    def save(self, commit: bool = True) -> Tag:
        return change_tag(by=self.user, tag=self.instance, version=self.cleaned_data["version"], **self.values())
