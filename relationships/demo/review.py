"""The team's weekly clearing round: a week ago it met, and for the next one there is something on the agenda."""

from datetime import timedelta

from relationships.actions.agenda import add_measure, add_point, change_point, vote, vote_for_issue
from relationships.actions.regular_report import add_regular_report
from relationships.actions.review import add_review, close_review, rate_review, start_review
from relationships.actions.review_series import add_series
from relationships.actions.review_turn import go_to
from relationships.demo.scene import Say, Scene
from relationships.models import ActionItem, Issue, Review, ReviewSeries

NAME: Say = ("Unsere Klärungsrunde", "Our clearing round")
PLACE: Say = ("Besprechung Ost, Kaffee steht da", "Meeting room East, coffee is there")
POINT: Say = ("Wer vertritt Sina im Dezember?", "Who stands in for Sina in December?")
OLD_POINT: Say = ("Wie begrüßen wir neue Lieferanten?", "How do we welcome new suppliers?")
SAID: Say = (
    "Ein Anruf in der ersten Woche, nicht erst mit der ersten Rechnung.",
    "A call in the first week, not only with the first bill.",
)
REPORT: Say = ("Was offen ist, vor der Klärungsrunde", "What is open, before the clearing round")
MEASURE: Say = ("Begrüßung als Praxisbeispiel aufschreiben", "Write the welcome down for the others")


def fill_reviews(scene: Scene) -> None:
    by = scene.users["marlene"]
    team = scene.teams["purchasing"]
    first = scene.at(scene.day(2), 9)
    series = add_series(
        by=by, team=team, name=scene.say(NAME), first_at=first, recurrence="FREQ=WEEKLY", minutes=45,
        place=scene.say(PLACE),
    )  # fmt: skip
    members = list(team.members.filter(is_active=True).order_by("pk"))
    _last_week(scene, series, members)
    issues = Issue.objects.visible_to(by).open(at=scene.now).filter(team=team).order_by("raised_at")[:3]
    for place, issue in enumerate(issues):
        for person in members[: len(members) - place]:
            if Issue.objects.visible_to(person).filter(pk=issue.pk).exists():
                vote_for_issue(by=person, series=series, issue=issue)
    vote(by=members[-1], item=add_point(by=members[-1], series=series, text=scene.say(POINT)))
    add_regular_report(
        by=by, team=team, name=scene.say(REPORT), source="open-issues", filters=f"team={team.pk}", recurrence="FREQ=WEEKLY",
        first_at=scene.at(scene.day(2), 7),
    )  # fmt: skip


def _last_week(scene: Scene, series: ReviewSeries, members: list) -> None:
    """A meeting that took place before today; it is made now and dated back, as all of the demo is."""
    by = scene.users["marlene"]
    review = add_review(by=by, series=series, starts_at=scene.now + timedelta(hours=1))
    item = add_point(by=by, series=series, text=scene.say(OLD_POINT))
    start_review(by=by, review=review, at=scene.now)
    item.refresh_from_db()
    go_to(by=by, review=review, section="points", item=item.pk)
    change_point(by=by, item=item, version=item.version, said=scene.say(SAID))
    measure = add_measure(by=by, item=item, text=scene.say(MEASURE), owner=members[-1], due_on=scene.day(8))
    for person, score in zip(members, (9, 8, 8, 7, 9), strict=False):
        rate_review(by=person, review=review, score=score)
    close_review(by=by, review=review, at=scene.now)
    began = scene.at(scene.day(-5), 9)
    ended = began + timedelta(minutes=41)
    Review.objects.filter(pk=review.pk).update(starts_at=began, started_at=began, closed_at=ended, told_at=began)
    ActionItem.objects.filter(pk=measure.pk).update(created_at=ended)
