"""Helpers and co-presenters beside the main speaker: named, released, counted on the ladder."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from gugus.feeds.queries import own_meetings
from gugus.meetings.models import Meeting
from gugus.people.models import Speaker
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry
from gugus.speakers.models import MeetingAssistant, Skill
from gugus.speakers.queries.ladder import served_counts_by_skill
from gugus.speakers.rules import LADDER, counts_on
from gugus.speakers.services import assistants as services
from tests.support.html import page_of
from tests.support.meetings import actor, make_meeting
from tests.support.world import World

NOW = datetime(2026, 11, 25, 6, 30, tzinfo=UTC)


def registered(world: World, name: str, **more: object) -> Speaker:
    made = Speaker.objects.create(name=name, **more)
    made.groups.add(world.group)
    return made


def name(
    world: World, meeting: Meeting, speaker: Speaker, part: str = "helper"
) -> MeetingAssistant:
    who = actor(world.users[Role.SECRETARY])
    return services.name_assistant(actor=who, now=NOW, meeting=meeting, speaker=speaker, part=part)


def test_which_rung_speaks_for_which() -> None:
    """Rows: the rung somebody stands on; columns: served as helper, co-presenter, presenter."""
    assert [[counts_on(level, part) for part in LADDER] for level in LADDER] == [
        [True, True, True],
        [False, True, True],
        [False, False, True],
    ]


def test_the_ladder_counts_who_served_beside_the_speaker(world: World) -> None:
    main, helper, co = (registered(world, f"Contoh {n}") for n in range(3))
    topics = {"asesmen": "helper", "menyusun": "co", "menyusun asesmen": "presenter"}
    skills = [
        Skill.objects.create(speaker=one, topic=topic, level=level)
        for one in (helper, co, main)
        for topic, level in topics.items()
    ]
    meeting = make_meeting(world, title="Menyusun asesmen", state="held", speaker=main)
    name(world, meeting, helper)
    name(world, meeting, co, "co")
    # What is only planned shows nothing yet.
    name(world, make_meeting(world, title="Menyusun asesmen"), helper, "co")
    counts = served_counts_by_skill([helper, co, main])
    assert [counts[one.pk] for one in skills] == [1, 0, 0, 1, 1, 0, 1, 1, 1]
    # An assistant who became the speaker counts once.
    Meeting.objects.filter(pk=meeting.pk).update(speaker=helper)
    counts = served_counts_by_skill([helper])
    assert [counts[one.pk] for one in skills[:3]] == [1, 1, 1]


def test_who_is_named_and_who_cannot_be(world: World) -> None:
    main, helper = registered(world, "Contoh 1"), registered(world, "Contoh 2")
    meeting = make_meeting(world, speaker=main)
    with pytest.raises(Refused, match="narasumber utama"):
        name(world, meeting, main)
    name(world, meeting, helper)
    assert name(world, meeting, helper, "co").part == "co"
    for n in range(services.MOST_ASSISTANTS - 1):
        name(world, meeting, registered(world, f"Lain {n}"))
    with pytest.raises(Refused, match="Lepas seorang dulu"):
        name(world, meeting, registered(world, "Terlalu banyak"))
    with pytest.raises(Refused, match="dibatalkan"):
        name(world, make_meeting(world, state="cancelled"), helper)
    row = MeetingAssistant.objects.get(speaker=helper)
    for _twice in range(2):
        services.remove_assistant(
            actor=actor(world.users[Role.CHAIR]), now=NOW, meeting=meeting, assist_pk=row.pk
        )
    verbs = list(AuditEntry.objects.values_list("verb", flat=True))
    assert verbs.count("assistant.removed") == 1


def test_the_page_of_who_records(world: World) -> None:
    meeting = make_meeting(world, title="Diskusi asesmen")
    base = f"/g/rekaan-1/narasumber/pertemuan/{meeting.pk}/"
    client = world.client(Role.LEAD_TEACHER)
    speakers = f"/g/{world.group.code}/narasumber/"
    assert page_of(client.get(base)).empty and page_of(client.get(base)).leads_to(speakers)
    helper = registered(world, "Bu Contoh", teacher=world.teachers[0])
    place = f"/g/rekaan-1/pertemuan/{meeting.pk}/"
    assert page_of(client.get(place)).leads_to(base)
    assert not page_of(world.client(Role.TEACHER).get(place)).leads_to(base)
    stranger = Speaker.objects.create(name="Tidak terdaftar")
    bad = client.post(base, {"speaker": stranger.pk, "part": "helper"})
    assert bad.status_code == 422 and not MeetingAssistant.objects.exists()
    page = page_of(client.post(base, {"speaker": helper.pk, "part": "co"}, follow=True))
    assert page.entry("Bu Contoh").says("Pendamping penyaji")
    own = page_of(world.client(Role.TEACHER).get(f"/g/rekaan-1/narasumber/{helper.pk}/"))
    assert own.entry(meeting.title).says("Pendamping penyaji")
    row = MeetingAssistant.objects.get()
    other = make_meeting(world, title="Lain")
    client.post(f"/g/rekaan-1/narasumber/pertemuan/{other.pk}/lepas/{row.pk}/")
    assert MeetingAssistant.objects.exists()
    client.post(f"{base}lepas/{row.pk}/")
    assert not MeetingAssistant.objects.exists()


def test_an_assistants_own_calendar_holds_the_meeting_elsewhere(world: World) -> None:
    day = timezone.localdate() + timedelta(days=7)
    meeting = make_meeting(world, title="Seberang", date=day, group=world.other, host=None)
    helper = registered(world, "Bu Contoh", teacher=world.teachers[0])
    reader = actor(world.users[Role.TEACHER])
    assert meeting not in own_meetings(reader, timezone.localdate())
    name(world, meeting, helper)
    assert meeting in own_meetings(reader, timezone.localdate())
