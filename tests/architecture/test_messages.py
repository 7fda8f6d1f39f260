"""The English translation is complete, fits its placeholders, and is compiled."""

import re
from functools import cache

import polib
from scripts.messages import CATALOGUE, read_catalogue
from scripts.messages import source_messages as find_messages

# Looking through the whole product takes some seconds: once is enough.
messages = cache(find_messages)
_PLACE = re.compile(r"%\((\w+)\)[sd]|%%|\{(\w+)\}")


def _places(text: str) -> set[str]:
    return {match[0] for match in _PLACE.finditer(text)}


def test_every_sentence_has_english() -> None:
    known = {(e.msgid, e.msgid_plural): e for e in read_catalogue()}
    missing = [key for key in messages() if key not in known or not known[key].translated()]
    assert not missing, f"{len(missing)} without English, run make messages: {missing[:20]}"


def test_no_sentence_is_left_over() -> None:
    used = set(messages())
    assert not [e.msgid for e in read_catalogue() if (e.msgid, e.msgid_plural) not in used]


def test_placeholders_survive_translation() -> None:
    for entry in read_catalogue():
        english = (
            [entry.msgstr, *entry.msgstr_plural.values()] if entry.msgid_plural else [entry.msgstr]
        )
        for text in english:
            if text:
                assert _places(text) <= _places(entry.msgid) | _places(entry.msgid_plural), (
                    entry.msgid
                )
        assert _places(entry.msgid) <= set().union(*map(_places, english)), entry.msgid


def test_the_compiled_catalogue_is_of_this_text() -> None:
    compiled = {
        e.msgid: (e.msgstr, dict(e.msgstr_plural))
        for e in polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    }
    written = {
        e.msgid: (e.msgstr, dict(e.msgstr_plural)) for e in read_catalogue() if e.translated()
    }
    assert compiled == written
