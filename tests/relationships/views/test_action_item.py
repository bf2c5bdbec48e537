"""The pages of measures, where else they stand, and the same through the API."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.actions.partner import add_partner
from relationships.actions.action_item import add_action_item, finish_action_item
from relationships.actions.issue import flag_issue
from relationships.models import ActionItem
from tests.counting import queries_of

LIST = reverse("relationships:action_item_list")
CREATE = reverse("relationships:action_item_create")
DAY = timedelta(days=1)


def today():
    return timezone.localdate()


def verb(name, item):
    return reverse(f"relationships:action_item_{name}", args=[item.pk])


def texts(client, **asked):
    page = client.get(LIST, asked)
    assert page.status_code == 200
    return [item.text for item in page.context["page"].rows]


@pytest.fixture
def measures(cast, lindner):
    """Of each kind one; the overdue one was agreed before its day."""
    issue = flag_issue(by=cast.anna, partners=[lindner], title="Late again")
    rows = {
        "soon": add_action_item(by=cast.anna, text="Soon", due_on=today() + DAY, issue=issue),
        "someday": add_action_item(by=cast.anna, text="Someday", partner=lindner),
        "late": add_action_item(by=cast.anna, text="Late", due_on=today()),
        "Ben's": add_action_item(by=cast.anna, text="Ben's", owner=cast.ben, due_on=today() + 40 * DAY),
        "done": add_action_item(by=cast.anna, text="Done with"),
    }
    ActionItem.objects.filter(pk=rows["late"].pk).update(due_on=today() - DAY)
    finish_action_item(by=cast.anna, item=rows["done"])
    add_action_item(by=cast.ben, text="Secret", visibility="private", partner=lindner)
    add_action_item(by=cast.otto, text="Of Sales")
    return rows


def test_mine_the_teams_and_what_is_done_by_date(signed_in, measures):
    assert texts(signed_in) == ["Late", "Soon", "Someday"]
    assert texts(signed_in, whose="team") == ["Late", "Soon", "Ben's", "Someday"]
    assert texts(signed_in, whose="done") == ["Done with"]


def test_filters_and_their_chips(signed_in, cast, measures, lindner):
    issue = measures["soon"].issue
    assert texts(signed_in, due="overdue") == ["Late"]
    assert texts(signed_in, due="none") == ["Someday"]
    assert texts(signed_in, whose="team", owner=cast.ben.pk) == ["Ben's"]
    assert texts(signed_in, issue=issue.pk) == ["Soon"]
    assert texts(signed_in, partner=lindner.pk) == ["Soon", "Someday"]
    page = signed_in.get(LIST, {"whose": "team", "owner": cast.ben.pk, "partner": lindner.pk})
    assert [field.name for field in page.context["fields"]] == ["owner", "due"]
    assert [chip["label"] for chip in page.context["chips"]] == ["Who does it: Ben", "Partner: Druckhaus Lindner"]
    assert 'name="whose" value="team"' in page.content.decode()
    assert texts(signed_in, partner="x") == []


def test_what_is_overdue_is_marked(signed_in, measures):
    html = signed_in.get(LIST).content.decode()
    assert html.count("overdue since") == 1


def test_it_is_noted_on_an_issue_and_on_its_own(signed_in, cast, measures, lindner):
    issue = measures["soon"].issue
    dialog = signed_in.get(CREATE, {"issue": issue.pk}, headers={"HX-Request": "true"})
    assert ("<html" in dialog.content.decode(), "visibility" in dialog.context["form"].fields) == (False, False)
    sent = {"text": "Ask Dörte", "owner": cast.ben.pk, "issue": issue.pk}
    assert signed_in.post(CREATE, sent).url == f"/issues/{issue.pk}/"
    assert signed_in.post(CREATE, {"text": "Alone", "owner": cast.anna.pk, "partner": [lindner.pk]}).url == LIST
    new = ActionItem.objects.order_by("pk").reverse()
    assert [(item.text, item.owner, item.issue, item.partner) for item in new[:2]] == [
        ("Alone", cast.anna, None, lindner), ("Ask Dörte", cast.ben, issue, None),
    ]  # fmt: skip


def test_what_is_wrong_is_said_at_its_field(signed_in, cast):
    page = signed_in.post(CREATE, {"text": "", "owner": "", "due_on": str(today() - DAY)})
    assert (page.status_code, sorted(page.context["form"].errors)) == (422, ["owner", "text"])
    page = signed_in.post(CREATE, {"text": "x", "owner": cast.anna.pk, "due_on": str(today() - DAY)})
    assert page.context["form"].errors == {"due_on": ["This day has passed. Choose one that is still to come."]}
    page = signed_in.post(CREATE, {"text": "x", "owner": cast.ben.pk, "visibility": "private"})
    assert page.context["form"].errors == {
        "owner": ["Ben would not see this, as it is private. Choose who reads it first."]
    }


def test_done_in_place_with_an_undo_and_handed_over(signed_in, cast, measures):
    item = measures["late"]
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{LIST}"}
    done = signed_in.post(verb("done", item), headers=headers)
    assert (done.status_code, verb("reopen", item) in done.headers["HX-Trigger"]) == (204, True)
    assert signed_in.post(verb("done", item)).status_code == 409
    assert signed_in.post(verb("reopen", item)).status_code == 302
    assert signed_in.post(verb("hand_over", item), {"user": cast.ben.pk, "next": LIST}).url == LIST
    assert "Late" in texts(signed_in, whose="team", owner=cast.ben.pk)


def test_two_who_change_it_at_once_see_both_texts(signed_in, cast, measures):
    item = measures["someday"]
    sent = {"owner": cast.anna.pk, "visibility": "team", "version": "1"}
    assert signed_in.post(verb("update", item), sent | {"text": "Theirs"}).status_code == 302
    page = signed_in.post(verb("update", item), sent | {"text": "Mine"})
    assert (page.status_code, [(row["theirs"], row["yours"]) for row in page.context["conflict"]]) == (
        409, [("Theirs", "Mine")],
    )  # fmt: skip


def test_only_who_noted_it_is_asked_who_reads_it(client, cast, measures):
    client.force_login(cast.ben)
    page = client.get(verb("update", measures["someday"]))
    assert "visibility" not in page.context["form"].fields


def test_discarded_it_lies_in_the_trash_and_comes_back(signed_in, measures):
    item = measures["late"]
    assert signed_in.post(verb("discard", item)).status_code == 302
    assert ("Late" in texts(signed_in), "Late" in signed_in.get("/trash/").content.decode()) == (False, True)
    assert signed_in.get(verb("history", item)).status_code == 200
    assert signed_in.post(reverse("relationships:trash_restore", args=["action_item", item.pk])).status_code == 302
    assert "Late" in texts(signed_in)


def test_the_partner_page_the_issue_page_and_today_show_what_one_may_read(signed_in, measures, lindner):
    partner = signed_in.get(reverse("partners:partner_detail", args=[lindner.pk]))
    assert sorted(row.text for row in partner.context["side"]["measures"]) == ["Someday", "Soon"]
    issue = signed_in.get(reverse("relationships:issue_detail", args=[measures["soon"].issue_id]))
    assert [item.text for item in issue.context["measures"]] == ["Soon"]
    day = signed_in.get(reverse("relationships:today"))
    lines = {section["name"]: section["data"] for section in day.context["main"]}["measures"]["lines"]
    assert {item.text for item in lines} == {"Late", "Soon", "Someday"}


@pytest.mark.parametrize("whose", ["", "team", "done"])
def test_the_list_takes_as_many_queries_with_thirty_rows(signed_in, cast, lindner, whose):
    def fill(numbers):
        for number in numbers:
            partner = add_partner(by=cast.anna, name=f"Partner {number}")
            issue = flag_issue(by=cast.anna, partners=[partner], title=f"Issue {number}")
            for where in ({"issue": issue}, {"partner": partner}):
                item = add_action_item(by=cast.anna, text=f"Measure {number}", **where)
                if whose == "done":
                    finish_action_item(by=cast.anna, item=item)

    fill([1])
    few = queries_of(signed_in, LIST, {"whose": whose})
    fill(range(2, 16))
    many = queries_of(signed_in, LIST, {"whose": whose})
    assert (len(many), len(many) <= 10) == (len(few), True)


def test_the_api(api, cast, measures, lindner):
    made = api.post("/api/v1/action-items/", {"text": "By program", "owner": cast.ben.pk}, format="json")
    assert made.status_code == 201, made.json()
    url = f"/api/v1/action-items/{made.json()['id']}/"
    assert api.patch(url, {"text": "x", "version": 7}, format="json").status_code == 409
    assert api.patch(url, {"text": "x"}, format="json").status_code == 400
    assert api.patch(url, {"visibility": "private", "version": 1}, format="json").status_code == 400
    assert api.post(url + "hand-over/", {"user": cast.lena.pk}, format="json").json()["owner"] == cast.lena.pk
    assert api.post(url + "hand-over/", {"user": cast.otto.pk}, format="json").status_code == 400
    assert api.post(url + "done/").json()["done_at"] is not None
    assert api.post(url + "done/").status_code == 409
    assert api.post(url + "reopen/").json()["done_at"] is None
    found = api.get("/api/v1/action-items/", {"partner": lindner.pk, "done": "false"}).json()["results"]
    assert [row["text"] for row in found] == ["Soon", "Someday"]
