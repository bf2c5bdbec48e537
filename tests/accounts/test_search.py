"""That a word is common is known of the fields it was looked for in, and of no others."""

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
