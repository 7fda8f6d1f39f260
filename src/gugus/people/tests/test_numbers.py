"""The numbers officers hold."""

import pytest

from gugus.people.rules.numbers import (
    CheckedNumber,
    NipDoubt,
    NumberFault,
    check_nip,
    check_npsn,
    check_nuptk,
    check_peg_id,
)

SOUND = "198001152005011001"


def test_a_sound_nip_has_neither_fault_nor_doubt() -> None:
    assert check_nip(SOUND, sex="L") == CheckedNumber(SOUND)


@pytest.mark.parametrize(
    "typed",
    [
        "19800115 200501 1 001",
        "'198001152005011001",
        "19800115-200501.1.001",
        "１98001152005011001",
    ],
)
def test_marks_that_people_and_sheets_add_are_dropped(typed: str) -> None:
    assert check_nip(typed) == CheckedNumber(SOUND)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("1.98001E+17", NumberFault.LOST_DIGITS),
        ("1,98E17", NumberFault.LOST_DIGITS),
        ("19800115200501100", NumberFault.WRONG_LENGTH),
        ("1980011520050110011", NumberFault.WRONG_LENGTH),
        ("19800115200501100A", NumberFault.NOT_DIGITS),
        ("٣٩٨٠٠١١٥٢٠٠٥٠١١٠٠١", NumberFault.NOT_DIGITS),
    ],
)
def test_what_cannot_be_a_nip_is_a_fault(typed: str, fault: NumberFault) -> None:
    assert check_nip(typed).fault is fault


@pytest.mark.parametrize(
    ("nip", "doubt"),
    [
        ("198013152005011001", NipDoubt.BIRTH),
        ("198002302005011001", NipDoubt.BIRTH),
        ("198001152005131001", NipDoubt.APPOINTMENT),
        ("198001151990011001", NipDoubt.ORDER),
        ("198001152005013001", NipDoubt.SEX),
    ],
)
def test_an_odd_nip_is_kept_with_its_doubt(nip: str, doubt: NipDoubt) -> None:
    # A PPPK's number has the length but not the meaning: refusing it would lose real people.
    assert check_nip(nip) == CheckedNumber(nip, None, (doubt,))


def test_the_sex_in_the_nip_is_compared_only_when_it_is_known() -> None:
    assert check_nip(SOUND, sex="P").doubts == (NipDoubt.OTHER_SEX,)
    assert check_nip(SOUND).doubts == ()


def test_nothing_typed_is_no_number() -> None:
    for check in (check_nip, check_nuptk, check_npsn, check_peg_id):
        assert check("  ") == CheckedNumber("")


def test_lengths_of_the_other_numbers() -> None:
    assert check_nuptk("1234 5678 9012 3456").number == "1234567890123456"
    assert check_nuptk("123456789012345").fault is NumberFault.WRONG_LENGTH
    assert check_npsn("2020202").fault is NumberFault.WRONG_LENGTH
    assert check_peg_id("ID20120345678901").number == "20120345678901"
    assert check_peg_id("ID123").fault is NumberFault.WRONG_LENGTH
