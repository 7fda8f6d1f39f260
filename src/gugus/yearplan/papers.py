"""Prota and prosem as official papers, always in Indonesian."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.dates import MONTHS
from django.utils.translation import override

from gugus.meetings import papers as meeting_words
from gugus.meetings.models import Meeting
from gugus.people.models import CommitteePost, Group
from gugus.people.papers import full_name, letterhead_of, signature_of
from gugus.people.queries import post_holder, roles_in_force
from gugus.people.rules.roles import Role
from gugus.people.rules.years import school_year_label, semester_bounds
from gugus.platform.documents.paper import (
    Block,
    Column,
    Heading,
    Paper,
    Paragraph,
    Signature,
    Signatures,
    Table,
)
from gugus.platform.web.formats import long_date, rupiah
from gugus.programme.models import Line, Programme
from gugus.programme.queries import need_name, speaker_of
from gugus.programme.queries.words import months_words
from gugus.yearplan.queries.yearplan import YearPlan
from gugus.yearplan.rules.semester import DatedMeeting, SemesterMonth, SemesterRow, semester_months

# Letters and signs that every font and every photocopier knows.
MARKS = {
    Meeting.State.PLANNED: "",
    Meeting.State.CALLED: "u",
    Meeting.State.HELD: "t",
    Meeting.State.CANCELLED: "b",
}
OPEN = "–"
LEGEND = (
    "Angka adalah tanggal pertemuan: tanpa huruf = direncanakan, u = sudah diundang, "
    "t = terlaksana, b = batal. Tanda – berarti bulan yang direncanakan, tanggalnya belum "
    "ditetapkan."
)
_NO = Column("No", 8, "center")


def prota_paper(plan: YearPlan, today: date) -> Paper:
    """The year's programme as one table for each kind of line."""
    with override("id"):
        year = school_year_label(plan.year)
        blocks: list[Block] = list(_kinds(plan.lines))
        blocks.append(Paragraph(_sum_of(plan)))
        return _paper(plan, "PROGRAM TAHUNAN", f"TAHUN PELAJARAN {year}", blocks, today)


def prosem_paper(plan: YearPlan, semester: int, today: date) -> Paper:
    """A semester: weeks against lines, then every meeting with its day, host and speaker."""
    with override("id"):
        subtitle = f"SEMESTER {semester}, TAHUN PELAJARAN {school_year_label(plan.year)}"
        blocks = (*_weeks(plan, semester), *_dates(plan, semester))
        return _paper(plan, "PROGRAM SEMESTER", subtitle, blocks, today)


def _paper(
    plan: YearPlan, title: str, subtitle: str, blocks: Sequence[Block], today: date
) -> Paper:
    group, programme = plan.group, plan.programme
    signed = programme.signed_on if programme is not None else None
    draft = programme is None or programme.status == Programme.Status.DRAFT
    words = f"{title.capitalize()} {group.name} {subtitle.lower()}"
    return Paper(
        file_stem=words.replace("/", "-").replace(",", ""),
        title=f"{title} {full_name(group).upper()}",
        subtitle=subtitle,
        letterhead=letterhead_of(group),
        blocks=(*blocks, _signatures(group, signed, today)),
        landscape=True,
        mark=meeting_words.DRAFT if draft else "",
        dated=signed,
        keywords=(title.lower(), "KKG", school_year_label(plan.year)),
    )


def _kinds(lines: Sequence[Line]) -> Iterable[Block]:
    """One table for each kind; the numbers run on through all of them."""
    if not lines:
        yield Paragraph("Belum ada program.")
    number = 0
    for kind in Line.Kind:
        own = [line for line in lines if line.kind == kind]
        if not own:
            continue
        rows = [_line(number + place, line) for place, line in enumerate(own, start=1)]
        number += len(own)
        if len(own) > 1:
            rows.append(_total(own))
        yield Heading(f"Program {str(kind.label).lower()}", 2)
        yield Table(_PROTA, tuple(rows))


_PROTA = (
    _NO,
    Column("Program", 42),
    Column("Tujuan", 46),
    Column("Kali", 11, "center"),
    Column("Bulan", 25),
    Column("JP", 10, "center"),
    Column("Kebutuhan yang dilayani", 36),
    Column("Hasil", 27),
    Column("Narasumber", 26),
    Column("Biaya", 24, "right"),
)


def _line(number: int, line: Line) -> tuple[str, ...]:
    audience = line.study_group.name if line.study_group else "semua anggota"
    needs = "; ".join(need_name(item) for item in line.needs.all())
    return (
        f"{number}.",
        f"{line.title}\n({audience})",
        line.objective,
        str(line.times),
        months_words(line.months),
        str(line.jp),
        needs or "–",
        line.product or "–",
        speaker_of(line) or "–",
        rupiah(line.cost),
    )


