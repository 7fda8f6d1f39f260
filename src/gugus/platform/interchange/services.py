"""A file is read into a draft, decided on, and applied once or thrown away."""

import json
import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from gugus.cores.formats.errors import FormatRefused
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.platform.interchange.importer import (
    SKIP,
    AgreedImport,
    Importer,
    ReadRow,
    RowJudgement,
    Values,
)
from gugus.platform.interchange.models import ImportDraft, ImportRow
from gugus.platform.jobs.handle import JobHandle, JobLostError
from gugus.platform.jobs.services.queue import cancel_jobs, run_in_thread

# Files up to this size are read while the person waits.
MAX_INLINE_BYTES = 1024 * 1024
# An undecided preview may hold names and numbers: it is not kept for ever.
DRAFT_RETENTION = timedelta(days=14)
_STORED_AT_ONCE = 2000
_READ, _JUDGED = 60, 75
_JOB = "import"
# Hears how many percent are done.
Show = Callable[[int], object]
State = ImportDraft.State
WAITING = (State.READY, State.READING)
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class NewImport:
    """A file, whose it is and what it is about."""

    group_id: int
    data: bytes
    file_name: str = ""
    label: str = ""
    subject: Values = field(default_factory=dict)


def preview_import(
    importer: Importer, *, actor_id: int, now: datetime, what: NewImport
) -> ImportDraft:
    """Read a file into a draft: a small one now, a large one in the background.

    A file that is refused at once leaves nothing behind.
    """
    if len(what.data) > importer.max_bytes:
        raise Refused(importer.refusal("too_large", ()), "file")
    _empty_old_drafts(importer.kind, what.group_id, now)
    draft = ImportDraft(
        kind=importer.kind,
        group_id=what.group_id,
        subject=dict(what.subject),
        label=what.label[:200],
        file_name=_plain_name(what.file_name),
        made_by_id=actor_id,
        made_at=now,
    )
    if len(what.data) > MAX_INLINE_BYTES:
        with transaction.atomic():
            _store_draft(importer, draft, now)
            _read_aside(importer, draft, what.data)
        return draft
    judged = _read(importer, draft, what.data, now)
    draft.state = State.READY
    with transaction.atomic():
        _store_draft(importer, draft, now)
        _store_rows(draft, judged)
    return draft


def _plain_name(file_name: str) -> str:
    name = PurePath(file_name.replace("\\", "/")).name
    return "".join(filter(str.isprintable, name))[:200]


def _empty_old_drafts(kind: str, group_id: int, now: datetime) -> None:
    drafts = ImportDraft.objects.filter(kind=kind, group_id=group_id, state__in=WAITING)
    _empty(drafts.filter(made_at__lt=now - DRAFT_RETENTION).values_list("pk", flat=True))


def _empty(pks: Collection[int]) -> None:
    with transaction.atomic():
        old = list(pks)
        ImportRow.objects.filter(draft__in=old).delete()
        ImportDraft.objects.filter(pk__in=old).update(state=State.DISCARDED)


def _store_draft(importer: Importer, draft: ImportDraft, now: datetime) -> None:
    if importer.replaces_older:
        older = ImportDraft.objects.filter(
            kind=draft.kind, group_id=draft.group_id, made_by=draft.made_by_id, state=State.READY
        ).values_list("pk", "subject")
        _empty([pk for pk, subject in older if subject == draft.subject])
    draft.save()
    record(draft.made_by_id, now, "import_draft.created", draft, draft.group_id, kind=draft.kind)


