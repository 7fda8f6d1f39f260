"""Names as they are compared when somebody types their own.

'Hj. Siti Nu’aini, S.Pd.SD.' on the roster and 'siti nuaini' on a phone are one name.
"""

import unicodedata
from collections.abc import Iterable

from gugus.cores.words.fold import letters_of
from gugus.cores.words.titles import BEFORE, bare_words, comparable

__all__ = ["called_among", "comparable", "given_name", "plain_user_name", "user_name_from"]

_CALLED = frozenset({"bu", "ibu", "pak", "bapak"})


def given_name(name: str) -> str:
    """The first name as a greeting shows it: 'Siti', 'Bu Contoh'."""
    words = name.partition(",")[0].split()
    for place, word in enumerate(words):
        if letters_of(word) not in BEFORE:
            called = place and letters_of(words[place - 1]) in _CALLED
            return f"{words[place - 1]} {word}" if called else word
    return name.strip()


def called_among(name: str, others: Iterable[str]) -> str:
    """The given name, with the next word's initial where others share it: 'Siti N.'.

    Where the initial too is shared, the whole name.
    """
    given = given_name(name)
    alike = [other for other in others if other != name and given_name(other) == given]
    if not alike:
        return given
    short = _with_initial(name)
    is_shared = any(_with_initial(other) == short for other in alike)
    return name.partition(",")[0].strip() if is_shared else short


def _with_initial(name: str) -> str:
    given = given_name(name)
    after = name.partition(",")[0].partition(given)[2].split()
    return f"{given} {after[0][0]}." if after else given


def user_name_from(name: str) -> str:
    """A user name made of a person's name: 'siti.nuaini'; at least 'pengurus'."""
    ascii_words = (
        "".join(letter for letter in word if letter.isascii()) for word in bare_words(name)
    )
    words = [word for word in ascii_words if word]
    return ".".join(words)[:40].strip(".") or "pengurus"


def plain_user_name(typed: str) -> str:
    """A user name as it is stored and compared: small letters, no spaces around."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()
