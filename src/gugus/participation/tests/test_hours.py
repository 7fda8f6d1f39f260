"""Hours of meetings by teacher, from the records."""

from datetime import date, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gugus.attendance.models import Attendance
from gugus.attendance.queries import recordable, sheet_rows
from gugus.catchup.models import PacketReading
from gugus.meetings.models import GroupRules, Meeting
from gugus.meetings.queries import expected
from gugus.participation.queries.hours import Hours, hours_of_group
from gugus.people.models import GroupSchool, Teacher
from gugus.people.rules.roles import Role
from tests.support.meetings import NOW, make_meeting, mark
from tests.support.world import World

DAY = date(2026, 11, 25)
TODAY = date(2026, 12, 31)
YEAR = (date(2026, 7, 1), date(2027, 6, 30))


def hours(world: World, since: date = YEAR[0], until: date = YEAR[1]) -> Hours:
    return hours_of_group(world.group, since, until, today=TODAY)


def held(world: World, day: date = DAY, **changes: object) -> Meeting:
    return make_meeting(world, **{"date": day, "state": Meeting.State.HELD, **changes})


def record(world: World, meeting: Meeting, *statuses: str) -> None:
    for teacher, status in zip(world.teachers, statuses, strict=False):
        mark(meeting, teacher, world.users[Role.SECRETARY], status)


def plain(found: Hours) -> list[tuple[int, str, int, bool]]:
    return [(row.teacher_id, row.status, row.minutes, row.called) for row in found.rows]


def test_everybody_called_has_a_row(world: World) -> None:
    record(world, held(world), "hadir", "izin", "alpa")
    found = hours(world)
    own = [one.pk for one in world.teachers]
    assert plain(found) == [
        (own[0], "hadir", 120, True),
        (own[1], "izin", 0, True),
        (own[2], "alpa", 0, True),
        *((pk, "", 0, True) for pk in own[3:]),
    ]
    assert [one.name for one in found.teachers] == [one.name for one in world.teachers]
    assert found.offered[own[0]] == 120


def test_rows_are_those_that_the_meeting_calls(world: World) -> None:
    """One rule in two places: for the sheet in the database, for the count in the rules."""
    first, second, third, fourth, *_rest = world.teachers
    Teacher.objects.filter(pk=first.pk).update(joined_on=DAY + timedelta(days=1))
    Teacher.objects.filter(pk=second.pk).update(active=False, left_on=DAY + timedelta(days=1))
    Teacher.objects.filter(pk=third.pk).update(active=False)
    Teacher.objects.filter(pk=fourth.pk).update(class_level=None, subject="PJOK")
    pjok = world.group.study_groups.create(name="PJOK", subject="pjok")
    for part in (None, world.lower, pjok):
        meeting = held(world, study_group=part)
        mark(meeting, world.teachers[5], world.users[Role.SECRETARY], "alpa")
        called = {row.teacher_id for row in hours(world).rows if row.called}
        assert called == set(expected(meeting).values_list("pk", flat=True))
        meeting.delete()


def test_who_came_uncalled_is_extra(world: World) -> None:
    meeting = held(world, study_group=world.lower)
    upper = world.teachers[5]
    mark(meeting, upper, world.users[Role.SECRETARY], "hadir")
    found = hours(world)
    assert (upper.pk, "hadir", 120, False) in plain(found)
    assert found.offered[upper.pk] == 0
    assert next(one for one in found.teachers if one.id == upper.pk).study_groups == frozenset()


def test_a_record_that_was_taken_away_is_none(world: World) -> None:
    record(world, held(world), "")
    found = hours(world)
    assert found.meetings == () and found.rows == ()
    assert [one.day for one in found.unrecorded] == [DAY]


def test_only_the_group_and_the_days_asked_for(world: World) -> None:
    record(world, held(world, date(2026, 7, 1)), "hadir")
    record(world, held(world, date(2027, 6, 30)), "hadir")
    record(world, held(world, date(2026, 6, 30)), "hadir")
    foreign = held(world, group=world.other)
    mark(foreign, world.other_teacher, world.outsider)
    found = hours_of_group(world.group, *YEAR, today=date(2027, 8, 1))
    assert [one.day for one in found.meetings] == [date(2026, 7, 1), date(2027, 6, 30)]
    assert world.other_teacher.pk not in {one.id for one in found.teachers}
    # The last of June belongs to the school year before.
    assert len(hours_of_group(world.group, DAY, DAY, today=TODAY).meetings) == 0


