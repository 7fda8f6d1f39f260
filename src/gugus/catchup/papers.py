"""Jurnal refleksi: a teacher's own pages, for whoever the teacher gives them to."""

from collections.abc import Iterable

from gugus.catchup.models import Reflection
from gugus.people.clock import day_of
from gugus.people.models import Group, Teacher
from gugus.people.papers import letterhead_of
from gugus.platform.documents.paper import Block, Fields, Heading, Paper, Paragraph
from gugus.platform.foundation.languages import in_language
from gugus.platform.web.formats import long_date


@in_language("id")
def journal(group: Group, teacher: Teacher, entries: Iterable[Reflection]) -> Paper:
    """All pages, the earliest first."""
    pages = sorted(entries, key=lambda one: (one.written_at, one.pk))
    head = Fields((("Nama", teacher.name), ("Sekolah", teacher.school.name)))
    blocks: list[Block] = [head]
    for number, one in enumerate(pages, 1):
        blocks += _entry(number, one)
    if not pages:
        blocks.append(Paragraph("Belum ada catatan."))
    return Paper(
        file_stem=f"Jurnal refleksi {teacher.name}",
        title="JURNAL REFLEKSI",
        letterhead=letterhead_of(group),
        blocks=tuple(blocks),
        keywords=("jurnal refleksi", group.name),
        dated=day_of(group, pages[-1].written_at) if pages else None,
    )


def _entry(number: int, one: Reflection) -> list[Block]:
    answers = (
        ("Yang dipelajari", one.learnt),
        ("Yang diterapkan", one.applied),
        ("Kendala", one.obstacle),
        ("Langkah berikut", one.next_step),
    )
    title = f"{number}. {long_date(one.written_at)}"
    found: list[Block] = [Heading(f"{title}: {one.meeting.title}" if one.meeting else title)]
    for name, text in answers:
        if text:
            found += [Heading(name, 2), Paragraph(text)]
    return found
