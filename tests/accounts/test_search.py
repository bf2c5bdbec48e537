"""Words in texts: a long one anywhere, a short one where a word begins; and what is known of how common they are."""

import pytest

from accounts.queries import search
from accounts.queries.search import AMONG, WordSearch
from relationships.actions.issue import flag_issue
from relationships.models import Issue


def test_a_word_that_is_common_in_texts_is_rare_in_titles(monkeypatch, cast, lindner):
    monkeypatch.setattr(search, "FEW", 1)
    for title in ("Ink", "Paper", "Glue"):
        flag_issue(by=cast.anna, partners=[lindner], title=title, text="Wellpappe")
    ways = [WordSearch(Issue, *fields).asked("wellpappe").way for fields in (("title", "text"), ("title",))]
    assert (ways[0] == AMONG, ways[1] == AMONG) == (False, True)


TEXTS = {
    "Rolls": "EU standard",
    "Ink": "As the EU wants it",
    "Glue": "Two points:\neu label, and the price",
    "Paper": "From abroad (EU)",
    "Foil": "Neuware only",
    "Cords": "Invoice of 5% too much",
    "Tape": 'We held a Q&A, "briefly"; who said faq&all?',
}


@pytest.mark.parametrize("are_common", [False, True])
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("eu", ["Rolls", "Ink", "Glue", "Paper"]),
        ("EU", ["Rolls", "Ink", "Glue", "Paper"]),
        ("e", ["Rolls", "Ink", "Glue", "Paper"]),
        ("eu want", ["Ink"]),
        ("ant eu", ["Ink"]),
        ("euw", ["Foil"]),
        ("eu eu EU", ["Rolls", "Ink", "Glue", "Paper"]),
        ("a b c d e f g h " * 9 + "invoice", ["Cords"]),
        ("e x y z", ["Rolls", "Ink", "Glue", "Paper"]),
        ("5%", ["Cords"]),
        ("%", []),
        ("--- %", []),
        ("qx", []),
        ("q&a", ["Tape"]),
        ("&all?", ["Tape"]),
        ("q&al", []),
        ("faq&al", ["Tape"]),
        ("(briefly)", ["Tape"]),
        ("-eu", ["Rolls", "Ink", "Glue", "Paper"]),
    ],
)
def test_one_letter_or_two_are_found_where_a_word_begins(monkeypatch, cast, lindner, typed, found, are_common):
    if are_common:
        monkeypatch.setattr(search, "FEW", 0)
    for title, text in TEXTS.items():
        flag_issue(by=cast.anna, partners=[lindner], title=title, text=text)
    rows = WordSearch(Issue, "text").matching(Issue.objects.order_by("pk"), typed)
    assert [issue.title for issue in rows] == found
