"""Names as they are compared when somebody types their own.

'Hj. Siti Nu’aini, S.Pd.SD.' on the roster and 'siti nuaini' on a phone are one name.
"""

import re
import unicodedata

from gugus.cores.words.fold import letters_of, plain

_BEFORE = frozenset(
    {
        *("h", "hj", "drs", "dra", "dr", "ir", "prof", "kh", "ust", "ustadz", "ustad", "ustadzah"),
        *("bu", "ibu", "pak", "bapak", "bpk", "sdr", "sdri"),
    }
)
_CALLED = frozenset({"bu", "ibu", "pak", "bapak"})
_AFTER = frozenset(
    {
        *(
            "spd",
            "spdi",
            "spdsd",
            "spdaud",
            "spdk",
            "spdh",
            "sag",
            "se",
            "sei",
            "si",
            "ssi",
            "skom",
        ),
        *("sh", "shi", "shum", "ss", "ssos", "ssosi", "ssn", "st", "sth", "sthi", "sip", "sikom"),
        *(
            "stp",
            "sp",
            "spt",
            "sor",
            "spsi",
            "stt",
            "sap",
            "sak",
            "mpd",
            "mpdi",
            "mag",
            "mm",
            "msi",
        ),
        *("mkom", "mh", "mhum", "mt", "ama", "amapd", "amd", "amdpd", "amk", "gr", "phd", "ba"),
    }
)
# 'S. Pd.' written apart is one title; a single letter before a real name is not.
_TITLE_APART = re.compile(r"\b([sma])\.\s*(pd|ag|kom|si|sos|th|ma|h|e)\b")


def comparable(name: str) -> str:
    """The letters of a name without titles, marks and spaces, in small letters."""
    typed = plain(name)
    bare = _TITLE_APART.sub(r"\1\2", typed.partition(",")[0] or typed)
    words = [word for word in map(letters_of, bare.split()) if word]
    kept = _without_titles(words) or words
    return "".join(kept)


def _without_titles(words: list[str]) -> list[str]:
    first, last = 0, len(words)
    while first < last and words[first] in _BEFORE:
        first += 1
    while last > first and words[last - 1] in _AFTER:
        last -= 1
    return words[first:last]


def given_name(name: str) -> str:
    """The first name as a greeting shows it: 'Siti', 'Bu Contoh'."""
    words = name.partition(",")[0].split()
    for place, word in enumerate(words):
        if letters_of(word) not in _BEFORE:
            called = place and letters_of(words[place - 1]) in _CALLED
            return f"{words[place - 1]} {word}" if called else word
    return name.strip()


def user_name_from(name: str) -> str:
    """A user name made of a person's name: 'siti.nuaini'; at least 'pengurus'."""
    ascii_words = [
        "".join(letter for letter in letters_of(word) if letter.isascii())
        for word in name.partition(",")[0].split()
    ]
    words = _without_titles([word for word in ascii_words if word])
    return ".".join(words)[:40].strip(".") or "pengurus"


def plain_user_name(typed: str) -> str:
    """A user name as it is stored and compared: small letters, no spaces around."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()
