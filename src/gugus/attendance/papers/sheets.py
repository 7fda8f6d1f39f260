"""Daftar hadir: empty to be signed, and filled with what was recorded."""

from collections import Counter
from collections.abc import Iterable

from gugus.attendance.models import Attendance, PrintedSheet
from gugus.attendance.queries import recorded_rows as recorded_rows
from gugus.attendance.rules.statuses import PRESENT
from gugus.meetings import papers as meetings_papers
from gugus.meetings.models import Meeting
from gugus.meetings.queries import expected
from gugus.meetings.rules.times import local_time
from gugus.people.models import Teacher
from gugus.people.papers import full_name, letterhead_of
from gugus.platform.documents.paper import (
    Block,
    Column,
    Fields,
    Paper,
    Signatures,
    Table,
)
from gugus.platform.documents.queries import kept_paper
from gugus.platform.foundation.languages import in_language
from gugus.platform.web.formats import short_date, time_text
from gugus.problems import papers as problems_papers

# Empty rows for those who come and are on no list.
ROOM_FOR_GUESTS = 5
_SIGN_MM = 9.0
# What stands before the time; all else was written by a recorder.
_HOW: dict[str, str] = {
    Attendance.How.SELF: "Mengisi sendiri",
    Attendance.How.CODE: "Kode di dinding",
    Attendance.How.SIGN: "Tanda tangan di HP",
    Attendance.How.CARD: "Kartu",
}


def sheet_order(meeting: Meeting) -> list[Teacher]:
    """Everybody expected in the order in which a sheet lists them."""
    return meetings_papers.by_school(expected(meeting))


@in_language("id")
def empty_sheet(meeting: Meeting, sheet: PrintedSheet) -> Paper:
    """The sheet to sign: its teachers in their order, guests known, and rows for others.

    The numbers of its rows, and its code, are what is typed when it comes back signed.
    """
    by_id = Teacher.objects.select_related("school").in_bulk(sheet.teacher_ids)
    rows = [
        [teacher.name, teacher.nip or "", teacher.school.name]
        for teacher in (by_id[pk] for pk in sheet.teacher_ids)
    ]
    rows += [[guest.name, "", guest.institution] for guest in meeting.guests.all()]
    rows += [["", "", ""]] * ROOM_FOR_GUESTS
    table = Table(
        (
            Column("No", 9, "center"),
            Column("Nama", 46),
            Column("NIP", 36),
            Column("Sekolah/Instansi", 38),
            Column("Tanda tangan", 36, "zigzag"),
        ),
        tuple((str(n), *row, f"{n}.") for n, row in enumerate(rows, 1)),
        row_mm=_SIGN_MM,
    )
    return _paper(meeting, (table,), facts=(("Kode lembar", sheet.code),))


def attendance_key(meeting: Meeting) -> str:
    """The name under which a closed meeting's list is kept."""
    return f"attendance:{meeting.pk}"


def filled_sheet(meeting: Meeting) -> Paper:
    """The sheet as recorded; of a closed meeting as it was when the minutes were finished."""
    return kept_paper(attendance_key(meeting)) or attendance_record(meeting)


@in_language("id")
def attendance_record(meeting: Meeting) -> Paper:
    """The sheet as the records stand: how each teacher is marked, guests, and the counts."""
    recorded = {
        row.teacher_id: row for row in recorded_rows(meeting).select_related("teacher__school")
    }
    called = {teacher.pk: teacher for teacher in expected(meeting)}
    everybody = {**{row.teacher_id: row.teacher for row in recorded.values()}, **called}
    rows = tuple(
        (str(number), *_recorded(meeting, teacher, recorded.get(teacher.pk)))
        for number, teacher in enumerate(meetings_papers.by_school(everybody.values()), 1)
    )
    sheet = Table(
        (
            Column("No", 9, "center"),
            Column("Nama", 41),
            Column("NIP", 36),
            Column("Sekolah", 34),
            Column("Kehadiran", 19, "center"),
            Column("Keterangan", 26),
        ),
        rows or (("–",) * 6,),
    )
    blocks = (sheet, *_guests(meeting), _counts(recorded.values(), len(everybody)))
    return _paper(meeting, blocks, mark="" if recorded else "BELUM DIISI")


def _paper(
    meeting: Meeting,
    blocks: tuple[Block, ...],
    mark: str = "",
    facts: tuple[tuple[str, str], ...] = (),
) -> Paper:
    group_name = full_name(meeting.group)
    head = (
        ("Kegiatan", meeting.title),
        *meetings_papers.when_and_where(meeting),
        ("Agenda", problems_papers.agenda(meeting)),
        *facts,
    )
    signed = meetings_papers.place_and_date(meeting.group, meeting.date)
    return Paper(
        file_stem=f"Daftar hadir {meeting.date:%Y-%m-%d} {meeting.title}",
        title="DAFTAR HADIR",
        subtitle=meetings_papers.audience(meeting, group_name),
        letterhead=letterhead_of(meeting.group),
        blocks=(
            Fields(head),
            *blocks,
            Signatures(
                (
                    meetings_papers.chair(meeting.group, meeting.date, above="Mengetahui,"),
                    meetings_papers.secretary(meeting.group, meeting.date, above=signed),
                )
            ),
        ),
        keywords=("daftar hadir", meeting.group.name),
        mark=mark,
        dated=meeting.date,
    )


def _recorded(
    meeting: Meeting, teacher: Teacher, row: Attendance | None
) -> tuple[str, str, str, str, str]:
    who = (teacher.name, teacher.nip or "", teacher.school.name)
    if row is None:
        return (*who, "–", "")
    at = local_time(row.recorded_at, meeting.group.time_zone)
    when = time_text(at.time()) if at.date() == meeting.date else short_date(at.date())
    signed = "ttd. di HP" if row.signature and row.status in PRESENT else ""
    remarks = (row.note, _times(row), signed, f"{_HOW.get(row.how, 'Dicatat')} {when}")
    return (*who, str(row.get_status_display()), "\n".join(filter(None, remarks)))


def _times(row: Attendance) -> str:
    came = f"datang {time_text(row.arrived_at)}" if row.arrived_at else ""
    left = f"pulang {time_text(row.left_at)}" if row.left_at else ""
    return ", ".join(filter(None, (came, left)))


def _guests(meeting: Meeting) -> tuple[Table, ...]:
    rows = tuple(
        (str(number), guest.name, guest.institution)
        for number, guest in enumerate(meeting.guests.all(), 1)
    )
    if not rows:
        return ()
    columns = (Column("No", 9, "center"), Column("Nama", 80), Column("Instansi", 76))
    return (Table(columns, rows, caption="Tamu"),)


def _counts(recorded: Iterable[Attendance], total: int) -> Table:
    found = Counter(row.status for row in recorded)
    heads = [str(status.label) for status in Attendance.Status]
    counts = [found[status.value] for status in Attendance.Status]
    columns = (*heads, "Belum dicatat", "Jumlah")
    values = (*counts, total - sum(counts), total)
    return Table(
        tuple(Column(head, 1, "center") for head in columns),
        (tuple(str(value) for value in values),),
        caption="Rekapitulasi (orang)",
    )
