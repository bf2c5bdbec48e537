"""Each list with each of its filters and orders: the question that is kept finds what the list itself finds."""

import django_filters
import pytest
from django.http import QueryDict
from django.utils import timezone

from accounts.filters.typed import TypedFilter
from accounts.queries import search
from accounts.queries.kept_page import Rows, can_be_kept
from relationships.exports.listing import Listing
from relationships.exports.source import Asked, sources

LISTINGS = {name: source for name, source in sources.items() if isinstance(source, Listing)}
TODAY = timezone.localdate().isoformat()


def _load(rows, user):
    return rows


def _ordered(asked, name):
    return Asked(
        asked.user, asked.at, QueryDict(f"{asked.params.urlencode()}&sort={name}&ordering={name}"), asked.from_page
    )


def _values(filterset, name):
    """What may be chosen of a filter; of one that is typed some words that are found, and some that are not."""
    field = filterset.form.fields[name]
    if isinstance(filterset.filters[name], TypedFilter):
        return ["e", "li", "canary", "a+e", "zzzz"]
    if isinstance(filterset.filters[name], django_filters.DateFilter):
        return [TODAY]
    if isinstance(filterset.filters[name], django_filters.BooleanFilter):
        return ["true", "false"]
    if isinstance(filterset.filters[name], django_filters.NumberFilter):
        return ["0", "1", "90"]
    return [str(value) for value, _words in getattr(field, "choices", ()) if value]


def check_counted(kept, sort, cursor, page, count):
    """The page that is found by counting is the same, where all are counted and where there are more."""
    for up_to in (1_000, 2):
        assert kept.page_and_count(sort, cursor=cursor, size=2, up_to=up_to) == (page, min(count, up_to))
    if page.previous:
        back, _count = kept.page_and_count(sort, cursor=page.previous, size=2, up_to=1_000)
        assert back == kept.page(sort, cursor=page.previous, size=2)


@pytest.mark.parametrize("from_page", [True, False])
@pytest.mark.parametrize("noun", LISTINGS)
@pytest.mark.parametrize("few", [search.FEW, 0])
def test_it_finds_the_same(everything, monkeypatch, noun, from_page, few):
    monkeypatch.setattr(search, "FEW", few)
    monkeypatch.setattr(search.cache, "get", lambda name: None)  # of which word it is known that it is common
    listing, now = LISTINGS[noun], timezone.now()
    checked = 0
    for user in (everything.cast.anna, everything.cast.otto, everything.cast.ada):
        bare = listing.filterset(QueryDict(), queryset=None, request=Asked(user, now, from_page=from_page))
        asked_for = ["", *(f"{name}={value}" for name in bare.filters for value in _values(bare, name))]
        for text in asked_for:
            asked = Asked(user, now, QueryDict(text), from_page=from_page)
            filterset, rows = listing.filtered(asked)
            assert filterset.is_valid(), text
            assert can_be_kept(filterset), text
            shape, told = listing.told(asked)
            kept = Rows(user, now, listing.rows_for, _load, filterset, shape, told, listing.candidates(asked))
            for name, sort in listing.sorts_for(asked).items():
                if listing.sort_name(_ordered(asked, name)) != name:
                    continue  # a list of what is done has an order of its own
                page = kept.page(sort, cursor=None, size=2)
                found, expected = [page.rows], list(sort.order(rows))
                check_counted(kept, sort, None, page, len(expected))
                while page.next:
                    cursor = page.next
                    page = kept.page(sort, cursor=cursor, size=2)
                    check_counted(kept, sort, cursor, page, len(expected))
                    found.append(page.rows)
                assert [row for part in found for row in part] == expected, (text, name)
                if page.previous:
                    assert kept.page(sort, cursor=page.previous, size=2).rows == found[-2]
                checked += len(expected)
            assert kept.count(up_to=3) == min(rows.count(), 3)
    assert checked
