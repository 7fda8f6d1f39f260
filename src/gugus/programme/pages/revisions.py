"""What belongs to what follows the draft: forums, acknowledgement, revisions."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from gugus.platform.web.formats import short_date
from gugus.programme.models import Forum, Revision
from gugus.programme.pages.forum import attendance_text
from gugus.programme.papers.line_texts import FIELD_NAMES
from gugus.programme.queries.records import ProgrammeRecords
from gugus.programme.rules.revisions import LineChange, LineChangeKind, line_changes


@dataclass(frozen=True)
class ForumRow:
    """One session of the forum; `stands` while its agreement is the one in force."""

    forum: Forum
    counts: str
    stands: bool


@dataclass(frozen=True)
class LineChangeRow:
    """One line that a revision changed: each field with what it said and says."""

    title: str
    what: str
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class ProgrammeRevisionRow:
    """One revision with what it changed."""

    revision: Revision
    in_force: bool
    lines: tuple[LineChangeRow, ...]


def forum_rows(records: ProgrammeRecords) -> tuple[ForumRow, ...]:
    """The sessions, the latest first; only the latest one's agreement can be in force."""
    agreed = records.programme is not None and records.programme.agreed_on is not None
    return tuple(
        ForumRow(forum, attendance_text(forum), agreed and place == 0)
        for place, forum in enumerate(records.forums)
    )


def acknowledged_text(records: ProgrammeRecords) -> str:
    """'Diketahui Pak Contoh, 21 Nov 2026', and whether revisions came after it."""
    programme = records.programme
    if programme is None or programme.acknowledged_on is None or programme.acknowledged_by is None:
        return ""
    said = _("Diketahui %(name)s, %(day)s") % {
        "name": programme.acknowledged_by.name,
        "day": short_date(programme.acknowledged_on),
    }
    if records.newest_revision > programme.acknowledged_revision:
        return f"{said}. " + _("Revisi sesudah itu belum diketahui pengawas.")
    return said


def revision_rows(records: ProgrammeRecords) -> tuple[ProgrammeRevisionRow, ...]:
    """The revisions, the newest first."""
    return tuple(
        ProgrammeRevisionRow(row, row in records.in_force, _changes(row))
        for row in reversed(records.revisions)
    )


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


def _fields(change: LineChange) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (str(FIELD_NAMES.get(field.field, field.field)), field.old, field.new)
        for field in change.fields
    )