def _total(lines: Sequence[Line]) -> tuple[str, ...]:
    times, jp, cost = _sums(lines)
    return ("", "Jumlah", "", str(times), "", str(jp), "", "", "", rupiah(cost))


def _sums(lines: Sequence[Line]) -> tuple[int, int, int]:
    return (
        sum(line.times for line in lines),
        sum(line.jp for line in lines),
        sum(line.cost for line in lines),
    )


def _sum_of(plan: YearPlan) -> str:
    times, jp, cost = _sums(plan.lines)
    minutes = plan.group.minutes_per_jp
    return (
        f"Seluruhnya {len(plan.lines)} program, {times} pertemuan, {jp} JP, {rupiah(cost)}. "
        f"1 JP (jam pelajaran) = {minutes} menit."
    )


def _weeks(plan: YearPlan, semester: int) -> Iterable[Block]:
    rows = plan.rows(semester)
    if not rows:
        yield Paragraph("Belum ada program atau pertemuan pada semester ini.")
        return
    months = semester_months(plan.year, semester)
    columns = (
        _NO,
        Column("Program", 52),
        Column("Kali", 9, "center"),
        *(
            Column(str(week), 6.1, "center", over=f"{MONTHS[month.number]} {month.year}")
            for month in months
            for week in range(1, month.weeks + 1)
        ),
    )
    table = tuple(_week_row(n, row, plan, months) for n, row in enumerate(rows, start=1))
    yield Table(columns, table, narrow=True)
    yield Paragraph(LEGEND)
    any_month = [plan.line_by_id[row.line].title for row in rows if row.line and row.any_month]
    if any_month:
        yield Paragraph(f"Tanpa bulan tertentu, menurut kebutuhan: {'; '.join(any_month)}.")


def _week_row(
    number: int, row: SemesterRow, plan: YearPlan, months: Sequence[SemesterMonth]
) -> tuple[str, ...]:
    line = plan.line_by_id.get(row.line or 0)
    title = line.title if line else "Pertemuan lain, di luar program"
    times = str(line.times) if line else ""
    cells = [
        _cell(row, plan, month.number, week)
        for month in months
        for week in range(1, month.weeks + 1)
    ]
    return (f"{number}.", title, times, *cells)


def _cell(row: SemesterRow, plan: YearPlan, month: int, week: int) -> str:
    dates = row.weeks.get((month, week), ())
    if not dates:
        return OPEN if month in row.open_months else ""
    return "\n".join(_marked(one, plan) for one in dates)


def _marked(one: DatedMeeting, plan: YearPlan) -> str:
    return f"{one.day.day}{MARKS[Meeting.State(plan.meeting_by_id[one.key].state)]}"


def _dates(plan: YearPlan, semester: int) -> Iterable[Block]:
    """Every meeting of the semester in words, for whoever cannot read the grid's small signs."""
    first, last = semester_bounds(plan.year, semester)
    rows = [one for one in plan.meetings if first <= one.date <= last]
    if not rows:
        return
    columns = (
        _NO,
        Column("Hari, tanggal", 44),
        Column("Pertemuan", 70),
        Column("Untuk", 32),
        Column("Tuan rumah", 40),
        Column("Narasumber", 36),
        Column("Keadaan", 25),
    )
    table = tuple(_date_row(number, one, plan) for number, one in enumerate(rows, start=1))
    yield Heading("Tanggal pertemuan", 2)
    yield Table(columns, table)


def _date_row(number: int, meeting: Meeting, plan: YearPlan) -> tuple[str, ...]:
    part = plan.parts.get(meeting.pk)
    cancelled = meeting.state == Meeting.State.CANCELLED and meeting.cancelled_reason
    state = str(meeting.get_state_display())
    return (
        f"{number}.",
        long_date(meeting.date),
        f"{meeting.title}, bagian {part.number} dari {part.times}" if part else meeting.title,
        meeting.study_group.name if meeting.study_group else "Semua guru",
        meeting_words.place(meeting),
        (meeting.speaker.name if meeting.speaker else meeting.speaker_note) or "–",
        f"{state}: {meeting.cancelled_reason}" if cancelled else state,
    )


def _signatures(group: Group, signed: date | None, today: date) -> Signatures:
    when = signed or today
    return Signatures(
        (
            meeting_words.chair(group, when),
            meeting_words.secretary(group, when, above=meeting_words.place_and_date(group, signed)),
            _supervisor(group, when),
        )
    )


def _supervisor(group: Group, when: date) -> Signature:
    """Who knows of it: the patron in the committee, else whoever supervises the group here."""
    above = "Mengetahui,"
    patron = post_holder(group, CommitteePost.Post.PATRON, when)
    if patron is not None:
        return signature_of(patron, above=above)
    held = roles_in_force(when).filter(role=Role.SUPERVISOR, group=group).first()
    return Signature("Pengawas Pembina", held.user.name if held is not None else "", "", above)
