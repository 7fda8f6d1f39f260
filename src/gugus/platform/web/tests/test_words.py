"""Our tags for translated words write what Django's write."""

import pytest
from django.template import Context, Engine
from django.utils import translation
from django.utils.safestring import SafeString

_DJANGO = Engine(libraries={"i18n": "django.templatetags.i18n"})
_OURS = Engine(libraries={"i18n": "gugus.platform.web.templatetags.words"})
_GIVEN = {
    "name": "<b>Sri & Ani</b>",
    "safe": SafeString("<b>Sri</b>"),
    "n": 3,
    "one": 1,
    "many": 12345,
    "none": None,
    "half": 1.5,
}
_TEXTS = (
    '{% translate "Simpan" %}',
    '{% translate "Simpan" as word %}[{{ word }}|{{ word|lower }}]',
    '{% translate "100%% <b>" %}',
    '{% translate "Simpan" noop %}',
    "{% translate name %}",
    '{% translate "Simpan"|upper %}',
    '{% trans "Simpan" %}',
    '{% translate "May" context "month" %}',
    "{% blocktranslate %}Halo {{ name }}, {{ safe }}{% endblocktranslate %}",
    "{% blocktranslate with x=name|upper %}{{ x }} 100% {{ half }} {{ none }}{% endblocktranslate %}",
    "{% blocktranslate trimmed %}\n  Halo\n  {{ missing }}\n{% endblocktranslate %}",
    "{% blocktranslate count k=n %}{{ k }} satu {{ name }}{% plural %}{{ k }} banyak{% endblocktranslate %}",
    "{% blocktranslate count k=one %}{{ k }} satu{% plural %}{{ k }} banyak {{ many }}{% endblocktranslate %}",
    "{% blocktranslate count k=many %}a{% plural %}{{ k }} {{ x }}{% endblocktranslate %}{{ k }}",
    "{% blocktranslate asvar told %}Halo {{ name }}{% endblocktranslate %}<{{ told }}>",
    "{% autoescape off %}{% blocktranslate %}{{ name }}{% endblocktranslate %}{% endautoescape %}",
    "{% blocktranslate with name=n %}{{ name }}{% endblocktranslate %}{{ name }}",
)


@pytest.mark.parametrize("text", _TEXTS)
def test_written_as_django_writes_it(text: str) -> None:
    ours = _OURS.from_string("{% load i18n %}" + text)
    django = _DJANGO.from_string("{% load i18n %}" + text)
    # Twice, and in turn: what is kept of one language must not stand in another.
    for language in ("id", "en", "id", "en"):
        with translation.override(language):
            assert ours.render(Context(_GIVEN)) == django.render(Context(_GIVEN))


def test_each_language_has_its_own() -> None:
    ours = _OURS.from_string('{% load i18n %}{% translate "Simpan" %}')
    with translation.override("id"):
        assert ours.render(Context()) == "Simpan"
    with translation.override("en"):
        assert ours.render(Context()) == "Save"


def test_a_misspelt_translation_is_written_in_the_source_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "{% load i18n %}{% blocktranslate %}Halo {{ name }}{% endblocktranslate %}"
    monkeypatch.setattr(
        "gugus.platform.web.templatetags.words.gettext", lambda _text: "Hello %(nama)s"
    )
    assert _OURS.from_string(text).render(Context({"name": "Sri"})) == "Halo Sri"


def test_a_sentence_in_a_loop_takes_the_values_of_each_turn() -> None:
    text = (
        "{% load i18n %}{% for n in rows %}"
        "{% blocktranslate %}ke-{{ n }} {% endblocktranslate %}{% endfor %}"
    )
    assert _OURS.from_string(text).render(Context({"rows": [1, 2, 3]})) == "ke-1 ke-2 ke-3 "
