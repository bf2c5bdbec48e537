"""Of allauth's pages those that are used here: accounts are made by administrators, and e-mails changed by them."""

from allauth.account import views
from allauth.mfa.base import urls as second_step
from allauth.usersessions import urls as devices
from django.urls import include, path, re_path

urlpatterns = [
    path("sign-in/", views.login, name="account_login"),
    path("sign-out/", views.logout, name="account_logout"),
    path("asleep/", views.account_inactive, name="account_inactive"),
    path("confirm/", views.reauthenticate, name="account_reauthenticate"),
    path("password/", views.password_change, name="account_change_password"),
    path("password/first/", views.password_set, name="account_set_password"),
    path("password/lost/", views.password_reset, name="account_reset_password"),
    path("password/lost/sent/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/lost/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/new/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("second-step/", include(second_step)),
    path("second-step/app/", include("allauth.mfa.totp.urls")),
    path("second-step/codes/", include("allauth.mfa.recovery_codes.urls")),
    path("devices/", include(devices)),
]
