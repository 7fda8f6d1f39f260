"""The minutes: to write, or to read."""

from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import gettext as _

from gugus.attendance.pages.sheet import AttendanceCounts, attendance_counts
from gugus.attendance.rules.statuses import AttendanceTally
from gugus.meetings.models import Meeting
from gugus.meetings.pages.forms import paper_links
from gugus.meetings.pages.head import MeetingHead, head_of, meeting_address
from gugus.minutes.models import Minutes
from gugus.minutes.pages.approval import ApprovalPart, PreviousMinutesPart
from gugus.minutes.pages.texts import TextConflict
from gugus.minutes.rules.readiness import MinutesGap, Readiness
from gugus.people.access import Actor
from gugus.people.rules.roles import May
from gugus.platform.web.formats import time_text
from gugus.platform.web.links import Link


@dataclass(frozen=True)
class MinutesSection:
    """One part of the minutes; a list is numbered."""

    title: str
    text: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class MinutesGapRow:
    """Something the minutes lack, and where to mend it."""

    text: str
    fix: Link | None


@dataclass(frozen=True)
class MinutesPage:
    """Minutes as this person may use them."""

    head: MeetingHead
    form: Form | None
    version: int
    stored: bool
    final: bool
    hidden: bool
    about: str
    undecided: tuple[TextConflict, ...]
    offered: tuple[str, ...]
    former: PreviousMinutesPart
    later: ApprovalPart | None
    people: tuple[tuple[str, str], ...]
    sections: tuple[MinutesSection, ...]
    counts: AttendanceCounts
    blocking: tuple[MinutesGapRow, ...]
    open_points: tuple[MinutesGapRow, ...]
    finish_url: str
    reopen_url: str
    papers: tuple[Link, ...]


@dataclass(frozen=True)
class MinutesFacts:
    """What the page needs beside meeting and minutes; the form when they can be written."""

    attended: AttendanceTally
    readiness: Readiness
    form: Form | None
    undecided: tuple[TextConflict, ...]
    former: PreviousMinutesPart
    later: ApprovalPart | None
    offered: tuple[str, ...] = ()


def minutes_page(
    meeting: Meeting, minutes: Minutes | None, actor: Actor, facts: MinutesFacts
) -> MinutesPage:
    """The page to write on, or the text to read once it is closed."""
    final = minutes is not None and minutes.state == Minutes.State.FINAL
    may_write = actor.may(May.RECORD_MEETING, meeting.group_id)
    visible = minutes is not None and (final or may_write)
    ready = facts.readiness
    return MinutesPage(
        head=head_of(meeting, actor, "minutes:minutes"),
        form=facts.form,
        version=minutes.version if minutes else 0,
        stored=minutes is not None and minutes.version > 0,
        final=final,
        hidden=not visible and facts.form is None,
        about=f"minutes:{meeting.pk}",
        undecided=facts.undecided,
        offered=facts.offered if facts.form else (),
        former=facts.former,
        later=facts.later,
        people=_people(minutes) if minutes and visible else (),
        sections=_sections(minutes) if minutes and visible and facts.form is None else (),
        counts=attendance_counts(facts.attended),
        blocking=tuple(_lack(gap, meeting) for gap in ready.blocking),
        open_points=tuple(_lack(gap, meeting) for gap in ready.open_points),
        finish_url=meeting_address(meeting, "minutes:finish") if facts.form and ready.ready else "",
        reopen_url=meeting_address(meeting, "minutes:reopen")
        if may_write and _reopens(minutes)
        else "",
        papers=paper_links(meeting, "minutes:paper_minutes") if visible else (),
    )


def _reopens(minutes: Minutes | None) -> bool:
    """Finished and not approved yet."""
    final = minutes is not None and minutes.state == Minutes.State.FINAL
    return final and minutes is not None and minutes.approved_at is None


def _people(minutes: Minutes) -> tuple[tuple[str, str], ...]:
    rows = (
        (_("Pemimpin rapat"), minutes.chaired_by),
        (_("Notulis"), minutes.taken_by),
        (_("Ditutup pukul"), time_text(minutes.closed_at) if minutes.closed_at else ""),
    )
    return tuple((title, value) for title, value in rows if value)


def _sections(minutes: Minutes) -> tuple[MinutesSection, ...]:
    found = (
        MinutesSection(_("Pembukaan"), minutes.opening),
        MinutesSection(_("Masalah yang dibahas"), "", tuple(minutes.problems.splitlines())),
        MinutesSection(_("Pembahasan"), minutes.discussion),
        MinutesSection(_("Keputusan"), "", tuple(minutes.decisions.splitlines())),
    )
    return tuple(part for part in found if part.text or part.items)


def _lack(gap: MinutesGap, meeting: Meeting) -> MinutesGapRow:
    attendance = Link(_("Catat kehadiran"), meeting_address(meeting, "attendance:attendance"))
    steps = Link(_("Beri langkah"), meeting_address(meeting, "steps:steps"))
    return {
        MinutesGap.NOT_YET_TODAY: MinutesGapRow(_("Hari pertemuannya belum tiba."), None),
        MinutesGap.NO_ATTENDANCE: MinutesGapRow(_("Kehadiran belum dicatat."), attendance),
        MinutesGap.NOBODY_PRESENT: MinutesGapRow(
            _("Belum ada guru yang tercatat hadir."), attendance
        ),
        MinutesGap.NO_TEXT: MinutesGapRow(
            _("Isi notulen masih kosong: tulis masalah, pembahasan, atau keputusan."), None
        ),
        MinutesGap.TEXT_CONFLICT: MinutesGapRow(
            _("Ada bagian dengan dua tulisan: pilih dulu."), Link(_("Pilih"), "#dua-tulisan")
        ),
        MinutesGap.UNRECORDED: MinutesGapRow(
            _("Masih ada guru yang kehadirannya belum dicatat."), attendance
        ),
        MinutesGap.NO_STEPS: MinutesGapRow(
            _("Masih ada guru hadir yang belum membawa langkah."), steps
        ),
    }[gap]
