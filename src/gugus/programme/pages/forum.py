"""The forum's session: the form that records it, and the page that shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.people.models import School, Teacher
from gugus.platform.web.links import Link
from gugus.programme.forms.forum import ForumForm, ForumSeat
from gugus.programme.models import Forum, ForumVoice, Programme
from gugus.programme.pages import links
from gugus.programme.queries.forum import count_schools_present, stand_counts, voice_name

_STANDS = ForumVoice.Stand


@dataclass(frozen=True)
class ForumSeatRow:
    """One row of the form; `name_field` where the roster knows no name."""

    key: str
    name: str
    detail: str
    name_field: BoundField | None
    stand: BoundField
    note: BoundField


@dataclass(frozen=True)
class SeatGroup:
    """Rows under one heading; a school's members are folded away until they are needed."""

    title: str
    rows: tuple[ForumSeatRow, ...]
    open: bool


@dataclass(frozen=True)
class ForumFormPage:
    """The screen `programme:agree`."""

    title: str
    form: ForumForm
    fields: tuple[BoundField, ...]
    representatives: tuple[ForumSeatRow, ...]
    benches: tuple[SeatGroup, ...]
    guests: tuple[ForumSeatRow, ...]
    back_href: str


@dataclass(frozen=True)
class VoiceRow:
    """One person who was there."""

    name: str
    school: str
    stand: str
    tone: str
    note: str


@dataclass(frozen=True)
class ForumPage:
    """The screen `programme:forum`."""

    held_on: date
    place: str
    chaired_by: str
    note: str
    stands: bool
    counts: str
    voices: tuple[VoiceRow, ...]
    by: str
    at: datetime
    papers: tuple[Link, ...]
    back_href: str


def forum_seats(
    representatives: Iterable[tuple[School, Teacher | None]], members: Iterable[Teacher]
) -> tuple[ForumSeat, ...]:
    """A seat for each school's representative, then for every other member."""
    first = tuple(
        ForumSeat(f"r{school.pk}", head, school, is_representative=True)
        for school, head in representatives
    )
    taken = {seat.teacher.pk for seat in first if seat.teacher is not None}
    rest = (ForumSeat(f"m{one.pk}", one, one.school) for one in members if one.pk not in taken)
    return (*first, *rest)


def forum_form_page(programme: Programme, form: ForumForm) -> ForumFormPage:
    """The form in its three parts."""
    rows = {seat.key: _row(form, seat) for seat in form.seats}
    return ForumFormPage(
        title=_("Catat forum kesepakatan"),
        form=form,
        fields=tuple(form[name] for name in ("dated", "place", "chaired_by", "note")),
        representatives=tuple(rows[s.key] for s in form.seats if s.is_representative),
        benches=_benches(form.seats, rows),
        guests=tuple(rows[s.key] for s in form.seats if s.school is None and s.teacher is None),
        back_href=links.to_year(programme.group, programme.school_year),
    )


def _benches(seats: Sequence[ForumSeat], rows: dict[str, ForumSeatRow]) -> tuple[SeatGroup, ...]:
    members = [seat for seat in seats if seat.teacher is not None and not seat.is_representative]
    benches = []
    for school, own in groupby(members, key=lambda seat: seat.school):
        part = tuple(rows[seat.key] for seat in own)
        marked = any(row.stand.value() or row.stand.errors for row in part)
        benches.append(SeatGroup(school.name if school else "", part, marked))
    return tuple(benches)


def _row(form: ForumForm, seat: ForumSeat) -> ForumSeatRow:
    name = seat.teacher.name if seat.teacher is not None else ""
    return ForumSeatRow(
        key=seat.key,
        name=name,
        detail=seat.school.name if seat.school is not None else "",
        name_field=None if seat.is_named else form[f"{seat.key}-name"],
        stand=form[f"{seat.key}-stand"],
        note=form[f"{seat.key}-note"],
    )


def forum_page(programme: Programme, forum: Forum, *, stands: bool) -> ForumPage:
    """A session as it was; `stands` while its agreement is the one in force."""
    return ForumPage(
        held_on=forum.held_on,
        place=forum.place or "–",
        chaired_by=forum.chaired_by or "–",
        note=forum.note,
        stands=stands,
        counts=attendance_text(forum),
        voices=tuple(_voice(voice) for voice in forum.voices.all()),
        by=forum.recorded_by.name,
        at=forum.recorded_at,
        papers=tuple(
            Link(title, links.to_forum(programme, forum, "forum_paper", kind))
            for title, kind in (
                (_("Berita acara (PDF)"), "pdf"),
                (_("Berita acara (Word)"), "docx"),
            )
        ),
        back_href=links.to_year(programme.group, programme.school_year),
    )


def _voice(voice: ForumVoice) -> VoiceRow:
    tone = "state ok" if voice.stand == _STANDS.AGREES else "state late"
    school = voice.school.name if voice.school is not None else ""
    return VoiceRow(
        voice_name(voice), school or _("tamu"), voice.get_stand_display(), tone, voice.note
    )


def attendance_text(forum: Forum) -> str:
    """'31 hadir dari 7 sekolah: 28 setuju, 2 setuju dengan catatan, 1 tidak setuju'."""
    found, schools = stand_counts(forum), count_schools_present(forum)
    parts = [
        f"{found[stand.value]} {str(stand.label).lower()}"
        for stand in _STANDS
        if found[stand.value]
    ]
    head = ngettext(
        "%(n)s hadir dari %(schools)s sekolah", "%(n)s hadir dari %(schools)s sekolah", schools
    ) % {"n": found.total(), "schools": schools}
    return f"{head}: {', '.join(parts)}"
