"""Where the address book stands."""

from django.urls import path

from partners.views import partner, tag
from partners.views.history import PartnerHistory
from partners.views.partner_list import PartnerListPage
from partners.views.suggest import partner_suggest
from relationships.views.report import partner_report

app_name = "partners"
urlpatterns = [
    path("", PartnerListPage.as_view(), name="partner_list"),
    path("tags/", tag.TagList.as_view(), name="tag_list"),
    path("tags/<int:pk>/", tag.TagUpdate.as_view(), name="tag_update"),
    path("suggest/", partner_suggest, name="partner_suggest"),
    path("new/", partner.PartnerCreate.as_view(), name="partner_create"),
    path("<int:pk>/", partner.PartnerDetail.as_view(), name="partner_detail"),
    path("<int:pk>/edit/", partner.PartnerUpdate.as_view(), name="partner_update"),
    path("<int:pk>/discard/", partner.partner_discard, name="partner_discard"),
    path("<int:pk>/restore/", partner.partner_restore, name="partner_restore"),
    path("<int:pk>/history/", PartnerHistory.as_view(), name="partner_history"),
    path("<int:pk>/report/", partner_report, name="partner_report"),
]
