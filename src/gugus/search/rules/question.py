"""What somebody types, as terms that are looked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from gugus.cores.words.fold import folded, sound_of
from gugus.cores.words.misspelt import near_words
from gugus.cores.words.stems import stems

# More than anybody types: what comes after is not looked at.
MOST_LETTERS = 100
_MOST_TERMS = 6
# A shorter beginning fits too many words; it is found as a whole word.
SHORTEST_BEGINNING = 3


@dataclass(frozen=True)
class Term:
    """One word that was typed: found as it is, by its beginning, by its stems, or by a near word."""

    word: str
    stems: tuple[str, ...]
    near: frozenset[str] = frozenset()

    @property
    def begins(self) -> bool:
        """Is it found as the beginning of a word too?"""
        return len(self.word) >= SHORTEST_BEGINNING and not self.word.isdigit()

    def fits(self, word: str) -> bool:
        """Does a folded word of a text show why it was found?"""
        if word == self.word or word in self.near or (self.begins and word.startswith(self.word)):
            return True
        return bool(self.stems) and not set(stems(word)).isdisjoint(self.stems)


@dataclass(frozen=True)
class Question:
    """The terms, all of which are looked for."""

    terms: tuple[Term, ...] = ()

    def with_near(self, near: Mapping[str, Iterable[str]]) -> "Question":
        """The same, with words that may have been meant."""
        terms = (replace(one, near=frozenset(near.get(one.word, ()))) for one in self.terms)
        return Question(tuple(terms))

    def fits(self, word: str) -> bool:
        """Does a folded word show why a text was found?"""
        return any(term.fits(word) for term in self.terms)


def question_of(typed: str) -> Question:
    """The words that count of what was typed.

    Words without a subject ("yang", "di") are left out, unless there are no others.
    """
    words = list(dict.fromkeys(folded(typed[:MOST_LETTERS]).split()))
    found = [Term(word, tuple(stems(word))) for word in words]
    telling = [one for one in found if one.stems or not one.word.isascii()]
    return Question(tuple((telling or found)[:_MOST_TERMS]))


def index_words(text: str) -> str:
    """The words of a text as the index holds them: as they are written, and their stems.

    >>> index_words("Membaca buku, membaca Jum’at")
    ' baca  buku  jumat  membaca '
    """
    return spaced({*folded(text).split()} | {*stems(text)})


@lru_cache(maxsize=4_000)
def short_words(text: str) -> str:
    """The same of a short text that stands beside many names, as a school's does."""
    return index_words(text)


def spaced(words: Iterable[str]) -> str:
    """Each word with a blank on both sides, in order."""
    return "".join(f" {word} " for word in sorted(words))


@lru_cache(maxsize=4_000)
def name_words(text: str) -> tuple[str, ...]:
    """The words of a name, and each with the one after it: "Nur Aini" is found as "nuraini"."""
    words = folded(text).split()
    return (*words, *(one + other for one, other in pairwise(words)))


def is_near_in_sound(word: str, names: Iterable[str]) -> bool:
    """Is a word another spelling of one of these names, or a slip away from one?"""
    if len(word) < SHORTEST_BEGINNING or word.isdigit():
        return False
    sound, sounds = sound_of(word), [sound_of(name) for name in names]
    return sound in sounds or bool(near_words(sound, sounds))
