"""Ideas and thanks over the API."""

from django.utils import timezone

from relationships.models import Appreciation, Idea


def test_what_becomes_of_an_idea(api, cast, lindner):
    made = api.post("/api/v1/ideas/", {"partners": [lindner.pk], "title": "Crates instead of foil"})
    assert (made.status_code, made.json()["state"]) == (201, "new")
    url = f"/api/v1/ideas/{made.json()['id']}/"
    done = api.patch(url, {"state": "doing", "answer": "Yes, gladly", "version": 1}).json()
    assert (done["state"], done["answer"], done["answered_on"]) == ("doing", "Yes, gladly", str(timezone.localdate()))
    assert api.get("/api/v1/ideas/", {"state": "new"}).json()["results"] == []
    assert api.get("/api/v1/ideas/", {"answered": "true"}).json()["results"] == [done]
    wrong = api.patch(url, {"state": "won", "version": 2})
    assert wrong.json() == {"state": ["Choose one of: new, looking, doing, done, not_now."]}
    assert Idea.objects.get().state == "doing"


def test_thanks(api, cast, lindner):
    sent = {"partners": [lindner.pk], "text": "You saved our Friday", "direction": "received"}
    made = api.post("/api/v1/appreciations/", sent)
    assert made.status_code == 201
    assert {name: made.json()[name] for name in sent} == sent
    assert api.get("/api/v1/appreciations/", {"direction": "given"}).json()["results"] == []
    assert api.post("/api/v1/appreciations/", sent | {"text": ""}).json() == {"text": ["This field may not be blank."]}
    assert Appreciation.objects.count() == 1
