"""How well a text fits a question."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gugus.cores.words.misspelt import near_words
from gugus.search.rules.question import Question, Term, is_near_in_sound

# A whole word of the title, the beginning of one, anywhere in the text, a word that may be meant.
_TITLE, _BEGINNING, _TEXT, _NEAR = 8, 6, 3, 1


@dataclass(frozen=True)
class IndexedRow:
    """A record's words as they stand in the index."""

    kind: str
    record: int
    title: str
    words: str
    day: date | None


@dataclass(frozen=True)
class Relevance:
    """How well something fits: how many terms, and how well they do."""

    terms: int = 0
    points: int = 0

    @property
    def key(self) -> tuple[int, int]:
        """The better ones are greater."""
        return self.terms, self.points


def relevance_of_entry(question: Question, row: IndexedRow) -> Relevance:
    """How well a record of the index fits."""
    points = [_points(term, row.title, row.words) for term in question.terms]
    return Relevance(sum(1 for one in points if one), sum(points))


def _points(term: Term, title: str, words: str) -> int:
    if f" {term.word} " in title or _has_all(term.stems, title):
        return _TITLE
    beginning = f" {term.word}"
    if term.begins and beginning in title:
        return _BEGINNING
    if f" {term.word} " in words or (term.begins and beginning in words):
        return _TEXT
    if _has_all(term.stems, words):
        return _TEXT
    return _NEAR if any(f" {word} " in words for word in term.near) else 0


def _has_all(stems: Iterable[str], words: str) -> bool:
    wanted = list(stems)
    return bool(wanted) and all(f" {stem} " in words for stem in wanted)


def relevance_of_name(question: Question, title: tuple[str, ...], also: str) -> Relevance:
    """How well a name fits, in whichever spelling; `also` are indexed words around it."""
    points = [_name_points(term, title, also) for term in question.terms]
    joined = "".join(term.word for term in question.terms)
    # "nur aini" is Nuraini, and Noer'aini.
    if not all(points) and (joined in title or is_near_in_sound(joined, title)):
        points = [_NEAR for _term in question.terms]
    return Relevance(sum(1 for one in points if one), sum(points))


def _name_points(term: Term, title: tuple[str, ...], also: str) -> int:
    if term.word in title:
        return _TITLE
    if len(term.word) > 1 and any(word.startswith(term.word) for word in title):
        return _BEGINNING
    if _points(term, "", also) >= _TEXT:
        return _TEXT
    return _NEAR if near_words(term.word, title) or is_near_in_sound(term.word, title) else 0
