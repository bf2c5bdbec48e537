"""Components and tags that show nothing but what they are given, drawn once for it.

A page has a hundred components, translations and addresses that stand there on the next page as well. Drawing one goes
through some hundred calls; looking it up through ten. Each is drawn of what it is given and of the language alone, so that
it can show nobody what they may not see.
"""

from typing import Any

from django import template
from django.template import Context, Template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as do_url
from django.template.loader_tags import ExtendsNode, do_extends
from django.templatetags.i18n import BlockTranslateNode, TranslateNode, do_block_translate, do_translate
from django.urls import NoReverseMatch
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django_cotton.templatetags._component import CottonComponentNode, cotton_component

from accounts.addresses import address
from accounts.templatetags.drawn import ANY_TOKEN

register = template.Library()

PLAIN = frozenset({str, SafeString, int, bool, float, type(None)})

# Components that look at the page around them.
OF_THE_PAGE = frozenset({"filterbar", "list-foot", "nav-link", "search", "sheet", "team-switch", "toasts"})
# Where what only one person may ever read is drawn: it is forgotten with the page.
NOT_KEPT = ("climate/",)

MOST_DRAWN, MOST_LETTERS, MOST_ROWS = 4_096, 2_000, 30  # of components; of what one is given


class KeptComponentNode(CottonComponentNode):
    """A component drawn of its attributes and slots alone, and kept by them where they are short and plain."""

    def _get_cached_template(self, context: Any, attrs: Any) -> Any:
        return _Kept.of(super()._get_cached_template(context, attrs))


class _Kept:
    """In place of a component's template."""

    drawn: dict[Any, str] = {}

    def __init__(self, made: Template) -> None:
        self.template, self.nodelist = made, made.nodelist

    @classmethod
    def of(cls, made: Any) -> "_Kept":
        if not hasattr(made, "kept"):
            made.kept = cls(made)
        return made.kept

    def render(self, context: Any) -> str:
        given = context.dicts[-1]
        key = self._key(given)
        if key is None:
            return self.template.render(context)
        drawn = self.drawn.get(key)
        if drawn is None:
            if len(self.drawn) >= MOST_DRAWN:
                _Kept.drawn = {}  # another thread may still be reading the old one
            drawn = self.drawn[key] = self.template.render(Context({**given, "csrf_token": ANY_TOKEN}))
        if ANY_TOKEN not in drawn:
            return drawn
        return mark_safe(drawn.replace(ANY_TOKEN, str(context.get("csrf_token", ""))))  # noqa: S308 - an escaped template and a token

    def _key(self, given: dict[str, Any]) -> tuple[Any, ...] | None:
        key: list[Any] = [self.template, get_language()]
        letters = 0
        for name, value in given.items():
            if name in ("cotton_data", "attrs"):
                continue
            kind = type(value)
            told = _plain_rows(value) if kind is list or kind is tuple else value
            if kind is str or kind is SafeString:
                letters += len(value)
            elif kind not in PLAIN and (told is value or told is None):
                return None
            key += (name, kind, told)
        if letters > MOST_LETTERS:
            return None
        return (*key, *given["attrs"].dict)


def _plain_rows(rows: Any) -> tuple[Any, ...] | None:
    """Of a short list of dictionaries, such as the points of a chart, what tells it from any other."""
    if len(rows) > MOST_ROWS or not all(
        type(row) is dict and PLAIN.issuperset(map(type, row.values())) for row in rows
    ):
        return None
    return tuple([(*row, *map(type, row.values()), *row.values()) for row in rows])


@register.tag("cotton")
def cotton(parser: Parser, token: Token) -> CottonComponentNode:
    node = cotton_component(parser, token)
    if node.component_name not in OF_THE_PAGE and _may_be_kept(parser):
        node.__class__ = KeptComponentNode
    return node


def _may_be_kept(parser: Parser) -> bool:
    """Whether what the template shows may be remembered beyond the page."""
    return not (getattr(parser.origin, "template_name", None) or "").startswith(NOT_KEPT)


class KeptUrlNode(URLNode):
    def render(self, context: Any) -> str:
        numbers = [arg.resolve(context) for arg in self.args]
        if self.kwargs or not isinstance(self.view_name.var, str) or any(type(number) is not int for number in numbers):
            return super().render(context)
        try:
            found = address(self.view_name.var, *numbers)
        except NoReverseMatch:
            return super().render(context)
        if self.asvar:
            context[self.asvar] = found
            return ""
        return escape(found) if context.autoescape else found


