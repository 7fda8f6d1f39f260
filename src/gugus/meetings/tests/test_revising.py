"""What calendars are told: the number rises with every change that guests must hear of."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gugus.agenda import services as calling
from gugus.meetings.models import Meeting
from gugus.meetings.rules.times import local_time
from gugus.meetings.services import meetings as planning
from gugus.meetings.services.publication import PUBLISHED_FIELDS, save_meeting
from gugus.minutes.models import Minutes
from gugus.minutes.services import minutes as minutes_minutes
from gugus.people.models import Speaker
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from tests.support.meetings import DAY, NOW, actor, give, make_meeting, mark
from tests.support.world import World

LATER = NOW + timedelta(hours=1)


def contents(meeting: Meeting, **changes) -> planning.MeetingContents:
    names = planning.MeetingContents.__dataclass_fields__
    return planning.MeetingContents(**{name: getattr(meeting, name) for name in names} | changes)


def numbered(meeting: Meeting) -> tuple[int, object]:
    meeting.refresh_from_db()
    return meeting.sequence, meeting.changed_at


def test_a_new_meeting_begins_at_zero(world: World) -> None:
    who = actor(world.users[Role.SECRETARY])
    model = make_meeting(world, date=local_time(NOW, "Asia/Jakarta").date() + timedelta(days=1))
    made = planning.plan_meeting(
        actor=who,
        now=NOW,
        group=world.group,
        times=planning.MeetingTimes(model.date + timedelta(days=7), model.starts_at, model.ends_at),
        contents=contents(model),
    )
    assert numbered(made) == (0, NOW)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Lain"},
        {"place_note": "Aula"},
        {"agenda": "Baru"},
        {"host": None},
        {"speaker_note": "Pak Contoh"},
    ],
)
def test_each_change_of_contents_counts_once(world: World, change) -> None:
    who, meeting = actor(world.users[Role.SECRETARY]), make_meeting(world, date=DAY)
    new = contents(meeting, **change)
    planning.change_meeting(actor=who, now=LATER, meeting=meeting, contents=new)
    assert numbered(meeting) == (1, LATER)
    # The same once more, a second tap: nothing is new to the guests.
    planning.change_meeting(actor=who, now=LATER + timedelta(1), meeting=meeting, contents=new)
    assert numbered(meeting) == (1, LATER)


def test_audience_and_speaker_count(world: World) -> None:
    who, meeting = actor(world.users[Role.SECRETARY]), make_meeting(world, date=DAY)
    speaker = Speaker.objects.create(name="Bu Contoh")
    for at, change in enumerate(({"study_group": world.lower}, {"speaker": speaker}), 1):
        new = contents(meeting, **change)
        planning.change_meeting(actor=who, now=LATER, meeting=meeting, contents=new)
        assert numbered(meeting)[0] == at


def test_moving_calling_cancelling_and_restoring_count(world: World) -> None:
    who, meeting = actor(world.users[Role.SECRETARY]), make_meeting(world, date=DAY)
    times = planning.MeetingTimes(
        meeting.date + timedelta(days=7), meeting.starts_at, meeting.ends_at
    )
    planning.reschedule_meeting(
        actor=who, now=LATER, meeting=meeting, times=times, reason="Hujan deras"
    )
    assert numbered(meeting)[0] == 1
    calling.call_meeting(actor=who, now=LATER, meeting=meeting)
    assert numbered(meeting)[0] == 2
    calling.call_meeting(actor=who, now=LATER, meeting=meeting)
    assert numbered(meeting)[0] == 2
    planning.cancel_meeting(actor=who, now=LATER, meeting=meeting, reason="Sakit")
    assert numbered(meeting)[0] == 3
    planning.restore_meeting(actor=who, now=LATER + timedelta(1), meeting=meeting)
    assert numbered(meeting) == (4, LATER + timedelta(1))


def test_a_refused_change_does_not_count(world: World) -> None:
    who, meeting = actor(world.users[Role.SECRETARY]), make_meeting(world, date=DAY)
    planning.cancel_meeting(actor=who, now=LATER, meeting=meeting, reason="Sakit")
    with pytest.raises(Refused):
        planning.change_meeting(
            actor=who, now=LATER, meeting=meeting, contents=contents(meeting, title="Lain")
        )
    assert numbered(meeting)[0] == 1


def test_closing_and_reopening_minutes_change_the_state(world: World) -> None:
    who, meeting = actor(world.users[Role.SECRETARY]), make_meeting(world, date=DAY)
    for teacher in world.teachers:
        mark(meeting, teacher, world.users[Role.SECRETARY])
        give(meeting, teacher)
    found = Minutes.objects.create(meeting=meeting, discussion="Ada")
    minutes_minutes.finish_minutes(actor=who, now=LATER, meeting=meeting, version=found.version)
    assert numbered(meeting)[0] == 1
    minutes_minutes.reopen_minutes(actor=who, now=LATER, meeting=meeting, reason="Keliru")
    assert numbered(meeting)[0] == 2


def test_everything_that_an_invitation_tells_is_compared() -> None:
    columns = {field.attname for field in Meeting._meta.concrete_fields}
    # What is left is about the record, not about what guests are told.
    rest = {"id", "group_id", "line_id", "invitation_id", "called_at", "cancelled_reason"}
    rest |= {"catch_up_question", "made_at", "sequence", "changed_at", "called_fixed_at"}
    rest |= {"handed_digest", "handed_sequence"}
    assert columns - rest == set(PUBLISHED_FIELDS)


@pytest.mark.django_db
@given(st.lists(st.sampled_from(["Satu", "Dua", "Tiga"]), max_size=6))
def test_the_number_never_falls_and_rises_exactly_with_changes(titles: list[str]) -> None:
    from gugus.people.models import Group

    group, _made = Group.objects.get_or_create(code="angka", defaults={"name": "Angka"})
    meeting = Meeting.objects.create(
        group=group, title="Satu", date=NOW.date(), starts_at=NOW.time(), ends_at=NOW.time()
    )
    expected, stands = 0, "Satu"
    for title in titles:
        expected += title != stands
        stands = meeting.title = title
        save_meeting(meeting, now=NOW, fields=("title",))
        assert numbered(meeting)[0] == expected
