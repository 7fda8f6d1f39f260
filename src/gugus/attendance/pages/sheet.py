"""The attendance sheet, the most requested page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from gugus.attendance.models import Attendance, Guest, SheetPhoto
from gugus.attendance.rules.statuses import AttendanceTally, tally_attendance
from gugus.attendance.services.marks import AttendanceMark
from gugus.cores.words.fold import folded
from gugus.cores.words.order import place_key
from gugus.meetings.models import Meeting
from gugus.meetings.pages.forms import paper_links
from gugus.meetings.pages.head import MeetingHead, head_of, meeting_address
from gugus.meetings.rules.rolls import pack_checksums, row_checksum
from gugus.meetings.rules.times import local_time
from gugus.people.access import Actor
from gugus.people.models import Teacher
from gugus.platform.web.formats import short_date, time_text
from gugus.platform.web.links import Link

STATUSES = tuple(Attendance.Status.values)


@dataclass(frozen=True)
class AttendanceCounts:
    """The line above the sheet."""

    present: int
    total: int
    rest: str


@dataclass(frozen=True)
class GuestRow:
    """A guest and where to take the name off."""

    name: str
    institution: str
    remove_url: str


@dataclass(frozen=True)
class SheetFilter:
    """What the sheet is narrowed to."""

    name: str
    school: str
    schools: tuple[Link, ...]
    is_active: bool


class SheetRow(NamedTuple):
    """One teacher on the sheet; `came` and `left` as a time field holds them."""

    id: int
    name: str
    detail: str
    status: str
    state: str
    tone: str
    note: str
    came: str
    left: str
    # Above the first name of each school: which one.
    school: str


@dataclass(frozen=True)
class AttendancePage:
    """The sheet, to write or (for heads and others who only see) to read."""

    head: MeetingHead
    meeting: int
    counts: AttendanceCounts
    roll: tuple[SheetRow, ...]
    read: tuple[tuple[str, str, str, str, str], ...]
    base: str
    filter: SheetFilter
    guests: tuple[GuestRow, ...]
    save_url: str
    rest_url: str
    guest_url: str
    add_url: str
    addable: tuple[Link, ...]
    other_methods: tuple[Link, ...]
    photos: tuple[Link, ...]
    photo_url: str
    papers: tuple[Link, ...]
    empty_papers: tuple[Link, ...]
    locked: str
    own_school_only: bool


@dataclass(frozen=True)
class AttendanceFacts:
    """What was read for the page: rows as `queries.sheet` gives them, and what stands below."""

    rows: list[tuple[Any, ...]]
    guests: Iterable[Guest]
    addable: Iterable[Teacher]
    photos: Iterable[SheetPhoto] = ()


def attendance_counts(found: AttendanceTally) -> AttendanceCounts:
    """'24 dari 31 hadir · 2 berhalangan · 5 belum dicatat' as number and words."""
    parts = []
    if found.late:
        parts.append(_("%(n)d terlambat") % {"n": found.late})
    parts.append(_("%(n)d berhalangan") % {"n": found.excused})
    if found.absent:
        parts.append(_("%(n)d alpa") % {"n": found.absent})
    parts.append(_("%(n)d belum dicatat") % {"n": found.unrecorded})
    return AttendanceCounts(found.present, found.total, " · ".join(parts))


def attendance_page(
    meeting: Meeting,
    actor: Actor,
    sheet: AttendanceFacts,
    query: dict[str, str],
    *,
    may_write: bool,
    own_school_only: bool,
) -> AttendancePage:
    """The sheet as this person may use it."""
    locked = _locked(meeting)
    shown = _by_school(row for row in sheet.rows if _matches(row, query))
    writes = may_write and not locked
    zone = meeting.group.time_zone
    return AttendancePage(
        head=head_of(meeting, actor, "attendance:attendance"),
        meeting=meeting.pk,
        counts=attendance_counts(tally_attendance(row[5] or "" for row in sheet.rows)),
        roll=tuple(_rows(shown, zone)) if writes else (),
        read=() if writes else _read_only_rows(shown, zone, notes=may_write),
        base=_shown_checksums(shown) if writes else "",
        filter=_filter(sheet.rows, query),
        guests=tuple(_guest(meeting, guest) for guest in sheet.guests),
        save_url=meeting_address(meeting, "attendance:attendance"),
        rest_url=meeting_address(meeting, "attendance:rest") if writes else "",
        guest_url=meeting_address(meeting, "attendance:guest_add") if writes else "",
        add_url=meeting_address(meeting, "attendance:add") if writes else "",
        addable=tuple(Link(f"{t.name}, {t.school.name}", str(t.pk)) for t in sheet.addable),
        other_methods=_other_methods(meeting, sheet.rows, writes=writes) if may_write else (),
        photos=tuple(_photo(meeting, photo) for photo in sheet.photos) if may_write else (),
        photo_url=meeting_address(meeting, "attendance:sheet_photo")
        if may_write and meeting.state != Meeting.State.CANCELLED
        else "",
        papers=paper_links(meeting, "attendance:paper_attendance") if may_write else (),
        empty_papers=paper_links(meeting, "attendance:paper_attendance_empty") if may_write else (),
        locked=locked if may_write else "",
        own_school_only=own_school_only,
    )


def _other_methods(
    meeting: Meeting, rows: list[tuple[Any, ...]], *, writes: bool
) -> tuple[Link, ...]:
    """Other methods of recording attendance."""
    other_methods = [
        (_("Kode di dinding"), "attendance:wall"),
        (_("Pindai kartu"), "attendance:scan"),
        (_("Ketik nomor lembar"), "attendance:sheet"),
    ]
    if not writes:
        other_methods = []
    if any(row[12] for row in rows):
        other_methods.append((_("Lihat tanda tangan"), "attendance:signatures"))
    return tuple(Link(title, meeting_address(meeting, name)) for title, name in other_methods)


def _photo(meeting: Meeting, photo: SheetPhoto) -> Link:
    at = local_time(photo.made_at, meeting.group.time_zone)
    title = _("Foto %(day)s, %(clock)s") % {
        "day": short_date(at.date()),
        "clock": time_text(at.time()),
    }
    return Link(title, f"{meeting_address(meeting, 'attendance:sheet_photo')}{photo.pk}/")


def _locked(meeting: Meeting) -> str:
    if meeting.state == Meeting.State.HELD:
        return _("Notulen sudah selesai, jadi kehadiran terkunci. Buka kembali notulen lebih dulu.")
    if meeting.state == Meeting.State.CANCELLED:
        return _("Pertemuan ini dibatalkan; kehadiran tidak dicatat.")
    return ""


def _rows(rows: Iterable[tuple[Any, ...]], zone: str) -> Iterator[SheetRow]:
    words, before = _Words(zone), None
    for row in rows:
        state, tone = words.state(row)
        school, before = "" if row[9] == before else row[2], row[9]
        yield SheetRow(
            row[0],
            row[1],
            words.detail(row[2], row[3], row[4]),
            row[5] or "",
            state,
            tone,
            row[6] or "",
            iso(row[10]),
            iso(row[11]),
            school,
        )


def _by_school(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """School after school, as they sit and as they are called; names stay in their order."""
    return sorted(rows, key=lambda row: (folded(row[2]), row[9]))


class _Words:
    """The sheet's words, looked up once for all its rows."""

    def __init__(self, zone: str) -> None:
        self.zone = zone
        self.unrecorded = _("belum dicatat")
        self.saved = _("tersimpan %(clock)s")
        self.how = {
            Attendance.How.CARD: _("kartu %(clock)s"),
            Attendance.How.SHEET: _("lembar kertas %(clock)s"),
            Attendance.How.SELF: _("diisi sendiri %(clock)s"),
            Attendance.How.CODE: _("kode di dinding %(clock)s"),
            Attendance.How.SIGN: _("tanda tangan di HP %(clock)s"),
            Attendance.How.REST: _("ditandai sekaligus %(clock)s"),
        }
        self.signed = _("bertanda tangan")
        self.level = _("kelas %(level)d")

    def detail(self, school: str, level: int | None, subject: str) -> str:
        what = self.level % {"level": level} if level else subject
        return f"{school} · {what}" if what else school

    def state(self, row: tuple[Any, ...]) -> tuple[str, str]:
        """State and its tone: not recorded, by what it is known, when."""
        if not row[5]:
            return self.unrecorded, ""
        text = self.how.get(row[8], self.saved)
        said = text % {"clock": time_text(local_time(row[7], self.zone).time())}
        if row[12] and row[8] != Attendance.How.SIGN:
            said = f"{said} · {self.signed}"
        return said, " ok"

    def times(self, row: tuple[Any, ...]) -> str:
        """'datang 13.40, pulang 14.30' as far as they were written."""
        came = _("datang %(clock)s") % {"clock": time_text(row[10])} if row[10] else ""
        left = _("pulang %(clock)s") % {"clock": time_text(row[11])} if row[11] else ""
        return ", ".join(filter(None, (came, left)))


