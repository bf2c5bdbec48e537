"""Pages of a list: every row once, never more than a hundred."""

from partners.actions.partner import add_partner

URL = "/api/v1/partners/"


def walk(api, **query):
    """The names of all rows page by page, following `next`."""
    pages, url = [], URL
    while url:
        answer = api.get(url, query if url == URL else None).json()
        pages.append([row["name"] for row in answer["results"]])
        url = answer["next"]
    return pages


def test_next_leads_through_all_rows_and_previous_back(api, anna):
    for name in "bcaed":
        add_partner(by=anna, name=name)
    assert walk(api, page_size=2) == [["a", "b"], ["c", "d"], ["e"]]
    assert walk(api, page_size=2, ordering="-created") == [["d", "e"], ["a", "c"], ["b"]]
    assert walk(api, page_size=2, scope="ours", ordering="last_contact") == [["b", "c"], ["a", "e"], ["d"]]
    second = api.get(api.get(URL, {"page_size": 2}).json()["next"]).json()
    assert [row["name"] for row in api.get(second["previous"]).json()["results"]] == ["a", "b"]


def test_links_keep_the_filters(api, anna):
    for name in ("north a", "north b", "south"):
        add_partner(by=anna, name=name)
    assert walk(api, page_size=1, q="north") == [["north a"], ["north b"]]


def test_a_page_of_a_billion_is_refused_with_what_is_possible(api, anna):
    answer = api.get(URL, {"page_size": 10**9})
    assert (answer.status_code, answer.json()) == (400, {"page_size": ["Ask for 1 to 100 rows a page."]})
    for number in range(101):
        add_partner(by=anna, name=f"{number:03}")
    assert [len(page) for page in walk(api, page_size=100)] == [100, 1]
    assert [len(page) for page in walk(api)] == [25, 25, 25, 25, 1]


def test_a_cursor_of_another_order_is_refused(api, anna):
    for name in "ab":
        add_partner(by=anna, name=name)
    cursor = api.get(URL, {"page_size": 1}).json()["next"].split("cursor=")[1]
    answer = api.get(URL, {"cursor": cursor, "ordering": "-created"})
    assert answer.json() == {"cursor": ["This cursor does not belong to this list and order. Begin again without it."]}
    assert answer.status_code == 400