class KeptTranslateNode(TranslateNode):
    """Of a text that stands in the template; in each language once."""

    drawn: dict[str | None, str]

    def render(self, context: Any) -> str:
        language = get_language()
        if language not in self.drawn:
            self.drawn[language] = super().render(context)
        return self.drawn[language]


class KeptBlockTranslateNode(BlockTranslateNode):
    """By what stands in the text, where that is plain."""

    drawn: dict[Any, str]
    names: list[str]  # of what stands in it, beyond what the tag itself says
    MOST = 256

    def render(self, context: Any, nested: bool = False) -> str:
        values = [value.resolve(context) for value in (*self.extra_context.values(), self.counter) if value is not None]
        values += [context.get(name, Ellipsis) for name in self.names]
        kinds = [type(value) for value in values]
        if not PLAIN.issuperset(kinds):
            return super().render(context, nested)
        key = (get_language(), *kinds, *values)
        drawn = self.drawn.get(key)
        if drawn is None:
            if len(self.drawn) >= self.MOST:
                self.drawn = {}
            drawn = self.drawn[key] = super().render(context, nested)
        return drawn


class KeptExtendsNode(ExtendsNode):
    """Its parent's template is gone through for its blocks once, not for each page."""

    def get_parent(self, context: Any) -> Template:
        parent = super().get_parent(context)
        if type(parent.nodelist) is NodeList:
            parent.nodelist.__class__ = _KeptNodeList
        return parent


class _KeptNodeList(NodeList):
    found: dict[type[Node], list[Node]]

    def get_nodes_by_type(self, nodetype: type[Node]) -> list[Node]:
        known = vars(self).setdefault("found", {})
        if nodetype not in known:
            known[nodetype] = super().get_nodes_by_type(nodetype)
        return known[nodetype]


class KeepNode(Node):
    """What stands inside, drawn once in each language for the values that are named, in the memory of the process.

    Unlike `cache` it asks no server of the cache and unpickles nothing: a page has seven of them.
    """

    MOST = 1_000  # a menu takes ten kilobytes

    def __init__(self, inside: NodeList, values: list[FilterExpression]) -> None:
        self.nodelist, self.values = inside, values
        self.drawn: dict[Any, str] = {}

    def render(self, context: Any) -> str:
        key = (get_language(), *[value.resolve(context) for value in self.values])
        drawn = self.drawn.get(key)
        if drawn is None:
            if len(self.drawn) >= self.MOST:
                self.drawn = {}  # another thread may still be reading the old one
            drawn = self.drawn[key] = self.nodelist.render(context)
        return drawn


@register.tag("keep")
def keep(parser: Parser, token: Token) -> KeepNode:
    """`{% keep theme nav_counts.bell %}…{% endkeep %}`, of which nothing else but the language changes the inside."""
    inside = parser.parse(("endkeep",))
    parser.delete_first_token()
    return KeepNode(inside, [parser.compile_filter(value) for value in token.split_contents()[1:]])


@register.tag("extends")
def extends(parser: Parser, token: Token) -> ExtendsNode:
    node = do_extends(parser, token)
    node.__class__ = KeptExtendsNode
    return node


@register.tag("url")
def url(parser: Parser, token: Token) -> URLNode:
    node = do_url(parser, token)
    node.__class__ = KeptUrlNode
    return node


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> TranslateNode:
    node = do_translate(parser, token)
    text, about = node.filter_expression, node.message_context
    is_constant = text.var.literal is not None and not text.filters and (about is None or isinstance(about.var, str))
    if is_constant and not node.asvar:
        node.__class__ = KeptTranslateNode
        vars(node).update(drawn={})
    return node


@register.tag("blocktranslate")
@register.tag("blocktrans")
def block_translate(parser: Parser, token: Token) -> BlockTranslateNode:
    node = do_block_translate(parser, token)
    if node.asvar or node.message_context or not _may_be_kept(parser):
        return node
    _text, names = node.render_token_list([*node.singular, *(node.plural or ())])
    names = [name for name in dict.fromkeys(names) if name not in (*node.extra_context, node.countervar)]
    node.__class__ = KeptBlockTranslateNode
    vars(node).update(names=names, drawn={})
    return node
