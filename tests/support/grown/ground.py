"""Who is there: the schools, teachers and days that everything else is written about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from gugus.people.models import GroupSchool, School, Speaker, Teacher
from gugus.people.rules.roles import Role
from gugus.people.rules.years import school_year_of
from gugus.platform.foundation.models import User
from tests.support.world import World

# From so many days on meetings are planned or called.
DAYS_AHEAD = 7


@dataclass(frozen=True)
class Size:
    """How much there is of everything: in a year, unless it says otherwise."""

    years: int
    meetings: int
    lines: int
    problems: int
    events: int
    # In a month.
    entries: int
    # In all.
    teachers: int
    schools: int
    speakers: int


# Two years, so that there is a former one.
SMALL = Size(
    years=2, meetings=4, lines=3, problems=3, events=3, entries=3, teachers=9, schools=3, speakers=3
)
GROWN = Size(
    years=5,
    meetings=40,
    lines=20,
    problems=30,
    events=40,
    entries=20,
    teachers=90,
    schools=8,
    speakers=20,
)


@dataclass(frozen=True)
class Ground:
    """The people and schools, and when it is."""

    world: World
    size: Size
    now: datetime
    schools: list[School]
    teachers: list[Teacher]
    speakers: list[Speaker]

    @property
    def today(self) -> date:
        """The day where the group lives."""
        return self.world.today

    @property
    def year(self) -> int:
        """The school year of today."""
        return school_year_of(self.today)

    @property
    def years(self) -> range:
        """All school years, this one last."""
        return range(self.year - self.size.years + 1, self.year + 1)

    @property
    def recorder(self) -> User:
        """Who writes what an officer writes."""
        return self.world.users[Role.SECRETARY]

    def learning_days(self, year: int) -> Iterator[date]:
        """The days of a year's meetings, evenly spread; of this year those up to yesterday."""
        first = date(year, 7, 20)
        last = min(date(year + 1, 6, 10), self.today - timedelta(days=1))
        for n in range(self.size.meetings):
            yield first + (last - first) * n / self.size.meetings


def at(day: date, hour: int = 13) -> datetime:
    """A day's hour."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def lay_ground(world: World, size: Size) -> Ground:
    """Make the schools, teachers and speakers that the world does not have yet."""
    place = world.schools[0].place
    more = School.objects.bulk_create(
        School(npsn=f"9999{n:04}", name=f"SDN Rekaan {n:02}", place=place)
        for n in range(3000, 3000 + size.schools - len(world.schools))
    )
    GroupSchool.objects.bulk_create(
        GroupSchool(group=world.group, school=one, first_year=2020) for one in more
    )
    schools = [*world.schools, *more]
    return Ground(
        world,
        size,
        timezone.now(),
        schools,
        _teachers(world, size, schools),
        _speakers(world, size),
    )


def _teachers(world: World, size: Size, schools: list[School]) -> list[Teacher]:
    numbers = range(len(world.teachers), size.teachers)
    users = [User(username=f"guru-{n}", name=f"Guru Rekaan {n + 1}") for n in numbers]
    for user in users:
        user.set_unusable_password()
    users = User.objects.bulk_create(users)
    more = Teacher.objects.bulk_create(
        Teacher(
            school=schools[n % len(schools)],
            name=f"Guru Rekaan {n + 1}",
            class_level=n % 6 + 1,
            subject="PJOK" if n % 9 == 0 else "",
            user=user,
        )
        for n, user in zip(numbers, users, strict=True)
    )
    return [*world.teachers, *more]


def _speakers(world: World, size: Size) -> list[Speaker]:
    made = Speaker.objects.bulk_create(
        Speaker(name=f"Bu Contoh Penyaji {n}", institution="Dinas Contoh")
        for n in range(size.speakers)
    )
    world.group.speakers.add(*made)
    return made
