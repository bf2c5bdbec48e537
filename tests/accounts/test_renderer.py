"""A select that is kept is the select that Django draws, for each its own."""

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from accounts.forms.renderer import KeepingSelects


def drawn(choices, value=None, attrs=None, renderer=None):
    return forms.Select(attrs, choices=choices).render("owner", value, renderer=renderer or KeepingSelects())


CASES = [
    ([("", "Anybody"), (1, "Anna")], None, None),
    ([("", "Anybody"), (1, "Anna")], 1, None),
    ([("", "Anybody"), (1, "<Anna>")], 1, None),
    ([("", "Anybody"), (1, mark_safe("<Anna>"))], 1, None),
    ([("", "Anybody"), (2, "Anna")], None, {"id": "id_owner", "required": True}),
    ([("", "Anybody"), (2, "Anna")], None, {"id": "id_owner", "required": 1}),
    ([("Purchasing", [(1, "Anna")]), ("Sales", [(2, "Otto")])], 2, None),
]


def test_it_is_what_django_draws_the_first_time_and_again():
    django = [drawn(*case, renderer=TemplatesSetting()) for case in CASES]
    assert [drawn(*case) for case in CASES] == django
    assert [drawn(*case) for case in CASES] == django
    assert len(set(django)) == len(CASES)


def test_it_speaks_the_language_of_whoever_asks():
    choices = [("lead", gettext_lazy("Lead")), ("de", gettext_lazy("Any state"))]
    for language in ("en", "de", "en"):
        with override(language):
            assert drawn(choices) == drawn(choices, renderer=TemplatesSetting())
