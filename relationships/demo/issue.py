"""Let every issue be flagged, talked about and moved on, each step on its day."""

from dataclasses import dataclass
from datetime import datetime

from relationships.actions.comment import comment_on_issue
from relationships.actions.issue import (
    flag_issue,
    note_agreement,
    park_issue,
    reopen_issue,
    resolve_issue,
    resume_issue,
    start_talk,
)
from relationships.choices import Step
from relationships.demo.scene import NOTHING, Say, Scene
from relationships.models import Comment, Issue


@dataclass(frozen=True)
class Then:
    """What somebody did about an issue so many days ago; `day` is the one it is parked until or asked about on."""

    days_ago: int
    by: str
    step: Step
    text: Say = NOTHING
    day: int = 0


@dataclass(frozen=True)
class Flag:
    days_ago: int
    by: str
    partners: str
    kind: str
    severity: int
    title: Say
    text: Say
    owner: str = ""
    effect: Say = NOTHING
    need: Say = NOTHING
    partner_view: Say = NOTHING
    wish: Say = NOTHING
    horizon: str = "short"
    due: int | None = None  # days from today
    people: str = ""
    visibility: str | None = None
    then: tuple[Then, ...] = ()


def fill_issues(scene: Scene, flags: list[Flag]) -> None:
    for flag in sorted(flags, key=lambda flag: -flag.days_ago):
        raised = scene.moment(flag.days_ago, 8)
        issue = _flag(scene, flag, raised)
        date_back_issue(issue, raised, began=scene.now)
        for then in flag.then:
            _take(scene, issue, then)
            date_back_issue(issue, scene.moment(then.days_ago, 9 + flag.then.index(then)), began=scene.now)


def _flag(scene: Scene, flag: Flag, raised: datetime) -> Issue:
    by, partners = scene.users[flag.by], scene.cast(flag.partners)
    return flag_issue(
        by=by,
        partners=partners,
        team=scene.team_for(by, partners[0]),
        visibility=flag.visibility,
        kind=flag.kind,
        severity=flag.severity,
        horizon=flag.horizon,
        title=scene.say(flag.title),
        text=scene.say(flag.text),
        effect=scene.say(flag.effect),
        need=scene.say(flag.need),
        partner_view=scene.say(flag.partner_view),
        wish=scene.say(flag.wish),
        owner=scene.users[flag.owner or flag.by],
        people_involved=[scene.users[key] for key in flag.people.split()],
        due_on=None if flag.due is None else scene.day(flag.due),
        raised_at=raised,
    )


def _take(scene: Scene, issue: Issue, then: Then) -> None:
    by, text = scene.users[then.by], scene.say(then.text)
    match then.step:
        case Step.COMMENT:
            comment_on_issue(by=by, issue=issue, text=text)
        case Step.TALKING:
            start_talk(by=by, issue=issue, text=text)
        case Step.AGREED:
            note_agreement(by=by, issue=issue, agreement=text)
        case Step.RESOLVED:
            resolve_issue(by=by, issue=issue, result=text, check_on=scene.day(then.day) if then.day else None)
        case Step.PARKED:
            park_issue(by=by, issue=issue, until=scene.day(then.day), text=text)
        case Step.RESUMED:
            resume_issue(by=by, issue=issue, text=text)
        case Step.REOPENED:
            reopen_issue(by=by, issue=issue, reason=text)


def date_back_issue(issue: Issue, moment: datetime, *, began: datetime) -> None:
    """The verbs write that it happens now, as they must; in the story it happened then."""
    dates = {"last_activity_at": moment, "updated_at": moment}
    if not issue.comments.exists():
        dates["created_at"] = moment
    if issue.resolved_at:
        dates["resolved_at"] = moment
    Issue.objects.filter(pk=issue.pk).update(**dates)
    for name, value in dates.items():
        setattr(issue, name, value)
    last = issue.comments.order_by("-pk").first()
    if last:
        Comment.objects.filter(pk=last.pk).update(created_at=moment, updated_at=moment)
        last.history.update(history_date=moment)
    entered_now = issue.history.filter(history_date__gte=began)
    entered_now.update(history_date=moment, last_activity_at=moment)
