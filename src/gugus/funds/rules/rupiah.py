"""Whole rupiah in words (terbilang), as receipts and accounts write them."""

MAX_IN_WORDS = 999_999_999_999_999

_ONES = (
    "",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))


def terbilang(number: int) -> str:
    """The number in Indonesian words; exact from 0 to 999 trillion 999 billion ...

    ValueError for a negative or larger number: a wrong amount in words is never printed.

    >>> terbilang(0), terbilang(11), terbilang(1_001_100)
    ('nol', 'sebelas', 'satu juta seribu seratus')
    """
    if not 0 <= number <= MAX_IN_WORDS:
        raise ValueError(f"{number} cannot be written in words")
    if number == 0:
        return "nol"
    words: list[str] = []
    for scale, name in _SCALES:
        count, number = divmod(number, scale)
        if count:
            words += [*_below_thousand(count), name]
    thousands, rest = divmod(number, 1000)
    if thousands == 1:
        words.append("seribu")
    elif thousands:
        words += [*_below_thousand(thousands), "ribu"]
    return " ".join([*words, *_below_thousand(rest)])


def _below_thousand(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words: list[str] = []
    if hundreds == 1:
        words.append("seratus")
    elif hundreds:
        words += [_ONES[hundreds], "ratus"]
    if rest < 12:
        return words + ([_ONES[rest]] if rest else [])
    tens, ones = divmod(rest, 10)
    if tens == 1:
        return [*words, _ONES[ones], "belas"]
    return [*words, _ONES[tens], "puluh", *([_ONES[ones]] if ones else [])]
