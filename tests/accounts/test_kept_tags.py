"""What is drawn once shows nothing but what it is given, and the same as if it were drawn each time."""

import gc
import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.template import Context, engines
from django.template.base import Node, Variable
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import override

from accounts.addresses import address
from accounts.models import Record
from accounts.templatetags.kept_tags import OF_THE_PAGE, KeptBlockTranslateNode, _Kept
from climate.actions.check_in import check_in

UI = Path(settings.BASE_DIR, "templates", settings.COTTON_DIR)
COMPONENTS = sorted(path.stem for path in UI.glob("*.html") if "<c-vars" in path.read_text())


def drawn(source: str, **context: Any) -> str:
    return engines["django"].from_string(source).template.render(Context(context))


@pytest.mark.parametrize("name", [name for name in COMPONENTS if name.replace("_", "-") not in OF_THE_PAGE])
def test_a_component_that_is_kept_looks_at_nothing_but_what_it_is_given(name: str) -> None:
    source = (UI / f"{name}.html").read_text()
    declared = re.search(r"<c-vars(.*?)/>", source, re.DOTALL)
    assert declared
    given = {word.replace("-", "_") for word in re.findall(r'[\s:]([\w-]+)="', declared[1])}
    made = engines["django"].get_template(f"{settings.COTTON_DIR}/{name}.html").template
    used, set_here = _names(made.nodelist)
    assert used - given - set_here <= {"slot", "attrs", "csrf_token", "forloop", "None", "[]"}


def _names(nodes: Any) -> tuple[set[str], set[str]]:
    """The first parts of the variables that the nodes look at, and the names that they set themselves."""
    used: set[str] = set()
    set_here: set[str] = set()
    seen: set[int] = set()

    def look(thing: Any) -> None:
        if id(thing) in seen or isinstance(thing, (str, bytes, int, float, type(None))):
            return
        seen.add(id(thing))
        if isinstance(thing, Variable):
            if thing.lookups:
                used.add(thing.lookups[0])
            return
        if isinstance(thing, Node):
            set_here.update(filter(None, [getattr(thing, "asvar", None), getattr(thing, "target_var", None)]))
            set_here.update(getattr(thing, "loopvars", []))
            set_here.update(getattr(thing, "extra_context", None) or {})
        if isinstance(thing, dict):
            for value in thing.values():
                look(value)
        elif isinstance(thing, (list, tuple, set)):
            for value in thing:
                look(value)
        elif type(thing).__module__.startswith(("django.template", "django_cotton", "accounts.templatetags")):
            look({name: value for name, value in vars(thing).items() if name != "origin"} if hasattr(thing, "__dict__")
                 else [getattr(thing, name) for name in getattr(thing, "__slots__", ())])  # fmt: skip

    look(list(nodes))
    return used, set_here


def test_a_text_and_the_same_text_that_is_safe_are_drawn_apart() -> None:
    source = '{% cotton button :title="title" %}x{% endcotton %}'
    told = "<b>it</b>"
    pages = [drawn(source, title=title) for title in (told, mark_safe(told), told)]
    assert ["<b>" in page for page in pages] == [False, True, False]


def test_what_only_its_owner_may_read_is_not_kept(everything, client) -> None:
    """Of a check-in with a word of one's own, nothing stays behind once the page is drawn."""
    client.force_login(everything.cast.anna)
    check_in(by=everything.cast.anna, mood=2, word="Zwetschgenkanari", at=timezone.now())
    pages = [client.get(reverse(name)).text for name in ("relationships:today", "climate:check_in_list")]
    kept = [repr(key) + drawn for key, drawn in _Kept.drawn.items()]
    gc.collect()
    phrases = [repr(node.drawn) for node in gc.get_objects() if type(node) is KeptBlockTranslateNode]
    found = (["Zwetschgenkanari" in page for page in pages], [text for text in kept + phrases if "Zwetschgen" in text])
    assert (any(found[0]), found[1]) == (True, [])


def test_each_visitor_gets_the_token_that_is_theirs() -> None:
    source = '{% cotton menu-item post="/away/" %}Away{% endcotton %}'
    pages = [drawn(source, csrf_token=token) for token in ("first", "second", "first")]
    assert [re.findall(r'value="(\w+)"', page) for page in pages] == [["first"], ["second"], ["first"]]


def test_a_component_is_drawn_in_the_language_of_whoever_looks() -> None:
    source = '{% cotton age :days="days" / %}{% translate "Today" %}{% blocktranslate %}Vote for {{ what }}{% endblocktranslate %}'
    pages = {}
    for language in ("de", "en", "de"):
        with override(language):
            pages.setdefault(language, set()).add(drawn(source, days=3, what="tea"))
    assert [len(pages[language]) for language in ("de", "en")] == [1, 1]
    assert ("Heute" in min(pages["de"]), "Today" in min(pages["en"])) == (True, True)


def test_what_is_kept_is_drawn_once_for_the_values_that_are_named() -> None:
    made = engines["django"].from_string(
        "{% keep menu.place count %}{{ menu.place }} {{ count }} {{ more }}{% endkeep %}"
    )
    told = [("here", 1, "a"), ("here", 2, "b"), ("here", 1, "c"), ("there", 1, "d")]
    pages = [
        made.template.render(Context({"menu": {"place": place}, "count": count, "more": more}))
        for place, count, more in told
    ]
    assert pages == ["here 1 a", "here 2 b", "here 1 a", "there 1 d"]


def test_a_text_says_what_stands_in_it_now() -> None:
    source = (
        "{% blocktranslate with who=name count number=count %}{{ who }}, one{% plural %}{{ who }}, {{ number }}"
        "{% endblocktranslate %}"
    )
    said = [drawn(source, name=name, count=count) for name, count in (("A", 1), ("A", 2), ("<B>", 2), ("A", 1))]
    assert said == ["A, one", "A, 2", "&lt;B&gt;, 2", "A, one"]


def test_an_address_is_what_reverse_says() -> None:
    named = [
        (f"{space}:{name}" if space else name, pattern)
        for space, resolver in [("", get_resolver()), *((s, r) for s, (_p, r) in get_resolver().namespace_dict.items())]
        for name, pattern in resolver.reverse_dict.items()
        if isinstance(name, str)
    ]
    wrong = []
    for name, _pattern in named:
        for numbers in ((), (7,), (7, 12)):
            try:
                wanted = reverse(name, args=numbers)
            except NoReverseMatch:
                with pytest.raises(NoReverseMatch):
                    address(name, *numbers)
                continue
            if address(name, *numbers) != wanted:
                wrong.append((name, numbers))
    assert (len(named) > 150, wrong) == (True, [])


def test_the_words_for_a_choice_are_those_that_django_finds() -> None:
    wrong = []
    for model in apps.get_models():
        if not issubclass(model, Record):
            continue
        for field in model._meta.concrete_fields:
            for language in ("de", "en"):
                for value, _label in field.flatchoices:
                    with override(language):
                        row = model(**{field.attname: value})
                        known = getattr(row, f"get_{field.name}_display")()
                        if known != models.Model._get_FIELD_display(row, field):  # type: ignore[attr-defined]
                            wrong.append((model.__name__, field.name, value, language))
    assert wrong == []
