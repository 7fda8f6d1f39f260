"""What belongs to what follows the draft: forums, acknowledgement, revisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gugus.platform.web.formats import short_date
from gugus.programme.models import Programme, Revision
from gugus.programme.pages import links
from gugus.programme.pages.forum import attendance_text
from gugus.programme.papers.line_texts import FIELD_NAMES
from gugus.programme.queries.forum import forums_of
from gugus.programme.queries.revisions import newest_number
from gugus.programme.rules.revisions import LineChange, LineChangeKind, line_changes


@dataclass(frozen=True)
class ForumRow:
    """One session of the forum."""

    held_on: date
    counts: str
    href: str
    stands: bool


@dataclass(frozen=True)
class FieldRow:
    """One field: what it said, what it says."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class LineChangeRow:
    """One line that a revision changed."""

    title: str
    what: str
    fields: tuple[FieldRow, ...]


@dataclass(frozen=True)
class ProgrammeRevisionRow:
    """One revision with what it changed."""

    number: int
    dated: date
    reason: str
    by: str
    in_force: bool
    lines: tuple[LineChangeRow, ...]


def forum_rows(programme: Programme | None) -> tuple[ForumRow, ...]:
    """The sessions, the latest first; only the latest one's agreement can be in force."""
    if programme is None:
        return ()
    agreed = programme.agreed_on is not None
    return tuple(
        ForumRow(
            forum.held_on,
            attendance_text(forum),
            links.to_forum(programme, forum),
            agreed and place == 0,
        )
        for place, forum in enumerate(forums_of(programme))
    )


def acknowledged_text(programme: Programme | None) -> str:
    """'Diketahui Pak Contoh, 21 Nov 2026', and whether revisions came after it."""
    if programme is None or programme.acknowledged_on is None or programme.acknowledged_by is None:
        return ""
    said = _("Diketahui %(name)s, %(day)s") % {
        "name": programme.acknowledged_by.name,
        "day": short_date(programme.acknowledged_on),
    }
    if newest_number(programme) > programme.acknowledged_revision:
        return f"{said}. " + _("Revisi sesudah itu belum diketahui pengawas.")
    return said


def revision_rows(
    revisions: Iterable[Revision], in_force: Iterable[Revision]
) -> tuple[ProgrammeRevisionRow, ...]:
    """The revisions, the newest first."""
    status = {row.pk for row in in_force}
    rows = [
        ProgrammeRevisionRow(
            row.number, row.dated, row.reason, row.by.name, row.pk in status, _changes(row)
        )
        for row in revisions
    ]
    return tuple(reversed(rows))


def _changes(revision: Revision) -> tuple[LineChangeRow, ...]:
    return tuple(
        LineChangeRow(change.title, _what(change.what), _fields(change))
        for change in line_changes(revision.before, revision.after)
    )


def _what(what: LineChangeKind) -> str:
    return {
        LineChangeKind.ADDED: _("ditambahkan"),
        LineChangeKind.CHANGED: _("diubah"),
        LineChangeKind.REMOVED: _("dikeluarkan"),
    }[what]


def _fields(change: LineChange) -> tuple[FieldRow, ...]:
    return tuple(
        FieldRow(str(FIELD_NAMES.get(field.field, field.field)), field.old, field.new)
        for field in change.fields
    )
