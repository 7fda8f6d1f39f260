"""Writing marks into the attendance rows of a meeting.

Nothing depends on the order in which writes arrive: every row is computed again from the greatest
stamp and from the marks for all the others. The caller holds the lock of the meeting.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from uuid import UUID, uuid4

from gugus.attendance.events import marks_written
from gugus.attendance.models import Attendance, RestMark
from gugus.attendance.rules.presence import (
    HOW_REST,
    EffectivePresence,
    Presence,
    RestMarkValue,
    effective_presence,
)
from gugus.meetings.models import Meeting
from gugus.meetings.queries import expected
from gugus.meetings.rules.merge import Versioned, WriteStamp, newest, supersedes

_NOBODY = UUID(int=0)
_UPSERT_FIELDS = (
    *("status", "how", "arrived_at", "left_at", "note", "recorded_at", "recorded_by"),
    *("stamp_authority", "stamp_at", "stamp_id", "signature", "signed_at", "signed_id"),
)


@dataclass(frozen=True)
class AttendanceMark:
    """What was written about one teacher; an empty status takes the record away."""

    teacher_id: int
    status: str
    note: str = ""
    arrived: time | None = None
    left: time | None = None
    how: str = Attendance.How.LIST
    signature: str = ""


@dataclass(frozen=True)
class WriteOrigin:
    """When a write was made and its id: a phone knows both before the server does."""

    at: datetime
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class RecordedMarks:
    """How many marks were taken in, and the rows in which another's word stands instead."""

    n: int
    lost: tuple[Attendance, ...] = ()


@dataclass(frozen=True)
class MarkSource:
    """Who writes, whose word it is, when, and under which number."""

    user_id: int
    authority: int
    made: WriteOrigin

    @property
    def stamp(self) -> WriteStamp:
        """What orders this write among others."""
        return WriteStamp(self.authority, self.made.at, self.made.id)


def write_marks(
    meeting: Meeting, marks: Iterable[AttendanceMark], source: MarkSource
) -> dict[int, Attendance]:
    """Merge marks into their rows; return how each of these teachers stands then."""
    wanted = {mark.teacher_id: mark for mark in marks}
    rows = _rows_by_teacher(meeting, wanted)
    rests = _rest_marks(meeting)
    called = _expected_among(meeting, wanted) if rests else frozenset()
    for pk, mark in wanted.items():
        row = rows.get(pk)
        word = newest(_stored_version(row), _new_version(mark, source))
        found = effective_presence(word, rests if pk in called else ())
        assert found is not None
        rows[pk] = _attendance_row(meeting, pk, word, found, row)
        _sign(rows[pk], row, mark, source)
    _upsert(rows.values())
    marks_written.send(sender=Attendance, meeting=meeting)
    return rows


def lost_marks(
    rows: Mapping[int, Attendance], marks: Iterable[AttendanceMark], made: WriteOrigin
) -> tuple[Attendance, ...]:
    """The rows that say something else than these marks, because somebody's word goes before."""
    wanted = [(rows[mark.teacher_id], mark) for mark in marks]
    return tuple(row for row, mark in wanted if row.stamp_id != made.id and not _says(row, mark))


def _says(row: Attendance, mark: AttendanceMark) -> bool:
    said = (row.status, row.note, row.arrived_at, row.left_at)
    return said == (mark.status, mark.note, mark.arrived, mark.left)


def write_rest_mark(meeting: Meeting, status: str, source: MarkSource) -> list[int]:
    """Mark everybody without a record with `status`; return the ids that changed."""
    RestMark.objects.get_or_create(
        id=source.made.id,
        defaults={
            "meeting": meeting,
            "status": status,
            "said_at": source.made.at,
            "said_by_id": source.user_id,
        },
    )
    ids = list(expected(meeting).order_by().values_list("pk", flat=True))
    rows, rests = _rows_by_teacher(meeting, ids), _rest_marks(meeting)
    changed: dict[int, Attendance] = {}
    for pk in ids:
        row = rows.get(pk)
        word = _stored_version(row)
        found = effective_presence(word, rests)
        if found is not None and not _is_current(row, found):
            changed[pk] = _attendance_row(meeting, pk, word, found, row)
    _upsert(changed.values())
    marks_written.send(sender=Attendance, meeting=meeting)
    return list(changed)


