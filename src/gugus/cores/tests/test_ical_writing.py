"""What is written is read by others: by a library, and by a checker that forgives nothing."""

import re
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gugus.cores.formats.ical_writing import (
    Calendar,
    Event,
    Status,
    clean,
    folded,
    write_calendar,
)

START = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
ODD = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("\r\n\t\0\x07\x7f\x85\u2028,;:\\\"'🧑‍🏫👨‍👩‍👧🇮🇩é"),
    ),
    max_size=200,
)
_NAME = re.compile(r"[A-Z][A-Z0-9-]*(;[A-Z-]+=[A-Za-z0-9-]+)*:", re.A)
# RFC 5545, 3.1: no control characters but the tab; a TEXT escapes these three and the line end.
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_TEXT = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*\Z")
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "UID"}
MOMENTS = {"DTSTAMP", "DTSTART", "DTEND", "CREATED", "LAST-MODIFIED"}
# Each at most once in an event; the first four must be there.
ONCE = ["UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS", "LOCATION", "GEO", "URL"]


def event(**changes: object) -> Event:
    values: dict[str, object] = {
        "uid": "a1@gugus",
        "starts": START,
        "ends": START + timedelta(hours=2),
        "summary": "Diskusi",
        "made_at": START - timedelta(days=30),
        "changed_at": START - timedelta(days=2),
    }
    return Event(**{**values, **changes})  # type: ignore[arg-type]


def calendar(*events: Event, name: str = "KKG") -> Calendar:
    return Calendar(name, "Asia/Makassar", events)


def strict_lines(octets: bytes) -> list[str]:
    """The unfolded lines of a calendar, or a failed assertion at the first fault."""
    assert octets.endswith(b"\r\n")
    physical = octets[:-2].split(b"\r\n")
    for line in physical:
        assert b"\r" not in line and b"\n" not in line, "a bare line end"
        assert 0 < len(line) <= 75, "a line too long, or empty"
        line.decode()  # no piece ends inside a character
    lines = re.sub(r"\r\n[ \t]", "", octets[:-2].decode()).split("\r\n")
    for line in lines:
        assert _NAME.match(line), f"no content line: {line!r}"
        assert not _CONTROL.search(line)
        assert len(line.splitlines()) == 1, "some readers would see two lines"
        name, _sep, value = line.partition(":")
        name = name.partition(";")[0]
        if name in TEXTS:
            assert _TEXT.match(value), f"not escaped: {value!r}"
        if name in MOMENTS and not value.startswith("1970"):
            assert re.fullmatch(r"\d{8}T\d{6}Z", value, re.A)
    _check_parts(lines)
    return lines


def _check_parts(lines: list[str]) -> None:
    """Parts begin and end in order; the calendar is whole; every event has what it must."""
    opened: list[str] = []
    seen: list[str] = []
    parts = 0
    for line in lines:
        name, _sep, value = line.partition(":")
        if name == "BEGIN":
            opened.append(value)
            parts += len(opened) == 2
            seen = []
        elif name == "END":
            assert opened.pop() == value
            if value == "VEVENT":
                assert set(ONCE[:3]) <= set(seen)
                assert all(seen.count(one) <= 1 for one in ONCE)
        else:
            seen.append(name.partition(";")[0])
    assert not opened and lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    assert parts >= 1, "a calendar holds a component"
    assert lines.count("VERSION:2.0") == 1 and sum(x.startswith("PRODID:") for x in lines) == 1
    assert not any(line.startswith("METHOD") for line in lines)


def value_of(lines: list[str], name: str) -> str:
    return next(line.partition(":")[2] for line in lines if line.startswith(f"{name}:"))


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


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=400))
@settings(max_examples=100, deadline=None)
def test_folding_cuts_no_character_and_loses_nothing(text: str) -> None:
    pieces = folded(text).removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(piece) <= 75 for piece in pieces)
    assert "".join(p.decode()[n > 0 :] for n, p in enumerate(pieces)) == text


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
    lines = strict_lines(write_calendar(calendar(event(status=Status.CANCELLED))))
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
    lines = strict_lines(write_calendar(Calendar("KKG", zone, ())))
    assert value_of(lines, "TZID") == name and value_of(lines, "TZOFFSETFROM") == offset
