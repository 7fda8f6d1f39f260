"""Templates for long lists, compiled to Python by Jinja2.

Django's own templates walk a tree for every word: a list of ninety rows with six buttons each took
three quarters of its page.
"""

from typing import Any

from django.template import engines
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from jinja2 import Environment, StrictUndefined


def environment(*, autoescape: bool, **options: Any) -> Environment:
    """The environment that Django's settings name; what a template misspells is an error."""
    assert autoescape, "names are what people typed"
    made = Environment(autoescape=True, **{**options, "undefined": StrictUndefined})
    made.add_extension("jinja2.ext.i18n")
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    return made


def render_compiled(name: str, **given: object) -> SafeString:
    """What a compiled template makes of what it is given."""
    return SafeString(engines["compiled"].get_template(name).render(given))
