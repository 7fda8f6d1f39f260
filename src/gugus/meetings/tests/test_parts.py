"""A meeting of a line with several parts carries its number wherever it is listed."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gugus.calendar.models import CalendarEvent
from gugus.meetings.models import Meeting
from gugus.meetings.queries import parts_of
from gugus.meetings.rules.parts import LinePart
from gugus.people.clock import today_of, year_here
from gugus.people.models import Speaker
from gugus.people.rules.roles import Role
from gugus.people.rules.years import school_year_of
from gugus.programme.models import Line, Programme
from gugus.schedule.models import Placement
from tests.support.schedules import make_line
from tests.support.world import World


@pytest.fixture
def second(world: World) -> Meeting:
    """The second of four meetings of a line, ahead; the first was cancelled and held anew."""
    today = today_of(world.group)
    day = today + timedelta(days=7)
    programme = Programme.objects.create(group=world.group, school_year=school_year_of(day))
    line = make_line(programme, "Diskusi rutin", times=4)
    speaker = Speaker.objects.create(name="Bu Contoh")
    world.group.speakers.add(speaker)
    usual = {"group": world.group, "line": line, "title": "Diskusi rutin", "starts_at": time(13)}

    def meet(weeks: int, state: str = Meeting.State.PLANNED) -> Meeting:
        at = day + timedelta(weeks=weeks)
        made = Meeting.objects.create(
            **usual, date=at, ends_at=time(15), state=state, speaker=speaker, host=world.schools[0]
        )
        Placement.objects.create(meeting=made, part=1)
        return made

    found = meet(0)
    meet(-2, Meeting.State.CANCELLED)
    meet(-1, Meeting.State.HELD)
    CalendarEvent.objects.create(
        group=world.group, kind="district", title="Lomba", first_day=day, last_day=day,
        made_at=timezone.now(), made_by=world.users[Role.CHAIR],
    )  # fmt: skip
    return found


def test_every_list_says_which_part_it_is(world: World, second: Meeting) -> None:
    chair, code = world.client(Role.CHAIR), world.group.code
    year = school_year_of(second.date)
    semester = 1 if second.date.month >= 7 else 2
    for name, parts in (
        ("schedule:schedule", ()),
        ("schedule:meeting_why", (second.pk,)),
        ("calendar:calendar", ()),
        ("yearplan:prosem", (semester,)),
        ("displacement:displaced", ()),
        ("displacement:displaced_meeting", (second.pk,)),
        ("feeds:feeds", ()),
        ("speakers:speaker", (second.speaker_id,)),
        ("feeds:meeting_ics", (second.pk,)),
    ):
        if name == "speakers:speaker" and year != year_here():
            continue
        address = reverse(name, args=[code, *parts])
        page = chair.get(address, {"tahun": year}).content.decode()
        assert "bagian 2 dari 4" in page.replace("\r\n ", ""), name


def test_only_living_meetings_of_lines_with_several_are_numbered(
    world: World, second: Meeting
) -> None:
    rows = list(Meeting.objects.order_by("date"))
    assert parts_of(rows) == {rows[1].pk: LinePart(1, 4), second.pk: LinePart(2, 4)}
    Line.objects.update(times=1)
    # One that meets more often than it was to has as many parts as meetings.
    assert parts_of(rows)[second.pk] == LinePart(2, 2)
    Meeting.objects.filter(pk=rows[1].pk).delete()
    assert parts_of([second]) == {}
    assert parts_of([]) == {}
