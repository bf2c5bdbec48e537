"""Talks prepared and held, measures open, late and done, a resolution that holds, two issues that became one."""

from datetime import datetime, timedelta

from relationships.actions.action_item import add_action_item, finish_action_item
from relationships.actions.clearing_talk import hold_talk, prepare_talk
from relationships.actions.issue import confirm_issue, flag_issue
from relationships.actions.issue_merge import merge_issue
from relationships.demo.issue import date_back_issue
from relationships.demo.scene import Say, Scene
from relationships.demo.stories.issues import FRAME, RAMP
from relationships.models import ActionItem, Comment, Issue

DELIVERED: Say = ("Zweimal unvollständig geliefert", "Delivered incomplete twice")
RIBBONS: Say = ("Wer bezahlt die Schleifen?", "Who pays for the ribbons?")
CLOSING = 17  # at a weekend "today" is Friday, as yesterday is: what was said last was said at its end


def fill_clearing(scene: Scene) -> None:
    _prepare_for_the_ramp(scene)
    _hold_with_greta(scene)
    _measures_on_the_contract(scene)
    _two_that_are_one(scene)
    _it_holds(scene)
    for days_ago, issue in ((3, _issue(scene, RAMP)), (1, _issue(scene, DELIVERED)), (5, _issue(scene, FRAME))):
        _happened(scene, issue, scene.moment(days_ago, 11))
    ribbons = _issue(scene, RIBBONS)
    for issue in (ribbons, *ribbons.merged_issues.all()):
        _happened(scene, issue, scene.moment(0, CLOSING))
    _happened(scene, Issue.objects.get(held_on__isnull=False), scene.moment(0, CLOSING))


def _happened(scene: Scene, issue: Issue, moment: datetime) -> None:
    """What the actions have just written on the thread was said at `moment`."""
    moment = min(moment, scene.now)
    lines = Comment.objects.filter(issue=issue, created_at__gte=scene.now)
    Comment.history.filter(id__in=lines.values("pk")).update(history_date=moment)  # type: ignore[attr-defined]
    lines.update(created_at=moment, updated_at=moment)
    date_back_issue(issue, moment, began=scene.now)


def _issue(scene: Scene, title: Say) -> Issue:
    return Issue.objects.select_related("team", "owner").get(title=scene.say(title))


def _prepare_for_the_ramp(scene: Scene) -> None:
    question = ("Was ist unser eigener Anteil daran?", "What is our own share in it?")
    answer = (
        "Die Skizze liegt seit Jahren bei uns in der Schublade.",
        "The sketch has been in our own drawer for years.",
    )
    prepare_talk(
        by=scene.users["marlene"],
        issue=_issue(scene, RAMP),
        observed=scene.say((
            "Zweimal stand die Vertretung vor der falschen Rampe. Beim zweiten Mal wurde es laut.",
            "Twice the stand-in came to the wrong ramp. The second time it got loud.",
        )),
        need=scene.say(("Eine Karte, die in jeder Fahrerkabine liegt.", "A card that lies in every cab.")),
        partner_view=scene.say((
            "Dörte hat drei Fahrer krank und niemanden, der einweist.", "Dörte has three drivers off sick and nobody to show them round.",
        )),
        wish=scene.say(("Wir zeichnen sie zusammen, mit Hund.", "We draw it together, dog included.")),
        answers=[[scene.say(question), scene.say(answer)]],
        planned_at=scene.at(scene.day(2), 14),
        place=scene.say(("auf dem Hof bei Brodersen", "in the yard at Brodersen's")),
        people_involved=[scene.users["jonas"]],
    )  # fmt: skip


def _hold_with_greta(scene: Scene) -> None:
    by, henrik = scene.users["sina"], scene.users["henrik"]
    talk = prepare_talk(
        by=by, issue=_issue(scene, DELIVERED), observed=scene.say((
            "Zwei Lieferungen ohne die Hälfte, keine Nachricht von uns.", "Two deliveries without the half of it, and no word from us.",
        )),
    )  # fmt: skip
    hold_talk(
        by=by, talk=talk, version=talk.version, happened_at=scene.moment(1, 10), mood_before=2, mood_after=4,
        notes=scene.say((
            "Greta war leise am Anfang. Als ich von der Packliste sprach, hat sie gelacht: Sie führt selbst eine.",
            "Greta was quiet at first. When I spoke of the packing list she laughed: she keeps one herself.",
        )),
        agreement=scene.say((
            "Jede Lieferung mit Packliste; fehlt etwas, rufen wir vorher an.", "Every delivery with a packing list; if anything is missing, we call beforehand.",
        )),
        measures=[{"text": scene.say(("Packliste an jede Kiste", "A packing list on every crate")), "owner": henrik, "due_on": scene.day(6)}],
    )  # fmt: skip


def _measures_on_the_contract(scene: Scene) -> None:
    issue, marlene, jonas = _issue(scene, FRAME), scene.users["marlene"], scene.users["jonas"]
    tomorrow = scene.day(1)
    add_action_item(
        by=marlene, issue=issue, due_on=scene.day(3),
        text=scene.say(("Stärkeindex der letzten acht Quartale besorgen", "Get the starch index of the last eight quarters")),
    )  # fmt: skip
    late = add_action_item(
        by=marlene, issue=issue, owner=jonas, due_on=tomorrow,
        text=scene.say(("Formel aufschreiben, die jeder nachrechnen kann", "Write down a formula that anybody can check")),
    )  # fmt: skip
    done = add_action_item(
        by=marlene, owner=marlene, partner=scene.partners["lindner"], due_on=tomorrow,
        text=scene.say(("Rolfs neue Nummer an alle", "Rolf's new number to everybody")),
    )  # fmt: skip
    finish_action_item(by=marlene, item=done)
    # A date that has passed can only have been agreed before it had.
    ActionItem.objects.filter(pk=late.pk).update(due_on=scene.day(-4))


def _two_that_are_one(scene: Scene) -> None:
    aylin, ribbons = scene.users["aylin"], _issue(scene, RIBBONS)
    double = flag_issue(
        by=aylin, partners=[scene.partners["lindner"]], team=ribbons.team, severity=1, raised_at=scene.moment(1, 16),
        title=scene.say(("Das Band auf den Kalendern", "The band on the calendars")),
        text=scene.say(("Gehört das zum Auftrag?", "Is that part of the order?")),
    )  # fmt: skip
    merge_issue(by=aylin, issue=double, into=ribbons)


def _it_holds(scene: Scene) -> None:
    """Of what was resolved, the longest ago turned out to hold; of the next it is asked today."""
    resolved = Issue.objects.filter(state="resolved", merged_into=None, visibility="team").order_by("resolved_at", "pk")
    first, second = resolved[:2]
    Issue.objects.filter(pk=first.pk).update(check_on=scene.day(-20))
    first.refresh_from_db()
    text = scene.say(("Seit drei Monaten ist nichts mehr vorgefallen.", "Nothing has happened for three months."))
    confirm_issue(by=first.owner, issue=first, text=text)
    Issue.objects.filter(pk=second.pk).update(check_on=scene.today, held_on=None, look_at=scene.now - timedelta(days=1))
