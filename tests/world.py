"""One of everything that Anna's team works with, and beside it what others must never read."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from climate.actions.booster import add_booster, comment_on_booster, discard_booster
from climate.actions.booster_use import note_use
from climate.actions.check_in import check_in
from climate.actions.example import add_example
from climate.actions.impression import add_impression, ask_partners
from climate.actions.reading import mark_station
from climate.actions.reflection import add_question, answer_for_the_team, answer_privately, discard_shared_answer
from climate.actions.team_record import discard_record
from climate.models import (
    BoosterComment,
    CheckIn,
    FeedbackAnswer,
    FeedbackLink,
    Impression,
    MoodBooster,
    PracticeExample,
    PrivateAnswer,
    Pulse,
    ReadingMark,
    ReflectionQuestion,
    SharedAnswer,
)
from partners.actions.partner import add_partner
from partners.actions.tag import tags_named
from partners.models import Partner
from relationships.actions.action_item import add_action_item
from relationships.actions.agenda import add_point, change_point, vote, vote_for_issue
from relationships.actions.appreciation import write_appreciation
from relationships.actions.care_note import write_care_note
from relationships.actions.clearing_talk import prepare_talk
from relationships.actions.comment import comment_on_issue
from relationships.actions.entry import discard_entry
from relationships.actions.idea import note_idea
from relationships.actions.interaction import log_interaction
from relationships.actions.issue import flag_issue, park_issue, resolve_issue
from relationships.actions.regular_report import add_regular_report, discard_regular_report
from relationships.actions.reminder import set_reminder
from relationships.actions.review_series import add_series
from relationships.models import (
    ActionItem,
    AgendaItem,
    Appreciation,
    CareNote,
    ClearingTalk,
    Comment,
    Idea,
    Interaction,
    Issue,
    RegularReport,
    Reminder,
    Review,
    ReviewSeries,
    ThanksMail,
)

CANARY = "Kanarienvogel"


@dataclass
class World:
    partner: Partner
    interaction: Interaction
    issue: Issue
    comment: Comment
    appreciation: Appreciation
    idea: Idea
    reminder: Reminder
    talk: ClearingTalk
    action_item: ActionItem
    care_note: CareNote
    pulse: Pulse
    reading_mark: ReadingMark
    example: PracticeExample
    impression: Impression
    feedback: FeedbackLink
    booster: MoodBooster
    booster_comment: BoosterComment
    question: ReflectionQuestion
    shared_answer: SharedAnswer
    private_answer: PrivateAnswer
    check: CheckIn
    series: ReviewSeries
    regular: RegularReport
    review: Review
    point: AgendaItem
    more: dict[str, Any] = field(default_factory=dict)


def make_world(cast: Any, partner: Partner) -> World:
    """What Purchasing may read: made by Anna on `partner`, a supplier of hers."""
    days = timedelta(days=1)
    now = timezone.now()
    interaction = log_interaction(
        by=cast.anna, partners=[partner], channel="visit", happened_at=now - 5 * days, text="Went through two invoices",
        mood_before=2, mood_after=5, value_given="A date for the payment", value_received="Samples", energy="gave",
    )  # fmt: skip
    issue = flag_issue(
        by=cast.anna, partners=[partner], title="Complaint without an answer", kind="conflict", severity=3,
        text="Since October", need="A person to call", due_on=timezone.localdate() - days, raised_at=now - 24 * days,
        interactions=[interaction],
    )  # fmt: skip
    comment = comment_on_issue(by=cast.ben, issue=issue, text="I called them")
    booster = add_booster(by=cast.anna, text="Five minutes of fresh air")
    Partner.objects.filter(pk=partner.pk).update(caretaker=cast.anna)
    partner.refresh_from_db()
    care_note = CareNote.objects.filter(partner=partner).first() or write_care_note(
        by=cast.anna, partner=partner, weighs="A machine that stands", needs="Patience"
    )
    question = add_question(by=cast.anna, text_en="Whom have I not thanked for too long?")
    impression, feedback = _asked(cast, partner)
    series = add_series(by=cast.anna, name="Monday round", first_at=now + 2 * days)
    vote_for_issue(by=cast.anna, series=series, issue=issue)
    return World(
        partner=partner,
        series=series,
        regular=add_regular_report(
            by=cast.anna, name="For Monday", source="open-issues", recurrence="FREQ=WEEKLY", first_at=now + 2 * days
        ),
        review=series.reviews.get(),
        point=add_point(by=cast.anna, series=series, text="Who waters the plants?"),
        interaction=interaction,
        issue=issue,
        comment=comment,
        appreciation=write_appreciation(by=cast.anna, partners=[partner], text="You saved our Friday"),
        idea=note_idea(by=cast.anna, partners=[partner], title="Crates instead of foil"),
        action_item=add_action_item(by=cast.anna, issue=issue, text="Find out whom to call", due_on=now.date() + days),
        talk=prepare_talk(
            by=cast.anna,
            issue=issue,
            observed="Three letters without an answer",
            planned_at=now + 3 * days,
            answers=[["What is our own share in it?", "We wrote to the wrong person"]],
        ),
        reminder=set_reminder(by=cast.anna, text="Send the samples", due_at=now - days, partner=partner),
        care_note=care_note,
        pulse=Pulse.objects.get_or_create(team=cast.team)[0],  # of three people, whom it cannot ask
        reading_mark=mark_station(by=cast.anna, team=cast.team, station="boosters"),
        example=add_example(by=cast.anna, title="A call instead of a letter", story="I called them."),
        impression=impression,
        feedback=feedback,
        booster=booster,
        question=question,
        shared_answer=answer_for_the_team(by=cast.anna, question=question, text="The night shift", at=now),
        private_answer=answer_privately(by=cast.anna, question=question, text="My sister", at=now),
        booster_comment=comment_on_booster(by=cast.anna, booster=booster, text="Works in rain, too"),
        check=check_in(by=cast.anna, mood=4, word="curious", at=now),
    )


def _asked(cast: Any, partner: Partner) -> tuple[Impression, FeedbackLink]:
    """An impression that `partner` is asked about by name; the secret of the link is "open" with a signature."""
    statements = [{"en": "They keep their word.", "de": "", "wanted": 9, "thought": 6}]
    impression = add_impression(by=cast.anna, name="Our suppliers", statements=statements)
    end = timezone.localdate() + timedelta(days=7)
    ask_partners(
        by=cast.anna, impression=impression, partners=[partner], ends_on=end, is_anonymous=False, at=timezone.now()
    )
    return impression, impression.links.get()


def make_secrets(cast: Any, partner: Partner, foreign: Partner) -> None:
    """Canaries: of Otto's team, private to Ben, private to Otto on an open partner, in the trash, on a foreign partner."""
    for by, visibility, partners in [
        (cast.otto, "team", [foreign]),
        (cast.otto, "private", [foreign]),
        (cast.ben, "private", [partner]),
        (cast.ben, "involved", [partner]),
    ]:
        _one_of_each(by, visibility, partners)
    _discard(_one_of_each(cast.ben, "team", [partner]), by=cast.ben)
    add_partner(by=cast.otto, name=f"{CANARY} GmbH", notes=CANARY, tags=tags_named([CANARY], by=cast.otto))
    set_reminder(by=cast.ben, text=CANARY, due_at=timezone.now() - timedelta(hours=1), partner=partner)
    Partner.objects.filter(pk=foreign.pk).update(caretaker=cast.otto)
    foreign.refresh_from_db()
    write_care_note(by=cast.otto, partner=foreign, weighs=CANARY, needs=CANARY)
    _mails(cast, partner)
    _moods(cast)
    _meetings(cast)


