"""Dates as people, offices and spreadsheets write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gugus.cores.formats.cells import Formula, Number
from gugus.cores.formats.days import DayRange, DayRangeFault, read_day, read_days

AUGUST_17 = DayRange(date(2026, 8, 17), date(2026, 8, 17))
AUGUST_17_18 = DayRange(date(2026, 8, 17), date(2026, 8, 18))
NEW_YEAR = DayRange(date(2026, 12, 28), date(2027, 1, 2))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("17 Agustus 2026", AUGUST_17),
        ("17 agt 2026", AUGUST_17),
        ("17-Agu-26", AUGUST_17),
        ("Senin, 17 Agustus 2026", AUGUST_17),
        ("17 August 2026", AUGUST_17),
        ("August 17, 2026", AUGUST_17),
        ("17/8/2026", AUGUST_17),
        ("17-08-2026", AUGUST_17),
        ("17.8.26", AUGUST_17),
        ("2026-08-17", AUGUST_17),
        ("2026-08-17 00:00:00", AUGUST_17),
        ("17 Agustus 2026 08.00 WIB", AUGUST_17),
        ("17 Agustus", AUGUST_17),
        ("17/8", AUGUST_17),
        ("17-18/8/2026", AUGUST_17_18),
        ("17 - 18 Agustus 2026", AUGUST_17_18),
        ("17 s.d. 18 Agustus 2026", AUGUST_17_18),
        ("17 s/d 18 Agustus 2026", AUGUST_17_18),
        ("17 sampai dengan 18 Agustus", AUGUST_17_18),
        ("17–18 Agustus 2026", AUGUST_17_18),
        ("2026-08-17 s.d. 2026-08-18", AUGUST_17_18),
        ("17/8/2026 - 18/8/2026", AUGUST_17_18),
        ("28 Desember 2026 - 2 Januari 2027", NEW_YEAR),
        ("28 Desember - 2 Januari 2027", NEW_YEAR),
        ("28 Des s.d. 2 Jan", NEW_YEAR),
        ("28/12/2026–2/1/2027", NEW_YEAR),
        ("3 Mei", DayRange(date(2027, 5, 3), date(2027, 5, 3))),
        ("30 Februari 2027", DayRangeFault.NO_SUCH_DAY),
        ("8/17/2026", DayRangeFault.NO_SUCH_DAY),
        ("18-17 Agustus 2026", DayRangeFault.ENDS_BEFORE),
        ("1 Juli 2026 - 1 Januari 2028", DayRangeFault.TOO_LONG),
        ("Agustus 2026", DayRangeFault.NO_DATE),
        ("17", DayRangeFault.NO_DATE),
        ("Kelas 1-2", DayRangeFault.NO_DATE),
        ("Upacara", DayRangeFault.NO_DATE),
        ("", DayRangeFault.NO_DATE),
    ],
)
def test_dates_as_people_type_them(text: str, days: DayRange | DayRangeFault) -> None:
    assert read_days(text, 2026) == (days if isinstance(days, DayRangeFault) else (days,))


MONTHS = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
          "Oktober", "November", "Desember"]  # fmt: skip
DAYS = st.dates(date(2000, 1, 1), date(2098, 1, 1))


@given(DAYS, st.integers(0, 300))
def test_every_way_to_write_a_stretch_is_read_back(first: date, length: int) -> None:
    last = first + timedelta(length)
    words = [f"{day.day} {MONTHS[day.month - 1]} {day.year}" for day in (first, last)]
    numbers = [f"{day.day}/{day.month}/{day.year}" for day in (first, last)]
    for ways in (words, numbers, [first.isoformat(), last.isoformat()]):
        assert read_days(f"{ways[0]} s.d. {ways[1]}", 2026) == (DayRange(first, last),)
        assert read_days(f"{ways[0]} - {ways[1]}", 2026) == (DayRange(first, last),)


def one(text: str) -> list[tuple[str, str]] | str:
    """The stretches as days and months, or the fault."""
    found = read_days(text, 2026)
    if isinstance(found, DayRangeFault):
        return str(found)
    return [(f"{days.first:%d%m%y}", f"{days.last:%d%m%y}") for days in found]


MONDAY = ("051026", "051026")
# Each says 5 October 2026.
SAME_DAY = [
    *("Jum’at, 5 Oktober 2026", "Jum'at, 5-Okt-26", "Jum`at 5 Oktober 2026", "Jumʼat, 5 Okt. 2026"),
    *("Jumat/5 Oktober 2026", "5 Oktober 2026 (Senin)", "5 Oktober 2026, Senin", "Sen, 5 Okt 2026"),
    *("Hari Senin, 5 Oktober 2026", "hari Senin tanggal 5 Oktober 2026", "Tgl. 5 Okt 2026"),
    *("2026/10/05", "2026-10-05", "2026.10.05", "2026 - 10 - 05", "20261005", "05 10 2026"),
    *("05 - 10 - 2026", "05 – 10 – 2026", "5 / 10 / 2026", "05.10.2026", "5.10.26", "5-10-26"),
    *("2026-10-05 00:00:00", "2026-10-05T08:30:00.000", "2026-10-05T08:30:00Z"),
    *("05/10/2026 00:00:00", "05/10/2026 08.30 WIB", "5 Oktober 2026 pukul 08.00 - 10.00 WIB"),
    *("5 Oktober 2026, 08.00 s.d. selesai", "5 Oktober 2026 jam 08.00 WITA", "5/10/2026 8:00 AM"),
    *("5 Oktober 2026 M", "5 Oktober 2026 / 24 Rabiul Akhir 1448 H", "5 Oct 2026", "5-Oct-26"),
    *("October 5, 2026", "Oct 5th, 2026", "5  OKTOBER\u00a02026", "5Oktober2026", "5 okt '26"),
    *("\u200e5 Oktober 2026", "5 Oktober tahun 2026", "5 Oktober 2026.", "Minggu, 5 Oktober 2026"),
]


@pytest.mark.parametrize("text", SAME_DAY)
def test_one_day_as_offices_write_it(text: str) -> None:
    assert one(text) == [MONDAY]
    assert read_day(text) == date(2026, 10, 5)


@pytest.mark.parametrize(
    ("month", "names"),
    [
        (1, "Januari Jan Januar January"),
        (2, "Februari Pebruari Feb Peb Pebr February"),
        (3, "Maret Mar March"),
        (4, "April Apr"),
        (5, "Mei May"),
        (6, "Juni Jun June"),
        (7, "Juli Jul July"),
        (8, "Agustus Agust Agus Agu Agt Ags August"),
        (9, "September Sept Sep"),
        (10, "Oktober Okt October Oct"),
        (11, "November Nopember Nov Nop Nopemb"),
        (12, "Desember Des Desemb December Dec"),
    ],
)
def test_months_by_all_their_names(month: int, names: str) -> None:
    for name in names.split():
        assert (
            read_day(f"7 {name} 2026") == read_day(f"07-{name.upper()}.-26") == date(2026, month, 7)
        )


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("8, 9, 10 Februari 2027", [("080227", "100227")]),
        ("24 dan 31 Desember 2026", [("241226", "241226"), ("311226", "311226")]),
        ("5, 12, 19 & 26 Oktober 2026",
         [("051026", "051026"), ("121026", "121026"), ("191026", "191026"), ("261026", "261026")]),
        ("31 Desember 2026 dan 1 Januari 2027", [("311226", "010127")]),
        ("31 Des dan 1 Jan", [("311226", "010127")]),
        ("1-3, 5 Oktober 2026", [("011026", "031026"), ("051026", "051026")]),
        ("1 s/d 3 dan 8 s.d. 10 Maret 2027", [("010327", "030327"), ("080327", "100327")]),
        ("Senin & Selasa, 5 & 6 Oktober 2026", [("051026", "061026")]),
        ("Senin s.d. Rabu, 5-7 Oktober 2026", [("051026", "071026")]),
        ("SENIN, 5 OKTOBER 2026 S.D KAMIS, 8 OKTOBER 2026", [("051026", "081026")]),
        ("Jum’at, 5 Maret 2027 s.d. Sabtu, 20 Maret 2027", [("050327", "200327")]),
        ("5/10/2026, 12/10/2026", [("051026", "051026"), ("121026", "121026")]),
        ("05 - 10 - 2026 s/d 07 - 10 - 2026", [("051026", "071026")]),
        ("tanggal 24 sampai dengan 27 Agustus 2026", [("240826", "270826")]),
        ("28 Sept sd 3 Okt 2026", [("280926", "031026")]),
        ("5 hingga 7 Okt", [("051026", "071026")]),
        ("30 Nov – 5 Des 2026", [("301126", "051226")]),
        ("30 Feb dan 1 Maret 2027", "no_such_day"),
        ("Minggu ke-2 Oktober 2026", "no_date"),
        ("Minggu 2 Oktober 2026", "no_date"),
        ("Minggu II Oktober 2026", "no_date"),
        ("Minggu 4 Oktober 2026", [("041026", "041026")]),
        ("3 dan 4", "no_date"),
        ("Kelas 5 dan 6", "no_date"),
        ("1-6", "no_date"),
        ("08.10 - 09.20", "no_date"),
        ("07.30", "no_date"),
        ("awal Oktober 2026", "no_date"),
        ("dan", "no_date"),
    ],
)  # fmt: skip
def test_stretches_and_lists(text: str, days: list[tuple[str, str]] | str) -> None:
    assert one(text) == days


@pytest.mark.parametrize(
    ("cell", "since_1904", "day"),
    [
        (Number("46300"), False, date(2026, 10, 5)),
        (Number("44838"), True, date(2026, 10, 5)),
        (Formula("46300.00000000006"), False, date(2026, 10, 5)),
        (Number("46299.9999999999"), False, date(2026, 10, 5)),
        (Number("46300.75"), False, date(2026, 10, 5)),
        (Formula("2026-10-05"), True, date(2026, 10, 5)),
        (Number("20261005"), False, date(2026, 10, 5)),
        (Number("5"), False, None),
        (Number("1e400"), False, None),
        ("5", False, None),
        ("5 Oktober", False, None),
        ("5-7 Oktober 2026", False, None),
        ("٥/١٠/٢٠٢٦", False, None),
        ("0/0/0000", False, None),
    ],
)
def test_days_of_cells(cell: str, since_1904: bool, day: date | None) -> None:
    assert read_day(cell, since_1904=since_1904) == day


@given(DAYS, st.booleans(), st.sampled_from(["", " 08.00", " 23:59:59"]))
def test_every_way_to_write_one_day_is_read_back(day: date, weekday: bool, clock: str) -> None:
    names = ["Senin", "Selasa", "Rabu", "Kamis", "Jum’at", "Sabtu", "Minggu"]
    before = f"{names[day.weekday()]}, " if weekday else ""
    written = [
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day.day} {MONTHS[day.month - 1][:3].upper()} {day.year}",
        f"{day:%d/%m/%Y}", f"{day:%d - %m - %Y}", f"{day:%d.%m.%Y}", f"{day:%Y/%m/%d}",
    ]  # fmt: skip
    for text in written:
        assert read_day(f"{before}{text}{clock}") == day
        assert read_day(f"{text}, {before}") == day


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader_of_days(text: str) -> None:
    assert isinstance(read_days(text, 2026), tuple | DayRangeFault)
    read_day(text)


def test_a_text_of_dashes_is_not_tried_at_every_dash() -> None:
    # Trying each of them would take hours.
    assert read_days("1 - " * 50_000, 2026) is DayRangeFault.NO_DATE
