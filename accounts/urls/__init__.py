"""One's own settings, teams, people; signing in is in `sign_in`, as its names belong to allauth."""

from django.urls import path

from accounts.views import feed_key, health, membership, notification, team, token, user, worker
from accounts.views.delivery_settings import delivery
from accounts.views.settings import SettingsPage

app_name = "accounts"
urlpatterns = [
    path("settings/", SettingsPage.as_view(), name="settings"),
    path("settings/delivery/", delivery, name="delivery"),
    path("settings/delivery/calendar/", feed_key.feed_make, name="feed_make"),
    path("settings/delivery/calendar/end/", feed_key.feed_end, name="feed_end"),
    path("settings/worker/", worker.WorkerPage.as_view(), name="worker"),
    path("settings/worker/mails/<int:pk>/again/", worker.mail_again, name="worker_mail_again"),
    path("settings/tokens/", token.TokenList.as_view(), name="token_list"),
    path("settings/tokens/new/", token.create_token, name="token_create"),
    path("settings/tokens/<str:digest>/end/", token.end_token, name="token_end"),
    path("notifications/", notification.NotificationList.as_view(), name="notification_list"),
    path("notifications/read/", notification.notification_read_all, name="notification_read_all"),
    path("notifications/<int:pk>/open/", notification.notification_open, name="notification_open"),
    path("teams/", team.TeamList.as_view(), name="team_list"),
    path("teams/new/", team.TeamCreate.as_view(), name="team_create"),
    path("teams/choose/", team.choose_team, name="choose_team"),
    path("teams/<int:pk>/", team.TeamDetail.as_view(), name="team_detail"),
    path("teams/<int:pk>/edit/", team.TeamUpdate.as_view(), name="team_update"),
    path("teams/<int:pk>/members/", membership.MembershipCreate.as_view(), name="membership_create"),
    path("memberships/<int:pk>/role/", membership.change_role, name="membership_update"),
    path("memberships/<int:pk>/end/", membership.end, name="membership_end"),
    path("people/", user.UserList.as_view(), name="user_list"),
    path("people/new/", user.UserCreate.as_view(), name="user_create"),
    path("people/<int:pk>/", user.UserUpdate.as_view(), name="user_update"),
    path("people/<int:pk>/link/", user.send_link, name="user_link"),
    path("people/<int:pk>/deactivate/", user.deactivate, name="user_deactivate"),
    path("people/<int:pk>/reactivate/", user.reactivate, name="user_reactivate"),
    path("health/", health.health, name="health"),
    path("health/live/", health.live, name="health_live"),
]
