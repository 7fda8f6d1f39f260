"""The forum's session: the form that records it, and the page that shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.forms import BoundField
from django.utils.translation import ngettext

from gugus.people.models import School, Teacher
from gugus.programme.forms.forum import STAND_CHOICES, ForumForm, ForumSeat
from gugus.programme.models import Forum, ForumVoice, Programme
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

    year: int
    form: ForumForm
    fields: tuple[BoundField, ...]
    representatives: tuple[ForumSeatRow, ...]
    benches: tuple[SeatGroup, ...]
    guests: tuple[ForumSeatRow, ...]
    # What may be chosen in each row, with its words.
    stands: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ForumPage:
    """The screen `programme:forum`; `stands` while its agreement is the one in force."""

    forum: Forum
    stands: bool
    counts: str
    # Who was there, with their names.
    voices: tuple[tuple[ForumVoice, str], ...]


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
        year=programme.school_year,
        form=form,
        fields=tuple(form[name] for name in ("dated", "place", "chaired_by", "note")),
        representatives=tuple(rows[s.key] for s in form.seats if s.is_representative),
        benches=_benches(form.seats, rows),
        guests=tuple(rows[s.key] for s in form.seats if s.school is None and s.teacher is None),
        stands=tuple((value, str(label)) for value, label in STAND_CHOICES),
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


def forum_page(forum: Forum, *, stands: bool) -> ForumPage:
    """A session as it was."""
    voices = tuple((voice, voice_name(voice)) for voice in forum.voices.all())
    return ForumPage(forum, stands, attendance_text(forum), voices)


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
