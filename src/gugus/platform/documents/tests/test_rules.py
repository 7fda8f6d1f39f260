from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gugus.platform.documents.rules import FormatFault, fault_of_format, format_number

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("{nomor:03}/{kode}/{bulan_romawi}/{tahun}", "007/KKG-G1/XI/2026"),
        ("{nomor}/{tahun}", "7/2026"),
        ("421.2 / {nomor:03} - {kode} ({bulan}) & {tahun}", "421.2 / 007 - KKG-G1 (11) & 2026"),
    ],
)
def test_a_number_is_written_by_the_groups_pattern(pattern: str, written: str) -> None:
    assert format_number(pattern, 7, "KKG-G1", DAY) == written


def test_months_are_roman() -> None:
    months = [
        format_number("{nomor}.{bulan_romawi}.{tahun}", 1, "", date(2026, m, 1))
        for m in range(1, 13)
    ]
    assert [m.split(".")[1] for m in months] == [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
    ]  # fmt: skip


def test_a_number_above_999_keeps_its_digits() -> None:
    assert format_number("{nomor:03}/{tahun}", 1234, "", DAY) == "1234/2026"


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("{nomor.__class__}/{tahun}", FormatFault.UNKNOWN),
        ("{nomor!r}/{tahun}", FormatFault.UNKNOWN),
        ("{nomor:999999999}/{tahun}", FormatFault.UNKNOWN),
        ("{0}/{nomor}/{tahun}", FormatFault.UNKNOWN),
        ("{{nomor}}/{tahun}", FormatFault.UNKNOWN),
        ("{NOMOR}/{tahun}", FormatFault.UNKNOWN),
        ("{nomor/{tahun}", FormatFault.UNKNOWN),
        ("%s{nomor}/{tahun}", FormatFault.SIGN),
        ("{nomor}\n{tahun}", FormatFault.SIGN),
        ("{nomor}/{tahun}\n", FormatFault.SIGN),
        ("{nomor}<b>{tahun}", FormatFault.SIGN),
        ("{nomor}/\u202e{tahun}", FormatFault.SIGN),
        ("{nomor}/{nomor:03}/{tahun}", FormatFault.TWICE),
        ("{kode}/{tahun}", FormatFault.NO_NUMBER),
        ("{nomor}/{kode}", FormatFault.NO_YEAR),
        ("", FormatFault.NO_NUMBER),
        ("{nomor}/{tahun}" + "x" * 80, FormatFault.TOO_LONG),
    ],
)
def test_hostile_and_useless_patterns_are_named(pattern: str, fault: FormatFault) -> None:
    assert fault_of_format(pattern) == fault
    with pytest.raises(ValueError, match=fault):
        format_number(pattern, 1, "K", DAY)


def test_a_code_that_looks_like_a_placeholder_stays_as_it_is() -> None:
    assert format_number("{nomor}/{kode}/{tahun}", 1, "{tahun}", DAY) == "1/{tahun}/2026"


@given(st.text(alphabet="{}nomorkdetahu:03_/ %!.[]\n", max_size=40))
def test_a_pattern_is_either_refused_or_written(pattern: str) -> None:
    if fault_of_format(pattern) is None:
        written = format_number(pattern, 5, "K", DAY)
        assert "{" not in written
        assert "2026" in written
        assert len(written) <= 120
