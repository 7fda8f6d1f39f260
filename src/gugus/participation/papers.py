"""Rekap kehadiran: by teacher, school and meeting, on paper and as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gugus.attendance.models import Attendance
from gugus.cores.formats.tables import Cell
from gugus.meetings import papers as occasion
from gugus.participation.queries.participation import Participation, Period, TeacherParticipation
from gugus.participation.rules.hours import AttendanceTotals
from gugus.people.models import Group
from gugus.people.papers import full_name, letterhead_of
from gugus.people.rules.years import school_year_label
from gugus.platform.documents.paper import Block, Column, Fields, Paper, Signatures, Table
from gugus.platform.foundation.languages import in_language
from gugus.platform.web.formats import decimal, short_date


@dataclass(frozen=True)
class RecapFilter:
    """What a recap is narrowed to, in words; empty: the whole group."""

    schools: tuple[str, ...] = ()
    study_group: str = ""

    @property
    def words(self) -> str:
        """'SDN Ciawi 01, Kelas 4'."""
        return ", ".join(part for part in (*self.schools, self.study_group) if part)


def period_words(period: Period) -> str:
    """'Tahun pelajaran 2026/2027, semester 1'."""
    if period.is_free:
        since, until = period.days
        return _("%(since)s sampai %(until)s") % {
            "since": short_date(since),
            "until": short_date(until),
        }
    words = {"year": school_year_label(period.year), "semester": period.semester}
    if period.semester is None:
        return _("Tahun pelajaran %(year)s") % words
    return _("Tahun pelajaran %(year)s, semester %(semester)d") % words


def jp_of(minutes: int, minutes_per_jp: int) -> float | None:
    """Lesson hours; None where a group has no length for them."""
    return round(minutes / minutes_per_jp, 1) if minutes_per_jp else None


def recap_table(part: Participation) -> tuple[list[str], list[list[Cell]]]:
    """Headings and one row for each teacher, for a spreadsheet."""
    headings = [_("Nama"), _("Sekolah"), _("Dihitung"), _("Hadir")]
    headings += [str(status.label) for status in _REASONS]
    headings += [_("Belum dicatat"), _("Hadir di luar undangan"), _("Bahan susulan")]
    headings += [_("Menit"), "JP", _("Persen hadir")]
    return headings, [_row(part, one) for one in part.teachers]


_REASONS = (
    Attendance.Status.LATE,
    Attendance.Status.EXCUSED,
    Attendance.Status.SICK,
    Attendance.Status.DUTY,
    Attendance.Status.ABSENT,
)


def _row(part: Participation, one: TeacherParticipation) -> list[Cell]:
    found = one.sum
    return [
        one.teacher.name,
        one.teacher.school,
        found.total,
        found.present,
        *(found.count(status) for status in _REASONS),
        found.count(""),
        one.extra,
        found.caught_up,
        found.minutes,
        jp_of(found.minutes, part.minutes_per_jp),
        found.percent,
    ]


@in_language("id")
def recap(group: Group, part: Participation, recap_filter: RecapFilter, *, dated: date) -> Paper:
    """The recap of a period; the counts stand beside the names, the percentages only where enough."""
    words = period_words(part.period)
    subtitle = ", ".join(filter(None, (recap_filter.words, full_name(group))))
    blocks: tuple[Block, ...] = (
        Fields(_facts(part)),
        _by_teacher(part),
        *_by_school(part),
        *_by_meeting(part),
        Signatures(
            (
                occasion.chair(group, dated, above="Mengetahui,"),
                occasion.secretary(group, dated, above=occasion.place_and_date(group, dated)),
            )
        ),
    )
    return Paper(
        file_stem=f"Rekap kehadiran {words} {recap_filter.words}".strip(),
        title="REKAP KEHADIRAN",
        subtitle=subtitle,
        letterhead=letterhead_of(group),
        blocks=blocks,
        landscape=True,
        keywords=("rekap kehadiran", group.name),
        dated=dated,
    )


def _facts(part: Participation) -> tuple[tuple[str, str], ...]:
    whole = part.whole
    facts = [
        ("Masa", period_words(part.period)),
        ("Pertemuan yang dihitung", str(len(part.meetings))),
        ("Kehadiran", _share(whole)),
        ("1 JP", f"{part.minutes_per_jp} menit"),
    ]
    if part.unrecorded:
        named = "; ".join(f"{short_date(one.day)} {one.title}" for one in part.unrecorded)
        facts.append(("Kehadiran belum dicatat, tidak dihitung", named))
    return tuple(facts)


def _share(found: AttendanceTotals) -> str:
    counts = f"{found.present} dari {found.total}"
    return counts if found.percent is None else f"{counts} ({found.percent}%)"


def _by_teacher(part: Participation) -> Table:
    away = ("Izin", "Sakit", "Dinas", "Alpa")
    columns = (
        Column("No", 9, "center"),
        Column("Nama", 56),
        Column("Sekolah", 46),
        Column("Dihitung", 20, "center"),
        Column("Hadir", 15, "center"),
        Column("Terlambat", 23, "center"),
        *(Column(heading, 14, "center") for heading in away),
        Column("Belum dicatat", 18, "center"),
        Column("Di luar undangan", 22, "center"),
        Column("Paket", 15, "center"),
        Column("JP", 13, "center"),
        Column("%", 11, "center"),
    )
    rows = tuple((str(n), *_printed(part, one)) for n, one in enumerate(part.teachers, 1))
    return Table(columns, rows or (("–",) * len(columns),), caption="Per guru")


def _printed(part: Participation, one: TeacherParticipation) -> Sequence[str]:
    found = one.sum
    reasons = (found.count(status) for status in _REASONS)
    numbers = (*reasons, found.count(""), one.extra, found.caught_up)
    return (
        one.teacher.name,
        one.teacher.school,
        str(found.total),
        str(found.present),
        *(str(n) if n else "" for n in numbers),
        decimal(jp_of(found.minutes, part.minutes_per_jp)),
        "–" if found.percent is None else str(found.percent),
    )


def _by_school(part: Participation) -> tuple[Table, ...]:
    if len(part.schools) < 2:
        return ()
    columns = (
        Column("Sekolah", 90),
        Column("Guru", 30, "center"),
        Column("Hadir dari yang diundang", 60, "center"),
    )
    rows = tuple((one.name, str(one.teachers), _share(one.sum)) for one in part.schools)
    return (Table(columns, rows, caption="Per sekolah"),)


def _by_meeting(part: Participation) -> tuple[Table, ...]:
    if not part.meetings:
        return ()
    columns = (
        Column("Tanggal", 30),
        Column("Pertemuan", 110),
        Column("Undangan", 50),
        Column("Hadir dari yang diundang", 50, "center"),
        Column("Tambahan", 24, "center"),
    )
    rows = tuple(
        (
            short_date(one.meeting.day),
            one.meeting.title,
            one.meeting.audience or "Semua guru",
            f"{one.sum.present} dari {one.sum.total}",
            str(one.extra or ""),
        )
        for one in part.meetings
    )
    return (Table(columns, rows, caption="Per pertemuan"),)
