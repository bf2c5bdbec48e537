"""A colleague leaves: what they gave the team stays, what was theirs alone is nobody's, and nothing waits for them."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions.user import change_user
from accounts.models import Membership, Notification
from climate.actions.booster import add_booster
from climate.actions.booster_use import note_use
from climate.actions.check_in import check_in
from climate.actions.impression import add_impression, ask_partners, see_to_impressions
from climate.actions.pulse import answer_pulse, ask_for_the_pulse, set_pulse
from climate.actions.reflection import add_question, answer_for_the_team, answer_privately
from climate.models import CheckIn, PrivateAnswer, PulseCount
from partners.actions.partner import add_partner
from tests.conftest import make_user
from torture.canary import CANARY, dump, signed_in


@pytest.fixture
def five(cast):
    """Purchasing with two more people, which is just enough for a pulse."""
    people = [cast.anna, cast.ben, cast.lena, make_user("four"), make_user("five")]
    for user in people[3:]:
        Membership.objects.create(team=cast.team, user=user)
    return people


def test_what_was_theirs_alone_stays_sealed(cast, lindner):
    """That nobody reads it anywhere is in test_canary, where everything is walked through."""
    now = timezone.now()
    question = add_question(by=cast.anna, text_en="What do I bring?")
    check_in(by=cast.ben, mood=1, word=CANARY, cause=CANARY, plan=CANARY, at=now)
    answer_privately(by=cast.ben, question=question, text=CANARY, at=now)
    note_use(by=cast.ben, booster=add_booster(by=cast.ben, text="Fresh air"), helped=True, at=now)
    told = answer_for_the_team(by=cast.ben, question=question, text="The night shift", at=now)
    change_user(by=cast.ada, user=cast.ben, is_active=False)
    cast.ben.refresh_from_db()
    assert [list(model.objects.visible_to(cast.ben)) for model in (CheckIn, PrivateAnswer)] == [[], []]
    assert (CheckIn.objects.count(), PrivateAnswer.objects.count()) == (1, 1)
    assert [row for row in dump() if CANARY in row] == []
    page = signed_in(cast.anna).get("/reflection/").content.decode()
    assert (told.text in page, "Fresh air" in signed_in(cast.anna).get("/boosters/").content.decode()) == (True, True)


def test_links_that_they_sent_go_on_and_the_team_is_told(cast, client):
    partner = add_partner(by=cast.ben, name="Papierwerk", natural_person="no")
    statements = [{"en": "They keep their word.", "de": "", "wanted": 9, "thought": 6}]
    impression = add_impression(by=cast.ben, name="Suppliers", statements=statements)
    now = timezone.now()
    asked = ask_partners(
        by=cast.ben, impression=impression, partners=[partner], ends_on=timezone.localdate() + timedelta(days=3),
        is_anonymous=False, at=now,
    )  # fmt: skip
    change_user(by=cast.ada, user=cast.ben, is_active=False)
    path = re.sub("^https?://[^/]+", "", asked[0].address)
    assert client.post(path, {"mood": 4, "fits": [0]}).status_code == 200
    see_to_impressions(at=now + timedelta(days=5))
    told = Notification.objects.filter(kind="impression_over").values_list("user__name", flat=True)
    assert ("Ben" in told, len(told) > 0) == (False, True)


def test_their_pulse_still_counts_but_four_are_asked_no_more(cast, five):
    now = timezone.now()
    pulse = set_pulse(by=cast.lena, team=cast.team, period="week", is_on=True)
    answer_pulse(by=cast.ben, pulse=pulse, mood=4, at=now)
    change_user(by=cast.ada, user=cast.ben, is_active=False)
    assert PulseCount.objects.get(mood=4).count == 1
    assert ask_for_the_pulse(at=now + timedelta(days=7)) == 0
    page = signed_in(cast.anna).get("/pulse/").content.decode()
    assert "too small for a pulse" in page
