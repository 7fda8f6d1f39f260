"""Events of calendar files as days of the group: zones, midnight, series, hostile files."""

import time
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from gugus.cores.formats.errors import FormatRefused
from gugus.cores.formats.ical import CalendarContents, UnreadReason, read_calendar

JAKARTA, MAKASSAR, JAYAPURA = (
    ZoneInfo(f"Asia/{city}") for city in ("Jakarta", "Makassar", "Jayapura")
)
TRIALS = Path(__file__).parents[5] / "shared" / "trials"
YEAR = (date(2026, 7, 1), date(2027, 6, 30))


def event(*lines: str, uid: str = "satu@contoh", title: str = "Acara") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VEVENT", ""])


def read(*events: str, zone: ZoneInfo = JAKARTA, before: str = "") -> CalendarContents:
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{before}{''.join(events)}END:VCALENDAR\r\n"
    return read_calendar(text.encode(), *YEAR, zone)


def days(found: CalendarContents) -> list[tuple[date, date]]:
    assert not found.unread
    return [(one.first, one.last) for one in found.events]


def only(found: CalendarContents) -> tuple[date, date]:
    (one,) = days(found)
    return one


def span(first: int, last: int | None = None, month: int = 8) -> tuple[date, date]:
    return date(2026, month, first), date(2026, month, last or first)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART;VALUE=DATE:20260817"], span(17)),
        (["DTSTART;VALUE=DATE:20260817", "DTEND;VALUE=DATE:20260818"], span(17)),
        (["DTSTART;VALUE=DATE:20260817", "DTEND;VALUE=DATE:20260817"], span(17)),
        (["DTSTART;VALUE=DATE:20260810", "DTEND;VALUE=DATE:20260815"], span(10, 14)),
        (["DTSTART;VALUE=DATE:20260810", "DURATION:P3D"], span(10, 12)),
        # Floating: whatever clock hangs on the wall.
        (["DTSTART:20260817T230000", "DTEND:20260818T000000"], span(17)),
        (["DTSTART:20260817T230000", "DTEND:20260818T010000"], span(17, 18)),
        (["DTSTART:20260817T080000", "DURATION:PT26H"], span(17, 18)),
        # 18.00 UTC is 01.00 WIB of the next day.
        (["DTSTART:20260817T180000Z", "DTEND:20260817T190000Z"], span(18)),
        (["DTSTART;TZID=Asia/Jayapura:20260817T010000"], span(16)),
        (["DTSTART;TZID=WIT:20260817T010000", "DTEND;TZID=WIT:20260817T030000"], span(16, 17)),
        (['DTSTART;TZID="WITA":20260817T003000'], span(16)),
        (["DTSTART;TZID=SE Asia Standard Time:20260817T003000"], span(17)),
        (["DTSTART;TZID=Kantor Entah:20260817T003000"], span(17)),
    ],
)
def test_one_event_in_west_indonesia(lines: list[str], expected: tuple[date, date]) -> None:
    assert only(read(event(*lines))) == expected


@pytest.mark.parametrize(("zone", "day"), [(JAKARTA, 17), (MAKASSAR, 18), (JAYAPURA, 18)])
def test_the_same_moment_is_another_day_further_east(zone: ZoneInfo, day: int) -> None:
    """23.30 WIB is 00.30 WITA and 01.30 WIT."""
    late = event("DTSTART;TZID=WIB:20260817T233000", "DTEND;TZID=WIB:20260817T234000")
    assert only(read(late, zone=zone)) == span(day)


def test_a_zone_of_the_files_own_counts_and_is_forgotten_afterwards() -> None:
    zone = "\r\n".join(
        ["BEGIN:VTIMEZONE", "TZID:Kantor", "BEGIN:STANDARD", "DTSTART:19700101T000000",
         "TZOFFSETFROM:+0900", "TZOFFSETTO:+0900", "END:STANDARD", "END:VTIMEZONE", ""]
    )  # fmt: skip
    early = event("DTSTART;TZID=Kantor:20260817T010000")
    assert only(read(early, before=zone)) == span(16)
    assert only(read(early, before=zone.replace("+0900", "+0600"))) == span(17)
    assert only(read(early)) == span(17)


