"""Kinds of notifications for the tests, with what they say inside and outside."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actions.notification import notify
from accounts.models import Notification, notification
from accounts.queries import notice
from accounts.queries.notice import Notice
from relationships.actions.issue import flag_issue
from relationships.choices import Visibility
from relationships.models import Issue

ISSUE = Notice(
    kind="test_issue",
    model=Issue,
    title=lambda issue: issue.title,
    neutral=lambda issue: _("An issue"),
    may_be_named=lambda issue: issue.visibility in (Visibility.TEAM, Visibility.EVERYONE),
    address=lambda issue: reverse("relationships:issue_detail", args=[issue.pk]),
)


def know_kinds(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(notice.notices, ISSUE.kind, ISSUE)
    patch.setattr(notification, "targets", notification.targets | {Issue})


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    know_kinds(monkeypatch)


def issue_of(cast: Any, partner: Any, title: str = "Invoices twice", **fields: Any) -> Issue:
    return flag_issue(by=cast.anna, partners=[partner], title=title, **fields)


def tell(user: Any, issue: Issue, key: str = "", **more: Any) -> Notification | None:
    return notify(user=user, kind=ISSUE.kind, target=issue, key=key or f"issue:{issue.pk}", **more)