def test_a_leap_day_is_a_day(world: World) -> None:
    leap = date(2028, 2, 29)
    record(world, held(world, leap), "hadir")
    Teacher.objects.filter(pk=world.teachers[0].pk).update(joined_on=leap)
    Teacher.objects.filter(pk=world.teachers[1].pk).update(active=False, left_on=leap)
    found = hours_of_group(world.group, leap, leap, today=date(2028, 3, 1))
    ids = {row.teacher_id for row in found.rows}
    assert world.teachers[0].pk in ids and world.teachers[1].pk not in ids


def test_a_school_counts_in_the_years_it_belonged(world: World) -> None:
    GroupSchool.objects.filter(school=world.schools[1]).update(last_year=2025)
    record(world, held(world, date(2026, 6, 30)), "hadir")
    record(world, held(world, date(2026, 7, 1)), "hadir")
    found = hours_of_group(world.group, date(2026, 6, 1), date(2026, 7, 31), today=TODAY)
    rows = found.by_teacher[world.teachers[1].pk]
    assert [row.meeting_id for row in rows] == [found.meetings[0].id]


def test_late_and_early_and_the_packet(world: World) -> None:
    GroupRules.objects.create(group=world.group, catch_up_percent=50)
    meeting = held(world)
    record(world, meeting, "terlambat", "hadir", "sakit", "sakit")
    rows = Attendance.objects.filter(meeting=meeting)
    rows.filter(teacher=world.teachers[0]).update(arrived_at=time(13, 40))
    rows.filter(teacher=world.teachers[1]).update(left_at=time(14, 15))
    for teacher, answered in ((2, NOW), (3, None)):
        PacketReading.objects.create(
            meeting=meeting, teacher=world.teachers[teacher], opened_at=NOW, answered_at=answered
        )
    minutes = [row.minutes for row in hours(world).rows]
    assert minutes == [80, 75, 60, 0, 0, 0]
    assert [row.caught_up for row in hours(world).rows] == [False, False, True, False, False, False]


def test_seven_queries_however_many(world: World, django_assert_num_queries: object) -> None:
    Teacher.objects.bulk_create(
        Teacher(school=world.schools[n % 2], name=f"Guru Rekaan {n}", class_level=n % 6 + 1)
        for n in range(10, 94)
    )
    everybody = list(Teacher.objects.filter(school__in=world.schools))
    for week in range(40):
        meeting = held(world, YEAR[0] + timedelta(weeks=week))
        Attendance.objects.bulk_create(
            Attendance(
                meeting=meeting,
                teacher=teacher,
                status="hadir",
                recorded_at=NOW,
                recorded_by=world.users[Role.SECRETARY],
            )
            for teacher in everybody
        )
    with django_assert_num_queries(7):  # type: ignore[operator]
        found = hours_of_group(world.group, *YEAR, today=date(2027, 7, 1))
    assert len(found.rows) == 90 * 40


@pytest.mark.django_db
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    statuses=st.lists(st.sampled_from(("", "hadir", "terlambat", "izin", "alpa")), max_size=6),
    state=st.sampled_from((Meeting.State.CANCELLED, Meeting.State.CALLED)),
)
def test_cancelled_or_coming_meetings_change_nothing(
    world: World, statuses: list[str], state: Meeting.State
) -> None:
    Meeting.objects.all().delete()
    record(world, held(world), "hadir", "izin")
    before = hours(world)
    added = held(world, TODAY, state=state)
    record(world, added, *statuses)
    after = hours(world)
    assert (after.rows, after.meetings, after.unrecorded) == (
        before.rows,
        before.meetings,
        before.unrecorded,
    )


def test_the_sheet_asks_for_members_of_that_day_in_one_query(
    world: World, django_assert_num_queries: object
) -> None:
    meeting = make_meeting(world, date=DAY)
    gone, new = world.teachers[0], world.teachers[1]
    Teacher.objects.filter(pk=gone.pk).update(active=False, left_on=DAY + timedelta(days=3))
    Teacher.objects.filter(pk=new.pk).update(joined_on=DAY + timedelta(days=3))
    with django_assert_num_queries(1):  # type: ignore[operator]
        names = [row[1] for row in sheet_rows(meeting)]
    assert gone.name in names and new.name not in names
    # Both may still be written down: one left since, the other came along uncalled.
    assert {gone, new} <= set(recordable(meeting))
    later = make_meeting(world, date=DAY + timedelta(days=3))
    assert [row[1] for row in sheet_rows(later)].count(gone.name) == 0