def test_a_series_with_exceptions_an_extra_day_and_a_moved_one() -> None:
    found = read(
        event("DTSTART;TZID=Asia/Jakarta:20260805T080000", "RRULE:FREQ=WEEKLY;COUNT=5",
              "EXDATE;TZID=Asia/Jakarta:20260812T080000", "RDATE;TZID=Asia/Jakarta:20260829T080000"),
        event("RECURRENCE-ID;TZID=Asia/Jakarta:20260819T080000",
              "DTSTART;TZID=Asia/Jakarta:20260820T080000", title="Acara pindah"),
        event("RECURRENCE-ID;TZID=Asia/Jakarta:20260826T080000", "STATUS:CANCELLED",
              "DTSTART;TZID=Asia/Jakarta:20260826T080000"),
    )  # fmt: skip
    assert days(found) == [span(5), span(20), span(29), span(2, month=9)]
    assert [one.title for one in found.events] == ["Acara", "Acara pindah", "Acara", "Acara"]
    assert {(one.uid, one.repeats) for one in found.events} == {("satu@contoh", "weekly")}


def test_days_that_follow_each_other_are_one_stretch() -> None:
    found = read(event("DTSTART;VALUE=DATE:20260803", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE;COUNT=6"))
    assert days(found) == [span(3, 5), span(10, 12)]


def test_only_the_days_of_the_window_and_how_many_events_lie_outside() -> None:
    found = read(
        event("DTSTART;VALUE=DATE:20200817", "RRULE:FREQ=YEARLY"),
        event("DTSTART;VALUE=DATE:20250817", uid="dua"),
        event("DTSTART;VALUE=DATE:20260625", "DTEND;VALUE=DATE:20260703", uid="tiga"),
    )
    assert days(found) == [(date(2026, 6, 25), date(2026, 7, 2)), span(17)]
    assert found.outside == 1


def test_what_is_called_off_is_left_out_and_told() -> None:
    off = event("DTSTART;VALUE=DATE:20260817", "STATUS:CANCELLED", uid="dua")
    found = read(event("DTSTART;VALUE=DATE:20260818"), off)
    assert only(found) == span(18)
    assert found.cancelled == {"dua"}
    whole = read(event("DTSTART;VALUE=DATE:20260818"), before="METHOD:CANCEL\r\n")
    assert (whole.events, whole.cancelled) == ((), {"satu@contoh"})


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["DTSTART:2026"], UnreadReason.BAD_DATE),
        (["DTSTART;VALUE=DATE:20260230"], UnreadReason.BAD_DATE),
        (["DESCRIPTION:tanpa tanggal"], UnreadReason.BAD_DATE),
        (["DTSTART:20260817T100000", "DTEND:20260817T090000"], UnreadReason.ENDS_BEFORE),
        (["DTSTART;VALUE=DATE:20260817", "DTEND:20260816T090000Z"], UnreadReason.ENDS_BEFORE),
        (["DTSTART;VALUE=DATE:20260817", "DURATION:-P1D"], UnreadReason.ENDS_BEFORE),
        (["DTSTART;VALUE=DATE:20260817", "DTEND;VALUE=DATE:99991231"], UnreadReason.TOO_LONG),
        (["DTSTART:20260817T100000Z", "RRULE:FREQ=SECONDLY"], UnreadReason.TOO_HEAVY),
        (["DTSTART:20260817T100000Z", "rrule;X=1:freq=Minutely"], UnreadReason.TOO_HEAVY),
        (["DTSTART:20260817T100000Z", "RRULE:FREQ=DAILY;INTERVAL=0"], UnreadReason.TOO_HEAVY),
        (["DTSTART:20260817T100000Z", "RRULE:FREQ=DAILY;BYHOUR=1,2,3"], UnreadReason.TOO_HEAVY),
        (["DTSTART:00010101T100000Z", "RRULE:FREQ=DAILY"], UnreadReason.TOO_HEAVY),
        # 30 February: the rule would look for it until the year 9999.
        (["DTSTART:20260817T100000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"],
         UnreadReason.TOO_HEAVY),
        (["DTSTART:20260817T100000Z", "RDATE:" + ",".join(["20260818T100000Z"] * 600)],
         UnreadReason.TOO_HEAVY),
    ],
)  # fmt: skip
def test_a_bad_event_is_named_and_the_good_one_is_kept(
    lines: list[str], reason: UnreadReason
) -> None:
    found = read(event(*lines, title="Rusak\\, sekali"), event("DTSTART:20260818", uid="dua"))
    assert [(one.title, one.reason) for one in found.unread] == [("Rusak, sekali", reason)]
    assert [one.uid for one in found.events] == ["dua"]


