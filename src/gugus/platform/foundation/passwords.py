"""Is a password made of what anybody who knows the person would try? Values in, a reason out."""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator

# So much has to be left when all that is known is taken away.
_LEAST_OWN = 4
_SHORTEST_UNIT = 8
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "0123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm")
# What is written for a letter.
_LETTERS = str.maketrans("013457@$!", "oieastasi")
_GAPS = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")


class Ease(StrEnum):
    """Why a password is guessed soon."""

    COMMON = "common"
    REPEATED = "repeated"
    KNOWN_WORDS = "known_words"


def ease_of(password: str, known: Iterable[str]) -> Ease | None:
    """Why it is guessed soon, or None; `known` are names and words around the person.

    >>> ease_of("ciawiciawi", ["Ciawi"])
    <Ease.REPEATED: 'repeated'>
    >>> ease_of("Satu-Ciawi-2026!", ["Ciawi Satu"])
    <Ease.KNOWN_WORDS: 'known_words'>
    >>> ease_of("tujuh kuda biru", ["Ciawi Satu"])
    """
    if _is_repeated(_GAPS.sub("", password.lower())):
        return Ease.REPEATED
    forms, words = _forms(password.lower()), _words(known)
    if forms & _common():
        return Ease.COMMON
    return Ease.KNOWN_WORDS if any(len(_left(f, words)) < _LEAST_OWN for f in forms) else None


def _forms(text: str) -> set[str]:
    """As it stands, without numbers, and with letters for what is written in their place."""
    inner = _AROUND.sub("", text)
    spelt = (text, _DIGITS.sub("", text), text.translate(_LETTERS), inner.translate(_LETTERS))
    return {_GAPS.sub("", form) for form in spelt}


def _is_repeated(plain: str) -> bool:
    """Is it a short piece again and again, or of a few signs?"""
    if len(set(plain)) < 5:
        return True
    # The text stands a second time in itself doubled exactly where its smallest piece ends.
    unit = (plain + plain).index(plain, 1)
    return unit < len(plain) and unit < _SHORTEST_UNIT


def _words(known: Iterable[str]) -> list[str]:
    """The words that are taken away, the longest first; one of two letters is no word."""
    pieces = {piece for text in known for piece in _GAPS.split(text.lower())}
    whole = {_GAPS.sub("", text.lower()) for text in known}
    return sorted((one for one in pieces | whole if len(one) > 2), key=len, reverse=True)


def _left(text: str, words: list[str]) -> str:
    """What is the person's own: neither a known word, nor a run along a row of keys, nor a number."""
    for word in words:
        text = text.replace(word, " ")
    for row in _ROWS:
        for line in (row, row[::-1]):
            for start in range(len(line) - 3):
                while line[start : start + 4] in text:
                    text = _without_run(text, line, start)
    kept = _GAPS.sub("", text)
    return _DIGITS.sub("", kept) if len(_DIGITS.sub("", kept)) < _LEAST_OWN else kept


def _without_run(text: str, line: str, start: int) -> str:
    """Take away the longest run that begins there."""
    end = len(line)
    while line[start:end] not in text:
        end -= 1
    return text.replace(line[start:end], " ")


@cache
def _common() -> frozenset[str]:
    """What people everywhere use, without gaps."""
    listed: Iterable[str] = CommonPasswordValidator().passwords
    return frozenset(_GAPS.sub("", one) for one in listed)
