"""What one may not see stands in no answer of the API: private, foreign and discarded entries bear a canary."""

import io
from typing import Any

import pytest
from django.db.models import Model
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from rest_framework.test import APIClient

from accounts.models import Team, User
from climate.access import may_discard_answer, may_discard_record
from climate.models import (
    BoosterComment,
    CheckIn,
    Impression,
    MoodBooster,
    PracticeExample,
    PrivateAnswer,
    Pulse,
    ReadingMark,
    ReflectionQuestion,
    SharedAnswer,
)
from climate.models.team_record import TeamRecord
from partners.models import Partner, Tag
from relationships.models import Appreciation, CareNote, Comment, Idea, Interaction, Issue, Reminder
from tests.conftest import make_user
from tests.world import CANARY

MODELS = {
    "partners": Partner,
    "interactions": Interaction,
    "issues": Issue,
    "appreciations": Appreciation,
    "ideas": Idea,
    "reminders": Reminder,
    "tags": Tag,
    "teams": Team,
    "boosters": MoodBooster,
    "practice-examples": PracticeExample,
    "impressions": Impression,
    "reflection-questions": ReflectionQuestion,
    "shared-answers": SharedAnswer,
    "private-answers": PrivateAnswer,
    "check-ins": CheckIn,
    "care-notes": CareNote,
    "pulses": Pulse,
    "reading-marks": ReadingMark,
}
# Nothing of it is changed, or comes back from a trash, over the API.
ONLY_READ = (Tag, Team, PrivateAnswer, CheckIn, Pulse, ReadingMark, SharedAnswer)
VERBS = {
    "issues": ["resolve", "comment"],
    "reminders": ["done"],
}
SAID = {"result": "x", "text": "x"}


@pytest.fixture
def readers(cast, everything) -> dict[str, User]:
    """Nobody of these wrote a canary; the outsider is in a team of her own."""
    olga = make_user("Olga")
    Team.objects.create(name="Third").memberships.create(user=olga)
    return {"outsider": olga, "member": cast.anna, "lead": cast.lena, "administrator": cast.ada}


class Crawler:
    def __init__(self, user: User) -> None:
        self.user = user
        self.client = APIClient()
        self.client.force_authenticate(user)
        self.hits: list[str] = []
        self.asked = 0

    def ask(self, method: str, path: str, data: Any = None) -> Any:
        answer = getattr(self.client, method)(f"/api/v1/{path}", data)
        self.asked += 1
        if CANARY.lower() in words_in(answer).lower():
            self.hits.append(f"{method} {path} {data or ''}")
        return answer


def words_in(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    match answer.get("Content-Type", "").split(";")[0]:
        case "application/pdf":
            return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
        case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":
            return str(CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python())
        case _:
            return content.decode()


def hidden_from(user: User, model: type[Model]) -> list[int]:
    """All but what a lead may take out of the team's trash: that is theirs to read."""
    rows = model._base_manager.all()
    may = {SharedAnswer: may_discard_answer}.get(model, may_discard_record if issubclass(model, TeamRecord) else None)
    if may is None:
        return list(rows.values_list("pk", flat=True))
    return [row.pk for row in rows if not (row.discarded_at and may(user, row))]


def crawl(crawler: Crawler) -> None:
    for name, model in MODELS.items():
        crawler.ask("get", f"{name}/", {"page_size": 100})
        for pk in hidden_from(crawler.user, model):
            crawler.ask("get", f"{name}/{pk}/")
            crawler.ask("patch", f"{name}/{pk}/", {"version": 99})
            if model not in ONLY_READ:
                crawler.ask("post", f"{name}/{pk}/restore/")
            for verb in VERBS.get(name, []):
                crawler.ask("post", f"{name}/{pk}/{verb}/", SAID)
    for booster, comment in BoosterComment.objects.exclude(booster__discarded_at__isnull=False).values_list(
        "booster", "pk"
    ):
        crawler.ask("get", f"boosters/{booster}/comments/")
        crawler.ask("get", f"boosters/{booster}/comments/{comment}/")
    for issue, comment in Comment.objects.values_list("issue", "pk"):
        crawler.ask("get", f"issues/{issue}/comments/")
        crawler.ask("get", f"issues/{issue}/comments/{comment}/")
    for file_format in ("csv", "xlsx", "pdf"):
        crawler.ask("get", "issues/", {"format": file_format})


@pytest.mark.parametrize("role", ["outsider", "member", "lead", "administrator"])
def test_no_answer_holds_a_canary(readers, role):
    crawler = Crawler(readers[role])
    crawl(crawler)
    assert crawler.hits == []
    assert crawler.asked > 150


def test_searching_for_what_is_hidden_finds_what_searching_for_nothing_finds(readers):
    hidden = {
        "partner": Partner.objects.get(name=f"{CANARY} GmbH").pk,
        "tag": Tag.objects.get(name=CANARY).pk,
    }
    for user in readers.values():
        crawler = Crawler(user)
        for name in ("partners", "interactions", "issues", "appreciations", "ideas"):
            found = [crawler.client.get(f"/api/v1/{name}/", {"q": typed}).json() for typed in (CANARY, "Zzyzx")]
            assert found == [{"next": None, "previous": None, "results": []}] * 2
        for name, parameter in [("issues", "partner"), ("partners", "tag")]:
            asked = [{parameter: pk} for pk in (hidden[parameter], 999_999)]
            found, nothing = (crawler.client.get(f"/api/v1/{name}/", query) for query in asked)
            assert (found.status_code, found.content) == (400, nothing.content)


def test_the_crawl_would_find_one(readers, cast):
    """Ben sees what he wrote, so the same crawl as Ben has hits: it does look where canaries are."""
    crawler = Crawler(cast.ben)
    crawl(crawler)
    assert {hit.split()[1].split("/")[0] for hit in crawler.hits} == {
        "interactions", "issues", "appreciations", "ideas", "reminders", "check-ins", "private-answers",
    }  # fmt: skip


def test_the_report_of_a_partner_holds_none(readers, lindner):
    for role in ("member", "lead"):
        crawler = Crawler(readers[role])
        answer = crawler.ask("get", f"partners/{lindner.pk}/report/", {"format": "pdf", "since": "2000-01-01"})
        assert (answer.status_code, crawler.hits) == (200, [])