def test_a_file_that_breaks_off_keeps_what_was_whole() -> None:
    text = "BEGIN:VCALENDAR\n" + event("DTSTART:20260817") + event("DTSTART:20260818", uid="2")[:40]
    found = read_calendar(text.encode(), *YEAR, JAKARTA)
    assert len(found.events) == 1
    assert [one.reason for one in found.unread] == [UnreadReason.BROKEN]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\x00", "empty"),
        (b"Nama;NIP\r\nGuru;1", "not_calendar"),
        (b"PK\x03\x04" + b"\x00" * 100, "not_calendar"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR", "no_events"),
        (b"BEGIN:VCALENDAR" + b" " * 2_100_000, "too_large"),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * 3001, "too_many_rows"),
    ],
)
def test_what_is_no_calendar_of_days_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(FormatRefused) as caught:
        read_calendar(data, *YEAR, JAKARTA)
    assert caught.value.code == code


def test_more_days_than_a_person_can_look_through_are_refused() -> None:
    weekly = [event("DTSTART:20260801", "RRULE:FREQ=WEEKLY", uid=f"acara {n}") for n in range(22)]
    with pytest.raises(FormatRefused) as caught:
        read(*weekly)
    assert caught.value.code == "too_many_rows"


_NEVER = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
_CLOCKS = "\r\n".join(
    ["BEGIN:VTIMEZONE", "TZID:Kantor"]
    + ["BEGIN:STANDARD", "DTSTART:16010101T000000", "RRULE:FREQ=YEARLY;BYMONTH=2;BYDAY=1SU",
       "TZOFFSETFROM:+0900", "TZOFFSETTO:+0800", "END:STANDARD"] * 12
    + ["END:VTIMEZONE", ""]
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "".join(event("DTSTART:20260801", _NEVER, uid=f"{n}") for n in range(30)),
        "".join(event("DTSTART:19000101T100000Z", "RRULE:FREQ=DAILY", uid=f"{n}")
                for n in range(30)),
        "".join(event("DTSTART:20260101", "RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;BYMONTH=6",
                      uid=f"{n}") for n in range(30)),
        "".join(event("DTSTART:20260801", "RDATE:" + ",".join(["20260818T100000Z"] * 499),
                      uid=f"{n}") for n in range(100)),
        _CLOCKS + "".join(event("DTSTART;TZID=Kantor:20260801T100000", uid=f"{n}")
                          for n in range(900)),
        event("DTSTART:20260801") + "BEGIN:VEVENT\r\n" + "BEGIN:A\r\n" * 90_000
        + "END:B\r\n" * 90_000,
    ],
    ids=["never", "long ago", "no such week", "many days", "own clocks", "parts within parts"],
)  # fmt: skip
def test_what_would_keep_a_computer_busy_is_refused_in_time(text: str) -> None:
    started = time.thread_time()
    with pytest.raises(FormatRefused) as caught:
        read(text)
    assert caught.value.code == "too_heavy"
    assert time.thread_time() - started < 0.5


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYDAY=53SU",
        "FREQ=MONTHLY;BYSETPOS=300",
        "FREQ=DAILY;BYDAY=MO;BYMONTH=2;BYMONTHDAY=29;INTERVAL=2",
        "FREQ=WEEKLY;BYMONTH=0",
        "FREQ=YEARLY;INTERVAL=99999999",
        "FREQ=YEARLY;BYMONTHDAY=x",
        "XFREQ=YEARLY;BYMONTH=2",
    ],
)
def test_an_odd_rule_costs_no_other_event_and_little_time(rule: str) -> None:
    zone = _CLOCKS.replace("FREQ=YEARLY;BYMONTH=2;BYDAY=1SU", rule)
    started = time.thread_time()
    found = read(
        event("DTSTART:20260817T100000Z", f"RRULE:{rule}"),
        event("DTSTART;TZID=Kantor:20260818T100000", uid="dua"),
        before=zone,
    )
    assert "dua" in [one.uid for one in found.events]
    assert time.thread_time() - started < 1


