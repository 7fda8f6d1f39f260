"""A "Daftar Guru" file: parsed, judged against the roster, written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.cores.formats.dapodik import DapodikRow, read_teacher_roster
from gugus.cores.formats.errors import FormatRefused
from gugus.people.clock import day_here, day_of
from gugus.people.models import Group, School
from gugus.people.queries import keeper_of, schools_kept_by
from gugus.people.queries.members import school_ids_of
from gugus.people.services.members import refuse_own_school, refuse_shared_school
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.platform.interchange.importer import (
    SKIP,
    AgreedImport,
    Progress,
    ReadFile,
    ReadRow,
    RowJudgement,
    Values,
    WrittenImport,
    sheet_notes,
)
from gugus.platform.interchange.models import ImportDraft
from gugus.roster.rules.matching import (
    ACTIONS_BY_DOUBT,
    JudgedRow,
    RosterDoubt,
    RosterVerdict,
    RowAction,
)
from gugus.roster.rules.rows import ROSTER_FIELDS, CheckedRow, Note, RosterRowFault, check_row
from gugus.roster.services.labels import file_refusal_text, row_reason_text
from gugus.roster.services.writer import (
    RosterUpdate,
    coming_from_elsewhere,
    compare_with_roster,
    write_update,
)

KIND = "roster"
_USUAL = {RosterVerdict.NEW: RowAction.ADD, RosterVerdict.CHANGED: RowAction.UPDATE}
Report = dict[str, Any]


def parse_roster(data: bytes, draft: ImportDraft, tell: Progress) -> ReadFile:
    """Let the columns through that may be kept, each row cleaned or with its fault."""
    del draft
    roster = read_teacher_roster(data, tell)
    rows = [ReadRow(row.row, _values(check_row(row))) for row in roster.rows]
    notes = sheet_notes(roster.sheets, roster.hidden_rows)
    return ReadFile(rows, {"dropped_columns": list(roster.dropped_columns), **notes})


def _values(checked: CheckedRow) -> Values:
    values: dict[str, Any] = {
        name: text for name in ROSTER_FIELDS if (text := getattr(checked.row, name))
    }
    if checked.left_out:
        values["left_out"] = [list(note) for note in checked.left_out]
    return values | {"fault": [checked.fault, checked.field]} if checked.fault else values


def _checked(row: ReadRow) -> CheckedRow:
    texts = {name: row.values[name] for name in ROSTER_FIELDS if name in row.values}
    fault, field = row.values.get("fault", ("", ""))
    return CheckedRow(
        DapodikRow(row=row.number, **texts), RosterRowFault(fault) if fault else None, field
    )


def judge_roster(draft: ImportDraft, rows: Sequence[ReadRow], now: datetime) -> list[RowJudgement]:
    """Compare with the school's roster as it stands now."""
    del now
    near = frozenset(schools_kept_by(draft.group_id))
    school = School.objects.get(pk=draft.subject["school"])
    checked = [_checked(row) for row in rows]
    judged = compare_with_roster(checked, school=school, near=near)
    return [_judgement(row.values, one) for row, one in zip(rows, judged, strict=True)]


def _judgement(values: Values, one: JudgedRow) -> RowJudgement:
    findings = {
        "teacher": one.teacher_id,
        "changes": [[change.field, change.old, change.new] for change in one.changes],
        "reason": str(one.reason or ""),
        "detail": one.detail,
    }
    choices: tuple[str, ...] = ()
    if one.verdict == RosterVerdict.NEEDS_DECISION:
        actions = ACTIONS_BY_DOUBT[RosterDoubt(one.reason or "")]
        choices = actions if actions != (RowAction.SKIP,) else ()
    usual = _USUAL.get(one.verdict, "")
    return RowJudgement(one.row.row, one.verdict, values, findings, choices, usual, one)


def lock_roster(draft: ImportDraft) -> None:
    """One import at a time writes to a school, and only while it belongs to the group."""
    school = School.objects.select_for_update().get(pk=draft.subject["school"])
    if school.pk not in school_ids_of(draft.group_id):
        raise Refused(_("Sekolah ini bukan lagi anggota kelompok. Tidak ada yang disimpan."))
    refuse_shared_school(Group.objects.get(pk=draft.group_id), school)


def write_roster(agreed: AgreedImport) -> WrittenImport:
    """Write additions and updates; rows that stand otherwise by now are left alone and counted."""
    draft = agreed.draft
    plan = RosterUpdate(
        [one.row for action, one in agreed.rows if action == RowAction.ADD],
        [one for action, one in agreed.rows if action == RowAction.UPDATE],
    )
    school = School.objects.get(pk=draft.subject["school"])
    group = Group.objects.get(pk=draft.group_id)
    if coming_from_elsewhere(plan, school):
        refuse_own_school(agreed.actor, group, school)
    since = draft.subject.get("joined_on")
    written = write_update(
        plan,
        school,
        day=day_of(group, agreed.now),
        first_list_since=date.fromisoformat(since) if since else None,
    )
    doubtful = draft.rows.filter(verdict=RosterVerdict.NEEDS_DECISION)
    outcome = {
        "new": len(plan.new),
        "changed": len(plan.changed),
        "skipped": doubtful.filter(decision__in=["", SKIP]).count(),
        # What has become true by itself is no loss.
        "left": sum(one.verdict != RosterVerdict.UNCHANGED for one in agreed.changed),
    }
    audit = {"school": school.pk, "added": written.added, "changed": written.changed}
    return WrittenImport(outcome, audit)


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
    checked = [check_row(row) for row in roster.rows]
    judged = compared(checked, school=school, near=_schools_around(school))
    progress(1, 1)
    left_out = {one.row.row: one.left_out for one in checked if one.left_out}
    return roster_report(judged, roster.dropped_columns, left_out)


def _imported(
    rows: Sequence[CheckedRow], *, school: School, near: frozenset[int], now: datetime
) -> list[JudgedRow]:
    with transaction.atomic():
        School.objects.select_for_update().get(pk=school.pk)
        judged = compare_with_roster(rows, school=school, near=near)
        plan = RosterUpdate(
            [entry.row for entry in judged if entry.verdict == RosterVerdict.NEW],
            [entry for entry in judged if entry.verdict == RosterVerdict.CHANGED],
        )
        written = write_update(plan, school, day=day_here(now))
        record(None, now, "roster.imported", school, added=written.added, changed=written.changed)
    return judged


def _schools_around(school: School) -> frozenset[int]:
    keeper = keeper_of(school)
    return frozenset(schools_kept_by(keeper.pk)) if keeper is not None else frozenset()


def roster_report(
    judged: Iterable[JudgedRow],
    dropped_columns: tuple[str, ...],
    left_out: Mapping[int, Sequence[Note]],
) -> Report:
    """The outcome as the JSON that other programs may rely on."""
    counts = {str(verdict): 0 for verdict in RosterVerdict}
    rows = []
    for entry in judged:
        counts[entry.verdict] += 1
        reasons = [row_reason_text(entry.reason or "", entry.detail)]
        reasons += [row_reason_text(*note) for note in left_out.get(entry.row.row, ())]
        rows.append(
            {
                "row": entry.row.row,
                "name": entry.row.name,
                "verdict": str(entry.verdict),
                "reason": " ".join(filter(None, reasons)) or None,
            }
        )
    return {"rows": rows, "counts": counts, "dropped_columns": list(dropped_columns)}
