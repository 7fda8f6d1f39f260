"""A teacher file is previewed, decided on, applied or thrown away."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import PurePath
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gugus.cores.formats.dapodik import DapodikRow, read_teacher_roster
from gugus.cores.formats.errors import FormatRefused
from gugus.people.access import Actor
from gugus.people.clock import day_here, day_of, year_here
from gugus.people.models import Group, GroupSchool, School
from gugus.people.queries import groups_of_school, school_ids_of
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.platform.jobs.services.queue import cancel_jobs
from gugus.roster.models import RosterDraft, RosterRow
from gugus.roster.rules.matching import (
    ACTIONS_BY_DOUBT,
    JudgedRow,
    RosterDoubt,
    RosterVerdict,
    RowAction,
)
from gugus.roster.services.labels import file_refusal_text, row_reason_text
from gugus.roster.services.reader import start_reading, verdict_counts
from gugus.roster.services.writer import RosterUpdate, compare_with_roster, write_update

# An undecided preview holds names and numbers: it is not kept for ever.
DRAFT_RETENTION = timedelta(days=14)
State = RosterDraft.State


def preview_roster(
    *, actor: Actor, group: Group, school: School, data: bytes, file_name: str, now: datetime
) -> RosterDraft:
    """Read a file into a draft. Nothing of it reaches the roster before `apply_roster`."""
    if school.pk not in set(school_ids_of(group.pk)):
        raise Refused(_("Sekolah ini bukan anggota kelompok."), "school")
    _empty_old_drafts(group, now)
    draft = RosterDraft.objects.create(
        group=group,
        school=school,
        made_by_id=actor.user_id,
        made_at=now,
        file_name=_safe_name(file_name),
    )
    start_reading(draft, data)
    draft.refresh_from_db()
    return draft


def _safe_name(file_name: str) -> str:
    name = PurePath(file_name.replace("\\", "/")).name
    return "".join(filter(str.isprintable, name))[:200] or "?"


def _empty_old_drafts(group: Group, now: datetime) -> None:
    old = RosterDraft.objects.filter(
        group=group, state__in=[State.READY, State.READING], made_at__lt=now - DRAFT_RETENTION
    )
    with transaction.atomic():
        RosterRow.objects.filter(draft__in=old).delete()
        old.update(state=State.DISCARDED)


def decide_rows(*, actor: Actor, draft: RosterDraft, decisions: Mapping[int, str]) -> int:
    """Note what a person decided about doubtful rows, by row number; returns how many."""
    with transaction.atomic():
        draft = _locked_ready_draft(draft)
        rows = draft.rows.filter(verdict=RosterVerdict.NEEDS_DECISION, number__in=list(decisions))
        decided = [
            row
            for row in rows
            if decisions[row.number] in ACTIONS_BY_DOUBT[RosterDoubt(row.reason)]
        ]
        for row in decided:
            row.decision = decisions[row.number]
        RosterRow.objects.bulk_update(decided, ["decision"])
    del actor  # decisions leave a trace when they are applied
    return len(decided)


def apply_roster(*, actor: Actor, draft: RosterDraft, now: datetime) -> RosterDraft:
    """Write the draft to the roster, once; rows that no longer fit are left alone and counted."""
    try:
        with transaction.atomic():
            return _apply(actor, draft, now)
    except IntegrityError as error:
        raise Refused(
            _(
                "Belum ada yang disimpan: daftar guru berubah pada saat yang sama. "
                "Coba terapkan sekali lagi."
            )
        ) from error


def _apply(actor: Actor, draft: RosterDraft, now: datetime) -> RosterDraft:
    draft = _locked_ready_draft(draft)
    school = School.objects.select_for_update().get(pk=draft.school_id)
    near = frozenset(school_ids_of(draft.group_id))
    if school.pk not in near:
        raise Refused(_("Sekolah ini bukan lagi anggota kelompok. Tidak ada yang disimpan."))
    stored = {row.number: row for row in draft.rows.exclude(verdict=RosterVerdict.REFUSED)}
    rows = [DapodikRow(row=number, **stored[number].values) for number in sorted(stored)]
    plan, left = RosterUpdate(), 0
    for fresh in compare_with_roster(rows, school=school, near=near):
        left += _add_to_update(plan, stored[fresh.row.row], fresh)
    written = write_update(plan, school, day=day_of(draft.group, now))
    draft.outcome = {
        "new": len(plan.new),
        "changed": len(plan.changed),
        "skipped": sum(_skipped(row) for row in stored.values()),
        "left": left,
    }
    draft.state, draft.applied_at = State.APPLIED, now
    draft.save(update_fields=["outcome", "state", "applied_at"])
    draft.rows.all().delete()
    record(
        user_id=actor.user_id,
        now=now,
        verb="roster_draft.applied",
        obj=draft,
        group_id=draft.group_id,
        school=school.pk,
        added=written.added,
        changed=written.changed,
    )
    return draft


def _add_to_update(plan: RosterUpdate, stored: RosterRow, fresh: JudgedRow) -> int:
    """Plan what the person saw and agreed to; 1 when the roster has changed since."""
    wish = planned_action(stored)
    if wish is None or fresh.verdict == RosterVerdict.UNCHANGED:
        return 0
    same = stored.verdict == fresh.verdict and stored.teacher_id == fresh.teacher_id
    doubt = fresh.reason if fresh.verdict == RosterVerdict.NEEDS_DECISION else None
    seen = [[change.field, change.old, change.new] for change in fresh.changes]
    if not same or seen != stored.changes or (doubt and doubt != stored.reason):
        return 1
    if wish == RowAction.ADD:
        plan.new.append(fresh.row)
    else:
        plan.changed.append(fresh)
    return 0


def planned_action(row: RosterRow) -> RowAction | None:
    """What becomes of a row: by its verdict, or as a person decided; None when it is left alone."""
    if row.verdict == RosterVerdict.NEW:
        return RowAction.ADD
    if row.verdict == RosterVerdict.CHANGED:
        return RowAction.UPDATE
    return RowAction(row.decision) if row.decision not in ("", RowAction.SKIP) else None


def _skipped(row: RosterRow) -> bool:
    return row.verdict == RosterVerdict.NEEDS_DECISION and row.decision in ("", RowAction.SKIP)


def discard_roster(*, actor: Actor, draft: RosterDraft, now: datetime) -> None:
    """Throw a draft away; the roster stays as it is."""
    with transaction.atomic():
        draft = RosterDraft.objects.select_for_update().get(pk=draft.pk)
        if draft.state == State.APPLIED:
            raise Refused(_("Impor ini sudah diterapkan, jadi tidak bisa dibuang."))
        draft.rows.all().delete()
        draft.state = State.DISCARDED
        draft.save(update_fields=["state"])
        cancel_jobs(draft)
        record(
            user_id=actor.user_id,
            now=now,
            verb="roster_draft.discarded",
            obj=draft,
            group_id=draft.group_id,
        )


def _locked_ready_draft(draft: RosterDraft) -> RosterDraft:
    """The draft, locked, if it still waits for a person's decision."""
    draft = RosterDraft.objects.select_for_update().get(pk=draft.pk)
    if draft.state != State.READY:
        raise Refused(_("Pratinjau ini sudah diterapkan atau dibuang. Tidak ada yang berubah."))
    return draft


