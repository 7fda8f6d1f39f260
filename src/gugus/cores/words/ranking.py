"""Ranks texts by relevance to a question."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

# As in Robertson and Zaragoza (2009): how fast repetition stops counting, how much length does.
_K1, _B = 1.2, 0.75


@dataclass(frozen=True)
class Hit:
    """A text that has a word of the question."""

    key: int
    score: float
    shared: frozenset[str]


def joined_stems(stems: Iterable[str]) -> str:
    """Stems as the one string that `rank` reads: each with a blank on both sides.

    >>> joined_stems(["baca", "baca"])
    ' baca  baca '
    """
    return "".join(f" {stem} " for stem in stems)


def rank(question: Sequence[str], texts: Iterable[tuple[int, str]]) -> list[Hit]:
    """Order texts by BM25 over their stems.

    Parameters
    ----------
    question
        Stems that are looked for.
    texts
        Pairs of a key and the `packed` stems of a text. All texts, since a stem weighs more the
        rarer it is among them.

    Returns
    -------
    list of Hit
        Texts that share at least one stem, the best first; of equal ones the greater key (the
        later text) first.

    Notes
    -----
    BM25 (Robertson and Zaragoza 2009, *The probabilistic relevance framework*) with the inverse
    document frequency ``log(1 + (N - n + 0.5) / (n + 0.5))``, which is never negative.

    Examples
    --------
    >>> texts = [(1, " murid  lambat "), (2, " murid  sulit  baca ")]
    >>> [(hit.key, round(hit.score, 3)) for hit in rank(["baca"], texts)]
    [(2, 0.655)]
    """
    wanted = {stem: f" {stem} " for stem in question}
    if not wanted:
        return []
    # Counting pieces of a string is far faster than taking every text apart.
    counted = [
        (key, len(text), {stem: n for stem, piece in wanted.items() if (n := text.count(piece))})
        for key, text in texts
    ]
    having = Counter(stem for _key, _length, counts in counted for stem in counts)
    total = len(counted)
    weight = {stem: log(1 + (total - n + 0.5) / (n + 0.5)) for stem, n in having.items()}
    average = sum(length for _key, length, _counts in counted) / max(total, 1)
    hits = [
        Hit(key, _score(counts, length / average, weight), frozenset(counts))
        for key, length, counts in counted
        if counts
    ]
    return sorted(hits, key=lambda hit: (-hit.score, -hit.key))


def _score(counts: dict[str, int], relative_length: float, weight: dict[str, float]) -> float:
    norm = _K1 * (1 - _B + _B * relative_length)
    return sum(weight[stem] * n * (_K1 + 1) / (n + norm) for stem, n in counts.items())
