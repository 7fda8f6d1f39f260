"""The numbers officers hold."""

import pytest

from gugus.people.rules.numbers import (
    Checked,
    Doubt,
    Fault,
    check_nip,
    check_npsn,
    check_nuptk,
    check_peg_id,
)

SOUND = "198001152005011001"


def test_a_sound_nip_has_neither_fault_nor_doubt() -> None:
    assert check_nip(SOUND, sex="L") == Checked(SOUND)


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
    assert check_nip(typed) == Checked(SOUND)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("1.98001E+17", Fault.LOST_DIGITS),
        ("1,98E17", Fault.LOST_DIGITS),
        ("19800115200501100", Fault.WRONG_LENGTH),
        ("1980011520050110011", Fault.WRONG_LENGTH),
        ("19800115200501100A", Fault.NOT_DIGITS),
        ("٣٩٨٠٠١١٥٢٠٠٥٠١١٠٠١", Fault.NOT_DIGITS),
    ],
)
def test_what_cannot_be_a_nip_is_a_fault(typed: str, fault: Fault) -> None:
    assert check_nip(typed).fault is fault


@pytest.mark.parametrize(
    ("nip", "doubt"),
    [
        ("198013152005011001", Doubt.BIRTH),
        ("198002302005011001", Doubt.BIRTH),
        ("198001152005131001", Doubt.APPOINTMENT),
        ("198001151990011001", Doubt.ORDER),
        ("198001152005013001", Doubt.SEX),
    ],
)
def test_an_odd_nip_is_kept_with_its_doubt(nip: str, doubt: Doubt) -> None:
    # A PPPK's number has the length but not the meaning: refusing it would lose real people.
    assert check_nip(nip) == Checked(nip, None, (doubt,))


def test_the_sex_in_the_nip_is_compared_only_when_it_is_known() -> None:
    assert check_nip(SOUND, sex="P").doubts == (Doubt.OTHER_SEX,)
    assert check_nip(SOUND).doubts == ()


def test_nothing_typed_is_no_number() -> None:
    for check in (check_nip, check_nuptk, check_npsn, check_peg_id):
        assert check("  ") == Checked("")


def test_lengths_of_the_other_numbers() -> None:
    assert check_nuptk("1234 5678 9012 3456").number == "1234567890123456"
    assert check_nuptk("123456789012345").fault is Fault.WRONG_LENGTH
    assert check_npsn("2020202").fault is Fault.WRONG_LENGTH
    assert check_peg_id("ID20120345678901").number == "20120345678901"
    assert check_peg_id("ID123").fault is Fault.WRONG_LENGTH
