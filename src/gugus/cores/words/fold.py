"""The one way in which words are made comparable: for searching, for sorting, for telling names apart.

Case, accents, apostrophes and invisible signs never tell two words apart here: *Nur’aini*, *NURʼAINI*,
*Nur`aini* and *nuraini* are one. Apostrophes vanish (a hamza or an ayn is a habit of spelling, not a
gap between words); all other signs are a gap, so *Abdul-Rahman* is *abdul rahman*.
"""

import re
import unicodedata
from functools import lru_cache

# What keyboards, word processors and transliterations write for an apostrophe, a hamza or an ayn.
# Several are letters to Unicode (U+02BC), one is a space with an accent when taken apart (U+00B4).
_APOSTROPHES = (
    "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c0\u02c1\u02c8\u02ca\u02cb\u02ee\u0294\u0295"
    "\u0384\u055a\u05f3\u0621\u1fbd\u1fbf\u1fef\u1ffd\u1ffe\u2018\u2019\u201a\u201b\u2032\u2035"
    "\ua78b\ua78c\uff07\uff40"
)
# Letters that Unicode does not take apart into a plain one and a mark.
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
_TO_PLAIN = str.maketrans(dict.fromkeys(_APOSTROPHES, "") | _LETTERS)
_SIGNS = re.compile(r"[\W_]+")
# How names were written before 1947 and 1972, how Arabic names are written today, and what people
# mix up: the later rules see what the earlier ones made.
_SPELLINGS = (
    ("oe", "u"),
    ("tj", "c"),
    ("dj", "j"),
    ("sj", "s"),
    ("sy", "s"),
    ("sh", "s"),
    ("ch", "h"),
    ("kh", "h"),
    ("dh", "d"),
    ("dz", "z"),
    ("th", "t"),
    ("gh", "g"),
    ("ie", "i"),
    ("q", "k"),
    ("v", "f"),
    ("x", "ks"),
    ("y", "j"),
)
_DOUBLED = re.compile(r"([a-z])\1+")
_LAST_H = re.compile(r"(?<=[aeiou])h\b")


def plain(text: str) -> str:
    """Small letters without accents, apostrophes and invisible signs; other signs stay.

    >>> plain("  Nur’aini,  S.Pd.")
    '  nuraini,  s.pd.'
    >>> plain("Jum’at") == plain("JUM'AT") == plain("Jumʼat") == plain("Jum´at") == "jumat"
    True
    """
    if text.isascii():
        return text.lower().translate(_TO_PLAIN)
    apart = unicodedata.normalize("NFKD", text.translate(_TO_PLAIN)).casefold()
    apart = unicodedata.normalize("NFKD", apart).translate(_TO_PLAIN)
    return "".join(letter for letter in apart if not _is_unseen(letter))


def _is_unseen(letter: str) -> bool:
    """A mark upon a letter, or a sign that only directs how text runs."""
    return not letter.isascii() and unicodedata.category(letter) in ("Mn", "Me", "Cf")


def folded(text: str) -> str:
    """Words as they are compared: small plain letters and digits, one space for all between them.

    >>> folded("Hj. Siti Nur’aini – Abdul-Rahmân"), folded("*** 😀")
    ('hj siti nuraini abdul rahman', '')
    """
    return _SIGNS.sub(" ", plain(text)).strip()


def letters_of(text: str) -> str:
    """Letters and digits alone: gaps do not count either.

    >>> letters_of("Nur Aini") == letters_of("Nur-’Aini") == letters_of("nuraini")
    True
    """
    return _SIGNS.sub("", plain(text))


@lru_cache(maxsize=20_000)
def sound_of(name: str) -> str:
    """How a name sounds, whichever way it is spelt: a second key beside `folded`, for searching.

    Old Indonesian spelling (*oe*, *dj*, *tj*, *j*, *nj*, *sj*, *ch*), Arabic letters (*sy*, *kh*, *q*), doubled
    letters and a last *h* do not count. *j* and *y* are one, since the *j* of *Jahja* is today's *y*.

    >>> sound_of("Joesoef") == sound_of("Yusuf"), sound_of("Djoko") == sound_of("Joko")
    (True, True)
    >>> sound_of("Moehammad Sjarief") == sound_of("Muhamad Syarif")
    True
    """
    sound = folded(name)
    for written, spoken in _SPELLINGS:
        sound = sound.replace(written, spoken)
    return _LAST_H.sub("", _DOUBLED.sub(r"\1", sound))