def _rows_by_teacher(meeting: Meeting, ids: Iterable[int]) -> dict[int, Attendance]:
    found = Attendance.objects.filter(meeting=meeting, teacher_id__in=list(ids))
    return {row.teacher_id: row for row in found}


def _rest_marks(meeting: Meeting) -> tuple[RestMarkValue, ...]:
    rows = RestMark.objects.filter(meeting=meeting)
    return tuple(RestMarkValue(row.said_at, row.id, row.status, row.said_by_id) for row in rows)


def _expected_among(meeting: Meeting, wanted: Mapping[int, AttendanceMark]) -> frozenset[int]:
    among = expected(meeting).filter(pk__in=list(wanted)).order_by()
    return frozenset(among.values_list("pk", flat=True))


def _new_version(mark: AttendanceMark, source: MarkSource) -> Versioned[Presence]:
    presence = Presence(mark.status, mark.how, source.user_id, mark.note, mark.arrived, mark.left)
    return Versioned(source.stamp, presence)


def _stored_version(row: Attendance | None) -> Versioned[Presence] | None:
    """What was last said about this teacher by name; None when nothing was."""
    if row is None:
        return None
    if row.how == HOW_REST:
        if row.stamp_at is None:
            return None
        # A record that was taken away, with "all the others" said after it.
        taken = Presence("", Attendance.How.LIST, row.recorded_by_id)
        return Versioned(_stored_stamp(row), taken)
    presence = Presence(
        row.status, row.how, row.recorded_by_id, row.note, row.arrived_at, row.left_at
    )
    return Versioned(_stored_stamp(row), presence)


def _stored_stamp(row: Attendance) -> WriteStamp:
    # Rows from before there were stamps are as old as they say.
    at, pk = row.stamp_at or row.recorded_at, row.stamp_id or _NOBODY
    return WriteStamp(row.stamp_authority, at, pk)


def _is_current(row: Attendance | None, found: EffectivePresence) -> bool:
    """Does the row say it already? A mark for one teacher is never changed by one for all the
    others."""
    if row is None or found.presence.how != HOW_REST:
        return row is not None
    shown = row.status, row.how, row.recorded_at
    return shown == (found.presence.status, HOW_REST, found.at)


def _attendance_row(
    meeting: Meeting,
    teacher_id: int,
    word: Versioned[Presence] | None,
    found: EffectivePresence,
    old: Attendance | None,
) -> Attendance:
    here = found.presence
    return Attendance(
        meeting=meeting,
        teacher_id=teacher_id,
        status=here.status,
        how=here.how,
        note=here.note,
        arrived_at=here.arrived,
        left_at=here.left,
        recorded_at=found.at,
        recorded_by_id=here.by,
        stamp_authority=word.stamp.authority if word else 0,
        stamp_at=word.stamp.at if word else None,
        stamp_id=word.stamp.id if word else None,
        signature=old.signature if old else "",
        signed_at=old.signed_at if old else None,
        signed_id=old.signed_id if old else None,
    )


def _sign(
    row: Attendance, old: Attendance | None, mark: AttendanceMark, source: MarkSource
) -> None:
    """A signature is the teacher's own: a recorder's mark neither makes nor removes it."""
    if not mark.signature:
        return
    known = None
    if old is not None and old.signed_at is not None:
        known = WriteStamp(0, old.signed_at, old.signed_id or _NOBODY)
    if supersedes(WriteStamp(0, source.made.at, source.made.id), known):
        row.signature = mark.signature
        row.signed_at, row.signed_id = source.made.at, source.made.id


def _upsert(rows: Iterable[Attendance]) -> None:
    """One statement for all; a row created meanwhile is updated, never duplicated."""
    Attendance.objects.bulk_create(
        list(rows),
        update_conflicts=True,
        unique_fields=["meeting", "teacher"],
        update_fields=list(_UPSERT_FIELDS),
    )
