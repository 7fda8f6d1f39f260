"""The part of a text that shows why it was found, with the words that fit."""

import re
from collections.abc import Iterator

from gugus.cores.words.fold import folded
from gugus.search.rules.question import Question

# Pieces of a text, in turn what fits and what does not.
Marked = tuple[tuple[str, bool], ...]
# A word with the apostrophes and accents inside it.
_WORD = re.compile(
    r"[^\W_]+(?:['`\u00b4\u02b9-\u02bf\u2018\u2019\u201b\u2032\u0300-\u036f]+[^\W_]+)*"
)
_LINES = re.compile(r"\n+|(?<=[.!?;])\s+")
_LONGEST = 180
# Beyond this nobody looks for the best sentence.
_MOST_READ = 20_000


def marked(text: str, question: Question) -> Marked:
    """A text in pieces, of which some are the words that fit."""
    return tuple(_pieces(text, question))


def excerpt(text: str, question: Question) -> Marked:
    """The sentence with most of the words that fit, cut to a length that is read at a glance.

    Nothing when no word fits.
    """
    best, most = "", 0
    for line in _LINES.split(text[:_MOST_READ]):
        fitting = {term for term in question.terms if _has(line, Question((term,)))}
        if len(fitting) > most:
            best, most = " ".join(line.split()), len(fitting)
    return marked(_cut(best, question), question) if most else ()


def _has(line: str, question: Question) -> bool:
    return any(_fits(match[0], question) for match in _WORD.finditer(line))


def _cut(line: str, question: Question) -> str:
    if len(line) <= _LONGEST:
        return line
    first = next(m.start() for m in _WORD.finditer(line) if _fits(m[0], question))
    start = max(0, min(first - _LONGEST // 3, len(line) - _LONGEST))
    start = line.rfind(" ", 0, start) + 1 if start else 0
    end = line.rfind(" ", start, start + _LONGEST)
    end = end if end > first else start + _LONGEST
    return ("… " if start else "") + line[start:end] + (" …" if end < len(line) else "")


def _pieces(text: str, question: Question) -> Iterator[tuple[str, bool]]:
    done = 0
    for match in _WORD.finditer(text):
        if _fits(match[0], question):
            if match.start() > done:
                yield text[done : match.start()], False
            yield match[0], True
            done = match.end()
    if done < len(text):
        yield text[done:], False


def _fits(written: str, question: Question) -> bool:
    return any(question.fits(word) for word in folded(written).split())
