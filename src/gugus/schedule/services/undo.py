"""The last move of a draft is taken back at one press; everything else stays."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from gugus.meetings.models import Meeting
from gugus.people.access import Actor
from gugus.people.models import School, Speaker, StudyGroup
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.programme.models import Line
from gugus.schedule.models import DraftChange, DraftMeeting, ScheduleDraft
from gugus.schedule.queries.drafts import undoable_changes
from gugus.schedule.rules.undo import draft_before_move
from gugus.schedule.services.adoption import SOLVED
from gugus.schedule.services.draft_changes import parse_snapshot
from gugus.schedule.services.drafts import PINS, locked_draft, solve_draft_again
from gugus.timetable.rules.assignment import Assignment, by_part, from_columns

# A row of a draft as it was kept: its columns by name.
Columns = dict[str, Any]
_NAMED: tuple[tuple[type[Model], str], ...] = (
    (Line, "line_id"),
    (Meeting, "meeting_id"),
    (StudyGroup, "study_group_id"),
    (School, "host_id"),
    (School, "was_host_id"),
    (Speaker, "speaker_id"),
)


def undo_draft_change(
    *, actor: Actor, now: datetime, change: DraftChange, wait: bool = False
) -> ScheduleDraft:
    """Undo the last move, or the last pin, of a draft.

    The schedule of before a move is at hand and returns at once. Only what was pinned since, or
    what is no longer there, makes the solver arrange the others anew.
    """
    with transaction.atomic():
        draft = locked_draft(change.draft)
        if change.pk not in {one.pk for one in undoable_changes(draft)}:
            raise Refused(
                _(
                    "Perubahan itu sudah dibatalkan, atau ada yang lebih baru. Tidak ada yang diubah."
                )
            )
        is_move = change.kind == DraftChange.Kind.MOVE
        is_whole = _undo_move(draft, change) if is_move else _undo_pin(draft, change)
        change.delete()
        record(
            actor.user_id,
            now,
            f"schedule_draft.{change.kind}_undone",
            draft,
            draft.group_id,
            line=change.line_id,
            part=change.part,
        )
    if not is_whole:
        return solve_draft_again(actor=actor, now=now, draft=draft, wait=wait)
    draft.refresh_from_db()
    return draft


def _undo_pin(draft: ScheduleDraft, change: DraftChange) -> bool:
    """The former pins of one meeting; a draft that was not possible with them is solved again."""
    for row in draft.meetings.filter(line=change.line_id, part=change.part):
        for name in PINS:
            setattr(row, name, name in change.before["pins"])
        row.save(update_fields=list(PINS))
    return draft.status in SOLVED


def _undo_move(draft: ScheduleDraft, change: DraftChange) -> bool:
    """The rows as they were, and what the solver said of them."""
    there = {row.assignment.key: row for row in draft.meetings.all()}
    kept = [parse_snapshot(row) for row in change.before["rows"]]
    alive = _still_there(kept)
    back = draft_before_move(
        {key: row.assignment for key, row in there.items()},
        by_part(map(from_columns, alive)),
        (change.line_id, change.part),
    )
    for cells in alive:
        key = from_columns(cells).key
        row = there.pop(key, None) or DraftMeeting(draft=draft)
        _write(row, cells, back.rows[key])
    DraftMeeting.objects.filter(pk__in=[row.pk for row in there.values()]).delete()
    for name, value in parse_snapshot(change.before["draft"]).items():
        setattr(draft, name, value)
    draft.save()
    return back.is_whole and len(alive) == len(kept)


def _write(row: DraftMeeting, cells: Columns, to: Assignment) -> None:
    for name, value in cells.items():
        setattr(row, name, value)
    row.assign(to, pins=True)
    row.save()


def _still_there(rows: list[Columns]) -> list[Columns]:
    """The rows of which nothing that they name is gone."""
    gone: dict[str, set[int]] = {}
    for model, name in _NAMED:
        asked = {row[name] for row in rows} - {None}
        gone[name] = asked - set(
            model._default_manager.filter(pk__in=asked).values_list("pk", flat=True)
        )
    return [row for row in rows if not any(row[name] in gone[name] for name in gone)]
