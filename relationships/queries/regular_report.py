"""Who gets a regular report, and those of one's teams in a list."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.choices import TeamRole
from accounts.models import Membership, User
from relationships.models import RegularReport


def readers_of(report: RegularReport) -> list[User]:
    """Those chosen who still belong to the team; the whole team where nobody was chosen."""
    members = User.objects.active().filter(memberships__team=report.team_id).order_by("pk")
    chosen = report.recipients.values_list("pk", flat=True)
    return list(members.filter(pk__in=chosen) if chosen else members)


def in_list(user: User) -> QuerySet[RegularReport]:
    """Those that `user` sees, each with `may_change`: relationships.access.may_change_regular_report for many at once."""
    leads = Membership.objects.filter(team=OuterRef("team"), user=user.pk, role=TeamRole.LEAD)
    rows = RegularReport.objects.visible_to(user).select_related("team")
    return rows.annotate(may_change=Q(created_by=user.pk) | Exists(leads))
