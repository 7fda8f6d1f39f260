"""Telephone numbers as people and spreadsheets write them: the one reader of all imports."""

import re
import unicodedata

_QUOTES = "'\u2018\u2019`\u00b4\""
_BRACKETED_WORDS = re.compile(r"\([^()0-9]*\)")
_LABEL = re.compile(
    r"^(?:no\.?\s*)?(?:hp|wa|telp?|telepon|tlp|phone|whatsapp)\b\s*/?\s*(?:wa)?[.:\s]*", re.I
)
_SEVERAL = re.compile(r"\s*(?:[/;,|&\n]|\b(?:atau|dan|or)\b)\s*", re.IGNORECASE)
_SIGNS = re.compile(r"[0-9+\s().\-\u2010-\u2015]+", re.ASCII)
_DIGITS = range(3, 16)
_INDONESIA = re.compile(r"(?:00)?62(?=[0-9]{7})0?")


def phone_key(text: str) -> str:
    """What two writings of one number have in common: '+62 812-3456' and '0812 3456' are one.

    >>> phone_key("+62 812-3456-7890") == phone_key("'0812.3456.7890") == phone_key("81234567890")
    True
    """
    digits = "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign in "0123456789")
    local = _INDONESIA.sub("0", digits, count=1) if _INDONESIA.match(digits) else digits
    return f"0{local}" if local.startswith("8") and len(local) >= 9 else local


def read_phone(text: str) -> str | None:
    """The one number in a cell as it may be kept; '' for none, None for several or no number.

    >>> read_phone("'0812-3456-7890"), read_phone("HP: 0812 3456 (WA)"), read_phone("0")
    ('0812-3456-7890', '0812 3456', '')
    >>> read_phone("0812-3456-7892 / 0813 1111 2222"), read_phone("milik suami")
    (None, None)
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split()).strip(_QUOTES + " ")
    plain = _BRACKETED_WORDS.sub("", _LABEL.sub("", plain)).strip(_QUOTES + " .,;:/-")
    if not plain.strip("0- "):
        return ""
    numbers = [piece for piece in _SEVERAL.split(plain) if piece]
    if len(numbers) != 1 or not _SIGNS.fullmatch(plain):
        return None
    return plain if len(re.sub(r"\D", "", plain)) in _DIGITS else None
