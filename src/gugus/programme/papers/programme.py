"""The Program Kerja: a year's programme as an official paper, always in Indonesian."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.dates import MONTHS_3
from django.utils.translation import override

from gugus.people.models import CommitteePost
from gugus.people.papers import (
    full_name,
    letterhead_of,
    post_name,
    signature_of_post,
)
from gugus.people.rules.years import school_year_bounds, school_year_label
from gugus.platform.documents.paper import (
    Block,
    Column,
    Heading,
    Items,
    Paper,
    Paragraph,
    Signatures,
    Table,
)
from gugus.platform.web.formats import long_date, rupiah
from gugus.programme.models import Line, Programme
from gugus.programme.papers.revisions import (
    acknowledged_blocks,
    newest_revision_text,
    revision_blocks,
    revision_by_line,
)
from gugus.programme.papers.texts import default_texts
from gugus.programme.queries import (
    ProgrammeCoverage,
    coverage_of,
    interval_of,
    mean_of,
    need_name,
    speaker_of,
)
from gugus.programme.queries.revisions import revisions_in_force
from gugus.programme.rules.months import SCHOOL_MONTHS

_POSTS = CommitteePost.Post
_NO = Column("No", 0.5, "center")
# A letter that every font has and every photocopier reproduces.
_MARK = "x"


def programme_paper(programme: Programme, today: date) -> Paper:
    """The Program Kerja with all its parts, as the programme stands."""
    with override("id"):
        covered = coverage_of(programme.group, programme)
        year = school_year_label(programme.school_year)
        revision = newest_revision_text(revisions_in_force(programme)).upper()
        return Paper(
            file_stem=f"Program Kerja {programme.group.name} {year.replace('/', '-')}",
            title=f"PROGRAM KERJA {full_name(programme.group).upper()}",
            subtitle=f"TAHUN PELAJARAN {year}" + (f" ({revision})" if revision else ""),
            letterhead=letterhead_of(programme.group),
            blocks=_blocks(programme, covered, today),
            mark="RANCANGAN" if programme.status == Programme.Status.DRAFT else "",
            dated=programme.signed_on,
            keywords=("program kerja", "KKG", year),
        )


def _blocks(programme: Programme, covered: ProgrammeCoverage, today: date) -> tuple[Block, ...]:
    lines = list(covered.lines.values())
    in_force = revisions_in_force(programme)
    return (
        *_texts(programme),
        Heading("D. Program dan kegiatan"),
        *_activities(lines, revision_by_line(in_force)),
        Heading("E. Jadwal"),
        *_schedule(lines),
        Heading("F. Anggaran"),
        *_budget(programme, lines),
        Heading("G. Kebutuhan yang dilayani"),
        *_needs(covered),
        Heading("H. Susunan pengurus"),
        _committee(programme, today),
        *revision_blocks("I", in_force),
        *acknowledged_blocks(programme),
        _signatures(programme, today),
    )


def _texts(programme: Programme) -> tuple[Block, ...]:
    suggested = default_texts(programme)
    background = programme.background or suggested["background"]
    basis = programme.legal_basis or suggested["legal_basis"]
    aims = programme.aims or suggested["aims"]
    return (
        Heading("A. Latar belakang"),
        *(Paragraph(text) for text in _paragraphs(background)),
        Heading("B. Dasar"),
        Items(_rows(basis)),
        Heading("C. Tujuan"),
        Items(_rows(aims)),
    )


def _activities(lines: Sequence[Line], revised_in: Mapping[int, int]) -> tuple[Block, ...]:
    """One table for each kind; the numbers run on through all of them."""
    columns = (
        _NO,
        Column("Program", 2.2),
        Column("Tujuan", 2.8),
        Column("Kegiatan", 2.8),
        Column("Narasumber", 1.8),
    )
    blocks: list[Block] = []
    number = 0
    for kind in Line.Kind:
        rows = []
        for line in lines:
            if line.kind == kind:
                number += 1
                rows.append(_activity(number, line, revised_in.get(line.pk)))
        if rows:
            blocks += [
                Heading(f"Program {str(kind.label).lower()}", 2),
                Table(columns, tuple(rows)),
            ]
    return tuple(blocks) or (Paragraph("Belum ada program."),)


def _activity(number: int, line: Line, revision: int | None) -> tuple[str, ...]:
    audience = line.study_group.name if line.study_group else "semua anggota"
    title = f"{line.title}\n({line.get_strategy_display().lower()}; {audience})"
    if revision is not None:
        title += f"\nRevisi ke-{revision}"
    activities = "\n".join(_rows(line.activities))
    if line.product:
        activities += f"\nHasil: {line.product}"
    return (f"{number}.", title, line.objective, activities, speaker_of(line) or "–")


def _schedule(lines: Sequence[Line]) -> tuple[Block, ...]:
    months = tuple(
        Column(str(MONTHS_3[month]).capitalize(), 0.75, "center") for month in SCHOOL_MONTHS
    )
    rows = tuple(
        (line.title, *(_MARK if month in line.months else "" for month in SCHOOL_MONTHS))
        for line in lines
        if line.months
    )
    blocks: list[Block] = []
    if rows:
        blocks.append(Table((Column("Program", 4.0), *months), rows))
    free = [line.title for line in lines if not line.months]
    if free:
        blocks.append(Paragraph(f"Dilaksanakan menurut kebutuhan: {'; '.join(free)}."))
    return tuple(blocks) or (Paragraph("Jadwal belum ditentukan."),)


def _budget(programme: Programme, lines: Sequence[Line]) -> tuple[Block, ...]:
    columns = (
        _NO,
        Column("Program", 4.0),
        Column("JP", 0.8, "right"),
        Column("Perkiraan biaya", 1.8, "right"),
    )
    rows = [
        (f"{number}.", line.title, str(line.jp), rupiah(line.cost))
        for number, line in enumerate(lines, start=1)
    ]
    jp, cost = sum(line.jp for line in lines), sum(line.cost for line in lines)
    rows.append(("", "Jumlah", str(jp), rupiah(cost)))
    minutes = programme.group.minutes_per_jp
    return (
        Table(columns, tuple(rows)),
        Paragraph(f"1 JP (jam pelajaran) = {minutes} menit."),
    )


def _needs(covered: ProgrammeCoverage) -> tuple[Block, ...]:
    round_ = covered.round
    if round_ is None or not covered.coverage.rows:
        return (Paragraph("Kebutuhan belum diukur."),)
    with_n = any(need.n is not None for need in covered.needs.values())
    extra = (Column("n", 0.7, "right"), Column("Selang 95 %", 1.4, "center")) if with_n else ()
    columns = (
        _NO,
        Column("Kebutuhan", 3.6),
        Column("Hasil (%)", 0.9, "right"),
        *extra,
        Column("Program yang melayani", 3.0),
    )
    rows = tuple(_need_row(covered, index, with_n) for index in range(len(covered.coverage.rows)))
    return (
        Paragraph(f"{round_.name}, {long_date(round_.measured_on)}. {_trust(covered, with_n)}"),
        Table(columns, rows),
        *_nameless(covered),
    )


def _trust(covered: ProgrammeCoverage, with_n: bool) -> str:
    assert covered.round is not None
    standard = f"Standar {covered.round.standard_percent} persen."
    if with_n:
        return f"{standard} n adalah jumlah guru yang dinilai."
    return f"{standard} Hanya rata-rata yang tercatat; jumlah guru dan sebarannya tidak diketahui."


def _need_row(covered: ProgrammeCoverage, index: int, with_n: bool) -> tuple[str, ...]:
    row = covered.coverage.rows[index]
    need = covered.needs[row.need]
    names = "\n".join(covered.lines[key].title for key in row.lines)
    missing = "belum ada program" if need.is_low else "–"
    n = str(need.n) if need.n is not None else "–"
    extra = (n, interval_of(need)) if with_n else ()
    return (f"{index + 1}.", need_name(need.item), mean_of(need), *extra, names or missing)


def _nameless(covered: ProgrammeCoverage) -> tuple[Block, ...]:
    titles = [covered.lines[key].title for key in covered.coverage.lines_without_need]
    if not titles:
        return ()
    return (Paragraph(f"Program yang tidak menyebut kebutuhan terukur: {'; '.join(titles)}."),)


def _committee(programme: Programme, today: date) -> Block:
    first, last = school_year_bounds(programme.school_year)
    day_in_year = min(max(today, first), last)
    held = [
        post
        for post in programme.group.posts.select_related("teacher__school", "group")
        if post.term_start <= day_in_year
        and (post.term_end is None or post.term_end >= day_in_year)
    ]
    if not held:
        return Paragraph("Susunan pengurus belum dicatat.")
    held.sort(key=lambda post: (_POSTS.values.index(post.post), post.pk))
    rows = tuple(
        (f"{number}.", post.get_post_display(), post_name(post), _from_where(post))
        for number, post in enumerate(held, start=1)
    )
    columns = (_NO, Column("Jabatan", 2.0), Column("Nama", 3.0), Column("Unit kerja", 3.0))
    return Table(columns, rows)


def _from_where(post: CommitteePost) -> str:
    return post.teacher.school.name if post.teacher is not None else post.person_position or "–"


def _signatures(programme: Programme, today: date) -> Block:
    group, on = programme.group, programme.signed_on
    place = group.place.name if group.place is not None else "................"
    dated = _date_only(on) if on is not None else "............................"
    known = programme.acknowledged_on
    above = f"Mengetahui, {_date_only(known)}" if known is not None else "Mengetahui,"
    patron = signature_of_post(group, _POSTS.PATRON, on or today, above=above)
    chair = signature_of_post(group, _POSTS.CHAIR, on or today, above=f"{place}, {dated}")
    return Signatures((patron, chair))


def _date_only(value: date) -> str:
    """'21 November 2026', as beside a signature."""
    return long_date(value).partition(", ")[2]


def _paragraphs(text: str) -> list[str]:
    parts = text.replace("\r\n", "\n").split("\n\n")
    return [" ".join(part.split()) for part in parts if part.strip()]


def _rows(text: str) -> tuple[str, ...]:
    return tuple(row.strip() for row in text.splitlines() if row.strip())
