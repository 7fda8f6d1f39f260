"""The stems of Indonesian text.

Prefixes and suffixes carry grammar in Indonesian: *membaca*, *dibaca*, *bacaan* and *pembacaan* are
all about *baca*. Stemming follows Nazief and Adriani with the confix stripping of Adriani et al.
(2007, *Stemming Indonesian: a confix-stripping approach*, ACM TALIP 6(4)), as PySastrawi has it: a
dictionary of 29,932 root words decides, so a root is never cut (Snowball's rules, which know no
dictionary, make *sekolah* into *seko*).

The stop list is our own. The usual lists drop *soal*, *jumlah*, *tanya* and *kali*, which are the
very subject of many problems in class.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol

from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from gugus.cores.words.fold import plain

_DATA = Path(__file__).parent / "data"
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*|[0-9]+")
# No root is longer with all its affixes; the rules are slow on endless words.
_LONGEST = 40
# A long text says what it is about early; nothing that people write here comes near.
_MOST_WORDS = 5000
# Words that were met: some thousands in years of a group. Few enough that text sent on purpose to
# fill the memory does not.
_CACHE_SIZE = 20_000


class _Stemmer(Protocol):
    def stem_word(self, word: str) -> str: ...


def stems(text: str) -> list[str]:
    """The stems of a text in the order of its words, without stop words.

    Parameters
    ----------
    text
        What somebody wrote, in any case and with any signs.

    Returns
    -------
    list of str
        Lower-case stems, a repeated word repeatedly; numbers stay as they are.

    Examples
    --------
    >>> stems("Siswa kesulitan memahami bacaan.")
    ['murid', 'sulit', 'paham', 'baca']
    >>> stems("Bacaan itu belum dibaca di sekolah")
    ['baca', 'baca', 'sekolah']
    >>> stems("anak-anak yg blm bs perkalian 7")
    ['murid', 'kali', '7']
    """
    return [stem for word in _words(text) for stem in _stems_of(word)]


def _words(text: str) -> Iterator[str]:
    """Words of a text; endless ones are cut off rather than worked on."""
    for count, match in enumerate(_WORD.finditer(plain(text))):
        if count == _MOST_WORDS:
            return
        yield match[0][:_LONGEST]


@lru_cache(maxsize=_CACHE_SIZE)
def _stems_of(word: str) -> tuple[str, ...]:
    """None for a stop word, one as a rule, more for a shorthand of several words."""
    stop, written = _stop_words(), _written()
    if word in stop:
        return ()
    plain = written.get(word)
    if plain is None:
        stem = _stem(word)
        # "anak-anak" and "anaknya" mean what "anak" means.
        plain = written.get(stem, stem)
    parts = plain.split()
    if len(parts) == 1:
        return () if plain in stop else (plain,)
    return tuple(_stem(part) for part in parts if part not in stop)


def _stem(word: str) -> str:
    return word if word.isdigit() else _stemmer().stem_word(word)


@cache
def _stemmer() -> _Stemmer:
    # The factory's own cache would grow without end; the stemmer behind it keeps nothing.
    stemmer: _Stemmer = StemmerFactory().create_stemmer().delegatedStemmer
    return stemmer


@cache
def _stop_words() -> frozenset[str]:
    return frozenset((_DATA / "stop.txt").read_text(encoding="utf-8").split())


@cache
def _written() -> dict[str, str]:
    lines = (_DATA / "written.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" = ") for line in lines if line and not line.startswith("#"))
    return {short: plain for short, plain in pairs}
