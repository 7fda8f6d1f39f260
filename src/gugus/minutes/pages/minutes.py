"""The minutes: to write, or to read."""

from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import gettext as _

from gugus.attendance.pages.sheet import Counts, counts_of
from gugus.attendance.rules.statuses import Tally
from gugus.meetings.models import Meeting
from gugus.meetings.pages.forms import paper_links
from gugus.meetings.pages.head import Link, MeetingHead, address, head_of
from gugus.minutes.models import Minutes
from gugus.minutes.pages.approval import FormerPart, LaterPart
from gugus.minutes.pages.texts import Undecided
from gugus.minutes.rules.readiness import Gap, Readiness
from gugus.people.access import Actor
from gugus.people.rules.roles import May
from gugus.platform.web.formats import clock


@dataclass(frozen=True)
class Section:
    """One part of the minutes; a list is numbered."""

    title: str
    text: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lack:
    """Something the minutes lack, and where to mend it."""

    text: str
    mend: Link | None


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
    undecided: tuple[Undecided, ...]
    offered: tuple[str, ...]
    former: FormerPart
    later: LaterPart | None
    people: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    counts: Counts
    blocking: tuple[Lack, ...]
    open_points: tuple[Lack, ...]
    finish_url: str
    reopen_url: str
    papers: tuple[Link, ...]


@dataclass(frozen=True)
class MinutesFacts:
    """What the page needs beside meeting and minutes; the form when they can be written."""

    attended: Tally
    readiness: Readiness
    form: Form | None
    undecided: tuple[Undecided, ...]
    former: FormerPart
    later: LaterPart | None
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
        counts=counts_of(facts.attended),
        blocking=tuple(_lack(gap, meeting) for gap in ready.blocking),
        open_points=tuple(_lack(gap, meeting) for gap in ready.open_points),
        finish_url=address(meeting, "minutes:finish") if facts.form and ready.ready else "",
        reopen_url=address(meeting, "minutes:reopen") if may_write and _reopens(minutes) else "",
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
        (_("Ditutup pukul"), clock(minutes.closed_at) if minutes.closed_at else ""),
    )
    return tuple((title, value) for title, value in rows if value)


def _sections(minutes: Minutes) -> tuple[Section, ...]:
    found = (
        Section(_("Pembukaan"), minutes.opening),
        Section(_("Masalah yang dibahas"), "", tuple(minutes.problems.splitlines())),
        Section(_("Pembahasan"), minutes.discussion),
        Section(_("Keputusan"), "", tuple(minutes.decisions.splitlines())),
    )
    return tuple(part for part in found if part.text or part.items)


def _lack(gap: Gap, meeting: Meeting) -> Lack:
    attendance = Link(_("Catat kehadiran"), address(meeting, "attendance:attendance"))
    steps = Link(_("Beri langkah"), address(meeting, "steps:steps"))
    return {
        Gap.NOT_YET_TODAY: Lack(_("Hari pertemuannya belum tiba."), None),
        Gap.NO_ATTENDANCE: Lack(_("Kehadiran belum dicatat."), attendance),
        Gap.NOBODY_PRESENT: Lack(_("Belum ada guru yang tercatat hadir."), attendance),
        Gap.NO_TEXT: Lack(
            _("Isi notulen masih kosong: tulis masalah, pembahasan, atau keputusan."), None
        ),
        Gap.UNDECIDED: Lack(
            _("Ada bagian dengan dua tulisan: pilih dulu."), Link(_("Pilih"), "#dua-tulisan")
        ),
        Gap.UNRECORDED: Lack(_("Masih ada guru yang kehadirannya belum dicatat."), attendance),
        Gap.NO_STEPS: Lack(_("Masih ada guru hadir yang belum membawa langkah."), steps),
    }[gap]
