"""A table of contents."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("config.api")),
    path("accounts/", include("accounts.urls.sign_in")),
    path("partners/", include("partners.urls")),
    path("", include("accounts.urls")),
    path("", include("relationships.urls")),
    path("", include("climate.urls")),
]
