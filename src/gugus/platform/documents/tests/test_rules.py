from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gugus.platform.documents.rules import (
    NumberFormatFault,
    format_letter_number,
    number_format_fault,
)

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("{nomor:03}/{kode}/{bulan_romawi}/{tahun}", "007/ORG-1/XI/2026"),
        ("{nomor}/{tahun}", "7/2026"),
        ("421.2 / {nomor:03} - {kode} ({bulan}) & {tahun}", "421.2 / 007 - ORG-1 (11) & 2026"),
    ],
)
def test_a_number_is_written_by_the_groups_pattern(pattern: str, written: str) -> None:
    assert format_letter_number(pattern, 7, "ORG-1", DAY) == written


def test_months_are_roman() -> None:
    months = [
        format_letter_number("{nomor}.{bulan_romawi}.{tahun}", 1, "", date(2026, m, 1))
        for m in range(1, 13)
    ]
    assert [m.split(".")[1] for m in months] == [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
    ]  # fmt: skip


def test_a_number_above_999_keeps_its_digits() -> None:
    assert format_letter_number("{nomor:03}/{tahun}", 1234, "", DAY) == "1234/2026"


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("{nomor.__class__}/{tahun}", NumberFormatFault.UNKNOWN),
        ("{nomor!r}/{tahun}", NumberFormatFault.UNKNOWN),
        ("{nomor:999999999}/{tahun}", NumberFormatFault.UNKNOWN),
        ("{0}/{nomor}/{tahun}", NumberFormatFault.UNKNOWN),
        ("{{nomor}}/{tahun}", NumberFormatFault.UNKNOWN),
        ("{NOMOR}/{tahun}", NumberFormatFault.UNKNOWN),
        ("{nomor/{tahun}", NumberFormatFault.UNKNOWN),
        ("%s{nomor}/{tahun}", NumberFormatFault.SIGN),
        ("{nomor}\n{tahun}", NumberFormatFault.SIGN),
        ("{nomor}/{tahun}\n", NumberFormatFault.SIGN),
        ("{nomor}<b>{tahun}", NumberFormatFault.SIGN),
        ("{nomor}/\u202e{tahun}", NumberFormatFault.SIGN),
        ("{nomor}/{nomor:03}/{tahun}", NumberFormatFault.TWICE),
        ("{kode}/{tahun}", NumberFormatFault.NO_NUMBER),
        ("{nomor}/{kode}", NumberFormatFault.NO_YEAR),
        ("", NumberFormatFault.NO_NUMBER),
        ("{nomor}/{tahun}" + "x" * 80, NumberFormatFault.TOO_LONG),
    ],
)
def test_hostile_and_useless_patterns_are_named(pattern: str, fault: NumberFormatFault) -> None:
    assert number_format_fault(pattern) == fault
    with pytest.raises(ValueError, match=fault):
        format_letter_number(pattern, 1, "K", DAY)


def test_a_code_that_looks_like_a_placeholder_stays_as_it_is() -> None:
    assert format_letter_number("{nomor}/{kode}/{tahun}", 1, "{tahun}", DAY) == "1/{tahun}/2026"


@given(st.text(alphabet="{}nomorkdetahu:03_/ %!.[]\n", max_size=40))
def test_a_pattern_is_either_refused_or_written(pattern: str) -> None:
    if number_format_fault(pattern) is None:
        written = format_letter_number(pattern, 5, "K", DAY)
        assert "{" not in written
        assert "2026" in written
        assert len(written) <= 120
