"""What the worker does by itself: take up parked issues, empty the trash, rebuild the standings."""

from datetime import timedelta

import time_machine
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from partners.actions.partner import add_partner, change_partner, discard_partner
from partners.actions.tag import tags_named
from partners.models import ContactPoint, ExternalNumber, Partner
from relationships.actions.appreciation import write_appreciation
from relationships.actions.comment import comment_on_issue
from relationships.actions.entry import discard_entry
from relationships.actions.idea import note_idea
from relationships.actions.interaction import change_interaction, log_interaction
from relationships.actions.issue import flag_issue, park_issue
from relationships.actions.reminder import discard_reminder, set_reminder
from relationships.models import Comment, Idea, Interaction, Issue, Reminder, Standing
from relationships.tasks import purge_trash, rebuild_standings, resume_parked

CANARY = "Kanarienvogel"
OURS = ("accounts", "partners", "relationships")


def rows_with_the_canary():
    """Every row of ours, histories included, in which the canary stands."""
    found = set()
    for model in apps.get_models():
        if model._meta.app_label in OURS:
            for values in model._base_manager.values():
                if CANARY in str(values):
                    found.add(model.__name__)
    return found


def counts_of_histories():
    return {
        model.__name__: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.app_label in OURS and model.__name__.startswith("Historical")
    }


def in_the_trash_for_good(travel_days=91):
    return time_machine.travel(timezone.now() + timedelta(days=travel_days), tick=True)


def test_a_parked_issue_is_taken_up_on_its_day_and_not_before(cast, lindner):
    issue = flag_issue(by=cast.anna, partners=[lindner], title="x", owner=cast.ben)
    park_issue(by=cast.anna, issue=issue, until=timezone.localdate() + timedelta(days=3))
    resume_parked()
    issue.refresh_from_db()
    assert issue.state == "parked"
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=True):
        resume_parked()
        resume_parked()
    issue.refresh_from_db()
    assert (issue.state, issue.parked_until) == ("open", None)
    assert list(issue.comments.values_list("step", "author")) == [
        ("parked", cast.anna.pk),
        ("resumed", cast.ben.pk),
    ]
    assert Standing.objects.get(partner=lindner).open_issues == 1


def test_a_parked_issue_in_the_trash_stays_there(cast, lindner):
    issue = flag_issue(by=cast.anna, partners=[lindner], title="x")
    park_issue(by=cast.anna, issue=issue, until=timezone.localdate() + timedelta(days=3))
    discard_entry(issue, by=cast.anna)
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=True):
        resume_parked()
    issue.refresh_from_db()
    assert issue.state == "parked"


def test_what_was_in_the_trash_for_ninety_days_is_gone_with_its_history(cast, lindner):
    by, shared = cast.anna, {"by": cast.anna, "partners": [lindner]}
    empty = counts_of_histories()
    contact = log_interaction(text=CANARY, people_involved=[cast.ben], **shared)
    change_interaction(by=by, interaction=contact, version=1, text=f"{CANARY} again")
    issue = flag_issue(title=CANARY, interactions=[contact], **shared)
    comment_on_issue(by=by, issue=issue, text=CANARY)
    reminder = set_reminder(by=by, text=CANARY, due_at=timezone.now(), partner=lindner)
    for entry in (
        contact,
        issue,
        write_appreciation(text=CANARY, **shared),
        note_idea(title=CANARY, answer=CANARY, **shared),
    ):
        entry.refresh_from_db()
        discard_entry(entry, by=by)
    discard_reminder(by=by, reminder=reminder)
    with in_the_trash_for_good(89):
        purge_trash()
    assert Issue.objects.count() == 1
    with in_the_trash_for_good():
        purge_trash()
    assert rows_with_the_canary() == set()
    assert counts_of_histories() == empty
    assert (Interaction.objects.count(), Issue.objects.count(), Comment.objects.count()) == (0, 0, 0)
    assert (Idea.objects.count(), Reminder.objects.count()) == (0, 0)


def test_a_partner_goes_with_numbers_ways_to_reach_it_and_what_was_about_it_alone(cast, lindner):
    by = cast.anna
    partner = add_partner(
        by=by,
        name=CANARY,
        contact_points=[{"kind": "phone", "value": f"030 1 {CANARY}"}],
        external_numbers=[{"source": CANARY, "number": "1"}],
        tags=tags_named(["kept"], by=by),
    )
    change_partner(by=by, partner=partner, version=1, contact_points=[], notes=CANARY)
    log_interaction(by=by, partners=[partner], text=CANARY)
    both = log_interaction(by=by, partners=[partner, lindner], text="with both")
    discard_partner(by=by, partner=partner)
    with in_the_trash_for_good():
        purge_trash()
    assert rows_with_the_canary() == set()
    assert list(Partner.objects.all()) == [lindner]
    assert list(Interaction.objects.all()) == [both]
    assert list(both.partners.all()) == [lindner]
    assert (ContactPoint.objects.count(), ExternalNumber.objects.count(), Standing.objects.count()) == (0, 0, 1)


def test_a_contact_that_counts_for_an_organisation_outlives_the_person(cast, lindner):
    roth = add_partner(by=cast.anna, name="T. Roth", kind="person", organisation=lindner)
    contact = log_interaction(by=cast.anna, partners=[roth], text="x")
    discard_partner(by=cast.anna, partner=roth)
    with in_the_trash_for_good():
        purge_trash()
    assert list(Interaction.objects.all()) == [contact]
    assert Standing.objects.get().last_contact_at == contact.happened_at


def test_what_is_kept_stays(cast, lindner):
    contact = log_interaction(by=cast.anna, partners=[lindner], text="x")
    with in_the_trash_for_good():
        purge_trash()
    assert (list(Partner.objects.all()), list(Interaction.objects.all())) == ([lindner], [contact])
    assert User.objects.count() == 6


def test_a_rebuild_puts_wrong_standings_right(cast, lindner):
    Standing.objects.update(open_issues=7)
    rebuild_standings()
    assert list(Standing.objects.values_list("open_issues", flat=True)) == [0]


def test_the_command_says_how_many_standings_were_wrong(cast, lindner, capsys):
    call_command("rebuild_standings")
    Standing.objects.update(open_issues=7)
    call_command("rebuild_standings")
    assert capsys.readouterr().out.splitlines() == [
        "All standings were right.",
        "1 standings were wrong and are right now; that is a bug, please report it.",
    ]
