"""Reading papers back: their blocks, and the text of their PDF and DOCX."""

from datetime import UTC, datetime
from io import BytesIO

import docx
import pdfplumber

from gugus.attendance.models import Attendance
from gugus.attendance.papers import sheets as papers
from gugus.attendance.services.paper_sheets import ensure_printed_sheet
from gugus.meetings.models import Meeting
from gugus.people.models import Teacher
from gugus.people.rules.roles import Role
from gugus.platform.documents.paper import Fields, Paper, Table
from gugus.platform.documents.render import to_docx, to_pdf
from gugus.platform.documents.services import issue_letter
from tests.support.world import World

CALLED = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def called(meeting: Meeting, world: World) -> Meeting:
    meeting.invitation = issue_letter(
        series_key="group:1:2026",
        number_format=world.group.letter_number_format,
        values={"kode": "KKG-R1"},
        subject="Undangan",
        dated=CALLED.date(),
        user_id=world.users[Role.SECRETARY].pk,
        now=CALLED,
    )
    meeting.state, meeting.called_at = Meeting.State.CALLED, CALLED
    meeting.save()
    return meeting


def empty_sheet(meeting: Meeting) -> Paper:
    """The sheet to sign, with its code."""
    return papers.empty_sheet(meeting, ensure_printed_sheet(now=CALLED, meeting=meeting))


def one(paper: Paper, kind: type) -> object:
    return next(block for block in paper.blocks if isinstance(block, kind))


def facts(paper: Paper) -> dict[str, object]:
    found: dict[str, object] = {}
    for block in paper.blocks:
        if isinstance(block, Fields):
            found.update(dict(block.rows))
    return found


def tables(paper: Paper) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


def pdf_text(paper: Paper) -> str:
    with pdfplumber.open(BytesIO(to_pdf(paper))) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def docx_text(paper: Paper) -> str:
    document = docx.Document(BytesIO(to_docx(paper)))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def record(meeting: Meeting, world: World, teacher: Teacher, status: str, **more: object) -> None:
    values: dict[str, object] = {
        "recorded_at": datetime(2026, 11, 25, 6, 5, tzinfo=UTC),
        "recorded_by": world.users[Role.SECRETARY],
        **more,
    }
    Attendance.objects.create(meeting=meeting, teacher=teacher, status=status, **values)
