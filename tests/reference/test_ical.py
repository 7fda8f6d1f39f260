"""The collection of calendar files, good and broken: each is read or refused, none crashes."""

import time
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from gugus.cores.formats.errors import FormatRefused
from gugus.cores.formats.ical import CalendarContents, UnreadReason, read_calendar
from tests.support.reference import DATA

FOLDER = DATA / "calendars"
JAKARTA = ZoneInfo("Asia/Jakarta")
CODES = {"empty", "not_calendar", "no_events"}


def read(name: str, year: int) -> CalendarContents:
    data = (FOLDER / f"{name}.ics").read_bytes()
    return read_calendar(data, date(year, 1, 1), date(year, 12, 31), JAKARTA)


def listed(name: str, year: int) -> list[str]:
    found = read(name, year)
    assert not found.unread
    return [
        f"{one.first:%m-%d}" + (f"..{one.last:%m-%d}" if one.last > one.first else "")
        for one in found.events
    ]


def test_every_file_is_read_or_refused_with_a_reason_in_time() -> None:
    files = sorted(FOLDER.rglob("*.ics"))
    refused: dict[str, str] = {}
    good = part = 0
    for file in files:
        started = time.thread_time()
        try:
            found = read_calendar(file.read_bytes(), date(2010, 1, 1), date(2019, 12, 31), JAKARTA)
        except FormatRefused as caught:
            refused[file.stem] = caught.code
        else:
            assert found.events or found.unread or found.outside or found.cancelled, file
            good += not found.unread
            part += bool(found.unread)
        assert time.thread_time() - started < 1, file
    assert set(refused.values()) <= CODES
    assert len(files) == good + part + len(refused)
    # What is refused holds no event at all, or no calendar.
    assert refused["empty"] == "no_events"
    assert refused["fuzz_testcase_invalid_month"] == "not_calendar"
    assert len(refused) < 30
    assert good > 60


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("calendars/example", 2022, ["01-01", "01-07", "03-08"]),
        # 10.00 to 18.00 in Vienna, five Tuesdays taken out.
        ("events/event_with_recurrence_exdates_on_different_lines", 2012,
         ["03-27", "04-24", "05-08", "05-15", "05-22", "06-05", "06-12", "06-19", "06-26",
          "07-03"]),
        # Fridays and Saturdays from noon in New York reach into the next day here.
        ("events/issue_112_missing_tzinfo_on_exdate", 2013,
         ["09-07..09-08", "09-13..09-15", "09-20..09-22", "09-27..09-29", "10-04..10-06",
          "10-18..10-20"]),
        # A hundred days by the wall's clock, three of them taken out.
        ("events/event_with_recurrence", 1996, ["04-01", "04-05..07-09"]),
        # Five days at noon in New York: past midnight here; one moved by two hours.
        ("calendars/rfc_7265_appendix_example_2_ical", 2006, ["01-03..01-07"]),
        ("calendars/timezoned", 2012, ["02-13..02-17"]),
        # RDATE with periods; 02.00 to 06.00 UTC is one morning here.
        ("calendars/issue_1426_value_parameters", 1997, ["01-01"]),
        # A zone of the file's own: 8.00 at +12 is 3.00 here, at +10 it is 5.00.
        ("calendars/issue_722_timezone_transition_ambiguity", 2024,
         ["03-03", "05-05", "05-05", "08-03"]),
        ("calendars/issue_1081_event_with_rrule", 2025, ["01-01..01-10"]),
    ],
)  # fmt: skip
def test_samples_to_the_day(name: str, year: int, expected: list[str]) -> None:
    assert listed(name, year) == expected


@pytest.mark.parametrize(
    ("name", "year", "kept", "reasons"),
    [
        ("calendars/invalid_duration", 2012, 0, {UnreadReason.BAD_DATE}),
        ("calendars/issue_1081_invalid_rrule_freq", 2025, 0, {UnreadReason.BAD_DATE}),
        ("calendars/multiple_calendar_components", 2003, 2, {UnreadReason.BAD_DATE}),
        ("calendars/created_calendar_with_unicode_fields", 2010, 2, {UnreadReason.BAD_DATE}),
    ],
)
def test_broken_events_are_named_and_the_others_kept(
    name: str, year: int, kept: int, reasons: set[UnreadReason]
) -> None:
    found = read(name, year)
    assert len(found.events) == kept
    assert {one.reason for one in found.unread} == reasons