def _mails(cast: Any, partner: Partner) -> None:
    """Thanks of Ben's own that went out by mail."""
    thanks = Appreciation.objects.kept().filter(author=cast.ben, visibility="private", direction="given").first()
    if thanks:
        ThanksMail.objects.create(
            thanks=thanks, partner=partner, address=f"{CANARY}@example.org", sent_by=cast.ben, sent_at=timezone.now(),
            text_version=thanks.version, design="sun", language="de",
        )  # fmt: skip


def _meetings(cast: Any) -> None:
    """A series of Otto's team with everything in it; on one of Anna's team an issue that only Ben reads."""
    tomorrow = timezone.now() + timedelta(days=1)
    theirs = add_series(by=cast.otto, name=CANARY, first_at=tomorrow, place=CANARY)
    theirs.reviews.update(topic=CANARY)
    point = add_point(by=cast.otto, series=theirs, text=CANARY)
    change_point(by=cast.otto, item=point, version=point.version, said=CANARY)
    vote(by=cast.otto, item=point)
    for by in (cast.otto, cast.ben):
        report = add_regular_report(
            by=by, name=CANARY, source="portfolio", recurrence="FREQ=WEEKLY", first_at=tomorrow, recipients=[by]
        )
    discard_regular_report(by=cast.ben, report=report)
    ours = ReviewSeries.objects.filter(team=cast.team).first() or add_series(
        by=cast.ben, name="Ours", first_at=tomorrow
    )
    for issue in Issue.objects.visible_to(cast.ben).filter(title__startswith=CANARY, author=cast.ben, state="open"):
        vote_for_issue(by=cast.ben, series=ours, issue=issue)