def _read_only_rows(
    rows: list[tuple[Any, ...]], zone: str, *, notes: bool
) -> tuple[tuple[str, str, str, str, str], ...]:
    """Names, whether they came, and when; the reasons of those who did not are for recorders."""
    labels = dict(Attendance.Status.choices)
    words = _Words(zone)
    away = frozenset(STATUSES) - {Attendance.Status.PRESENT}
    return tuple(
        (
            row[1],
            words.detail(row[2], row[3], row[4]),
            str(labels[row[5]]) if row[5] else words.unrecorded,
            "badge warn" if row[5] in away else "badge" if row[5] else "muted",
            " · ".join(filter(None, (row[6] if notes else "", words.times(row)))),
        )
        for row in rows
    )


def _shown_checksums(rows: list[tuple[Any, ...]]) -> str:
    return pack_checksums(
        (str(row[0]), row_checksum(row[5], row[6], iso(row[10]), iso(row[11])))
        for row in rows
        if row[5]
    )


def iso(moment: time | None) -> str:
    """'13:40', as a time field holds it; '' for none."""
    return moment.isoformat("minutes") if moment else ""


def _matches(row: tuple[Any, ...], query: dict[str, str]) -> bool:
    name, school = query.get("cari", "").strip().lower(), query.get("sekolah", "")
    return (not name or name in row[1].lower()) and (not school or school == str(row[9]))


