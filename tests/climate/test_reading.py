"""The reading path for newcomers: a few lines of each station, and how far one is, for oneself alone."""

from accounts.models import Membership
from climate.actions.booster import add_booster
from climate.actions.example import add_example, mark_example
from climate.actions.impression import add_impression
from climate.actions.reading import mark_station
from climate.models import ReadingMark
from climate.queries.reading import reading_path
from partners.models import Partner
from tests.conftest import make_user
from tests.counting import queries_of
from tests.world import CANARY, make_secrets, make_world


def test_it_shows_what_the_team_has_in_order(cast, lindner):
    Partner.objects.filter(pk=lindner.pk).update(caretaker=cast.ben)
    add_booster(by=cast.anna, text="Fresh air")
    add_example(by=cast.anna, title="A call", story="I called.", lesson="Call first")
    statement = {"en": "They keep their word.", "de": "", "wanted": 9, "thought": 6}
    add_impression(by=cast.anna, name="Suppliers", statements=[statement])
    assert [
        (stop.station, [(words, about) for words, _path, about in stop.lines]) for stop in reading_path(cast.lena)
    ] == [
        ("boosters", [("Fresh air", "Right away")]),
        ("examples", [("A call", "Call first")]),
        ("impression", [("They keep their word.", "")]),
        ("caretakers", [("Druckhaus Lindner", "Ben")]),
    ]
    assert reading_path(cast.ada) == []


def test_marks_of_fewer_than_five_move_no_example(cast):
    first, second = (add_example(by=cast.anna, title=title, story="x") for title in ("First", "Second"))
    people = [cast.anna, cast.ben, cast.lena, make_user("four"), make_user("five")]
    for user in people[3:]:
        Membership.objects.create(team=cast.team, user=user)
    for number, user in enumerate(people, start=1):
        mark_example(by=user, example=first, helped=True)
        titles = [words for words, _path, _about in reading_path(cast.anna)[1].lines]
        assert titles == (["First", "Second"] if number == 5 else ["Second", "First"])
    assert second.title == "Second"


def test_how_far_one_is_is_ones_own(client, signed_in, cast):
    for station in ("boosters", "boosters", "caretakers"):
        assert signed_in.post("/reading/mark/", {"station": station}).status_code == 302
    assert "2 of 4 read" in signed_in.get("/reading/").content.decode()
    signed_in.post("/reading/mark/", {"station": "boosters", "back": "1"})
    assert "1 of 4 read" in signed_in.get("/reading/").content.decode()
    assert signed_in.post("/reading/mark/", {"station": "unheard"}).status_code == 400
    client.force_login(cast.lena)
    assert "0 of 4 read" in client.get("/reading/").content.decode()
    assert list(ReadingMark.objects.visible_to(cast.lena)) == []


def test_it_sings_no_canary_and_takes_as_many_queries_with_thirty(signed_in, cast, lindner, kerner):
    make_world(cast, lindner)
    few = queries_of(signed_in, "/reading/")
    make_secrets(cast, lindner, kerner)
    for number in range(30):
        add_booster(by=cast.anna, text=f"Booster {number}")
        add_example(by=cast.anna, title=f"Example {number}", story="x")
    assert len(queries_of(signed_in, "/reading/")) == len(few) <= 10
    assert CANARY not in signed_in.get("/reading/").content.decode()


def test_over_the_api(api, cast):
    url = "/api/v1/reading-marks/"
    body = {"team": cast.team.pk, "station": "impression"}
    made = [api.post(url, body) for _time in range(2)]
    assert [answer.status_code for answer in made] == [201, 201]
    assert made[0].json() == made[1].json() == {"id": made[0].json()["id"]} | body
    assert api.post(url, body | {"team": cast.other_team.pk}).status_code == 400
    mark_station(by=cast.ben, team=cast.team, station="boosters")
    assert [row["station"] for row in api.get(url).json()["results"]] == ["impression"]
    assert api.delete(f"{url}{made[0].json()['id']}/").status_code == 204
    assert ReadingMark.objects.get().user == cast.ben
