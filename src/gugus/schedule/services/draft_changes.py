"""What a draft was before a person changed it, kept so that the change can be taken back."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from gugus.people.access import Actor
from gugus.schedule.models import DraftChange, DraftMeeting, ScheduleDraft
from gugus.schedule.queries.drafts import draft_meetings

# What the solver said of the draft; the run too, whose other groups share its speakers.
FIGURES = (
    "run_id",
    "objective",
    "status",
    "gap",
    "total_km",
    "worst_km",
    "seconds",
    "moved",
    "rotation_km",
    "each_hosts_once",
    "clash",
    "clash_is_smallest",
    "distance_basis",
    "as_of",
    "facts_digest",
)
CELLS = (
    "line_id",
    "part",
    "study_group_id",
    "meeting_id",
    "date",
    "host_id",
    "speaker_id",
    "was_date",
    "was_host_id",
    "pin_date",
    "pin_host",
    "pin_speaker",
    "why",
)
_DAYS = {"as_of", "date", "was_date"}


def save_before_move(actor: Actor, now: datetime, draft: ScheduleDraft, row: DraftMeeting) -> None:
    """Keep the whole draft as it stands before `row` is moved."""
    before = {
        "draft": _plain(draft, FIGURES),
        "rows": [_plain(one, CELLS) for one in draft_meetings(draft)],
    }
    _keep(actor, now, draft, row, DraftChange.Kind.MOVE, before)


def save_before_pin(
    actor: Actor, now: datetime, draft: ScheduleDraft, row: DraftMeeting, pins: Iterable[str]
) -> None:
    """Keep which pins a meeting had; letting pins go leaves nothing to be taken back."""
    former = [name for name in ("pin_date", "pin_host", "pin_speaker") if getattr(row, name)]
    if set(pins) - set(former):
        _keep(actor, now, draft, row, DraftChange.Kind.PIN, {"pins": former})
    else:
        pinned = draft.changes.filter(kind=DraftChange.Kind.PIN)
        pinned.filter(line=row.line_id, part=row.part).delete()


def _keep(
    actor: Actor,
    now: datetime,
    draft: ScheduleDraft,
    row: DraftMeeting,
    kind: DraftChange.Kind,
    before: dict[str, Any],
) -> None:
    DraftChange.objects.create(
        draft=draft,
        kind=kind,
        line_id=row.line_id,
        part=row.part,
        before=before,
        at=now,
        by_id=actor.user_id,
    )


def _plain(row: object, names: Iterable[str]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in names}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


def parse_snapshot(kept: dict[str, Any]) -> dict[str, Any]:
    """What `_plain` kept, with days as days again."""
    return {
        name: date.fromisoformat(value) if name in _DAYS and value else value
        for name, value in kept.items()
    }
