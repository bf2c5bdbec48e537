"""The tags one sees, and changing one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http.response import HttpResponseBase
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, UpdateView
from django_htmx.http import HttpResponseClientRefresh

from accounts.views.record import ActionFormMixin
from partners.access import may_change_tag
from partners.forms.tag import TagForm
from partners.models import Partner, Tag

MOST = 500


class TagList(TemplateView):
    """With how many partners that one sees under each."""

    template_name = "partners/tag_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        seen = Partner.objects.visible_to(user).filter(tags=OuterRef("pk")).order_by().values("tags")
        count = Coalesce(Subquery(seen.annotate(n=Count("pk")).values("n")), 0)
        tags = Tag.objects.visible_to(user).annotate(partner_count=count).order_by("name", "pk")[:MOST]
        return super().get_context_data(tags=tags, **kwargs)


class TagUpdate(ActionFormMixin, UpdateView):
    form_class = TagForm
    template_name = "partners/tag_form.html"
    success_url = reverse_lazy("partners:tag_list")

    def get_object(self, queryset: Any = None) -> Tag:
        tag = super().get_object(Tag.objects.visible_to(self.request.user))
        if not may_change_tag(self.request.user, tag):
            raise PermissionDenied(_("Who made a tag and the leads of teams change it."))
        return tag

    def form_valid(self, form: Any) -> HttpResponseBase:
        response = super().form_valid(form)
        if response.status_code != 302:
            return response
        messages.success(self.request, _("Saved."))
        return HttpResponseClientRefresh() if getattr(self.request, "htmx", False) else response
