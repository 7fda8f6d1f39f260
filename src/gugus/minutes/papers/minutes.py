"""Notulen: what was said and decided, and the step that each teacher took away."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from gugus.attendance.models import Attendance
from gugus.attendance.queries import recorded_rows
from gugus.meetings import papers as meetings_papers
from gugus.meetings.models import Meeting
from gugus.meetings.queries import expected, next_after
from gugus.minutes.models import Minutes
from gugus.minutes.papers.approval import approval_text, corrections, earlier_minutes
from gugus.minutes.queries import minutes_of
from gugus.people.models import CommitteePost
from gugus.people.papers import full_name, letterhead_of
from gugus.platform.documents.paper import (
    Block,
    Column,
    Fields,
    Heading,
    Items,
    Paper,
    Paragraph,
    Signatures,
    Table,
)
from gugus.platform.documents.queries import kept_paper
from gugus.platform.foundation.languages import in_language
from gugus.platform.web.formats import long_date, short_date, time_text
from gugus.problems import papers as problems_papers
from gugus.steps.models import Step
from gugus.steps.queries import OpeningSteps, opening_steps, steps_of

_Part = tuple[str, tuple[Block, ...]]


_APPROVED = "Disahkan"


def minutes_key(meeting: Meeting) -> str:
    """The name under which closed minutes are kept."""
    return f"minutes:{meeting.pk}"


def minutes(meeting: Meeting) -> Paper:
    """The minutes: as they were closed; until then a draft, made of the records."""
    return kept_paper(minutes_key(meeting)) or made_minutes(meeting)


@in_language("id")
def with_what_came_after(kept: Paper, written: Minutes) -> Paper:
    """Closed minutes with their approval and their addenda; all else stays as it was kept."""
    head, *rest = kept.blocks
    last = max(at for at, block in enumerate(rest) if isinstance(block, Signatures))
    if not isinstance(head, Fields):
        raise TypeError("minutes begin with their head")
    rows = [row for row in head.rows if row[0] != _APPROVED]
    if approval_text(written):
        rows.append((_APPROVED, approval_text(written)))
    blocks = (replace(head, rows=tuple(rows)), *rest[: last + 1], *corrections(written))
    return replace(kept, blocks=blocks)


@in_language("id")
def made_minutes(meeting: Meeting) -> Paper:
    """The minutes as the records stand now."""
    written = minutes_of(meeting) or Minutes(meeting=meeting)
    final = written.state == Minutes.State.FINAL
    return Paper(
        file_stem=f"Notulen {meeting.date:%Y-%m-%d} {meeting.title}",
        title="NOTULEN",
        subtitle=meetings_papers.audience(meeting, full_name(meeting.group)),
        letterhead=letterhead_of(meeting.group),
        blocks=(
            _head(meeting, written),
            *_lettered(_parts(meeting, written)),
            _signatures(meeting, written),
            *corrections(written),
        ),
        keywords=("notulen", meeting.group.name),
        mark="" if final else meetings_papers.DRAFT,
        dated=meeting.date,
    )


def _head(meeting: Meeting, written: Minutes) -> Fields:
    rows: list[tuple[str, str | tuple[str, ...]]] = [
        ("Topik", meeting.title),
        *meetings_papers.when_and_where(meeting),
        ("Agenda", problems_papers.agenda(meeting)),
        ("Pimpinan rapat", written.chaired_by or "–"),
        ("Notulis", written.taken_by or "–"),
        ("Peserta", _participants(meeting)),
    ]
    if meetings_papers.speaker(meeting):
        rows.insert(-1, ("Narasumber", meetings_papers.speaker(meeting)))
    if approval_text(written):
        rows.append((_APPROVED, approval_text(written)))
    return Fields(tuple(rows))


def _participants(meeting: Meeting) -> str:
    """'40 hadir, 2 terlambat, 1 sakit; 3 belum dicatat (dari 46 guru)', plus guests."""
    rows = recorded_rows(meeting)
    found = Counter(rows.values_list("status", flat=True))
    called = set(expected(meeting).values_list("pk", flat=True))
    everybody = called | set(rows.values_list("teacher_id", flat=True))
    guests = meeting.guests.count()
    if not found:
        said = "kehadiran belum dicatat"
    else:
        counts = [
            f"{found[status.value]} {str(status.label).lower()}"
            for status in Attendance.Status
            if found[status.value]
        ]
        missing = len(everybody) - found.total()
        counts += [f"{missing} belum dicatat"] if missing else []
        said = f"{', '.join(counts)} (dari {len(everybody)} guru)"
    return f"{said}; {guests} tamu" if guests else said


def _lettered(parts: Iterator[_Part]) -> Iterator[Block]:
    """Parts that have something to say, headed A, B, C."""
    kept = (part for part in parts if part[1])
    for letter, (title, blocks) in zip("ABCDEFGHIJ", kept, strict=False):
        yield Heading(f"{letter}. {title}")
        yield from blocks


def _parts(meeting: Meeting, written: Minutes) -> Iterator[_Part]:
    opened = opening_steps(meeting)
    previous = opened.previous
    yield "Notulen pertemuan sebelumnya", earlier_minutes(meeting, previous)
    yield "Tindak lanjut pertemuan sebelumnya", _former_steps(opened)
    yield "Pembukaan", _text(written.opening)
    yield "Masalah yang dikemukakan", _text(written.problems)
    yield "Pembahasan", _text(written.discussion)
    yield "Keputusan", _decisions(written.decisions)
    yield "Rencana tindak lanjut", _steps(meeting)
    yield "Penutup", _closing(meeting, written)


def _text(text: str) -> tuple[Block, ...]:
    return (Paragraph(text),) if text.strip() else ()


def _decisions(text: str) -> tuple[Block, ...]:
    found = meetings_papers.list_items(text)
    return (Items(found),) if found else ()


def _former_steps(opened: OpeningSteps) -> tuple[Block, ...]:
    """In counts, with what teachers shared: everybody reads the minutes, and nobody is named."""
    found = [*opened.last, *opened.older]
    if not found:
        return ()
    counts = Counter(step.state for step in found)
    said = ", ".join(
        f"{counts[state.value]} {str(state.label).lower()}"
        for state in (Step.State.DONE, Step.State.TRIED, Step.State.OPEN)
    )
    shared = tuple(sorted(step.report for step in found if step.shared and step.report))
    return (
        Paragraph(f"Dari {len(found)} langkah: {said}."),
        *((Paragraph("Yang dibagikan guru:"), Items(shared)) if shared else ()),
    )


def _steps(meeting: Meeting) -> tuple[Block, ...]:
    rows = tuple(
        (str(number), step.teacher.name, step.what, short_date(step.due_on), step.proof)
        for number, step in enumerate(steps_of(meeting), 1)
    )
    columns = (
        Column("No", 9, "center"),
        Column("Nama", 42),
        Column("Langkah", 58),
        Column("Batas waktu", 22, "center"),
        Column("Bukti", 34),
    )
    return (Table(columns, rows),) if rows else ()


def _closing(meeting: Meeting, written: Minutes) -> tuple[Block, ...]:
    said = []
    if written.closed_at is not None:
        zone = meetings_papers.zone_of(meeting)
        said.append(f"Pertemuan ditutup pukul {time_text(written.closed_at)} {zone}".strip() + ".")
    following = next_after(meeting)
    if following is not None:
        said.append(
            f"Pertemuan berikutnya: {following.title}, {long_date(following.date)}, pukul "
            f"{meetings_papers.clock_range(following)}, di {meetings_papers.place(following)}."
        )
    return (Paragraph("\n".join(said)),) if said else ()


def _signatures(meeting: Meeting, written: Minutes) -> Signatures:
    signed = meetings_papers.place_and_date(meeting.group, meeting.date)
    post = CommitteePost.Post
    return Signatures(
        (
            meetings_papers.named_signature(
                meeting, written.chaired_by, post.CHAIR, office="Pimpinan rapat"
            ),
            meetings_papers.named_signature(
                meeting, written.taken_by, post.SECRETARY, office="Notulis", above=signed
            ),
        )
    )
