"""Pages by row value: every row once, forwards and backwards, whatever keys are equal."""

import base64
import itertools
import json

import pytest

from accounts.queries.keyset import BadCursor, Sort, page_of
from partners.models import Partner


@pytest.fixture
def names(db):
    names = ["a", "b", "b", "b", "c", "d", "e"]
    for name in names:
        Partner(name=name).save()
    return names


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 8])
def test_walking_forwards_and_back_meets_every_row_once(names, descending, size):
    sort = Sort("sort_key", descending=descending)
    expected = list(sort.order(Partner.objects.all()))
    pages, cursor = [], None
    while True:
        page = page_of(Partner.objects.all(), sort, cursor=cursor, size=size)
        pages.append(page)
        if not (cursor := page.next):
            break
    assert [row for page in pages for row in page.rows] == expected
    for earlier, later in itertools.pairwise(pages):
        assert page_of(Partner.objects.all(), sort, cursor=later.previous, size=size).rows == earlier.rows
    assert pages[0].previous is None


def test_dates_survive_the_cursor(names):
    sort = Sort("created_at", descending=True)
    first = page_of(Partner.objects.all(), sort, cursor=None, size=3)
    second = page_of(Partner.objects.all(), sort, cursor=first.next, size=10)
    assert [*first.rows, *second.rows] == list(sort.order(Partner.objects.all()))


@pytest.mark.parametrize(
    "parts",
    [
        None,
        ["name", "a", 1, 0],
        ["sort_key", 7, 1, 0],
        ["sort_key", "a", "1", 0],
        ["sort_key", "a", 2**70, 0],
        ["sort_key", "a\x00", 1, 0],
        ["sort_key", None, 1, 0],
        ["sort_key"],
        {"sort_key": 1},
    ],
)
def test_a_cursor_of_another_make_is_refused(names, parts):
    cursor = base64.urlsafe_b64encode(json.dumps(parts).encode()).decode() if parts else "%%%"
    with pytest.raises(BadCursor):
        page_of(Partner.objects.all(), Sort("sort_key"), cursor=cursor, size=2)
