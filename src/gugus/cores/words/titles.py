"""Names without what people put before and after them: titles, degrees, '(Alm)'.

What stands behind a name is read by its form, not from a list: *S.Pd.*, *M.M.Pd*, *S.Tr.Kom*, *S. Pd. I.*,
*S.Pd.M.Pd* and *SPd* are degrees because degrees are written so; a list only knows the few that look
like nothing else (*Gr*, *Lc*, *spd* in small letters).
"""

import re
import unicodedata
from functools import lru_cache

from gugus.cores.words.fold import letters_of

BEFORE = frozenset(
    {
        *(
            "h",
            "hj",
            "hjh",
            "drs",
            "dra",
            "dr",
            "drg",
            "ir",
            "prof",
            "kh",
            "ust",
            "ustadz",
            "ustad",
        ),
        *("ustadzah", "apt", "ns", "tgk", "bu", "ibu", "pak", "bapak", "bpk", "sdr", "sdri"),
        *("alm", "almh", "almarhum", "almarhumah"),
    }
)
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
        *(
            "mkom",
            "mh",
            "mhum",
            "mt",
            "ama",
            "amapd",
            "amd",
            "amdpd",
            "amk",
            "gr",
            "phd",
            "ba",
            "lc",
        ),
        *("alm", "almh", "almarhum", "almarhumah"),
    }
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\([^()]*$")
# 'S. Pd.' written apart is one degree; a single letter before a real name is not.
_APART = re.compile(
    r"(?<=\s)([SMABD])\.\s+((?:[A-Za-z]{1,5}\.\s*)*(?:pd|ag|kom|si|sos|th|ma|h|e|t|hum|pdi|sd|i|"
    r"[a-z]{2,4}(?=\.(?:\s|$))))\b\.?",
    re.IGNORECASE,
)
# A comma where the point of 'S.Pd' was meant.
_SLIP = re.compile(r"(?<=\s[SMA]),\s*(?=(?:pd|ag|kom|si|sos|hum|e|h|t)\b)", re.IGNORECASE)
_DOTTED = re.compile(r"[A-Za-z]{1,4}(?:\.[A-Za-z]{1,7})+\.?")
_TWO_LETTERS = re.compile(r"[SMBD]\.[A-Z]\.?", re.IGNORECASE)
_CAPITALS = re.compile(r"[SMAD][A-Z][a-z]{1,4}(?:[A-Z]\w{0,4})*\.?")
_SHORT = re.compile(r"(?:[A-Za-z]{2,4}\.|[A-Z]{1,4}\.?)")
_GLUED = re.compile(r"((?:[A-Za-z]{1,5}\.)+)(?=[A-Za-z]{3,})")
_MUHAMMAD = frozenset(
    {
        *(
            "muhammad",
            "muhamad",
            "mohammad",
            "mohamad",
            "mochammad",
            "mochamad",
            "mokhamad",
            "muchamad",
        ),
        *(
            "muchammad",
            "mohammed",
            "muhammed",
            "moh",
            "muh",
            "moch",
            "much",
            "mohd",
            "muhd",
            "mhd",
            "md",
        ),
    }
)
_SHORTEST_NAME, _LONGEST_SHORT = 3, 4


@lru_cache(maxsize=20_000)
def bare_words(name: str) -> tuple[str, ...]:
    """The words of a name without titles, in small plain letters; of titles alone, all of them.

    >>> bare_words("Hj. Siti Nu’aini, S.Pd.SD."), bare_words("Joko Contoh S.Tr.Kom (Alm)")
    (('siti', 'nuaini'), ('joko', 'contoh'))
    >>> bare_words("S.Pd., Contoh Terbalik"), bare_words("Budi S.")
    (('contoh', 'terbalik'), ('budi', 's'))
    """
    typed = _SLIP.sub(".", unicodedata.normalize("NFKC", _BRACKETS.sub(" ", name)))
    for piece in typed.split(","):
        words = _without_titles(_tokens(piece))
        if words:
            return tuple(words)
    tokens = _tokens(typed.replace(",", " "))
    return tuple(word for word in map(letters_of, tokens) if word)


def comparable(name: str) -> str:
    """The letters of a name without titles, marks and spaces, in small letters."""
    return "".join(bare_words(name))


def initials_of(name: str) -> str:
    """The first letters of a name's words: who may be meant by a shortened name has the same."""
    return "".join(word[0] for word in bare_words(name))


def may_be_shortened(one: str, other: str) -> bool:
    """Could one of two different names be the other, shortened: 'M. Ali' and 'Muhammad Ali'?

    >>> may_be_shortened("M. Contoh Ali", "Muhammad Contoh Ali"), may_be_shortened("Ali", "Ani")
    (True, False)
    """
    first, second = bare_words(one), bare_words(other)
    if len(first) != len(second) or first == second or len(first) < 2:
        return False
    pairs = list(zip(first, second, strict=True))
    if not any(a == b and len(a) >= _SHORTEST_NAME for a, b in pairs):
        return False
    return all(a == b or _is_short_for(a, b) or _is_short_for(b, a) for a, b in pairs)


def _is_short_for(short: str, long: str) -> bool:
    if short in _MUHAMMAD and long in _MUHAMMAD:
        return True
    return len(short) <= _LONGEST_SHORT and len(short) < len(long) and long.startswith(short)


def _tokens(piece: str) -> list[str]:
    """Words as they are typed; degrees that were written apart are put together."""
    joined = _APART.sub(lambda found: "".join(found[0].split()) + " ", f" {piece} ")
    tokens = joined.split()
    if tokens and _is_glued(tokens[0]):
        tokens[:1] = re.sub(r"\.(?=\w)", ". ", tokens[0]).split()
    return tokens


def _is_glued(token: str) -> bool:
    """'Drs.H.Budi', 'M.Ali': what stands before a name and no space after it."""
    found = _GLUED.match(token)
    if found is None:
        return False
    parts = [part.casefold() for part in found[1].split(".") if part]
    return all(part in BEFORE or part in _MUHAMMAD or part == "m" for part in parts)


def _without_titles(tokens: list[str]) -> list[str]:
    words = [letters_of(token) for token in tokens]
    first, last = 0, len(tokens)
    while first < last and (words[first] in BEFORE or not words[first]):
        first += 1
    start = first
    while last > first and (not words[last - 1] or _is_degree(tokens, last - 1)):
        last -= 1
    # A name that is a title's word alone ('H', 'Si') is a name all the same.
    if last == first and not any(_DOTTED.fullmatch(token) for token in tokens):
        last = max((at for at in range(start, len(tokens)) if words[at]), default=-1) + 1
        first = min(start, max(last - 1, 0))
    return [word for word in words[first:last] if word]


def _is_degree(tokens: list[str], at: int) -> bool:
    token = tokens[at]
    word = letters_of(token)
    if word in _AFTER or _CAPITALS.fullmatch(token):
        return True
    if _DOTTED.fullmatch(token):
        alone = [part for part in token.split(".") if part]
        # 'R.A.' are somebody's initials, 'M.A.' and 'S.E.' are degrees.
        return any(len(part) > 1 for part in alone) or bool(_TWO_LETTERS.fullmatch(token))
    # 'Apt.' behind a name, and the 'SD' of 'S.Pd. SD'.
    if _SHORT.fullmatch(token) and at > 0:
        before = at > 1 and _is_degree(tokens, at - 1)
        return before or (token.endswith(".") and len(word) > 1 and at > 1)
    return False
