"""Numbers in words: the surnames of invented people."""

_ONES = ("", "Satu", "Dua", "Tiga", "Empat", "Lima", "Enam", "Tujuh", "Delapan", "Sembilan")


def number_in_words(number: int) -> str:
    """'Empat Puluh Dua' for 42; 1 to 99."""
    if number < 10:
        return _ONES[number]
    if number < 20:
        return {10: "Sepuluh", 11: "Sebelas"}.get(number, f"{_ONES[number - 10]} Belas")
    return f"{_ONES[number // 10]} Puluh {_ONES[number % 10]}".strip()
