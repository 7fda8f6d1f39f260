"""Rupiah as people write it, read into a whole number."""

import re

# Nobody who types here means ten thousand million rupiah: such a figure is a slip of the finger.
MAX_RUPIAH = 10_000_000_000

_PREFIX = re.compile(r"^(?:rp|idr)\.?\s*", re.IGNORECASE)
# ',00', '.00', ',-' and '.-' after the whole rupiah mean nothing and are dropped.
_NOTHING = re.compile(r"(?:[.,](?:00|-{1,2}|–))$")
_PLAIN = re.compile(r"[0-9]{1,15}")
_GROUPED = re.compile(r"[0-9]{1,3}(?:(?:\.[0-9]{3})+|(?:,[0-9]{3})+|(?: [0-9]{3})+)")


class InvalidRupiah(ValueError):  # noqa: N818 - an answer to the person who typed
    """The text is no amount of whole rupiah; `reason` is 'negative', 'huge' or 'unclear'."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parse_rupiah(text: str) -> int:
    """'Rp 1.250.000', '1,250,000', '1250000,00' -> 1250000.

    Raises `InvalidRupiah`: an amount is never guessed ('12.5' or '1,25 juta' are unclear).
    """
    rest = _PREFIX.sub("", " ".join(text.split()))
    if rest.startswith(("-", "−")):
        raise InvalidRupiah("negative")
    rest = _NOTHING.sub("", rest)
    if not (_PLAIN.fullmatch(rest) or _GROUPED.fullmatch(rest)):
        raise InvalidRupiah("unclear")
    amount = int(re.sub(r"[., ]", "", rest))
    if amount > MAX_RUPIAH:
        raise InvalidRupiah("huge")
    return amount
