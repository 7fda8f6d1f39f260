"""What the Program Kerja says of its revisions, and of who has seen it: always in Indonesian."""

from collections.abc import Sequence

from gugus.platform.documents.paper import Block, Column, Heading, Paragraph, Table
from gugus.platform.web.formats import long_date, short_date
from gugus.programme.models import Programme, Revision
from gugus.programme.papers.line_texts import FIELD_NAMES
from gugus.programme.queries.revisions import newest_number
from gugus.programme.rules.revisions import LineChange, LineChangeKind, line_changes


def newest_revision_text(in_force: Sequence[Revision]) -> str:
    """'Revisi ke-2, 12 Mar 2027'; nothing when there is none."""
    if not in_force:
        return ""
    newest = in_force[-1]
    return f"Revisi ke-{newest.number}, {short_date(newest.dated)}"


def revision_by_line(in_force: Sequence[Revision]) -> dict[int, int]:
    """Lines that a revision touched, with the newest one's number."""
    return {int(key): row.number for row in in_force for key in row.after}


def revision_blocks(letter: str, in_force: Sequence[Revision]) -> tuple[Block, ...]:
    """The part that lists the revisions, with what each changed and why."""
    if not in_force:
        return ()
    columns = (
        Column("No", 0.5, "center"),
        Column("Tanggal", 1.3),
        Column("Alasan", 2.6),
        Column("Perubahan", 5.0),
    )
    rows = tuple(
        (f"{row.number}.", short_date(row.dated), row.reason, _changes(row)) for row in in_force
    )
    return (Heading(f"{letter}. Revisi"), Table(columns, rows))


def _changes(revision: Revision) -> str:
    found = line_changes(revision.before, revision.after)
    return "\n".join(text for change in found for text in _change(change))


def _change(change: LineChange) -> list[str]:
    if change.what != LineChangeKind.CHANGED:
        word = "ditambahkan" if change.what == LineChangeKind.ADDED else "dikeluarkan"
        return [f"{change.title}: {word}"]
    return [f"{change.title}:"] + [
        f"{FIELD_NAMES.get(field.field, field.field)}: {_said(field.old)} menjadi "
        f"{_said(field.new)}"
        for field in change.fields
    ]


def _said(text: str) -> str:
    return f"“{'; '.join(text.splitlines())}”" if text else "(kosong)"


def acknowledged_blocks(programme: Programme) -> tuple[Block, ...]:
    """Who took note of the programme, when, of which revision, and with which words."""
    if programme.acknowledged_on is None or programme.acknowledged_by is None:
        return ()
    number, newest = programme.acknowledged_revision, newest_number(programme)
    upto = f", sebelum revisi ke-{number + 1}," if newest > number else ""
    if newest and newest == number:
        upto = f" sampai revisi ke-{number}"
    text = (
        f"Program kerja ini{upto} diketahui pengawas, {programme.acknowledged_by.name}, "
        f"{long_date(programme.acknowledged_on)}."
    )
    note = programme.acknowledged_note.strip()
    return (Paragraph(f"{text}\nCatatan pengawas: {note}" if note else text),)
