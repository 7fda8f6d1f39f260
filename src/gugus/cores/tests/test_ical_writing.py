"""What is written is read by others: by a library, and by a checker that forgives nothing."""

import re
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gugus.cores.formats.ical_writer import (
    IcalCalendar,
    IcalEvent,
    IcalStatus,
    clean,
    write_calendar,
)
from tests.support.strict_ical import strict_lines, value_of

START = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
ODD = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("\r\n\t\0\x07\x7f\x85\u2028,;:\\\"'🧑‍🏫👨‍👩‍👧🇮🇩é"),
    ),
    max_size=200,
)


def event(**changes: object) -> IcalEvent:
    values: dict[str, object] = {
        "uid": "a1@gugus",
        "starts": START,
        "ends": START + timedelta(hours=2),
        "summary": "Diskusi",
        "made_at": START - timedelta(days=30),
        "changed_at": START - timedelta(days=2),
    }
    return IcalEvent(**{**values, **changes})  # type: ignore[arg-type]


def calendar(*events: IcalEvent, name: str = "KKG") -> IcalCalendar:
    return IcalCalendar(name, "Asia/Makassar", events)


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


@given(ODD, ODD, ODD, ODD)
@settings(max_examples=100, deadline=None)
def test_any_text_is_carried_whole(summary: str, place: str, agenda: str, name: str) -> None:
    written = write_calendar(
        calendar(event(summary=summary, location=place, description=agenda), name=name)
    )
    lines = strict_lines(written)
    found = icalendar.Calendar.from_ical(written).walk("VEVENT")[0]
    for key, text in (("SUMMARY", summary), ("LOCATION", place), ("DESCRIPTION", agenda)):
        assert str(found.get(key, "")) == clean(text)
    # The library leaves names that it does not know as they are written.
    assert unescaped(value_of(lines, "NAME")) == clean(name)
    assert value_of(lines, "X-WR-CALNAME") == value_of(lines, "NAME")


@given(st.text(st.characters(codec="utf-8"), max_size=400))
@settings(max_examples=100, deadline=None)
def test_folding_cuts_no_character_and_loses_nothing(text: str) -> None:
    lines = strict_lines(write_calendar(calendar(event(description=f"a{text}"))))
    assert unescaped(value_of(lines, "DESCRIPTION")) == clean(f"a{text}")


def test_a_backslash_before_an_n_is_no_line_end() -> None:
    words = r"C:\Nilai, \n dan \\N"
    found = icalendar.Calendar.from_ical(write_calendar(calendar(event(summary=words))))
    assert str(found.walk("VEVENT")[0]["SUMMARY"]) == words


def test_an_event_says_all_that_guests_need() -> None:
    one = event(
        sequence=3,
        location="SDN Rekaan 01, ruang guru",
        position=(-6.6543217, 106.8),
        address="https://kkg.example/g/x/pertemuan/1/?a=1,2;3",
    )
    lines = strict_lines(write_calendar(calendar(one)))
    assert value_of(lines, "SEQUENCE") == "3" and value_of(lines, "STATUS") == "CONFIRMED"
    assert value_of(lines, "GEO") == "-6.654322;106.800000"
    # An address is no TEXT: nothing in it is escaped.
    assert value_of(lines, "URL") == "https://kkg.example/g/x/pertemuan/1/?a=1,2;3"
    assert "DTSTART:20261125T060000Z" in lines and "DTEND:20261125T080000Z" in lines
    assert value_of(lines, "DTSTAMP") == value_of(lines, "LAST-MODIFIED") == "20261123T060000Z"
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in lines and "X-PUBLISHED-TTL:PT6H" in lines
    assert value_of(lines, "TZOFFSETTO") == "+0800"


def test_cancelled_is_said_and_takes_no_time() -> None:
    lines = strict_lines(write_calendar(calendar(event(status=IcalStatus.CANCELLED))))
    assert "STATUS:CANCELLED" in lines and "TRANSP:TRANSPARENT" in lines


def test_an_end_at_the_start_is_left_out() -> None:
    lines = strict_lines(write_calendar(calendar(event(ends=START))))
    assert not any(line.startswith("DTEND") for line in lines)


def test_a_calendar_without_events_holds_its_zone() -> None:
    written = write_calendar(calendar())
    strict_lines(written)
    assert not icalendar.Calendar.from_ical(written).walk("VEVENT")


@pytest.mark.parametrize(
    ("zone", "name", "offset"),
    [
        ("Asia/Jakarta", "Asia/Jakarta", "+0700"),
        ("Asia/Jayapura", "Asia/Jayapura", "+0900"),
        ("Europe/Amsterdam", "Etc/UTC", "+0000"),
    ],
)
def test_a_zone_is_right_or_not_claimed(zone: str, name: str, offset: str) -> None:
    lines = strict_lines(write_calendar(IcalCalendar("KKG", zone, ())))
    assert value_of(lines, "TZID") == name and value_of(lines, "TZOFFSETFROM") == offset
