"""The team's list of what helps: kept together, counted from five people up, and three offered on a low day."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from pypdf import PdfReader

from climate.actions.booster import add_booster, change_booster, discard_booster, restore_booster
from climate.actions.booster_use import note_use, take_back_use
from climate.models import BoosterComment, BoosterUse, MoodBooster
from climate.queries.booster import boosters_of_team, lines, offers
from climate.starting_set import BOOSTERS
from tests.conftest import make_user
from tests.counting import queries_of

TRIED, ANOTHER = "/boosters/tried/", "/boosters/another/"
LONG_AGO = timedelta(days=14)


@pytest.fixture
def tea(cast):
    return add_booster(by=cast.anna, text="Tea")


def line_of(user, booster):
    found = lines(user, boosters_of_team(user), at=timezone.now())
    return next(line for line in found if line.booster.pk == booster.pk)


def helped(team, booster, people, *, ago=LONG_AGO):
    for number in range(people):
        user = make_user(f"Helped{number}{booster.pk}")
        team.memberships.create(user=user)
        note_use(by=user, booster=booster, helped=True, at=timezone.now() - ago)


def test_a_team_keeps_its_list_together(cast, tea):
    assert set(MoodBooster.objects.visible_to(cast.lena)) == {tea}
    assert not MoodBooster.objects.visible_to(cast.otto).exists()
    assert not MoodBooster.objects.visible_to(cast.ada).exists()
    change_booster(by=cast.ben, booster=tea, version=1, text="A cup of  tea ", term="medium")
    assert (tea.text, tea.term, tea.version) == ("A cup of tea", "medium", 2)
    for refused in (cast.otto, cast.dora):
        with pytest.raises(PermissionDenied):
            change_booster(by=refused, booster=tea, version=2, text="x")


def test_its_author_and_the_lead_take_one_off_and_back(cast, tea):
    with pytest.raises(PermissionDenied):
        discard_booster(tea, by=cast.ben)
    discard_booster(tea, by=cast.lena)
    restore_booster(tea, by=cast.anna)
    assert tea.discarded_at is None


def test_discarding_offers_an_undo_and_the_trash_gives_it_back(signed_in, tea):
    signed_in.post(f"/boosters/{tea.pk}/discard/")
    assert f"/boosters/{tea.pk}/restore/" in signed_in.get("/boosters/").content.decode()
    assert [line["noun"] for line in signed_in.get("/trash/").context["lines"]] == ["booster"]
    assert signed_in.post(f"/trash/booster/{tea.pk}/restore/").status_code == 302
    assert MoodBooster.objects.kept().exists()


def test_no_figure_below_five_people_and_the_figure_from_five_up(cast, tea):
    helped(cast.team, tea, 4)
    assert line_of(cast.anna, tea).count == 0
    note_use(by=cast.ben, booster=tea, helped=True, at=timezone.now() - LONG_AGO)
    assert line_of(cast.anna, tea).count == 5
    note_use(by=cast.lena, booster=tea, helped=False, at=timezone.now() - LONG_AGO)
    assert line_of(cast.anna, tea).count == 5


def test_it_is_counted_up_to_last_sunday(cast, tea):
    helped(cast.team, tea, 4)
    note_use(by=cast.ben, booster=tea, helped=True, at=timezone.now())
    assert line_of(cast.anna, tea).count == 0


def test_saying_it_again_counts_once_and_taking_it_back_leaves_nothing(cast, tea):
    for days in (20, 10):
        note_use(by=cast.anna, booster=tea, helped=True, at=timezone.now() - timedelta(days=days))
    line = line_of(cast.anna, tea)
    assert (line.mine, len(line.people), BoosterUse.objects.count()) == (True, 1, 1)
    assert line_of(cast.ben, tea).mine is None
    take_back_use(by=cast.anna, booster=tea)
    assert not BoosterUse.objects.exists()


def test_one_that_one_does_not_see_cannot_be_used(cast, tea, client):
    with pytest.raises(ValidationError):
        note_use(by=cast.otto, booster=tea, helped=True, at=timezone.now())
    client.force_login(cast.otto)
    assert client.post(TRIED, {"booster": tea.pk, "answer": "helped"}).status_code == 404


def test_a_low_day_is_offered_own_help_first_then_the_teams_best_then_any(cast, tea):
    now = timezone.now()
    walk, song, nap = (add_booster(by=cast.anna, text=text) for text in ("Walk", "Song", "Nap"))

    def offered(**asked):
        return [line.booster for line in offers(cast.ben, at=now, **asked)]

    assert len(offered()) == 3
    helped(cast.team, song, 5)
    assert offered()[0] == song
    note_use(by=cast.ben, booster=walk, helped=True, at=now)
    assert offered()[:2] == [walk, song]
    assert {one.pk for one in offered(skipped=[walk.pk, song.pk])} == {tea.pk, nap.pk}
    note_use(by=cast.ben, booster=tea, helped=False, at=now)
    assert offered() == [walk, song, nap]
    assert offered(skipped=[walk.pk, song.pk, nap.pk]) == [walk, song, nap]
    assert offers(cast.otto, at=now) == []


def test_today_offers_one_after_a_low_note_alone(signed_in, tea, lindner):
    def offered(mood):
        signed_in.post("/check-ins/note/", {"mood": mood})
        return 'id="offer"' in signed_in.get("/").content.decode()

    assert [offered(mood) for mood in (1, 2, 3, 5)] == [True, True, False, False]


def test_the_card_takes_the_answer_in_place(signed_in, cast, tea):
    walk = add_booster(by=cast.anna, text="Walk")
    from_card = {"HX-Request": "true", "HX-Target": "offer"}
    another = signed_in.post(ANOTHER, {"skipped": [walk.pk, "x", "9" * 30]}, headers=from_card).content.decode()
    assert "Tea" in another
    assert "<html" not in another
    thanks = signed_in.post(TRIED, {"booster": tea.pk, "answer": "helped"}, headers=from_card)
    assert "Good to know" in thanks.content.decode()
    assert line_of(cast.anna, tea).mine is True
    assert "<html" in signed_in.post(ANOTHER).content.decode()


def test_what_goes_after_ninety_days_takes_its_uses_and_history_along(cast, tea):
    from climate.tasks import purge_trash

    note_use(by=cast.ben, booster=tea, helped=True, at=timezone.now())
    discard_booster(tea, by=cast.anna)
    MoodBooster.objects.update(discarded_at=timezone.now() - timedelta(days=91))
    purge_trash()
    assert (MoodBooster.objects.count(), BoosterUse.objects.count(), MoodBooster.history.count()) == (0, 0, 0)


def test_a_stale_form_shows_both_texts(signed_in, cast, tea):
    change_booster(by=cast.ben, booster=tea, version=1, text="Coffee")
    answer = signed_in.post(
        f"/boosters/{tea.pk}/edit/", {"version": 1, "text": "Cocoa", "term": "short", "audience": "oneself"}
    )
    assert answer.status_code == 409
    assert "Coffee" in answer.content.decode()


def test_the_list_takes_as_many_queries_with_thirty(signed_in, cast, tea):
    few = queries_of(signed_in, "/boosters/")
    for number in range(30):
        note_use(by=cast.ben, booster=add_booster(by=cast.anna, text=f"Tea {number}"), helped=True, at=timezone.now())
    assert len(queries_of(signed_in, "/boosters/")) == len(few) <= 5


def test_the_list_is_told_apart_by_whom_one_is_for(signed_in, cast, tea):
    add_booster(by=cast.anna, text="A kind word", audience="others")
    assert ">Tea<" in signed_in.get("/boosters/").content.decode()
    page = signed_in.get("/boosters/?audience=others").content.decode()
    assert ("A kind word" in page, ">Tea<" in page) == (True, False)
    assert signed_in.get("/boosters/?audience=nobody").status_code == 200


@pytest.mark.parametrize(("language", "first"), [("en", "Five minutes of fresh air"), ("de", "Fünf Minuten")])
def test_a_team_begins_with_a_starting_set_and_may_discard_it(client, cast, language, first):
    cast.anna.language = language
    cast.anna.save()
    client.force_login(cast.anna)
    client.post("/boosters/starting-set/")
    client.post("/boosters/starting-set/")  # once more adds nothing
    texts = list(MoodBooster.objects.visible_to(cast.ben).values_list("text", flat=True))
    assert len(texts) == len(set(texts)) == len(BOOSTERS)
    assert any(text.startswith(first) for text in texts)
    own = add_booster(by=cast.ben, text="My own")
    client.post("/boosters/starting-set/", {"discard": "1"})
    assert list(MoodBooster.objects.visible_to(cast.ben)) == [own]


def test_what_is_said_about_one_is_as_open_as_the_booster(signed_in, client, cast, tea):
    page = f"/boosters/{tea.pk}/"
    assert signed_in.post(page, {"text": " "}).status_code == 422
    assert signed_in.post(page, {"text": "Green, not black"}).status_code == 302
    assert "Green, not black" in signed_in.get(page).content.decode()
    assert "1 comment" in signed_in.get("/boosters/").content.decode()
    comment = BoosterComment.objects.get()
    client.force_login(cast.ben)
    assert client.post(f"/boosters/comments/{comment.pk}/discard/").status_code == 403
    client.force_login(cast.otto)
    assert client.post(f"/boosters/comments/{comment.pk}/discard/").status_code == 404
    client.force_login(cast.lena)
    assert client.post(f"/boosters/comments/{comment.pk}/discard/").status_code == 302
    assert not BoosterComment.objects.visible_to(cast.anna).exists()


def test_the_poster_is_one_page_however_much_there_is(signed_in, cast, tea):
    old = add_booster(by=cast.anna, text="Mine alone")
    for number in range(40):
        add_booster(by=cast.anna, text=f"{number} " + "long words " * 20, term=("short", "medium", "long")[number % 3])
    helped(cast.team, tea, 5)
    note_use(by=cast.anna, booster=old, helped=True, at=timezone.now())
    answer = signed_in.get("/boosters/poster/")
    assert answer.headers["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    text = pages[0].extract_text()
    assert (len(pages), "Tea" in text, "Mine alone" in text) == (1, True, False)  # what helped oneself has no say in it


def test_over_the_api_one_says_what_helped_without_naming_it_in_the_address(api, cast, tea):
    assert api.post("/api/v1/boosters/tried/", {"booster": tea.pk, "answer": "helped"}).status_code == 204
    assert api.get(f"/api/v1/boosters/{tea.pk}/").json()["helped_me"] is True
    assert line_of(cast.ben, tea).mine is None
    helped(cast.team, tea, 5)
    assert api.get("/api/v1/boosters/").json()["results"][0]["people_helped"] == 5
    said = api.post(f"/api/v1/boosters/{tea.pk}/comments/", {"text": "x"}).json()
    changed = api.patch(f"/api/v1/boosters/{tea.pk}/comments/{said['id']}/", {"text": "y", "version": 1})
    assert (changed.status_code, changed.json()["text"]) == (200, "y")
