"""Who takes part: by teacher, school, study group, meeting and reason, from one count of hours.

Sums hold what meetings called for. Who came uncalled is an extra of the own row and of the
meeting's row, beside the sum and never in it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gugus.cores.words.order import place_key
from gugus.participation.queries.hours import (
    CountedTeacher,
    HeldMeeting,
    Hours,
    TeacherHours,
    hours_of_group,
)
from gugus.participation.rules.hours import AttendanceCategory, AttendanceTotals, attendance_totals
from gugus.people.models import Group
from gugus.people.rules.years import school_year_bounds, semester_bounds


@dataclass(frozen=True)
class Period:
    """Which meetings are asked for: of a school year, one of its semesters, or other days."""

    year: int
    semester: int | None = None
    # Both or neither; they stand before year and semester.
    since: date | None = None
    until: date | None = None

    @property
    def days(self) -> tuple[date, date]:
        """First and last day."""
        if self.since is not None and self.until is not None:
            return self.since, self.until
        if self.semester is not None:
            return semester_bounds(self.year, self.semester)
        return school_year_bounds(self.year)

    @property
    def is_free(self) -> bool:
        """Days of a person's own choice."""
        return self.since is not None and self.until is not None


@dataclass(frozen=True)
class TeacherParticipation:
    """How one teacher takes part; the sum holds meetings that called and those that did not."""

    teacher: CountedTeacher
    sum: AttendanceTotals
    extra: int
    # Meetings attended in the whole school year; None for days of a person's own choice.
    in_year: int | None
    # Came to no meeting and read no packet, though called and still a member.
    never: bool


@dataclass(frozen=True)
class GroupParticipation:
    """How the teachers of a school or study group take part (`id` None: in no study group)."""

    id: int | None
    name: str
    teachers: int
    sum: AttendanceTotals


@dataclass(frozen=True)
class MeetingParticipation:
    """How one meeting was attended by those it called, and how many came uncalled."""

    meeting: HeldMeeting
    sum: AttendanceTotals
    extra: int


@dataclass(frozen=True)
class Participation:
    """Everything that the page, the paper and the files show."""

    period: Period
    teachers: tuple[TeacherParticipation, ...]
    schools: tuple[GroupParticipation, ...]
    study_groups: tuple[GroupParticipation, ...]
    meetings: tuple[MeetingParticipation, ...]
    unrecorded: tuple[HeldMeeting, ...]
    whole: AttendanceTotals
    extra: int
    minutes_per_jp: int
    rows: Mapping[int, tuple[TeacherHours, ...]]


@dataclass(frozen=True)
class Scope:
    """Whose part is looked at; None leaves open."""

    schools: frozenset[int] | None = None
    study_group: int | None = None
    teacher: int | None = None

    def holds(self, one: CountedTeacher) -> bool:
        """Is this teacher meant?"""
        return (
            (self.schools is None or one.school_id in self.schools)
            and (self.study_group is None or self.study_group in one.study_groups)
            and (self.teacher is None or one.id == self.teacher)
        )


def participation_of(group: Group, period: Period, scope: Scope, *, today: date) -> Participation:
    """Count a period's meetings for those in scope, alphabetically: nobody is ranked."""
    # A semester is shown beside its year's minimum: the year is read once for both.
    first, last = period.days if period.is_free else school_year_bounds(period.year)
    names = {part.pk: part.name for part in group.study_groups.all()}
    hours = hours_of_group(group, first, last, today=today, teacher=scope.teacher)
    return count_participation(hours, period, scope, names)


def count_participation(
    hours: Hours, period: Period, scope: Scope, study_groups: Mapping[int, str]
) -> Participation:
    """Filter the hours by period and scope and total them by teacher, school, group and
    meeting."""
    since, until = period.days
    meetings = [one for one in hours.meetings if since <= one.day <= until]
    shown = {one.id for one in meetings}
    people = [one for one in hours.teachers if scope.holds(one)]
    rows = {
        one.id: tuple([row for row in hours.by_teacher[one.id] if row.meeting_id in shown])
        for one in people
    }
    everything = [row for own in rows.values() for row in own]
    people = [one for one in people if rows[one.id]]
    called = [row for row in everything if row.called]
    return Participation(
        period=period,
        teachers=tuple(_teacher(one, rows[one.id], hours, period) for one in people),
        schools=_groups(people, rows, lambda one: {one.school_id: one.school}),
        study_groups=_groups(people, rows, lambda one: _parts(one, study_groups)),
        meetings=_meetings(meetings, everything, is_filtered=scope != Scope()),
        unrecorded=tuple(
            one
            for one in hours.unrecorded
            if since <= one.day <= until and _concerns(one, scope, hours)
        ),
        whole=_sum(called),
        extra=len(everything) - len(called),
        minutes_per_jp=hours.minutes_per_jp,
        rows=rows,
    )


def _concerns(meeting: HeldMeeting, scope: Scope, hours: Hours) -> bool:
    """Did this meeting call the study group, or the teacher, that is looked at?"""
    part = meeting.study_group_id
    if part is None or (scope.study_group is None and scope.teacher is None):
        return True
    own = next((one.study_groups for one in hours.teachers if one.id == scope.teacher), frozenset())
    return part == scope.study_group or part in own


def _sum(rows: Sequence[TeacherHours]) -> AttendanceTotals:
    return attendance_totals([(row.status, row.minutes, row.caught_up) for row in rows])


def _teacher(
    one: CountedTeacher, rows: tuple[TeacherHours, ...], hours: Hours, period: Period
) -> TeacherParticipation:
    present = AttendanceCategory.PRESENT
    whole_year = len([row for row in hours.by_teacher[one.id] if row.counted == present])
    found = _sum(rows)
    never = not (one.left or found.present or found.caught_up)
    extra = len([row for row in rows if not row.called])
    return TeacherParticipation(one, found, extra, None if period.is_free else whole_year, never)


def _parts(one: CountedTeacher, names: Mapping[int, str]) -> dict[int | None, str]:
    return {pk: names[pk] for pk in one.study_groups} or {None: ""}


def _groups(
    people: Iterable[CountedTeacher],
    rows: Mapping[int, tuple[TeacherHours, ...]],
    belongs: Callable[[CountedTeacher], Mapping[int, str] | Mapping[int | None, str]],
) -> tuple[GroupParticipation, ...]:
    members: dict[tuple[str, int | None], list[int]] = {}
    for one in people:
        if any(row.called for row in rows[one.id]):
            for pk, name in belongs(one).items():
                members.setdefault((name, pk), []).append(one.id)
    in_order = sorted(members, key=lambda key: (key[1] is None, place_key(key[0]), key[1] or 0))
    return tuple(
        GroupParticipation(
            pk,
            name,
            len(members[name, pk]),
            _sum([row for one in members[name, pk] for row in rows[one] if row.called]),
        )
        for name, pk in in_order
    )


def _meetings(
    meetings: Sequence[HeldMeeting], rows: Iterable[TeacherHours], *, is_filtered: bool
) -> tuple[MeetingParticipation, ...]:
    by_meeting: dict[int, list[TeacherHours]] = {one.id: [] for one in meetings}
    for row in rows:
        by_meeting[row.meeting_id].append(row)
    found = []
    for meeting in meetings:
        own = by_meeting[meeting.id]
        # A meeting that called nobody of those looked at says nothing about them.
        if own or not is_filtered:
            called = [row for row in own if row.called]
            found.append(MeetingParticipation(meeting, _sum(called), len(own) - len(called)))
    return tuple(found)
