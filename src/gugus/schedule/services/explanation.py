"""What another choice for one meeting would cost: counted when somebody asks, and kept."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from gugus.cores.scheduling import Choice, Objective, Schedule, Status, next_best
from gugus.schedule.models import Draft, DraftMeeting, Placement
from gugus.schedule.queries.drafts import rows_of, wish_of
from gugus.schedule.queries.facts import Gathered, facts_for, facts_of
from gugus.schedule.rules.explanation import Reasons, Stands, reasons
from gugus.timetable.rules.facts import PartKey, Wish, digest
from gugus.timetable.rules.outcome import total_km, worst_km
from gugus.timetable.rules.problem import Built, build

# For each of the two questions: somebody waits for the answer.
SECONDS = 4.0


@dataclass(frozen=True)
class Explained:
    """The reasons of a meeting, and the facts that they rest on."""

    reasons: Reasons
    gathered: Gathered
    row: Stands


def explain_draft(row: DraftMeeting) -> Explained:
    """Why a draft has a meeting where it has it."""
    draft = row.draft
    gathered = facts_for(draft)
    rows = [_stands(one) for one in rows_of(draft)]
    key = (row.line_id, row.part)
    here = next(one for one in rows if (one.line, one.part) == key)
    return Explained(reasons(gathered.facts, rows, key), gathered, here)


def explain_meeting(placement: Placement, year: int, today: date) -> Explained | None:
    """Why a meeting of the calendar stands where it does; None once it is behind us."""
    gathered = facts_of([placement.meeting.group], year, today)
    rows = _rows_ahead(gathered)
    here = next((row for key, row in rows.items() if key == placement.meeting_id), None)
    if here is None:
        return None
    key = (here.line, here.part)
    return Explained(reasons(gathered.facts, list(rows.values()), key), gathered, here)


def weigh_draft(row: DraftMeeting, *, seconds: float = SECONDS) -> dict[str, Any]:
    """The next best host and the next best day of a draft's meeting; kept in the row."""
    if "next" not in row.why:
        explained = explain_draft(row)
        wishes = [wish_of(one) for one in rows_of(row.draft)]
        built = build(explained.gathered.facts, wishes, roomy=True)
        found = _weighed(built, wishes, (row.line_id, row.part), row.draft.objective, seconds)
        row.why = row.why | {"next": found}
        # It took seconds: of a draft that is made again meanwhile, or gone, it says nothing.
        same = DraftMeeting.objects.filter(
            draft__run=row.draft.run_id, draft__state=Draft.State.READY
        )
        same.filter(pk=row.pk).update(why=row.why)
    kept: dict[str, Any] = row.why["next"]
    return kept


def weigh_meeting(
    placement: Placement, explained: Explained, objective: str, *, seconds: float = SECONDS
) -> dict[str, Any]:
    """The same for a meeting of the calendar; counted anew when something has changed."""
    facts = explained.gathered.facts
    of = digest(facts)
    if placement.why.get("of") != of:
        speakers = {row.key: row.speaker for row in facts.groups[0].standing}
        wishes = [
            Wish(row.line, row.part, row.day, row.host, speakers[pk], row.pin_date, row.pin_host)
            for pk, row in _rows_ahead(explained.gathered).items()
        ]
        built = build(facts, wishes, roomy=True, new=False)
        key = (explained.row.line, explained.row.part)
        found = _weighed(built, wishes, key, objective, seconds)
        placement.why = {"of": of, "next": found}
        Placement.objects.filter(pk=placement.pk).update(why=placement.why)
    kept: dict[str, Any] = placement.why["next"]
    return kept


def _weighed(
    built: Built, wishes: list[Wish], key: PartKey, objective: str, seconds: float
) -> dict[str, Any]:
    choices = _choices(built, wishes)
    place = built.place_of(*key)
    if choices is None or place is None:
        return {}
    found = Schedule(Status.FEASIBLE, choices)
    return {
        "host": _other(built, found, place, objective, seconds, host=True),
        "day": _other(built, found, place, objective, seconds, host=False),
    }


def _other(
    built: Built,
    found: Schedule,
    place: int,
    objective: str,
    seconds: float,
    *,
    host: bool,
) -> dict[str, Any]:
    other = next_best(built.problem, found, place, Objective(objective), host=host, seconds=seconds)
    if not other.choices:
        return {"none": other.status == Status.IMPOSSIBLE}
    choice = other.choices[place]
    moved = sum(
        one != two
        for at, (one, two) in enumerate(zip(found.choices, other.choices, strict=True))
        if at != place
    )
    hosts = [one.host for one in found.choices]
    return {
        "school": built.schools[choice.host][1],
        "date": built.days[choice.slot].isoformat(),
        "km": round((other.total_teacher_km or 0.0) - total_km(built, hosts), 3),
        "worst": round((other.worst_teacher_km or 0.0) - worst_km(built, hosts), 3),
        "moves": moved,
    }


def _choices(built: Built, wishes: list[Wish]) -> tuple[Choice, ...] | None:
    """The schedule as it stands, in the problem's numbers; None where it does not fit any more."""
    known = {(wish.line, wish.part): wish for wish in wishes}
    slot = {day: at for at, day in enumerate(built.days)}
    school = {key: at for at, (_group, key) in enumerate(built.schools)}
    speaker = {key: at for at, key in enumerate(built.speakers)}
    found = []
    for key, meeting in zip(built.keys, built.problem.meetings, strict=True):
        if key is None:
            found.append(Choice(min(meeting.slots), min(meeting.hosts or {0})))
            continue
        wish = known.get((key.line, key.part))
        if wish is None or wish.day not in slot or wish.host not in school:
            return None
        spoken = speaker.get(wish.speaker) if wish.speaker is not None else None
        found.append(Choice(slot[wish.day], school[wish.host], spoken))
    return tuple(found)


def _rows_ahead(gathered: Gathered) -> dict[int, Stands]:
    """The meetings of the calendar ahead, by their number."""
    group = gathered.facts.groups[0]
    built = build(gathered.facts, new=False)
    standing = {row.key: row for row in group.standing}
    found = {}
    for key in built.keys:
        if key is not None and key.meeting is not None:
            row = standing[key.meeting]
            found[row.key] = Stands(
                key.line, key.part, row.day, row.host, row.pin_date, row.pin_host
            )
    return found


def _stands(row: DraftMeeting) -> Stands:
    return Stands(row.line_id, row.part, row.date, row.host_id, row.pin_date, row.pin_host)
