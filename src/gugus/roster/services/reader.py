"""Reading a roster file into a draft, in the request or in the background.

The bytes stay in the memory of this process: they hold what may not be stored (UU 27/2022).
When the process ends, the reading is broken off; its job's heartbeat shows it.
"""

import json
import logging
from collections.abc import Callable

from django.db import connection, transaction

from gugus.cores.formats.dapodik import read_teacher_roster
from gugus.cores.formats.errors import FormatRefused
from gugus.people.queries import school_ids_of
from gugus.platform.jobs.handle import JobHandle, JobLostError
from gugus.platform.jobs.services.queue import run_in_thread
from gugus.roster.models import RosterDraft, RosterRow
from gugus.roster.rules.matching import JudgedRow, RosterVerdict
from gugus.roster.rules.rows import ROSTER_FIELDS
from gugus.roster.services.writer import compare_with_roster

# Files up to this size are read while the person waits: under half a second.
MAX_INLINE_BYTES = 1024 * 1024
_STORED_AT_ONCE = 2000
_READ, _COMPARED = 60, 75
logger = logging.getLogger(__name__)
# Hears how many percent are done.
Progress = Callable[[int], object]


class _Abandoned(Exception):  # noqa: N818 - somebody threw the draft away meanwhile
    """Nobody waits for the draft any more."""


def start_reading(draft: RosterDraft, data: bytes) -> None:
    """Read a small file now, a large one in a thread that the request need not wait for."""
    if len(data) <= MAX_INLINE_BYTES:
        read_draft(draft.pk, data)
        return

    def read(job: JobHandle) -> None:
        read_draft(draft.pk, data, lambda percent: job.show(percent, 100))

    run_in_thread(
        kind="roster", subject=draft, user_id=draft.made_by_id, now=draft.made_at, work=read
    )


def read_draft(draft_id: int, data: bytes, show: Progress = lambda _percent: None) -> None:
    """Read, compare and store; whatever goes wrong is written on the draft."""
    try:
        _read(draft_id, data, show)
    except FormatRefused as refusal:
        _refuse(draft_id, refusal.code, refusal.names)
    except (_Abandoned, JobLostError):
        RosterRow.objects.filter(draft_id=draft_id).delete()
    except Exception as error:
        # The message or trace of a reader's fault may quote a cell: only its kind is logged.
        logger.error("Reading roster draft %s failed: %s", draft_id, type(error).__name__)
        _refuse(draft_id, "broken", ())


def _read(draft_id: int, data: bytes, show: Progress) -> None:
    def reading(done: int, total: int) -> None:
        show(_READ * done // max(total, 1))

    draft = RosterDraft.objects.select_related("school").get(pk=draft_id)
    roster = read_teacher_roster(data, reading)
    near = frozenset(school_ids_of(draft.group_id))
    judged = compare_with_roster(roster.rows, school=draft.school, near=near)
    show(_COMPARED)
    for at in range(0, len(judged), _STORED_AT_ONCE):
        part = judged[at : at + _STORED_AT_ONCE]
        _store(draft_id, part)
        show(_COMPARED + (100 - _COMPARED) * at // len(judged))
    ready = RosterDraft.objects.filter(pk=draft_id, state=RosterDraft.State.READING).update(
        state=RosterDraft.State.READY,
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
