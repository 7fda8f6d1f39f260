"""A small year to schedule: three schools on a line, Wednesdays, two lines of a programme."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from gugus.calendar.models import CalendarEvent, PlanSettings
from gugus.meetings.models import Meeting
from gugus.meetings.services.meetings import MeetingContents, MeetingTimes, plan_meeting
from gugus.people.access import Actor, load_actor
from gugus.people.models import Group, GroupSchool, School, Teacher
from gugus.people.rules.roles import Role
from gugus.programme.models import Line, Programme
from gugus.schedule.models import ScheduleDraft
from gugus.schedule.services.runs import start_schedule_run
from tests.support.world import World

# A Monday, early in the school year.
NOW = datetime(2026, 7, 20, 3, tzinfo=UTC)
TODAY = date(2026, 7, 20)
YEAR = 2026
WEDNESDAY = 2


@dataclass
class Year:
    """What `build_year` made."""

    world: World
    group: Group
    schools: list[School]
    programme: Programme
    routine: Line
    training: Line

    @property
    def actor(self) -> Actor:
        """The chair."""
        return load_actor(self.world.users[Role.CHAIR])


def build_year(world: World) -> Year:
    """Two meetings of a training in August, then four of a routine until November."""
    group = world.group
    third = School.objects.create(npsn="99991003", name="SDN Rekaan 03", place=group.place)
    GroupSchool.objects.create(group=group, school=third, first_year=2020)
    Teacher.objects.create(school=third, name="Guru Rekaan 7", class_level=2)
    schools = [*world.schools, third]
    for n, school in enumerate(schools):
        school.latitude, school.longitude = -6.65, 106.84 + n / 100
        school.save()
    PlanSettings.objects.create(group=group, weekday=WEDNESDAY)
    programme = Programme.objects.create(group=group, school_year=YEAR)
    training = make_line(programme, "Pelatihan alat peraga", times=2, months=[8], weeks_between=2)
    routine = make_line(
        programme,
        "Diskusi rutin",
        times=4,
        months=[8, 9, 10, 11],
        rhythm=Line.Rhythm.EVEN,
        jp=12,
    )
    return Year(world, group, schools, programme, routine, training)


def make_line(programme: Programme, title: str, **fields: object) -> Line:
    """A line of the programme."""
    usual: dict[str, object] = {
        "kind": Line.Kind.DEVELOPMENT,
        "objective": "Tujuan rekaan",
        "activities": "Membuka\nBerlatih",
        "strategy": Line.Strategy.WORKSHOP,
        "jp": 8,
    }
    return Line.objects.create(programme=programme, title=title, **(usual | fields))


def block(year: Year, day: date, title: str, school: School | None = None) -> CalendarEvent:
    """Take a day from the group, or from one school as host."""
    return CalendarEvent.objects.create(
        group=year.group,
        kind=CalendarEvent.Kind.DISTRICT,
        title=title,
        first_day=day,
        last_day=day,
        school=school,
        made_at=NOW,
        made_by=year.world.users[Role.CHAIR],
    )


def planned(year: Year, day: date, line: Line | None, host: School | None = None) -> Meeting:
    """A meeting that somebody planned by hand."""
    return plan_meeting(
        actor=year.actor,
        now=NOW,
        group=year.group,
        times=MeetingTimes(day, time(13), time(15), True),
        contents=MeetingContents(line.title if line else "Rapat", None, host, "", "", None, ""),
        line=line,
    )


def run(year: Year, now: datetime = NOW) -> ScheduleDraft:
    """Press *Susun jadwal* and wait."""
    return start_schedule_run(actor=year.actor, now=now, group=year.group, year=YEAR, wait=True)


def wednesdays(first: date, count: int) -> list[date]:
    """So many Wednesdays from the first one on."""
    return [first + timedelta(7 * week) for week in range(count)]
