"""Rows of a budget: volume x price in whole rupiah, and how a volume is typed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from hashlib import sha256

# Far more than any group plans: such a figure is a slip of the finger.
MAX_VOLUME = Decimal("99999.99")
MOST_TOTAL = 10_000_000_000

_GROUPED = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,7})(?:,([0-9]{1,2}))?")
_POINTED = re.compile(r"([0-9]{1,7})\.([0-9]{1,2})")


class InvalidVolume(ValueError):  # noqa: N818 - an answer to the person who typed
    """The text is no volume; `reason` is 'unclear', 'zero', 'huge' or 'fine' (over 2 decimals)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parse_volume(text: str) -> Decimal:
    """'2,5', '2.5', '1.000' (a thousand), '40' -> a volume with at most two decimals.

    >>> parse_volume("2,5"), parse_volume("1.000")
    (Decimal('2.5'), Decimal('1000'))
    """
    typed = "".join(text.split())
    found = _POINTED.fullmatch(typed) or _GROUPED.fullmatch(typed)
    if found is None:
        long = re.fullmatch(r"[0-9]+[.,][0-9]{3,}", typed)
        raise InvalidVolume("fine" if long else "unclear")
    whole, rest = found.groups()
    volume = Decimal(f"{whole.replace('.', '')}.{rest or 0}")
    if not volume:
        raise InvalidVolume("zero")
    if volume > MAX_VOLUME:
        raise InvalidVolume("huge")
    return without_trailing_zeros(volume)


def without_trailing_zeros(volume: Decimal) -> Decimal:
    """The volume without needless zeros: 40, not 40.00 nor 4E+1.

    >>> str(plain(Decimal("40.00"))), str(plain(Decimal("2.50")))
    ('40', '2.5')
    """
    whole = volume == volume.to_integral_value()
    return volume.quantize(Decimal(1)) if whole else volume.normalize()


def budget_row_total(volume: Decimal, price: int) -> int | None:
    """volume x price; None when that is no whole number of rupiah.

    >>> total_of(Decimal("2.5"), 50_000), total_of(Decimal("0.33"), 50)
    (125000, None)
    """
    exact = volume * price
    return int(exact) if exact == exact.to_integral_value() else None


@dataclass(frozen=True)
class BudgetRow:
    """One row of a budget. `key` is the stored item's number, or 'b1', 'b2' ... for a new one."""

    key: str
    line: int | None
    source: int
    item: str
    volume: str
    unit: str
    price: int
    total: int
    month: int | None

    @property
    def stored(self) -> int | None:
        """The pk of the stored item, None for a new row."""
        return None if self.key.startswith("b") else int(self.key)

    @property
    def version(self) -> str:
        """What the row says, in one word: two writers of one row notice each other by it."""
        text = "\x1f".join(str(value) for value in asdict(self).values())
        return sha256(text.encode()).hexdigest()[:16]


def rows_to_json(rows: Iterable[BudgetRow]) -> list[dict[str, object]]:
    """Rows as a revision keeps them."""
    return [asdict(row) for row in rows]


def rows_from_json(kept: Sequence[Mapping[str, object]]) -> tuple[BudgetRow, ...]:
    """The rows that a revision keeps."""
    return tuple(BudgetRow(**one) for one in kept)  # type: ignore[arg-type]


def next_key(rows: Iterable[BudgetRow]) -> str:
    """A key that no new row among these has had.

    >>> next_key([])
    'b1'
    """
    used = [int(row.key[1:]) for row in rows if row.key.startswith("b")]
    return f"b{max(used, default=0) + 1}"


def duplicate_row(row: BudgetRow, rows: Iterable[BudgetRow]) -> BudgetRow | None:
    """Another row that says exactly the same: a second tap, not a second wish."""
    for other in rows:
        same = replace(other, key=row.key, item=row.item) == row
        if same and other.key != row.key and other.item.casefold() == row.item.casefold():
            return other
    return None
