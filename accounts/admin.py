"""Django's admin: users, teams and technical tables, nothing that anybody wrote about a partner.

Ours are shown, not changed: changes go through the pages, whose actions check them, and end sessions and tokens.
"""

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db.models import Model
from django.http import HttpRequest
from knox.models import AuthToken

from accounts.models import Heartbeat, Membership, OutgoingMail, Team, User

# Signing in to the admin is signing in: limits on tries and the second step hold.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

for model in (Group, EmailAddress, Authenticator, UserSession, AuthToken):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


class ReadOnly(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(ReadOnly):
    list_display = ("name", "email", "is_active", "is_administrator", "last_login")
    list_filter = ("is_active", "is_administrator")
    search_fields = ("name", "email")
    exclude = ("password",)


@admin.register(Team)
class TeamAdmin(ReadOnly):
    list_display = ("name", "mood_for_colleagues", "discarded_at")
    search_fields = ("name",)


@admin.register(Membership)
class MembershipAdmin(ReadOnly):
    list_display = ("team", "user", "role")
    list_select_related = ("team", "user")


@admin.register(Heartbeat)
class HeartbeatAdmin(ReadOnly):
    list_display = ("beaten_at",)


@admin.register(Session)
class SessionAdmin(ReadOnly):
    """When sessions end; not their keys, with which one could take them over."""

    list_display = ("expire_date",)
    list_display_links = None
    fields = ("expire_date",)


@admin.register(UserSession)
class UserSessionAdmin(ReadOnly):
    list_display = ("user", "created_at", "last_seen_at")
    list_select_related = ("user",)
    fields = ("user", "created_at", "last_seen_at")


@admin.register(AuthToken)
class AuthTokenAdmin(ReadOnly):
    list_display = ("user", "created", "expiry")
    list_select_related = ("user",)
    fields = ("user", "created", "expiry")


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnly):
    list_display = ("user", "letter", "due_at", "attempts", "sent_at", "dead_at", "last_error")
    list_select_related = ("user",)
    fields = ("user", "letter", "created_at", "due_at", "attempts", "sent_at", "dead_at", "last_error")