@pytest.mark.parametrize(
    "lines",
    [
        ["RDATE:"] * 9000 + ["STATUS:"] * 9000,
        ["DTSTART;" + ";".join(f"X{n}=1" for n in range(9000)) + ":20260817T100000Z"],
        ["DTSTART:20260817", "DURATION:P" + "1" * 90_000 + "D"],
    ],
    ids=["lines", "parameters", "figures"],
)
def test_an_endless_event_is_named_at_once(lines: list[str]) -> None:
    started = time.thread_time()
    found = read(event(*lines), event("DTSTART:20260818", uid="dua"))
    assert [one.reason for one in found.unread] == [UnreadReason.TOO_HEAVY]
    assert [one.uid for one in found.events] == ["dua"]
    assert time.thread_time() - started < 0.5


def test_a_calendar_kept_for_years_is_read_by_its_text() -> None:
    """What needs no library is read like what does."""
    often = [
        event(f"DTSTART;VALUE=DATE:20{y:02}08{d:02}", f"DTEND;VALUE=DATE:20{y:02}08{d:02}",
              uid=f"{y}-{d}", title="Rapat\\, guru")
        for y in range(10, 90) for d in range(1, 29)
    ]  # fmt: skip
    started = time.thread_time()
    found = read(*often)
    assert time.thread_time() - started < 0.8
    assert (len(found.events), found.outside) == (28, 79 * 28)
    assert {one.title for one in found.events} == {"Rapat, guru"}


def test_titles_are_one_short_line_and_uids_can_be_stored() -> None:
    found = read(
        event("DTSTART:20260801", uid="u" * 4000, title="Rapat\\n besar\x07" + "a" * 5000),
        event("DTSTART:20260802", "ATTENDEE;CN=Rahasia:mailto:a@contoh.id", uid=""),
    )
    long, short = found.events
    assert long.title.startswith("Rapat besar")
    assert (len(long.title), len(long.uid)) == (200, 64)
    assert (short.title, short.uid) == ("Acara", "")


def test_a_bare_event_without_its_calendar_and_old_encodings_are_read() -> None:
    text = event("DTSTART:20260817", title="Pertemuan café")
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        found = read_calendar(text.encode(encoding), *YEAR, JAKARTA)
        assert [one.title for one in found.events] == ["Pertemuan café"]


def _trial(name: str) -> bytes:
    """A file as programs wrote it, beside the repository."""
    found = TRIALS / name
    if not found.exists():
        pytest.skip(f"{found} is not here")
    return found.read_bytes()


@pytest.mark.parametrize("zone", [JAKARTA, MAKASSAR, JAYAPURA])
def test_whole_days_of_another_clock_stay_whole_days(zone: ZoneInfo) -> None:
    found = read_calendar(_trial("02-outlook-allday-other-zone.ics"), *YEAR, zone)
    assert days(found) == [span(day, month=12) for day in (24, 25, 28, 30)]


