"""What no client should send: refused, never an error of the server's, nothing half-written."""

import base64
import json

import pytest

from partners.models import Partner

URL = "/api/v1/partners/"


def cursor(parts):
    return base64.urlsafe_b64encode(parts if isinstance(parts, bytes) else json.dumps(parts).encode()).decode()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"null", 400),
        (b'"name"', 400),
        (b'{"name": NaN}', 400),
        (b'{"name": Infinity}', 400),
        (b'{"name": "\xff"}', 400),
        (b'{"name": "\\ud800"}', 400),
        (b'{"\\udfff": 1, "name": "x"}', 400),
        (b'{"name": "\\u0000"}', 400),
        (b'{"kind": "\\u0000", "name": "x"}', 400),
        (b'{"name": "x", "caretaker": 1' + b"0" * 5000 + b"}", 400),
        (b'{"name": "x", "caretaker": 1e999}', 400),
        (b'{"name":' * 100_000, 400),
        (b"[" * 100_000, 400),
        (b'{"name": "' + b"x" * 3_000_000 + b'"}', 413),
        ('{"name": "x"}'.encode("utf-16"), 400),
    ],
)
def test_what_is_no_json_object(api, body, status):
    answer = api.generic("POST", URL, body, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/json")
    assert not Partner.objects.exists()


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "x", ""]
)
def test_another_type_of_content(api, content_type):
    answer = api.generic("POST", URL, b'{"name": "x"}', content_type=content_type)
    assert answer.status_code == 415


@pytest.mark.parametrize("charset", ["utf-16", "base64", "bogus", "rot13"])
def test_json_is_utf8_whatever_the_header_says(api, charset):
    answer = api.generic("POST", URL, b'{"name": "x"}', content_type=f"application/json; charset={charset}")
    assert answer.status_code == 201


@pytest.mark.parametrize("pk", ["0", "-1", "1.5", "abc", "9" * 30, "9" * 300, "%00", "١", "%F0%9F%98%80", "..%2F"])
@pytest.mark.parametrize("path", ["", "restore/"])
def test_an_id_that_is_none(api, pk, path):
    answer = (api.post if path else api.get)(f"{URL}{pk}/{path}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")


@pytest.mark.parametrize(
    "parts",
    [
        ["sort_key", "\ud800", 1, 0],
        ["sort_key", "a\x00", 1, 0],
        ["sort_key", {}, 1, 0],
        ["sort_key", "a", 2**63, 0],
        ["sort_key", "a", 1.5, 0],
        [[]],
        7,
        b"[" * 2000,
        b"\xff",
    ],
)
def test_a_cursor_made_by_hand(api, parts):
    assert api.get(URL, {"cursor": cursor(parts)}).status_code == 400


@pytest.mark.parametrize(
    ("ordering", "value"),
    [
        ("-created", "yesterday"), ("-created", 5), ("-created", None), ("-created", "2020-01-01"),
        ("last_contact", 5), ("last_contact", "x"), ("last_contact", "2020-01-01"), ("next_touch", []),
        ("next_touch", 7), ("next_touch", "2020-01-01T00:00:00+00:00"), ("oldest_issue", {}), ("oldest_issue", True),
    ],
)  # fmt: skip
def test_a_cursor_with_a_value_of_another_type(api, lindner, ordering, value):
    keys = {"-created": "-created_at", "last_contact": "last_contact_at", "next_touch": "next_touch_on"}
    made = cursor([keys.get(ordering, "oldest_issue_at"), value, 1, 0])
    assert api.get(URL, {"ordering": ordering, "scope": "ours", "cursor": made}).status_code in (200, 400)


def test_an_address_that_does_not_exist_answers_in_json(api):
    for path in ("nothing/", "partners", "partners/1/nothing/", "%00"):
        answer = api.get(f"/api/v1/{path}")
        assert (answer.status_code, list(answer.json())) == (404, ["detail"])


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/png", "x", "*/*; q=0"])
def test_answers_are_json_whatever_is_accepted(api, accept):
    answer = api.get(URL, headers={"Accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")


@pytest.mark.parametrize(
    "path",
    ["ideas/?answered=", "reminders/?done=", "partners/?scope=ours&open_issues="],
    ids=["answered", "done", "open_issues"],
)
def test_what_is_neither_true_nor_false_is_refused(api, path):
    name = path.rpartition("?")[2].rpartition("&")[2].rstrip("=")
    refused = api.get(f"/api/v1/{path}-58800")
    assert (refused.status_code, refused.json()) == (400, {name: ["Choose one of: true, false."]})
    assert [api.get(f"/api/v1/{path}{word}").status_code for word in ("", "true", "false")] == [200, 200, 200]
