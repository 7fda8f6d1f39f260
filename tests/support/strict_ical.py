"""A reader of calendars that forgives nothing, and one by a library."""

import re

import icalendar

_NAME = re.compile(r"[A-Z][A-Z0-9-]*(;[A-Z-]+=[A-Za-z0-9-]+)*:", re.A)
# RFC 5545, 3.1: no control characters but the tab; a TEXT escapes these three and the line end.
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_TEXT = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*\Z")
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "UID"}
MOMENTS = {"DTSTAMP", "DTSTART", "DTEND", "CREATED", "LAST-MODIFIED"}
# Each at most once in an event; the first four must be there.
ONCE = ["UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS", "LOCATION", "GEO", "URL"]


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


def events_in(octets: bytes) -> dict[str, icalendar.Event]:
    """The events by their summary, as a library reads them, once every line has been checked."""
    strict_lines(octets)
    found = icalendar.Calendar.from_ical(octets).walk("VEVENT")
    return {str(event["SUMMARY"]): event for event in found}
