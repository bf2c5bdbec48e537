"""What one may not see stands in no answer of the API: private, foreign and discarded entries bear a canary."""

import io
from typing import Any

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from rest_framework.test import APIClient

from accounts.models import Team, User
from partners.models import Partner, Tag
from relationships.models import Appreciation, Comment, Idea, Interaction, Issue, Reminder
from tests.conftest import make_user
from tests.world import CANARY, make_secrets, make_world

MODELS = {
    "partners": Partner,
    "interactions": Interaction,
    "issues": Issue,
    "appreciations": Appreciation,
    "ideas": Idea,
    "reminders": Reminder,
    "tags": Tag,
    "teams": Team,
}
VERBS = {
    "issues": ["resolve", "comment"],
    "reminders": ["done"],
}
SAID = {"result": "x", "text": "x"}


@pytest.fixture
def readers(cast, lindner, kerner) -> dict[str, User]:
    """Nobody of these wrote a canary; the outsider is in a team of her own."""
    make_world(cast, lindner)
    make_secrets(cast, lindner, kerner)
    olga = make_user("Olga")
    Team.objects.create(name="Third").memberships.create(user=olga)
    return {"outsider": olga, "member": cast.anna, "lead": cast.lena, "administrator": cast.ada}


class Crawler:
    def __init__(self, user: User) -> None:
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


def crawl(crawler: Crawler) -> None:
    for name, model in MODELS.items():
        crawler.ask("get", f"{name}/", {"page_size": 100})
        for pk in model._base_manager.values_list("pk", flat=True):
            crawler.ask("get", f"{name}/{pk}/")
            crawler.ask("patch", f"{name}/{pk}/", {"version": 99})
            if model not in (Tag, Team):
                crawler.ask("post", f"{name}/{pk}/restore/")
            for verb in VERBS.get(name, []):
                crawler.ask("post", f"{name}/{pk}/{verb}/", SAID)
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
        "interactions", "issues", "appreciations", "ideas", "reminders",
    }  # fmt: skip


def test_the_report_of_a_partner_holds_none(readers, lindner):
    for role in ("member", "lead"):
        crawler = Crawler(readers[role])
        answer = crawler.ask("get", f"partners/{lindner.pk}/report/", {"format": "pdf", "since": "2000-01-01"})
        assert (answer.status_code, crawler.hits) == (200, [])