def _read(
    importer: Importer,
    draft: ImportDraft,
    data: bytes,
    now: datetime,
    show: Show = lambda _percent: None,
) -> Sequence[RowJudgement]:
    """Parse and judge, or raise Refused; of an unforeseen fault only its kind is logged."""

    def tell(done: int, total: int) -> None:
        show(_READ * done // max(total, 1))

    try:
        found = importer.parse(data, draft, tell)
        draft.notes = dict(found.notes)
        return importer.judge(draft, found.rows, now)
    except FormatRefused as refusal:
        raise Refused(importer.refusal(refusal.code, refusal.names), "file") from refusal
    except (Refused, JobLostError):
        raise
    except Exception as error:
        # The message or trace of a reader's fault may quote a cell.
        logger.error("Reading a file of %s failed: %s", draft.kind, type(error).__name__)
        raise Refused(
            _(
                "Berkas ini tidak selesai dibaca karena gangguan di server. Belum ada yang "
                "disimpan. Coba unggah lagi; jika terulang, beri tahu pengelola aplikasi."
            ),
            "file",
        ) from None


def _read_aside(importer: Importer, draft: ImportDraft, data: bytes) -> None:
    """Read in a job of this process: the bytes may hold what may not be stored.

    When the process ends the reading is broken off, which the job's heartbeat shows.
    """
    language = translation.get_language()

    def read(job: JobHandle) -> None:
        with translation.override(language):
            read_stored_draft(importer, draft.pk, data, lambda percent: job.show(percent, 100))

    run_in_thread(kind=_JOB, subject=draft, user_id=draft.made_by_id, now=draft.made_at, work=read)


def read_stored_draft(
    importer: Importer, draft_id: int, data: bytes, show: Show = lambda _percent: None
) -> None:
    """Read, judge and store; whatever goes wrong is written on the draft."""
    try:
        draft = ImportDraft.objects.get(pk=draft_id)
        judged = _read(importer, draft, data, timezone.now(), show)
        show(_JUDGED)
        _store_rows(draft, judged, show)
        if not _reading(draft_id).update(state=State.READY, notes=draft.notes):
            raise JobLostError
    except Refused as refusal:
        ImportRow.objects.filter(draft_id=draft_id).delete()
        _reading(draft_id).update(state=State.REFUSED, refusal=refusal.message)
    except JobLostError:
        # Somebody threw the draft away meanwhile.
        ImportRow.objects.filter(draft_id=draft_id).delete()


def _reading(draft_id: int) -> QuerySet[ImportDraft]:
    return ImportDraft.objects.filter(pk=draft_id, state=State.READING)


def _store_rows(
    draft: ImportDraft, judged: Sequence[RowJudgement], show: Show = lambda _percent: None
) -> None:
    """Add rows by one plain statement: `bulk_create` takes five times as long for the many."""
    table, quote = ImportRow._meta.db_table, connection.ops.quote_name
    names = ("draft_id", "number", "verdict", "values", "findings", "choices", "decision")
    columns, places = ", ".join(map(quote, names)), ", ".join(["%s"] * len(names))
    statement = f"INSERT INTO {quote(table)} ({columns}) VALUES ({places})"  # noqa: S608
    for at in range(0, len(judged), _STORED_AT_ONCE):
        part = [_fields(draft.pk, one) for one in judged[at : at + _STORED_AT_ONCE]]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(statement, part)
        show(_JUDGED + (100 - _JUDGED) * at // len(judged))


def _fields(draft_id: int, one: RowJudgement) -> list[str | int]:
    kept = (json.dumps(part) for part in (one.values, one.findings, list(one.choices)))
    return [draft_id, one.number, str(one.verdict), *kept, str(one.decision)]


def decide_rows(*, draft: ImportDraft, decisions: Mapping[int, str]) -> int:
    """Note what a person decided, by row number; returns how many decisions could be taken."""
    with transaction.atomic():
        draft = _locked_ready_draft(draft)
        rows = draft.rows.filter(number__in=list(decisions))
        decided = [row for row in rows if decisions[row.number] in row.choices]
        for row in decided:
            row.decision = decisions[row.number]
        ImportRow.objects.bulk_update(decided, ["decision"])
    # They leave a trace when they are applied.
    return len(decided)


def apply_draft(
    importer: Importer,
    *,
    actor: Any,
    actor_id: int,
    now: datetime,
    draft: ImportDraft,
    options: Values | None = None,
) -> ImportDraft:
    """Write what a person agreed to, once, all of it or nothing.

    Rows are judged anew first. What stands otherwise by now is never written: the importer leaves
    it out and counts it, or refuses the whole; then the draft is judged anew to be looked at.
    """
    changed: list[RowJudgement] = []
    try:
        with transaction.atomic():
            draft = _locked_ready_draft(draft)
            importer.lock(draft)
            agreed, changed = _agreed(importer, draft, now)
            written = importer.write(
                AgreedImport(draft, actor, now, agreed, changed, options or {})
            )
            draft.state, draft.applied_at = State.APPLIED, now
            draft.outcome = dict(written.outcome)
            draft.save(update_fields=["state", "applied_at", "outcome"])
            draft.rows.all().delete()
            record(
                actor_id,
                now,
                "import_draft.applied",
                draft,
                draft.group_id,
                kind=draft.kind,
                **written.audit,
            )
    except Refused:
        if changed:
            _judge_anew(importer, draft, now)
        raise
    except IntegrityError as error:
        raise Refused(
            _(
                "Belum ada yang disimpan: datanya berubah pada saat yang sama. Coba terapkan "
                "sekali lagi."
            )
        ) from error
    return draft


def _agreed(
    importer: Importer, draft: ImportDraft, now: datetime
) -> tuple[list[tuple[str, Any]], list[RowJudgement]]:
    stored = {row.number: row for row in draft.rows.order_by("number")}
    fresh = {one.number: one for one in importer.judge(draft, _read_rows(stored.values()), now)}
    agreed, changed = [], []
    for number, row in stored.items():
        if row.decision in ("", SKIP):
            continue
        one = fresh.get(number) or RowJudgement(number, "", row.values)
        if _stands(row, one):
            agreed.append((row.decision, one.entry))
        else:
            changed.append(one)
    return agreed, changed


def _judge_anew(importer: Importer, draft: ImportDraft, now: datetime) -> None:
    """Keep what was decided about rows that stand as they stood."""
    with transaction.atomic():
        draft = _locked_ready_draft(draft)
        stored = {row.number: row for row in draft.rows.order_by("number")}
        judged = importer.judge(draft, _read_rows(stored.values()), now)
        draft.rows.all().delete()
        _store_rows(draft, judged)
        kept = [one for one in judged if one.number in stored and _stands(stored[one.number], one)]
        decide_rows(
            draft=draft, decisions={one.number: stored[one.number].decision for one in kept}
        )


def _read_rows(rows: Iterable[ImportRow]) -> list[ReadRow]:
    return [ReadRow(row.number, row.values) for row in rows]


def _stands(row: ImportRow, fresh: RowJudgement) -> bool:
    return (row.verdict, row.findings) == (str(fresh.verdict), fresh.findings)


def discard_draft(*, actor_id: int, now: datetime, draft: ImportDraft) -> None:
    """Throw a draft away; nothing but the draft changes."""
    with transaction.atomic():
        draft = ImportDraft.objects.select_for_update().get(pk=draft.pk)
        if draft.state == State.APPLIED:
            raise Refused(_("Impor ini sudah diterapkan, jadi tidak bisa dibuang."))
        draft.rows.all().delete()
        draft.state = State.DISCARDED
        draft.save(update_fields=["state"])
        cancel_jobs(draft)
        record(actor_id, now, "import_draft.discarded", draft, draft.group_id, kind=draft.kind)


def _locked_ready_draft(draft: ImportDraft) -> ImportDraft:
    """The draft, locked, if it still waits for a person's decision."""
    held = ImportDraft.objects.select_for_update().get(pk=draft.pk)
    if held.state == State.APPLIED:
        raise Refused(_("Pratinjau ini sudah diterapkan; tidak ada yang dicatat dua kali."))
    if held.state != State.READY:
        raise Refused(_("Pratinjau ini sudah dibuang. Unggah berkasnya sekali lagi."))
    return held
