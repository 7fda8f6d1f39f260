import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gugus.funds.rules.rupiah import MAX_IN_WORDS, terbilang
from gugus.platform.web.formats import rupiah

_SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}
_DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")


def number_of(words: str) -> int:
    """Read words back, by another road than they were made: word for word, left to right."""
    total = part = ones = 0
    for word in words.split():
        if word in _DIGITS:
            ones = _DIGITS.index(word)
        elif word in {"sepuluh", "sebelas"}:
            part, ones = part + {"sepuluh": 10, "sebelas": 11}[word], 0
        elif word == "belas":
            part, ones = part + ones + 10, 0
        elif word == "puluh":
            part, ones = part + ones * 10, 0
        elif word == "ratus":
            part, ones = part + ones * 100, 0
        elif word == "seratus":
            part, ones = part + 100, 0
        elif word == "seribu":
            assert (part, ones) == (0, 0)
            total += 1000
        else:
            total, part, ones = total + (part + ones) * _SCALES[word], 0, 0
    return total + part + ones


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (101, "seratus satu"),
        (111, "seratus sebelas"),
        (200, "dua ratus"),
        (1000, "seribu"),
        (1001, "seribu satu"),
        (1100, "seribu seratus"),
        (2000, "dua ribu"),
        (10_000, "sepuluh ribu"),
        (11_000, "sebelas ribu"),
        (21_000, "dua puluh satu ribu"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (1_250_000, "satu juta dua ratus lima puluh ribu"),
        (1_000_000_000, "satu miliar"),
        (1_000_000_000_000, "satu triliun"),
        (1_001_001_001_001, "satu triliun satu miliar satu juta seribu satu"),
        (
            MAX_IN_WORDS,
            "sembilan ratus sembilan puluh sembilan triliun "
            "sembilan ratus sembilan puluh sembilan miliar "
            "sembilan ratus sembilan puluh sembilan juta "
            "sembilan ratus sembilan puluh sembilan ribu "
            "sembilan ratus sembilan puluh sembilan",
        ),
    ],
)
def test_known_amounts(number: int, words: str) -> None:
    assert terbilang(number) == words
    assert number_of(words) == number


def test_every_small_number_can_be_read_back_and_no_two_are_alike() -> None:
    said = [terbilang(number) for number in range(20_001)]
    assert [number_of(words) for words in said] == list(range(20_001))
    assert len(set(said)) == len(said)


@settings(max_examples=400)
@given(st.one_of(st.integers(0, MAX_IN_WORDS), *(st.integers(0, 10**n - 1) for n in range(4, 16))))
def test_any_number_can_be_read_back(number: int) -> None:
    words = terbilang(number)
    assert number_of(words) == number
    assert words == " ".join(words.split())
    for wrong in ("satu ratus", "satu puluh", "satu belas"):
        assert wrong not in words


@pytest.mark.parametrize("around", [10**n for n in range(3, 16)])
def test_around_each_power_of_ten(around: int) -> None:
    for number in range(around - 3, min(around + 3, MAX_IN_WORDS + 1)):
        assert number_of(terbilang(number)) == number


@pytest.mark.parametrize("number", [-1, MAX_IN_WORDS + 1, -MAX_IN_WORDS])
def test_what_cannot_be_said_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="words"):
        terbilang(number)


def test_rupiah_carries_its_sign_in_front() -> None:
    assert rupiah(1_250_000) == "Rp1.250.000"
    assert rupiah(-1_250_000) == "-Rp1.250.000"
