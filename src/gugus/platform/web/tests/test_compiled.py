"""Long lists and constant pieces of templates."""

import pytest
from django.template import engines
from django.test.utils import override_settings
from django.utils.translation import override
from jinja2 import UndefinedError

from gugus.platform.web.compiled import environment


def test_what_was_typed_is_escaped_and_a_misspelt_name_is_an_error() -> None:
    made = environment(autoescape=True).from_string("<b>{{ name }}</b>")
    assert made.render(name="<i>") == "<b>&lt;i&gt;</b>"
    with pytest.raises(UndefinedError):
        made.render(nama="x")


def test_words_follow_the_language() -> None:
    made = environment(autoescape=True).from_string('{{ _("Simpan") }}')
    assert made.render() == "Simpan"
    with override("en"):
        assert made.render() == "Save"


@override_settings(LANGUAGE_CODE="id")
def test_a_constant_piece_is_made_once_a_language_and_sees_nothing_of_the_page() -> None:
    text = '{% load i18n %}{% constant %}{% translate "Simpan" %}{{ page }}{% endconstant %}'
    made = engines["django"].from_string(text)
    with override("id"):
        assert made.render({"page": "A"}) == made.render({"page": "B"}) == "Simpan"
    with override("en"):
        assert made.render({"page": "A"}) == "Save"
