"""Words that somebody may have meant who wrote another one: slips of the finger, letters left out."""

from collections.abc import Iterable
from functools import lru_cache

# Shorter words have too many neighbours; longer ones may have two slips.
_SHORTEST, _LONG = 4, 8


def near_words(word: str, vocabulary: Iterable[str], most: int = 8) -> list[str]:
    """The words of a vocabulary that are one slip away (two for a long word), the nearest first.

    Parameters
    ----------
    word
        A folded word. One of three letters or fewer has no neighbours, nor has a number: another
        number is another thing.
    vocabulary
        Folded words.
    most
        How many are given back at most.

    Returns
    -------
    list of str
        Without the word itself; of equal distance in the order of the alphabet.

    Notes
    -----
    Distance is that of Damerau and Levenshtein (optimal string alignment): a letter too many, too few,
    another one, or two that changed places. Which letters two words have is compared first, as bits:
    every slip changes at most two of them, so all but some dozen words of thousands fall out at once.

    Examples
    --------
    >>> near_words("perkaliam", ["perkalian", "pembagian", "perkenalan"])
    ['perkalian']
    >>> near_words("nuraeni", ["nuraini", "nurani", "aini"]), near_words("2025", ["2026"])
    (['nuraini', 'nurani'], [])
    """
    slips = allowed_slips(word)
    if not slips:
        return []
    own = _letters(word)
    found = []
    for other in set(vocabulary):
        if abs(len(other) - len(word)) > slips or other == word:
            continue
        if (own ^ _letters(other)).bit_count() <= 2 * slips:
            distance = slips_between(word, other, slips)
            if distance <= slips:
                found.append((distance, other))
    return [other for _distance, other in sorted(found)[:most]]


def allowed_slips(word: str) -> int:
    """How many slips are forgiven in a word."""
    if len(word) < _SHORTEST or any(letter.isdigit() for letter in word):
        return 0
    return 2 if len(word) >= _LONG else 1


def slips_between(one: str, other: str, most: int) -> int:
    """How many slips lie between two words; more than `most` are counted as `most` + 1.

    >>> slips_between("sokelah", "sekolah", 2), slips_between("skeolah", "sekolah", 2)
    (2, 1)
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


@lru_cache(maxsize=50_000)
def _letters(word: str) -> int:
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 32)
    return bits
