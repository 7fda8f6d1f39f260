"""Numbers as people and spreadsheets write them: the one reader of money and counts.

A formula leaves residues such as 300000.00000000006: what lies within a thousandth of a whole
number is that whole number.
"""

import re
from decimal import Decimal, InvalidOperation

from gugus.cores.formats.cells import CellError, Formula, Number

# Nobody who types here means ten thousand million rupiah: such a figure is a slip of the finger.
MAX_RUPIAH = 10_000_000_000

_RESIDUE = Decimal("0.001")
_PREFIX = re.compile(r"^(?:rp|idr)\.?\s*", re.IGNORECASE)
_SUFFIX = re.compile(r"\s*(?:rupiah|idr|rp)\.?$", re.IGNORECASE)
# ',00', '.00', ',-' and '.-' after the whole rupiah mean nothing and are dropped.
_NOTHING = re.compile(r"(?:[.,](?:00|-{1,2}|–))$")
_PLAIN = re.compile(r"[0-9]{1,15}")
_GROUPED = re.compile(r"[0-9]{1,3}(?:(?:\.[0-9]{3})+|(?:,[0-9]{3})+|(?: [0-9]{3})+)")
# More decimals than a group of thousands has digits, or one: a fraction, whatever its mark.
_FRACTION = re.compile(r"([0-9]{1,15}|[0-9]{1,3}(?:[., ][0-9]{3})+)[.,]([0-9]|[0-9]{4,})")
_NONE = frozenset({"", "-", "--", "–", "—", "nihil"})


class InvalidRupiah(ValueError):  # noqa: N818 - an answer to the person who typed
    """The text is no amount of whole rupiah; `reason` is 'negative', 'huge' or 'unclear'."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def decimal_of(text: str) -> Decimal | None:
    """A number in the digits of a file, with a decimal point or comma; None when it is none.

    >>> decimal_of("12500.5"), decimal_of("0,5"), decimal_of("1.250.000"), decimal_of("nan")
    (Decimal('12500.5'), Decimal('0.5'), None, None)
    """
    plain = text.strip().replace(",", ".")
    try:
        number = Decimal(plain) if plain.isascii() else Decimal("nan")
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < 10**15 else None


def whole_of(number: Decimal) -> int | None:
    """The whole number that is meant, or None where a real fraction is left.

    >>> whole_of(Decimal("300000.00000000006")), whole_of(Decimal("12500.5"))
    (300000, None)
    """
    nearest = round(number)
    return nearest if abs(number - nearest) < _RESIDUE else None


def read_whole(cell: str, low: int, high: int) -> int | None:
    """The answer in a cell, or None when it is no whole number from `low` to `high`.

    A formula is refused whatever it comes to: nobody answered it.

    >>> read_whole("2", 0, 2), read_whole(" 1,0 ", 0, 2), read_whole("1.5", 0, 2)
    (2, 1, None)
    >>> read_whole(Formula("2"), 0, 2), read_whole("dua", 0, 2), read_whole("3", 0, 2)
    (None, None, None)
    """
    number = None if isinstance(cell, Formula | CellError) else decimal_of(cell)
    value = None if number is None else whole_of(number)
    return value if value is not None and low <= value <= high else None


def read_rupiah(cell: str) -> int:
    """Whole rupiah of a cell; a dash or nothing is 0. Raises `InvalidRupiah`; never guesses.

    >>> read_rupiah("Rp -"), read_rupiah(Number("300000.00000000006")), read_rupiah("15.000")
    (0, 300000, 15000)
    """
    number = decimal_of(cell) if isinstance(cell, Number | Formula) else None
    if number is not None:
        return _amount(number)
    if isinstance(cell, Number):
        # Not finite, or past every amount of money.
        raise InvalidRupiah("unclear" if "n" in cell.casefold() else "huge")
    text = _PREFIX.sub("", " ".join(cell.split()))
    return 0 if text.casefold() in _NONE else parse_rupiah(text)


def parse_rupiah(text: str) -> int:
    """'Rp 1.250.000', '1,250,000', '1250000,00' -> 1250000.

    Raises `InvalidRupiah`: an amount is never guessed ('12.5' or '1,25 juta' are unclear).
    """
    rest = _SUFFIX.sub("", _PREFIX.sub("", " ".join(text.split())))
    if rest.startswith(("-", "−", "(")) and any(map(str.isdigit, rest)):
        raise InvalidRupiah("negative")
    if fraction := _FRACTION.fullmatch(rest):
        whole = re.sub(r"[., ]", "", fraction[1])
        return _amount(Decimal(f"{whole}.{fraction[2]}"))
    rest = _NOTHING.sub("", rest)
    if not (_PLAIN.fullmatch(rest) or _GROUPED.fullmatch(rest)):
        raise InvalidRupiah("unclear")
    return _amount(Decimal(re.sub(r"[., ]", "", rest)))


def _amount(number: Decimal) -> int:
    whole = whole_of(number)
    if number < 0 and whole != 0:
        raise InvalidRupiah("negative")
    if number > MAX_RUPIAH:
        raise InvalidRupiah("huge")
    if whole is None:
        raise InvalidRupiah("unclear")
    return whole