def _moods(cast: Any) -> None:
    """Check-ins of Ben and Otto, a booster of Otto's team that helped him, one of Ben's in the trash."""
    now = timezone.now()
    for by in (cast.ben, cast.otto):
        for days in range(3):
            check_in(by=by, mood=1, word=f"{CANARY} {days}", cause=CANARY, plan=CANARY, at=now - timedelta(days=days))
    ottos, gone = (add_booster(by=by, text=CANARY) for by in (cast.otto, cast.ben))
    note_use(by=cast.otto, booster=ottos, helped=True, at=now)
    comment_on_booster(by=cast.otto, booster=ottos, text=CANARY)
    comment_on_booster(by=cast.ben, booster=gone, text=CANARY)
    discard_booster(gone, by=cast.ben)
    ottos_question = add_question(by=cast.otto, text_en=CANARY, text_de=CANARY)
    answer_for_the_team(by=cast.otto, question=ottos_question, text=CANARY, at=now)
    bens_question = add_question(by=cast.ben, text_en="What is between us?")
    add_example(by=cast.otto, title=CANARY, story=CANARY, lesson=CANARY, names_agreed=True)
    gone_example = add_example(by=cast.ben, title=CANARY, story=CANARY, lesson=CANARY)
    gone_impression = add_impression(
        by=cast.ben, name=CANARY, statements=[{"en": CANARY, "de": CANARY, "wanted": 1, "thought": 1}]
    )
    for record in (gone_example, gone_impression):
        discard_record(record, by=cast.ben)
    theirs = add_impression(
        by=cast.otto,
        name=CANARY,
        conclusion=CANARY,
        statements=[{"en": CANARY, "de": CANARY, "wanted": 1, "thought": 1}],
    )
    foreign = Partner.objects.filter(teams=cast.other_team).first()
    if foreign:
        end = timezone.localdate() + timedelta(days=7)
        ask_partners(by=cast.otto, impression=theirs, partners=[foreign], ends_on=end, is_anonymous=False, at=now)
        FeedbackAnswer.objects.create(link=theirs.links.get(), mood=1, line=CANARY)
    answer_privately(by=cast.ben, question=bens_question, text=CANARY, at=now)
    discard_shared_answer(answer_for_the_team(by=cast.ben, question=bens_question, text=CANARY, at=now), by=cast.ben)


def _one_of_each(by: Any, visibility: str, partners: list[Partner]) -> list[Any]:
    shared: dict[str, Any] = {"by": by, "visibility": visibility, "partners": partners}
    tomorrow = timezone.localdate() + timedelta(days=2)
    open_, parked, resolved = (flag_issue(title=f"{CANARY} {n}", text=CANARY, **shared) for n in range(3))
    comment_on_issue(by=by, issue=open_, text=CANARY)
    add_action_item(by=by, issue=open_, text=CANARY, due_on=timezone.localdate())
    # A measure of the team's own is meant for all of it.
    narrow = "private" if visibility == "team" else visibility
    add_action_item(by=by, text=CANARY, partner=partners[0], visibility=narrow)
    prepare_talk(
        by=by, issue=open_, observed=CANARY, place=CANARY, notes=CANARY, answers=[[CANARY, CANARY]],
        planned_at=timezone.now() + timedelta(days=2),
    )  # fmt: skip
    park_issue(by=by, issue=parked, until=tomorrow, text=CANARY)
    resolve_issue(by=by, issue=resolved, result=CANARY)
    return [
        log_interaction(text=CANARY, value_given=CANARY, value_received=CANARY, **shared),
        open_,
        parked,
        resolved,
        write_appreciation(text=CANARY, **shared),
        write_appreciation(text=CANARY, direction="received", **shared),
        note_idea(title=CANARY, text=CANARY, answer=CANARY, **shared),
    ]


def _discard(entries: list[Any], *, by: Any) -> None:
    for entry in entries:
        discard_entry(entry, by=by)
