"""Writing what the solver found into a draft."""

from gugus.cores.scheduling import Objective, SolverStatus
from gugus.schedule.models import DraftMeeting, ScheduleDraft
from gugus.schedule.queries.facts import FactsWithDistances
from gugus.timetable.rules.assignment import Assignment
from gugus.timetable.rules.facts import facts_digest
from gugus.timetable.rules.outcome import (
    clash_rows,
    each_hosts_once,
    placed,
    plain_rotation_km,
    shortage_rows,
)
from gugus.timetable.services.solver import SearchOutcome


def store_solution(
    draft: ScheduleDraft, gathered: FactsWithDistances, answer: SearchOutcome
) -> None:
    """Write what was found. Where nothing was, the rows that a person worked on stay."""
    found, built = answer.found, answer.built
    draft.state = ScheduleDraft.State.READY
    draft.status = ScheduleDraft.Status(found.status)
    draft.gap, draft.seconds, draft.moved = found.gap, found.seconds, 0
    draft.total_km, draft.worst_km = found.total_teacher_km, found.worst_teacher_km
    draft.distance_basis = gathered.distances[draft.group_id].basis
    draft.facts_digest = facts_digest(gathered.facts)
    draft.clash = shortage_rows(answer.shorts)
    draft.clash_is_smallest = False
    draft.rotation_km = None
    if built is not None:
        draft.clash = draft.clash or clash_rows(built, found.clash)
        draft.clash_is_smallest = bool(found.clash and found.clash.smallest)
    if built is not None and found.choices:
        rows = placed(built, found)
        group = gathered.facts.groups[0]
        draft.each_hosts_once = each_hosts_once(
            [row.host for row in rows], [row.key for row in group.schools if row.may_host]
        )
        draft.rotation_km = plain_rotation_km(built, found, Objective(draft.objective))
        draft.moved = _write(draft, rows, gathered)
    elif found.status == SolverStatus.UNKNOWN:
        draft.total_km = None
    draft.save()


def _write(draft: ScheduleDraft, rows: tuple[Assignment, ...], gathered: FactsWithDistances) -> int:
    """The rows of the draft, each as it was if it was there; how many meetings of the calendar
    move."""
    upcoming = {row.key: row for row in gathered.facts.groups[0].upcoming}
    audience = {line.key: line.audience for line in gathered.facts.groups[0].lines}
    there = {row.assignment.key: row for row in draft.meetings.all()}
    moved = 0
    for one in rows:
        row = there.pop(one.key, None)
        before = row.assignment if row else None
        row = row or DraftMeeting(draft=draft, line_id=one.line, part=one.part)
        meeting = upcoming.get(one.meeting) if one.meeting is not None else None
        row.study_group_id = audience[one.line]
        row.meeting_id = one.meeting
        row.assign(one)
        row.was_date = meeting.day if meeting else None
        row.was_host_id = meeting.host if meeting else None
        changed = before is not None and before.changes_to(one)
        row.why = {"before": before.as_data()} if before and changed else {}
        if meeting and before is None:
            row.pin_date, row.pin_host = meeting.pin_date, meeting.pin_host
            row.pin_speaker = meeting.pin_speaker
        row.save()
        moved += bool(meeting and (meeting.day, meeting.host) != (one.day, one.host))
    DraftMeeting.objects.filter(pk__in=[row.pk for row in there.values()]).delete()
    return moved
