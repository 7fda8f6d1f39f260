"""Names as they are compared when somebody types their own.

'Hj. Siti Nu’aini, S.Pd.SD.' on the roster and 'siti nuaini' on a phone are one name.
"""

import unicodedata

from gugus.cores.words.fold import letters_of
from gugus.cores.words.titles import BEFORE, bare_words, comparable

__all__ = ["comparable", "given_name", "plain_user_name", "user_name_from"]

_CALLED = frozenset({"bu", "ibu", "pak", "bapak"})


def given_name(name: str) -> str:
    """The first name as a greeting shows it: 'Siti', 'Bu Contoh'."""
    words = name.partition(",")[0].split()
    for place, word in enumerate(words):
        if letters_of(word) not in BEFORE:
            called = place and letters_of(words[place - 1]) in _CALLED
            return f"{words[place - 1]} {word}" if called else word
    return name.strip()


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
