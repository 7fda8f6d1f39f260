"""Row numbers typed off a printed sheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gugus.attendance.rules.row_numbers import LETTERS, RowNumberFault, parse_row_numbers


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("1-3 5 7t", {1: "hadir", 2: "hadir", 3: "hadir", 5: "hadir", 7: "terlambat"}),
        ("18t 20i", {18: "terlambat", 20: "izin"}),
        ("1 – 2, 4;5", {1: "hadir", 2: "hadir", 4: "hadir", 5: "hadir"}),
        ("9-10A\n3S 4d", {3: "sakit", 4: "dinas", 9: "alpa", 10: "alpa"}),
        ("2 2 1-3", {1: "hadir", 2: "hadir", 3: "hadir"}),
        ("007", {7: "hadir"}),
        ("", {}),
    ],
)
def test_ranges_letters_and_what_stands_between(text, rows):
    reading = parse_row_numbers(text, 30)
    assert dict(reading.rows) == rows
    assert reading.bad == ()


@pytest.mark.parametrize(
    ("piece", "fault"),
    [
        ("31", RowNumberFault.NO_SUCH_ROW),
        ("0", RowNumberFault.NO_SUCH_ROW),
        ("29-31", RowNumberFault.NO_SUCH_ROW),
        ("9-3", RowNumberFault.BACKWARDS),
        ("5x", RowNumberFault.LETTER),
        ("budi", RowNumberFault.UNREADABLE),
        ("5tt", RowNumberFault.UNREADABLE),
        ("٣", RowNumberFault.UNREADABLE),
        ("99999", RowNumberFault.UNREADABLE),
    ],
)
def test_what_cannot_be_read_is_named_and_the_rest_is_read(piece, fault):
    reading = parse_row_numbers(f"1 {piece} 2", 30)
    assert [(bad.piece, bad.fault) for bad in reading.bad] == [(piece, fault)]
    assert dict(reading.rows) == {1: "hadir", 2: "hadir"}


def test_one_row_cannot_be_two_things():
    reading = parse_row_numbers("1-5 3t", 30)
    assert [bad.fault for bad in reading.bad] == [RowNumberFault.TWICE]


@given(st.dictionaries(st.integers(1, 40), st.sampled_from(sorted(set(LETTERS) - {""}))))
def test_what_was_written_is_read_again(rows):
    text = " ".join(f"{number}{letter}" for number, letter in rows.items())
    expected = {number: LETTERS[letter] for number, letter in rows.items()}
    assert dict(parse_row_numbers(text, 40).rows) == expected


@given(st.text(max_size=60), st.integers(0, 90))
def test_whatever_is_typed_is_answered(text, last):
    reading = parse_row_numbers(text, last)
    assert all(1 <= number <= last for number, _status in reading.rows)
