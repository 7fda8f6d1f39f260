"""Reading a roster file into a draft, in the request or in the background.

The bytes stay in the memory of this process: they hold what may not be stored (UU 27/2022).
When the process ends, the reading is broken off; the draft's heartbeat shows it.
"""

import json
import logging
import threading
import time

from django.db import close_old_connections, connection, transaction
from django.utils import timezone

from gugus.cores.formats.dapodik import read_teacher_roster
from gugus.cores.formats.errors import FormatRefused
from gugus.people.queries import school_ids_of
from gugus.roster.models import RosterDraft, RosterRow
from gugus.roster.rules.matching import JudgedRow, RosterVerdict
from gugus.roster.rules.rows import ROSTER_FIELDS
from gugus.roster.services.writer import compare_with_roster

# Files up to this size are read while the person waits: under half a second.
MAX_INLINE_BYTES = 1024 * 1024
_BEAT_SECONDS = 0.7
_STORED_AT_ONCE = 2000
_READ, _COMPARED = 60, 75
logger = logging.getLogger(__name__)


class _Abandoned(Exception):  # noqa: N818 - somebody threw the draft away meanwhile
    """Nobody waits for the draft any more."""


def start_reading(draft: RosterDraft, data: bytes) -> None:
    """Read a small file now, a large one in a thread that the request need not wait for."""
    if len(data) <= MAX_INLINE_BYTES:
        read_draft(draft.pk, data)
        return
    thread = threading.Thread(
        target=_read_in_background, args=(draft.pk, data), name=f"roster-{draft.pk}", daemon=True
    )
    thread.start()


def _read_in_background(draft_id: int, data: bytes) -> None:
    close_old_connections()
    try:
        read_draft(draft_id, data)
    finally:
        connection.close()


def read_draft(draft_id: int, data: bytes) -> None:
    """Read, compare and store; whatever goes wrong is written on the draft."""
    heartbeat = _ProgressHeartbeat(draft_id)
    try:
        _read(draft_id, data, heartbeat)
    except FormatRefused as refusal:
        _refuse(draft_id, refusal.code, refusal.names)
    except _Abandoned:
        RosterRow.objects.filter(draft_id=draft_id).delete()
    except Exception as error:
        # The message or trace of a reader's fault may quote a cell: only its kind is logged.
        logger.error("Reading roster draft %s failed: %s", draft_id, type(error).__name__)
        _refuse(draft_id, "broken", ())


def _read(draft_id: int, data: bytes, heartbeat: "_ProgressHeartbeat") -> None:
    draft = RosterDraft.objects.select_related("school").get(pk=draft_id)
    roster = read_teacher_roster(data, heartbeat.reading)
    near = frozenset(school_ids_of(draft.group_id))
    judged = compare_with_roster(roster.rows, school=draft.school, near=near)
    heartbeat.show(_COMPARED)
    for at in range(0, len(judged), _STORED_AT_ONCE):
        part = judged[at : at + _STORED_AT_ONCE]
        _store(draft_id, part)
        heartbeat.show(_COMPARED + (100 - _COMPARED) * at // len(judged))
    ready = RosterDraft.objects.filter(pk=draft_id, state=RosterDraft.State.READING).update(
        state=RosterDraft.State.READY,
        progress=100,
        heartbeat_at=timezone.now(),
        counts=verdict_counts(judged),
        dropped_columns=list(roster.dropped_columns),
    )
    if not ready:
        raise _Abandoned


def verdict_counts(judged: list[JudgedRow]) -> dict[str, int]:
    """How many rows of each verdict."""
    counts = {str(verdict): 0 for verdict in RosterVerdict}
    for entry in judged:
        counts[entry.verdict] += 1
    return counts


def _store(draft_id: int, judged: list[JudgedRow]) -> None:
    """Add rows by one plain statement: `bulk_create` takes five times as long for the many."""
    fields = [field for field in RosterRow._meta.local_concrete_fields if not field.primary_key]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(RosterRow._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    names = [field.attname for field in fields]
    rows = [_row(draft_id, entry) for entry in judged]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(statement, [[row[name] for name in names] for row in rows])


def _row(draft_id: int, entry: JudgedRow) -> dict[str, str | int | None]:
    values = {name: text for name in ROSTER_FIELDS if (text := getattr(entry.row, name))}
    changes = [[change.field, change.old, change.new] for change in entry.changes]
    return {
        "draft_id": draft_id,
        "number": entry.row.row,
        "verdict": str(entry.verdict),
        "reason": str(entry.reason or ""),
        "detail": entry.detail,
        "values": json.dumps(values),
        "changes": json.dumps(changes) if changes else "[]",
        "teacher_id": entry.teacher_id,
        "decision": "",
    }


def _refuse(draft_id: int, code: str, names: tuple[str, ...]) -> None:
    RosterRow.objects.filter(draft_id=draft_id).delete()
    RosterDraft.objects.filter(pk=draft_id, state=RosterDraft.State.READING).update(
        state=RosterDraft.State.REFUSED, refusal=code, refusal_names=list(names)
    )


class _ProgressHeartbeat:
    """Writes progress on the draft, now and then, as a heartbeat."""

    def __init__(self, draft_id: int) -> None:
        self._draft_id, self._last = draft_id, time.monotonic()

    def reading(self, done: int, total: int) -> None:
        """Hear the reader's progress."""
        self.show(_READ * done // max(total, 1))

    def show(self, percent: int) -> None:
        """Write the percentage, unless it was written a moment ago."""
        if time.monotonic() - self._last < _BEAT_SECONDS:
            return
        self._last = time.monotonic()
        alive = RosterDraft.objects.filter(pk=self._draft_id, state=RosterDraft.State.READING)
        if not alive.update(progress=percent, heartbeat_at=timezone.now()):
            raise _Abandoned
