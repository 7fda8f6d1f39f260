"""Django's tags for translated words, which look a fixed text up once in each language.

A page has some hundred of them, and Django resolves, looks up and escapes each text anew. What
stands between the quotes never varies: only the language does. The settings put this library in the
place of Django's `i18n`.
"""

from typing import Any

from django import template
from django.template.base import Node, Parser, Token, render_value_in_context
from django.templatetags import i18n
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)
# A page has one language, from its first word to its last: it is asked for once.
del register.tags["language"]


def _language_of(context: template.Context) -> str | None:
    known: str | None = getattr(context, "gugus_language", None)
    if known is None:
        known = get_language()
        context.gugus_language = known  # type: ignore[attr-defined]
    return known


class TranslateNode(Node):
    """`{% translate "..." %}` of a fixed text."""

    child_nodelists = ()

    def __init__(self, node: i18n.TranslateNode) -> None:
        self._node = node
        self._name: str | None = node.asvar
        self._known: dict[str | None, str] = {}

    def render(self, context: template.Context) -> str:
        """The text in the language of the one who reads."""
        language = _language_of(context)
        text = self._known.get(language)
        if text is None:
            text = self._node.render(context)
            if self._name is not None:
                text = context[self._name]
            self._known[language] = text
        if self._name is None:
            return text
        context[self._name] = text
        return ""


class BlockTranslateNode(i18n.BlockTranslateNode):
    """`{% blocktranslate %}`: the sentence is put together once, and only its values anew."""

    def __init__(self, node: i18n.BlockTranslateNode) -> None:
        self.__dict__.update(vars(node))
        self._singular, self._names = self.render_token_list(self.singular)
        self._plural = ""
        if self.plural:
            self._plural, more = self.render_token_list(self.plural)
            self._names = [*dict.fromkeys([*self._names, *more])]
        self._known: dict[str | None, str] = {}

    def render(self, context: template.Context, nested: bool = False) -> str:
        """The sentence with the values of the page; what the translator misspelt, as Django does."""
        given = {name: value.resolve(context) for name, value in self.extra_context.items()}
        if self._plural and self.counter is not None:
            count = given[str(self.countervar)] = self.counter.resolve(context)
            sentence = ngettext(self._singular, self._plural, count)
        else:
            sentence = self._sentence(_language_of(context))
        values = {name: self._value(name, given, context) for name in self._names}
        try:
            text = sentence % values
        except (KeyError, ValueError):
            return super().render(context, nested)
        if self.asvar is None:
            return text
        context[self.asvar] = SafeString(text)
        return ""

    def _sentence(self, language: str | None) -> str:
        known = self._known.get(language)
        if known is None:
            known = self._known[language] = gettext(self._singular)
        return known

    def _value(self, name: str, given: dict[str, Any], context: template.Context) -> str:
        value = given[name] if name in given else context.get(name, "")
        if type(value) is SafeString:
            return value
        if type(value) is str and context.autoescape:
            return escape(value)
        return str(render_value_in_context(value, context))


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> Node:
    """Django's tag; of a fixed text without a context, the quick node."""
    node = i18n.do_translate(parser, token)
    fixed = isinstance(node.filter_expression.var.literal, str)
    if not fixed or node.filter_expression.filters or node.message_context or node.noop:
        return node
    return TranslateNode(node)


@register.tag("blocktranslate")
@register.tag("blocktrans")
def blocktranslate(parser: Parser, token: Token) -> Node:
    """Django's tag; without a context, the quick node."""
    node = i18n.do_block_translate(parser, token)
    return node if node.message_context else BlockTranslateNode(node)
