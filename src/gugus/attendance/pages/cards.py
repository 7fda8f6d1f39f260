"""Scanning teachers' cards at the door."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.urls import reverse

from gugus.attendance.pages.sheet import AttendanceCounts, attendance_counts
from gugus.attendance.rules.cards import QR_PREFIX
from gugus.attendance.rules.statuses import PRESENT, AttendanceTally
from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import MeetingHead, head_of, meeting_address
from gugus.people.access import Actor
from gugus.people.models import Teacher
from gugus.platform.web.links import Link


@dataclass(frozen=True)
class CardHolder:
    """A teacher whose card may be shown: the page can tell without asking the server."""

    id: int
    code: str
    name: str
    school: str
    came: bool


@dataclass(frozen=True)
class ScanPage:
    """Camera, photograph or typed code; each scan is shown in large type."""

    head: MeetingHead
    counts: AttendanceCounts
    meeting: int
    mark: str
    known: tuple[CardHolder, ...]
    form: Form
    back: str
    cards: tuple[Link, ...]


def scan_page(
    meeting: Meeting,
    actor: Actor,
    called: Iterable[Teacher],
    codes: Mapping[int, str],
    statuses: Mapping[int, str],
    found: AttendanceTally,
    form: Form,
) -> ScanPage:
    """The page as it stands now."""
    known = tuple(
        CardHolder(t.pk, codes[t.pk], t.name, t.school.name, statuses.get(t.pk, "") in PRESENT)
        for t in called
    )
    return ScanPage(
        head=head_of(meeting, actor, "attendance:attendance"),
        counts=attendance_counts(found),
        meeting=meeting.pk,
        mark=QR_PREFIX,
        known=known,
        form=form,
        back=meeting_address(meeting, "attendance:attendance"),
        cards=card_papers(meeting.group.code),
    )


def card_papers(code: str) -> tuple[Link, ...]:
    """All cards of the group, to print."""
    return tuple(
        Link(title, reverse("attendance:cards_paper", args=[code, kind]))
        for kind, title in (("pdf", "PDF"), ("docx", "Word"))
    )


def statuses_of(rows: Iterable[tuple[Any, ...]]) -> dict[int, str]:
    """How each stands, out of the rows of a sheet."""
    return {row[0]: row[5] or "" for row in rows}