Report = dict[str, Any]


def import_dapodik_file(
    *,
    data: bytes,
    school: School,
    dry_run: bool,
    now: datetime,
    progress: Callable[[int, int], None],
) -> Report:
    """Import without a person to ask: doubtful rows are reported and left alone."""
    try:
        roster = read_teacher_roster(data, lambda done, total: progress(done * 9, total * 10))
    except FormatRefused as refusal:
        raise Refused(file_refusal_text(refusal.code, refusal.names)) from refusal
    compared = compare_with_roster if dry_run else partial(_imported, now=now)
    judged = compared(roster.rows, school=school, near=_schools_around(school))
    progress(1, 1)
    return roster_report(judged, roster.dropped_columns)


def _imported(
    rows: Sequence[DapodikRow], *, school: School, near: frozenset[int], now: datetime
) -> list[JudgedRow]:
    with transaction.atomic():
        School.objects.select_for_update().get(pk=school.pk)
        judged = compare_with_roster(rows, school=school, near=near)
        plan = RosterUpdate(
            [entry.row for entry in judged if entry.verdict == RosterVerdict.NEW],
            [entry for entry in judged if entry.verdict == RosterVerdict.CHANGED],
        )
        written = write_update(plan, school, day=day_here(now))
        record(
            user_id=None,
            now=now,
            verb="roster.imported",
            obj=school,
            added=written.added,
            changed=written.changed,
        )
    return judged


def _schools_around(school: School) -> frozenset[int]:
    year = year_here()
    groups = groups_of_school(school.pk, year)
    rows = GroupSchool.objects.filter(group_id__in=groups).values_list("group_id", flat=True)
    return frozenset(pk for group_id in set(rows) for pk in school_ids_of(group_id, year))


def roster_report(judged: list[JudgedRow], dropped_columns: tuple[str, ...]) -> Report:
    """The outcome as the JSON that other programs may rely on."""
    return {
        "rows": [
            {
                "row": entry.row.row,
                "name": entry.row.name,
                "verdict": str(entry.verdict),
                "reason": row_reason_text(entry.reason or "", entry.detail) or None,
            }
            for entry in judged
        ],
        "counts": verdict_counts(judged),
        "dropped_columns": list(dropped_columns),
    }
