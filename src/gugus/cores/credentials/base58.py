"""Base58 as Bitcoin writes it: how did:key and proofs write bytes."""

_LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}


def encode(data: bytes) -> str:
    """Write bytes; each leading zero byte is a '1'.

    >>> encode(bytes([0, 1, 2]))
    '15T'
    """
    number = int.from_bytes(data, "big")
    written = ""
    while number:
        number, digit = divmod(number, 58)
        written = _LETTERS[digit] + written
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + written


def decode(text: str) -> bytes:
    """Read what `encode` wrote.

    >>> decode("15T")
    b'\\x00\\x01\\x02'

    Raises
    ------
    ValueError
        A letter is not of the alphabet.
    """
    number = 0
    for letter in text:
        if letter not in _VALUES:
            raise ValueError(f"not base58: {letter!r}")
        number = number * 58 + _VALUES[letter]
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")
