"""The example's calendar: exams, breaks, events of the district and of two schools, a closed poll.

All dates are invented; they move along with the school year.
"""

from datetime import date, datetime, timedelta

from django.utils import timezone

from gugus.calendar.models import CalendarEvent, DayPoll, DayVote
from gugus.config.example.people import example_group, example_teachers
from gugus.people.clock import year_here
from gugus.people.models import Group
from gugus.people.queries import schools_of
from gugus.platform.foundation.models import User

_WEEKDAYS = [0, 1, 2, 3, 4, 5]
_WEDNESDAY = 2
# By weekday, how many teachers in twenty say that they can, could if need be, cannot.
_MOOD = {0: (6, 6, 8), 1: (11, 5, 4), 2: (15, 4, 1), 3: (12, 5, 3), 4: (3, 5, 12), 5: (2, 4, 14)}


def build(now: datetime) -> None:
    """Make the year's occasions, and the poll by which the weekday was chosen."""
    made, year = example_group(), year_here()
    officer = User.objects.get(username="sekretaris")
    CalendarEvent.objects.bulk_create(
        CalendarEvent(group=made, made_at=now, made_by=officer, **row)
        for row in _events(made, year)
    )
    _poll(made, now, officer)


def _events(made: Group, year: int) -> list[dict[str, object]]:
    break_starts = _nth(year, 12, 0, 3)
    exam, report = _nth(year, 12, 0, 1), break_starts - timedelta(days=3)
    schools = list(schools_of(made).order_by("npsn"))
    return [
        _row("school_event", "Masa pengenalan sekolah", _nth(year, 7, 0, 3), 5, blocks=False),
        _row("district", "Upacara dan lomba HUT RI tingkat kecamatan", date(year, 8, 19)),
        _row("exam", "Asesmen tengah semester 1", _nth(year, 9, 0, 3), 6),
        _row("district", "Rapat koordinasi korwil pendidikan", _nth(year, 10, 2, 2)),
        _row("exam", "Asesmen akhir semester 1", exam, 6),
        _row("school_event", "Pembagian rapor semester 1", report, blocks=False),
        _row("school_break", "Libur semester 1", break_starts, 13),
        _row("district", "Pekan olahraga guru kecamatan", _nth(year + 1, 2, 2, 3)),
        _row("exam", "Asesmen tengah semester 2", _nth(year + 1, 3, 0, 3), 6),
        _row("exam", "Asesmen akhir semester 2", _nth(year + 1, 6, 0, 1), 6),
        _row("school_break", "Libur akhir tahun pelajaran", _nth(year + 1, 6, 0, 4), 14),
        _row("school_event", "Visitasi akreditasi", _nth(year, 10, 1, 3), 2, school=schools[2]),
        _row("school_event", "Pentas seni sekolah", _nth(year + 1, 4, 2, 3), school=schools[4]),
    ]


def _row(kind: str, title: str, first: date, days: int = 1, **more: object) -> dict[str, object]:
    last = first + timedelta(days=days - 1)
    return {"kind": kind, "title": title, "first_day": first, "last_day": last, **more}


def _nth(year: int, month: int, weekday: int, n: int) -> date:
    """The n-th Monday (0), Tuesday (1) ... of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def _poll(made: Group, now: datetime, officer: User) -> None:
    zone = timezone.get_current_timezone()
    asked = datetime(year_here(), 7, 14, 8, tzinfo=zone)
    poll = DayPoll.objects.create(
        group=made,
        weekdays=_WEEKDAYS,
        opened_at=min(asked, now),
        opened_by=officer,
        closes_on=(asked + timedelta(days=7)).date(),
        closed_at=min(asked + timedelta(days=8), now),
        chosen=_WEDNESDAY,
        reason="Paling sedikit guru yang tidak bisa, dan murid pulang lebih awal hari Rabu.",
    )
    # Nine in ten have answered.
    said = [teacher for number, teacher in enumerate(example_teachers()) if number % 10]
    DayVote.objects.bulk_create(
        DayVote(
            poll=poll,
            teacher=teacher,
            weekday=weekday,
            word=_word(weekday, number),
            at=poll.opened_at,
            by=officer,
        )
        for number, teacher in enumerate(said)
        for weekday in _WEEKDAYS
    )


def _word(weekday: int, number: int) -> str:
    can, maybe, _cannot = _MOOD[weekday]
    place = (number * 7 + weekday * 3) % 20
    return "can" if place < can else "maybe" if place < can + maybe else "cannot"
