"""What every paper of a meeting says the same way: when, where, what about, who signs."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import formats as django_formats

from gugus.meetings.models import Meeting
from gugus.people.models import CommitteePost, Group, Teacher
from gugus.people.papers import signature_of, signature_of_post
from gugus.people.queries import post_holder
from gugus.platform.documents.paper import Signature
from gugus.platform.web.formats import long_date, time_text

DRAFT = "RANCANGAN"
_ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}
# Numbers and bullets that a person typed before the points of an agenda.
_BULLET = re.compile(r"^\s*(?:\d{1,2}[.)]|[-*•–])\s+")


def list_items(text: str) -> tuple[str, ...]:
    """The lines of a text as points of a list, without marks typed by hand."""
    lines = (_BULLET.sub("", line).strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


def zone_of(meeting: Meeting) -> str:
    """WIB, WITA or WIT; nothing outside Indonesia."""
    noon = datetime.combine(meeting.date, meeting.starts_at, ZoneInfo(meeting.group.time_zone))
    offset = noon.utcoffset()
    return _ZONES.get(int(offset.total_seconds() // 3600), "") if offset is not None else ""


def clock_range(meeting: Meeting) -> str:
    """'13.00 s.d. 15.30 WIB'."""
    return f"{time_text(meeting.starts_at)} s.d. {time_text(meeting.ends_at)} {zone_of(meeting)}".strip()


def place(meeting: Meeting) -> str:
    """The host school and the room."""
    parts = (meeting.host.name if meeting.host else "", meeting.place_note)
    return ", ".join(part for part in parts if part) or "–"


def speaker(meeting: Meeting) -> str:
    """The speaker with office and institution, or what was noted."""
    if meeting.speaker is None:
        return meeting.speaker_note
    who = (meeting.speaker.name, meeting.speaker.position, meeting.speaker.institution)
    named = ", ".join(part for part in who if part)
    return f"{named} ({meeting.speaker_note})" if meeting.speaker_note else named


def when_and_where(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    """The lines that head every paper of a meeting."""
    return (
        ("Hari, tanggal", long_date(meeting.date)),
        ("Waktu", clock_range(meeting)),
        ("Tempat", place(meeting)),
    )


def audience(meeting: Meeting, group_name: str) -> str:
    """Who meets: the whole group, or one of its study groups."""
    if meeting.study_group is None:
        return group_name
    return f"{meeting.study_group.name}, {group_name}"


def letter_place(group: Group) -> str:
    """The place that letters are dated from: 'Ciawi', not 'Kecamatan Ciawi'."""
    if group.place is None:
        return ""
    return re.sub(r"^(kecamatan|kec\.|kabupaten|kab\.|kota)\s+", "", group.place.name, flags=re.I)


def place_and_date(group: Group, when: date | None) -> str:
    """'Ciawi, 20 November 2026'; dots where the date is still open."""
    written = django_formats.date_format(when, "j F Y") if when else "." * 24
    return ", ".join(part for part in (letter_place(group), written) if part)


def by_school(teachers: Iterable[Teacher]) -> list[Teacher]:
    """Teachers in the order of a sheet: by school, then by name."""
    return sorted(teachers, key=lambda t: (t.school.sort_key, t.school_id, t.sort_key, t.pk))


def chair(group: Group, when: date, *, above: str = "") -> Signature:
    """The block of whoever was chair on the paper's day."""
    return signature_of_post(group, CommitteePost.Post.CHAIR, when, above=above)


def secretary(group: Group, when: date, *, above: str = "") -> Signature:
    """The block of whoever was secretary on the paper's day."""
    return signature_of_post(group, CommitteePost.Post.SECRETARY, when, above=above)


def named_signature(
    meeting: Meeting, name: str, post: CommitteePost.Post, *, office: str, above: str = ""
) -> Signature:
    """The block of whoever is named; the post's holder when nobody is.

    A named person's NIP is printed only when the name is the holder's own.
    """
    holder = post_holder(meeting.group, post, meeting.date)
    block = signature_of(holder, office=office, above=above)
    if not name or name.casefold() == block.name.casefold():
        return block
    return Signature(office, name, "", above)
