"""German is complete, and what is compiled is what is written."""

import re
import subprocess
import sys

import polib
import pytest
from django.conf import settings

PO = settings.BASE_DIR / "locale/de/LC_MESSAGES/django.po"


@pytest.fixture(scope="module")
def german() -> polib.POFile:
    return polib.pofile(str(PO))


def test_every_text_is_translated_and_none_only_guessed(german):
    assert [entry.msgid for entry in german.untranslated_entries()] == []
    assert [entry.msgid for entry in german.fuzzy_entries()] == []


def test_the_compiled_catalogue_is_current(german):
    compiled = polib.mofile(str(PO.with_suffix(".mo")))
    written = {
        (entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural) for entry in german if not entry.obsolete
    }
    assert {(entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural) for entry in compiled} == written


def test_placeholders_are_the_same_in_both_languages(german):
    holes = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
    for entry in german:
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text and not entry.obsolete:
                assert set(holes.findall(text)) <= set(holes.findall(entry.msgid + entry.msgid_plural)), entry.msgid


def test_no_exclamation_marks_and_no_du(german):
    for entry in german:
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            assert "!" not in text, entry.msgid
            assert not re.search(r"\b(du|dein\w*|dich|dir)\b", text, re.IGNORECASE), entry.msgid


def test_every_text_of_the_code_is_in_the_catalogue(german, tmp_path):
    """Collect the texts again, beside the checkout, and compare: one that is missing would be English in German pages."""
    copy = tmp_path / "copy"
    subprocess.run(["git", "-C", settings.BASE_DIR, "checkout-index", "-a", f"--prefix={copy}/"], check=True)
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "-l", "de", "--no-location", "-i", "tests", "-v", "0"],
        cwd=copy,
        check=True,
        env={"PATH": "/usr/bin:/bin", "RAPPORT_VAR": str(tmp_path / "var")},
    )
    collected = polib.pofile(str(copy / "locale/de/LC_MESSAGES/django.po"))
    missing = [entry.msgid for entry in collected if not entry.obsolete and (not entry.translated() or entry.fuzzy)]
    assert missing == []