def _filter(rows: list[tuple[Any, ...]], query: dict[str, str]) -> SheetFilter:
    name, school = query.get("cari", "").strip(), query.get("sekolah", "")
    schools = sorted({(row[2], str(row[9])) for row in rows}, key=lambda one: place_key(one[0]))
    return SheetFilter(
        name,
        school,
        tuple(Link(title, pk, pk == school) for title, pk in schools),
        bool(name or school),
    )


def _guest(meeting: Meeting, guest: Guest) -> GuestRow:
    return GuestRow(
        guest.name,
        guest.institution,
        f"{meeting_address(meeting, 'attendance:attendance')}tamu/{guest.pk}/hapus/",
    )


@dataclass(frozen=True)
class SavedRowState:
    """What the sheet says beside one name after a tap; `mark` replaces the row's in `base`."""

    id: str
    text: str
    tone: str
    mark: str = ""


@dataclass(frozen=True)
class SavedFragment:
    """The answer to a tap: the counts again, and the state of the tapped rows."""

    counts: AttendanceCounts
    rows: tuple[SavedRowState, ...]
    refusal: str = ""


def saved_fragment(
    found: AttendanceTally, marks: Iterable[AttendanceMark], here: datetime
) -> SavedFragment:
    """The rows are stored; `here` is the moment on the group's clock."""
    at = time_text(here.time())
    saved = _("tersimpan %(clock)s") % {"clock": at}
    gone = _("catatan dihapus")
    rows = (
        SavedRowState(
            str(mark.teacher_id),
            saved if mark.status else gone,
            " ok" if mark.status else "",
            row_checksum(mark.status, mark.note, iso(mark.arrived), iso(mark.left)),
        )
        for mark in marks
    )
    return SavedFragment(attendance_counts(found), tuple(rows))


def refused_fragment(found: AttendanceTally, ids: Iterable[int], why: str) -> SavedFragment:
    """Nothing was stored, and why."""
    text = _("ditolak")
    return SavedFragment(
        attendance_counts(found), tuple(SavedRowState(str(pk), text, "") for pk in ids), why
    )
