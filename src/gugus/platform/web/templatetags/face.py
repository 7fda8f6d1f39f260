"""Filters that every template has."""

from datetime import date, datetime, time

from django import template
from django.template.base import Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from gugus.platform.web import formats
from gugus.platform.web.compiled import render_compiled

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """Long date."""
    return formats.long_date(value) if value else "–"


@register.filter
def short_day(value: date | None) -> str:
    """Short date."""
    return formats.short_date(value) if value else "–"


@register.filter(expects_localtime=True)
def clock(value: time | datetime | None) -> str:
    """Hour and minute; of a moment, as the clock that rules shows it."""
    return formats.time_text(value) if value else "–"


@register.filter
def rupiah(value: int | None) -> str:
    """Whole rupiah."""
    return formats.rupiah(value) if value is not None else "–"


@register.filter
def decimal(value: float | None, places: int = 1) -> str:
    """A number with a decimal comma."""
    return formats.decimal(value, places)


class ConstantNode(template.Node):
    """Content that varies with the language alone, rendered once in each."""

    def __init__(self, content: template.NodeList) -> None:
        self._content = content
        self._rendered: dict[str | None, SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        """The text; whatever would vary finds nothing, since no page's context is given."""
        language = get_language()
        if language not in self._rendered:
            empty = template.Context()
            assert context.template is not None
            with empty.bind_template(context.template):
                self._rendered[language] = self._content.render(empty)
        return self._rendered[language]


@register.tag
def constant(parser: Parser, token: Token) -> ConstantNode:
    """`{% constant %}` ... `{% endconstant %}`: words and addresses that never vary."""
    del token
    content = parser.parse(("endconstant",))
    parser.delete_first_token()
    return ConstantNode(content)


@register.inclusion_tag("web/no_address.html", takes_context=True)
def no_address(context: template.Context) -> dict[str, bool]:
    """Beside a text to copy: says so where the text carries no address, and why."""
    return {"left_out": formats.is_loopback(context["request"].get_host())}


@register.simple_tag
def compiled(name: str, **given: object) -> SafeString:
    """A long list: the compiled template `name` with what it is given."""
    return render_compiled(name, **given)
