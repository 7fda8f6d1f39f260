"""The year's plan: the programme's lines beside the meetings that came of them."""

from dataclasses import dataclass
from functools import cached_property

from gugus.meetings.models import Meeting
from gugus.meetings.queries import meetings_of, parts_of
from gugus.meetings.rules.parts import LinePart
from gugus.people.models import Group
from gugus.people.rules.years import school_year_bounds
from gugus.programme.models import Line, Programme
from gugus.programme.queries import lines_of, programme_of
from gugus.yearplan.rules.semester import DatedMeeting, PlannedLine, SemesterRow, lay_out


@dataclass(frozen=True)
class YearPlan:
    """A group's lines and meetings of one school year; without a programme there are no lines."""

    group: Group
    year: int
    programme: Programme | None
    lines: tuple[Line, ...]
    meetings: tuple[Meeting, ...]

    @cached_property
    def line_by_id(self) -> dict[int, Line]:
        """The lines by their number."""
        return {line.pk: line for line in self.lines}

    @cached_property
    def meeting_by_id(self) -> dict[int, Meeting]:
        """The meetings by their number."""
        return {meeting.pk: meeting for meeting in self.meetings}

    @cached_property
    def planned(self) -> tuple[PlannedLine, ...]:
        """The lines as the rules take them."""
        return tuple(PlannedLine(one.pk, one.times, tuple(one.months)) for one in self.lines)

    @cached_property
    def dated(self) -> tuple[DatedMeeting, ...]:
        """The meetings as the rules take them."""
        return tuple(
            DatedMeeting(one.pk, one.line_id, one.date, one.state != Meeting.State.CANCELLED)
            for one in self.meetings
        )

    @cached_property
    def parts(self) -> dict[int, LinePart]:
        """Which part of its line each meeting is."""
        return parts_of(self.meetings)

    def rows(self, semester: int) -> tuple[SemesterRow, ...]:
        """The semester laid out."""
        return lay_out(self.planned, self.dated, self.year, semester)


def year_plan(group: Group, year: int) -> YearPlan:
    """Read a year: four queries, whatever the number of lines and meetings."""
    programme = programme_of(group, year)
    lines = tuple(lines_of(programme)) if programme is not None else ()
    meetings = (
        meetings_of(group).filter(date__range=school_year_bounds(year)).select_related("speaker")
    )
    in_order = meetings.order_by("date", "starts_at", "id")
    return YearPlan(group, year, programme, lines, tuple(in_order))
