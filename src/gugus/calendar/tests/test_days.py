"""Which days are lost to a group, which to a host, and which are left to learn on."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from gugus.calendar.models import CalendarEvent, HolidayException, PlanSettings
from gugus.calendar.queries.days import (
    blocked_days,
    host_blocked_days,
    learning_days,
    weekdays_between,
)
from gugus.calendar.queries.settings import plan_settings_of
from gugus.people.rules.roles import Role
from gugus.people.rules.years import school_year_bounds
from tests.support.world import World

NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)
AUGUST = (date(2026, 8, 1), date(2026, 8, 31))


def calendar_event(
    world: World, title: str, first: date, last: date, **more: object
) -> CalendarEvent:
    typed: dict[str, object] = {"kind": "district", "group": world.group} | more
    return CalendarEvent.objects.create(
        title=title,
        first_day=first,
        last_day=last,
        made_at=NOW,
        made_by=world.users[Role.CHAIR],
        **typed,
    )


def test_without_a_row_the_settings_are_the_usual_ones(world: World) -> None:
    found = plan_settings_of(world.group)
    assert found.pk is None
    assert (found.weekday, found.spread, found.group) == (None, 1, world.group)


def test_holidays_and_the_groups_own_days_block(world: World) -> None:
    own = calendar_event(world, "HUT kecamatan", date(2026, 8, 16), date(2026, 8, 18))
    calendar_event(world, "Lomba (tampil saja)", date(2026, 8, 20), date(2026, 8, 20), blocks=False)
    calendar_event(world, "Acara lain", date(2026, 8, 21), date(2026, 8, 21), group=world.other)
    calendar_event(
        world, "Sekolah 1", date(2026, 8, 22), date(2026, 8, 22), school=world.schools[0]
    )
    found = blocked_days(world.group, *AUGUST)
    assert {day.day: [b.title for b in reasons] for day, reasons in found.items()} == {
        16: ["HUT kecamatan"],
        17: ["Hari Kemerdekaan Republik Indonesia", "HUT kecamatan"],
        18: ["HUT kecamatan"],
        25: ["Maulid Nabi Muhammad"],
    }
    assert [(b.kind, b.event_id) for b in found[date(2026, 8, 17)]] == [
        ("holiday", None), ("district", own.pk),
    ]  # fmt: skip


def test_an_event_that_reaches_over_the_window_is_cut_to_it(world: World) -> None:
    calendar_event(world, "Libur", date(2026, 7, 20), date(2026, 9, 20), kind="school_break")
    found = blocked_days(world.group, *AUGUST)
    assert (len(found), min(found), max(found)) == (31, *AUGUST)


def test_a_school_that_cannot_host_is_told_apart(world: World) -> None:
    one = world.schools[0]
    calendar_event(world, "Akreditasi", date(2026, 8, 5), date(2026, 8, 6), school=one)
    calendar_event(world, "Kemah", date(2026, 8, 6), date(2026, 8, 6), school=one, blocks=False)
    found = host_blocked_days(world.group, *AUGUST)
    assert list(found) == [one.pk]
    assert sorted(found[one.pk]) == [date(2026, 8, 5), date(2026, 8, 6)]
    assert blocked_days(world.group, date(2026, 8, 5), date(2026, 8, 6)) == {}


def test_a_group_may_meet_on_a_holiday_and_on_joint_leave(world: World) -> None:
    leave = date(2026, 12, 24)
    window = (date(2026, 12, 20), date(2026, 12, 31))
    assert list(blocked_days(world.group, *window)) == [leave, date(2026, 12, 25)]
    HolidayException.objects.create(
        group=world.group, day=date(2026, 12, 25), made_at=NOW, made_by=world.users[Role.CHAIR]
    )
    assert list(blocked_days(world.group, *window)) == [leave]
    PlanSettings.objects.create(group=world.group, meets_on_joint_leave=True)
    assert blocked_days(world.group, *window) == {}
    assert len(blocked_days(world.other, *window)) == 2


def test_titles_come_in_the_readers_language(world: World) -> None:
    with translation.override("en"):
        found = blocked_days(world.group, date(2026, 8, 17), date(2026, 8, 17))
    assert found[date(2026, 8, 17)][0].title == "Independence Day"


def test_learning_days_are_those_of_the_weekday_that_nothing_takes(world: World) -> None:
    assert learning_days(world.group, 2026) == []
    PlanSettings.objects.create(group=world.group, weekday=1)
    days = learning_days(world.group, 2026)
    assert days[0] == date(2026, 7, 7)
    assert {day.weekday() for day in days} == {1}
    tuesdays = set(weekdays_between(1, *school_year_bounds(2026)))
    assert sorted(tuesdays - set(days)) == [
        date(2026, 8, 25), date(2027, 1, 5), date(2027, 3, 9), date(2027, 5, 18), date(2027, 6, 1),
    ]  # fmt: skip
    calendar_event(world, "Ujian", date(2026, 12, 1), date(2026, 12, 10), kind="exam")
    assert len(learning_days(world.group, 2026)) == len(days) - 2


@pytest.mark.parametrize("read", [blocked_days, host_blocked_days])
def test_a_whole_year_costs_few_queries(
    world: World, read: object, django_assert_max_num_queries: object
) -> None:
    for number in range(20):
        calendar_event(world, f"Acara {number}", date(2026, 8, 1), date(2027, 3, number + 1))
    with django_assert_max_num_queries(3):
        read(world.group, date(2026, 7, 1), date(2027, 6, 30))
