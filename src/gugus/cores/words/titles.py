"""Names without what people put before and after them: titles, degrees, '(Alm)'.

What stands behind a name is read by its form, not from a list: *S.Pd.*, *M.M.Pd*, *S.Tr.Kom*, *S. Pd. I.*,
*S.Pd.M.Pd* and *SPd* are degrees because degrees are written so; a list only knows the few that look
like nothing else (*Gr*, *Lc*, *spd* in small letters).
"""

import re
import unicodedata
from functools import lru_cache
from typing import Generic, TypeVar

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
Item = TypeVar("Item")
_Key = tuple[tuple[str, ...], str]


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


class ShortenedNames(Generic[Item]):
    """Finds names that may be one another shortened by one word: 'M. Ali' and 'Muhammad Ali'.

    >>> known = ShortenedNames[int]()
    >>> known.add("Muhammad Contoh Ali, S.Pd", 7)
    >>> known.find("M. Contoh Ali"), known.find("Moh. Contoh Ali"), known.find("M. Contoh Ani")
    ([7], [7], [])
    """

    def __init__(self) -> None:
        self._short: dict[_Key, list[tuple[tuple[str, ...], Item]]] = {}
        self._long: dict[_Key, list[tuple[tuple[str, ...], Item]]] = {}

    def add(self, name: str, item: Item) -> None:
        """Remember a name."""
        words = bare_words(name)
        for keys, found in zip(_keys(words), (self._short, self._long), strict=True):
            for key in keys:
                found.setdefault(key, []).append((words, item))

    def find(self, name: str) -> list[Item]:
        """What was added under a name of which this may be a short form, or the other way round."""
        words = bare_words(name)
        # Who is short here may be somebody long there.
        asked = zip(_keys(words), (self._long, self._short), strict=True)
        hits = [one for keys, found in asked for key in keys for one in found.get(key, ())]
        # Two ways of writing Muhammad are each a short form of the other.
        return list({id(item): item for other, item in hits if other != words}.values())


def _keys(words: tuple[str, ...]) -> tuple[list[_Key], list[_Key]]:
    """The name with each word as a short form, and with each cut down to one."""
    short: list[_Key] = []
    long: list[_Key] = []
    for at, word in enumerate(words):
        rest = (*words[:at], "", *words[at + 1 :])
        if not any(len(other) >= _SHORTEST_NAME for other in rest):
            continue
        if word in _MUHAMMAD:
            short.append((rest, "muhammad"))
            long.append((rest, "muhammad"))
        if len(word) <= _LONGEST_SHORT:
            short.append((rest, word))
        long += [(rest, word[:n]) for n in range(1, min(_LONGEST_SHORT, len(word) - 1) + 1)]
    return short, long


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