def all_day(start: str, end: str, *more: str) -> tuple[str, ...]:
    return (f"DTSTART{start}", f"DTEND{end}", *more)


FLAG = "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"


@pytest.mark.parametrize("zone", [JAKARTA, MAKASSAR, JAYAPURA])
@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (all_day(";TZID=WIT:20260810T000000", ";TZID=WIT:20260813T000000"), span(10, 12)),
        (all_day(";TZID=WIB:20260810T000000", ";TZID=WIB:20260810T235959"), span(10)),
        (all_day(";TZID=WIB:20260810T000000", ";TZID=WIB:20260811T235900"), span(10, 11)),
        (all_day(":20260809T150000Z", ":20260810T150000Z"), span(10)),
        (all_day(":20260810T000000Z", ":20260811T000000Z"), span(10)),
        (all_day(":20260809T110000Z", ":20260810T110000Z", FLAG), span(10)),
        (all_day(":20260810T050000Z", ":20260811T050000Z", FLAG), span(10)),
        (("DTSTART:20260809T170000Z", "X-FUNAMBOL-ALLDAY:TRUE"), span(10)),
    ],
)
def test_a_whole_day_is_the_same_for_whoever_reads_it(
    zone: ZoneInfo, lines: tuple[str, ...], expected: tuple[date, date]
) -> None:
    assert only(read(event(*lines), zone=zone)) == expected


@pytest.mark.parametrize(
    ("hours", "expected"),
    # An evening before a night on the road is no whole day, wherever it is read.
    [(("T200000", "T060000"), span(10, 11)), (("T000000", "T120000"), span(10))],
)
def test_hours_stay_hours(hours: tuple[str, str], expected: tuple[date, date]) -> None:
    end = "20260811" if hours[0] > hours[1] else "20260810"
    lines = all_day(f";TZID=WIB:20260810{hours[0]}", f";TZID=WIB:{end}{hours[1]}")
    assert only(read(event(*lines))) == expected


def test_occurrences_without_their_series_and_one_moved_by_its_day() -> None:
    found = read_calendar(_trial("03-occurrences-without-master.ics"), *YEAR, JAKARTA)
    assert not found.unread
    assert [(one.title, one.first, one.last) for one in found.events] == [
        ("Busy", *span(5, month=10)),
        ("Busy", *span(12, month=10)),
        ("Ujian praktik", *span(2, 3, month=11)),
        ("Ujian praktik", *span(5, month=11)),
        ("Supervisi", *span(9, month=11)),
        ("Supervisi digeser", *span(17, month=11)),
        ("Supervisi", *span(23, month=11)),
        ("Supervisi", *span(30, month=11)),
    ]


WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=3"


@pytest.mark.parametrize(
    ("begins", "named"),
    [
        (";TZID=Asia/Jakarta:20260803T080000", ";VALUE=DATE:20260810"),
        (":20260803T010000Z", ";VALUE=DATE:20260810"),
        # 18.00 UTC on Sunday is Monday here.
        (":20260802T180000Z", ";VALUE=DATE:20260810"),
        (":20260803T080000", ":20260810"),
        (";VALUE=DATE:20260803", ";TZID=Asia/Jakarta:20260810T000000"),
        (";VALUE=DATE:20260803", ":20260809T170000Z"),
    ],
)
def test_one_of_a_series_is_found_by_day_and_by_hour(begins: str, named: str) -> None:
    series = event(f"DTSTART{begins}", WEEKLY, title="Supervisi")
    moved = event("DTSTART;VALUE=DATE:20260811", f"RECURRENCE-ID{named}", title="Digeser")
    assert days(read(series, moved)) == [span(3), span(11), span(17)]
    taken_out = event(f"DTSTART{begins}", WEEKLY, f"EXDATE{named}")
    assert days(read(taken_out)) == [span(3), span(17)]
