"""Typing the numbers of a signed sheet; looking at signatures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import gettext as _

from gugus.attendance.models import Attendance, PrintedSheet
from gugus.attendance.rules.drawn_signature import HEIGHT, WIDTH
from gugus.attendance.rules.row_numbers import LETTERS
from gugus.meetings.models import Meeting
from gugus.meetings.pages.forms import paper_links
from gugus.meetings.pages.head import MeetingHead, head_of, meeting_address
from gugus.people.access import Actor
from gugus.platform.web.formats import short_date
from gugus.platform.web.links import Link


@dataclass(frozen=True)
class SheetPage:
    """The numbers of one printed sheet, with its names beside them."""

    head: MeetingHead
    meeting: int
    code: str
    sheets: tuple[Link, ...]
    names: tuple[tuple[int, str, str], ...]
    letters: tuple[tuple[str, str], ...]
    form: Form | None
    back: str
    papers: tuple[Link, ...]


def sheet_page(
    meeting: Meeting,
    actor: Actor,
    sheet: PrintedSheet | None,
    others: Iterable[PrintedSheet],
    names: Mapping[int, tuple[str, str]],
    form: Form | None,
) -> SheetPage:
    """The page for one of the meeting's sheets."""
    here = meeting_address(meeting, "attendance:sheet")
    labels = dict(Attendance.Status.choices)
    return SheetPage(
        head=head_of(meeting, actor, "attendance:attendance"),
        meeting=meeting.pk,
        code=sheet.code if sheet else "",
        sheets=tuple(_other(here, row, sheet) for row in others),
        names=tuple(
            (number, *names[pk]) for number, pk in enumerate(sheet.teacher_ids, 1) if pk in names
        )
        if sheet
        else (),
        letters=tuple((letter, str(labels[status])) for letter, status in LETTERS.items()),
        form=form,
        back=meeting_address(meeting, "attendance:attendance"),
        papers=paper_links(meeting, "attendance:paper_attendance_empty"),
    )


def _other(here: str, row: PrintedSheet, shown: PrintedSheet | None) -> Link:
    title = _("%(code)s, dicetak %(day)s") % {"code": row.code, "day": short_date(row.made_at)}
    return Link(title, f"{here}?lembar={row.code}", shown is not None and row.pk == shown.pk)


@dataclass(frozen=True)
class SignatureRow:
    """One teacher's signature: a name and the strokes."""

    name: str
    path: str


@dataclass(frozen=True)
class SignaturesPage:
    """The signatures that were drawn on phones."""

    head: MeetingHead
    box: str
    signed: tuple[SignatureRow, ...]
    back: str


def signatures_page(meeting: Meeting, actor: Actor, rows: Iterable[Attendance]) -> SignaturesPage:
    """Everybody's signature, by name."""
    return SignaturesPage(
        head=head_of(meeting, actor, "attendance:attendance"),
        box=f"0 0 {WIDTH} {HEIGHT}",
        signed=tuple(SignatureRow(row.teacher.name, row.signature) for row in rows),
        back=meeting_address(meeting, "attendance:attendance"),
    )
