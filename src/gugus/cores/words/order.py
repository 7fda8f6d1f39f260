"""Where a name stands in a list: one key for people, one for schools and groups.

A database has its own opinion of capitals, accents and spaces, and two databases have two. These keys
are compared sign by sign, so that every list has one order on screen, on paper and in a file.
"""

import re
from functools import lru_cache

from gugus.cores.words.fold import folded
from gugus.cores.words.titles import bare_words

# No number in a name is longer; NPSN and years fit.
_DIGITS = 8
_NUMBER = re.compile(r"\d+")


@lru_cache(maxsize=20_000)
def person_key(name: str) -> str:
    """By the name itself: without titles, capitals, accents and apostrophes.

    >>> sorted(["Zulaikha", "abdul", "Hj. Mâ’ani, S.Pd.", "Drs. Budi"], key=person_key)
    ['abdul', 'Drs. Budi', 'Hj. Mâ’ani, S.Pd.', 'Zulaikha']
    """
    return " ".join(bare_words(name)) or folded(name)


@lru_cache(maxsize=5_000)
def place_key(name: str) -> str:
    """By its words, and by its numbers as numbers.

    >>> sorted(["SDN 10 Contoh", "SDN Contoh 01", "SDN 2 Contoh"], key=place_key)
    ['SDN 2 Contoh', 'SDN 10 Contoh', 'SDN Contoh 01']
    """
    return _NUMBER.sub(lambda found: found[0].lstrip("0").zfill(_DIGITS), folded(name))
