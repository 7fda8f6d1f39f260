"""Calendars' private addresses: who reads what, until when, and how strictly it is written."""

import logging
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gugus.feeds.access import feed_of_token, token_of
from gugus.feeds.models import Feed, PublishedMeeting
from gugus.feeds.pages.ical import uid_of
from gugus.feeds.services import feeds as services
from gugus.meetings.models import Meeting
from gugus.meetings.services import meetings as planning
from gugus.meetings.services.publication import hand_out_meetings, save_meeting
from gugus.people.models import RoleAssignment, Speaker, StudyGroup, Teacher
from gugus.people.rules.roles import Role
from gugus.platform.foundation.redaction import SecretsFilter
from tests.support.html import page_of
from tests.support.meetings import actor, make_meeting
from tests.support.strict_ical import events_in, strict_lines
from tests.support.world import SINCE, World

NOW = datetime(2026, 11, 25, 6, 30, tzinfo=UTC)


def feed_of(world: World, role: Role, *, of_group: bool = False) -> Feed:
    return services.create_feed(
        actor=actor(world.users[role]), now=NOW, group=world.group if of_group else None
    )


def read(feed: Feed, **headers: str):
    return Client().get(reverse("feeds:feed", args=[token_of(feed)]), headers=headers)


def events(feed: Feed):
    answer = read(feed)
    assert answer.status_code == 200
    return events_in(answer.content)


def soon(world: World, days: int = 7) -> date:
    return world.today + timedelta(days=days)


@pytest.fixture
def meetings(world: World) -> list[Meeting]:
    """For everybody, for the teacher's study group, for another, of another group."""
    upper = StudyGroup.objects.create(group=world.group, name="Kelas tinggi", class_levels=[4, 5])
    return [
        make_meeting(world, title="Untuk semua", date=soon(world)),
        make_meeting(world, title="Kelas rendah", date=soon(world), study_group=world.lower),
        make_meeting(world, title="Kelas tinggi", date=soon(world), study_group=upper),
        make_meeting(world, title="Kelompok lain", date=soon(world), group=world.other, host=None),
    ]


@pytest.mark.calendar
def test_a_teachers_own_calendar_holds_what_calls_them(world, meetings) -> None:
    assert set(events(feed_of(world, Role.TEACHER))) == {"Untuk semua", "Kelas rendah"}


@pytest.mark.calendar
def test_a_groups_calendar_holds_all_its_meetings(world, meetings) -> None:
    found = events(feed_of(world, Role.TEACHER, of_group=True))
    assert set(found) == {"Untuk semua", "Kelas rendah", "Kelas tinggi"}


def test_who_speaks_elsewhere_has_it_without_a_link_inside(world, meetings) -> None:
    meeting = meetings[3]
    meeting.speaker = Speaker.objects.create(name="Guru Rekaan 1", teacher=world.teachers[0])
    meeting.save()
    found = events(feed_of(world, Role.TEACHER))
    assert "URL" not in found["Kelompok lain"]
    assert str(found["Untuk semua"]["URL"]).endswith(f"/pertemuan/{meetings[0].pk}/")


def test_an_officer_from_outside_has_all_meetings_of_the_group(world, meetings) -> None:
    found = events(feed_of(world, Role.SUPERVISOR))
    assert set(found) == {"Untuk semua", "Kelas rendah", "Kelas tinggi"}


@pytest.mark.calendar
def test_a_meeting_moved_and_cancelled_keeps_its_uid_and_rises(world) -> None:
    meeting, feed = make_meeting(world, date=soon(world)), feed_of(world, Role.TEACHER)
    zone = ZoneInfo(world.group.time_zone)
    before = events(feed)["Diskusi rekaan"]
    who, now = actor(world.users[Role.SECRETARY]), timezone.now()
    times = planning.MeetingTimes(soon(world, 14), time(9), time(11))
    planning.reschedule_meeting(actor=who, now=now, meeting=meeting, times=times, reason="Hujan")
    moved = events(feed)["Diskusi rekaan"]
    planning.cancel_meeting(actor=who, now=now, meeting=meeting, reason="Sakit, jangan disebar")
    off = events(feed)["Dibatalkan: Diskusi rekaan"]
    assert before["UID"] == moved["UID"] == off["UID"]
    assert [int(e["SEQUENCE"]) for e in (before, moved, off)] == [0, 1, 2]
    assert off["STATUS"] == "CANCELLED" and before["STATUS"] == "TENTATIVE"
    assert moved["DTSTART"].dt == datetime.combine(soon(world, 14), time(9), zone)
    # Why it is off stands on the page, not in an address that may go round.
    assert "jangan disebar" not in read(feed).content.decode()


def test_the_event_tells_where_and_what(world) -> None:
    school = world.schools[0]
    school.latitude, school.longitude = -6.65, 106.85
    school.save()
    make_meeting(
        world, date=soon(world), place_note="Aula", agenda="Doa\nDiskusi", speaker_note="Bu A"
    )
    event = events(feed_of(world, Role.TEACHER))["Diskusi rekaan"]
    assert str(event["LOCATION"]) == "SDN Rekaan 01, Aula"
    assert event["GEO"].to_ical() == "-6.65;106.85"
    assert "1. Doa\n2. Diskusi" in event["DESCRIPTION"] and "Bu A" in event["DESCRIPTION"]


def test_a_meeting_for_others_now_is_taken_back_and_comes_again(world, meetings) -> None:
    meeting, feed, others = meetings[1], feed_of(world, Role.TEACHER), meetings[2].study_group
    before = events(feed)["Kelas rendah"]
    meeting.study_group, meeting.title = others, "Rahasia kelas tinggi"
    save_meeting(meeting, now=timezone.now())
    off = events(feed)["Bukan untuk Anda lagi: Kelas rendah"]
    assert (off["UID"], off["STATUS"]) == (before["UID"], "CANCELLED")
    assert off["DTSTART"].dt == before["DTSTART"].dt
    # What became of it is for the others; the group's own calendar just goes on.
    assert "Rahasia" not in read(feed).content.decode() and "LOCATION" not in off
    assert "Rahasia kelas tinggi" in events(feed_of(world, Role.TEACHER, of_group=True))
    # Back without a word of the meeting itself, as when a teacher changes classes twice.
    Meeting.objects.filter(pk=meeting.pk).update(
        study_group=world.lower, title="Kelas rendah", sequence=0
    )
    again = events(feed)["Kelas rendah"]
    assert [int(e["SEQUENCE"]) for e in (before, off, again)] == [0, 1, 2]
    assert again["UID"] == before["UID"] and again["STATUS"] == "TENTATIVE"


def test_a_meeting_whose_row_is_gone_is_taken_back_too_for_ninety_days(world, meetings) -> None:
    feed = feed_of(world, Role.TEACHER, of_group=True)
    read(feed)
    assert PublishedMeeting.objects.filter(feed=feed).count() == 3
    meetings[1].delete()
    for days, there in ((0, True), (89, True), (91, False)):
        PublishedMeeting.objects.exclude(withdrawn_at=None).update(
            withdrawn_at=timezone.now() - timedelta(days=days)
        )
        assert ("Bukan untuk Anda lagi: Kelas rendah" in events(feed)) is there
    assert PublishedMeeting.objects.filter(feed=feed).count() == 2
    with CaptureQueriesContext(connection) as asked:
        read(feed)
    assert not [one for one in asked if "UPDATE" in one["sql"] or "INSERT" in one["sql"]]
    feed_of(world, Role.TEACHER, of_group=True)
    assert not PublishedMeeting.objects.filter(feed=feed).exists()


def _rename_school(world: World, meeting: Meeting) -> None:
    world.schools[0].address = "Jalan Baru 7"
    world.schools[0].save()


def _rename_speaker(world: World, meeting: Meeting) -> None:
    Speaker.objects.filter(pk=meeting.speaker_id).update(name="Ibu Nama Baru, M.Pd.")


def _move_clock(world: World, meeting: Meeting) -> None:
    world.group.time_zone = "Asia/Makassar"
    world.group.save()


def _rename_study_group(world: World, meeting: Meeting) -> None:
    StudyGroup.objects.filter(pk=meeting.study_group_id).update(name="Kelas bawah")


@pytest.mark.parametrize(
    "change", [_rename_school, _rename_speaker, _move_clock, _rename_study_group]
)
def test_what_changes_beside_the_meeting_raises_it_in_every_calendar(world, change) -> None:
    """An address, a name, the group's clock: of each other record, and once for all who read."""
    speaker = Speaker.objects.create(name="Ibu Nama")
    meeting = make_meeting(world, date=soon(world), speaker=speaker, study_group=world.lower)
    own, of_group = feed_of(world, Role.TEACHER), feed_of(world, Role.CHAIR, of_group=True)
    file = f"/g/rekaan-1/pertemuan/{meeting.pk}/kalender.ics"

    def told():
        single = events_in(world.client(Role.TEACHER).get(file).content)
        return [found["Diskusi rekaan"] for found in (events(own), events(of_group), single)]

    before, same = told(), told()
    assert [one.to_ical() for one in before] == [one.to_ical() for one in same]
    meeting.refresh_from_db()
    change(world, meeting)
    after = told()
    assert {int(one["SEQUENCE"]) for one in before} == {0}
    assert {int(one["SEQUENCE"]) for one in after} == {1}
    for former, later in zip(before, after, strict=True):
        assert later["LAST-MODIFIED"].dt > former["LAST-MODIFIED"].dt
        assert later["DTSTAMP"].dt == later["LAST-MODIFIED"].dt
    with CaptureQueriesContext(connection) as asked:
        assert [int(one["SEQUENCE"]) for one in told()] == [1, 1, 1]
    assert not [one for one in asked if one["sql"].startswith(("UPDATE", "INSERT"))
                and "meeting" in one["sql"]]  # fmt: skip


def test_a_calendar_by_another_name_of_the_installation_is_no_change(world, meetings) -> None:
    """A laptop is asked by several names in one afternoon; nothing rises, nothing is written."""
    feed, address = feed_of(world, Role.TEACHER), "feeds:feed"
    read(feed)
    for host in ("localhost", "127.0.0.1"):
        with CaptureQueriesContext(connection) as asked:
            answer = Client(headers={"host": host}).get(reverse(address, args=[token_of(feed)]))
        assert f"http://{host}/g/rekaan-1/" in answer.content.decode().replace("\r\n ", "")
        assert {int(one["SEQUENCE"]) for one in events_in(answer.content).values()} == {0}
        assert not [
            one for one in asked if "published" in one["sql"] and "SELECT" not in one["sql"]
        ]


def test_another_language_raises_what_is_said_otherwise(world, meetings) -> None:
    feed, user = feed_of(world, Role.TEACHER), world.users[Role.TEACHER]
    before = events(feed)["Untuk semua"]
    user.language = "en"
    user.save()
    after = events(feed)["Untuk semua"]
    assert before["DESCRIPTION"] != after["DESCRIPTION"]
    assert (int(before["SEQUENCE"]), int(after["SEQUENCE"])) == (0, 1)


def test_two_readings_at_once_raise_once(world) -> None:
    meeting = make_meeting(world, date=soon(world))
    hand_out_meetings(now=NOW, digests={meeting: "old"})
    late = timezone.now() + timedelta(hours=1)
    one, other = Meeting.objects.get(pk=meeting.pk), Meeting.objects.get(pk=meeting.pk)
    hand_out_meetings(now=late, digests={one: "new"})
    hand_out_meetings(now=late + timedelta(minutes=1), digests={other: "new"})
    assert (one.sequence, one.changed_at) == (other.sequence, other.changed_at) == (1, late)


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_an_own_calendar_says_the_clock_of_its_person(world, meetings, zone) -> None:
    world.group.time_zone = zone
    world.group.save()
    for role in (Role.TEACHER, Role.SUPERVISOR):
        assert f"X-WR-TIMEZONE:{zone}" in strict_lines(read(feed_of(world, role)).content)


def test_who_left_the_roster_gets_an_empty_calendar(world, meetings) -> None:
    own, of_group = feed_of(world, Role.TEACHER), feed_of(world, Role.TEACHER, of_group=True)
    Teacher.objects.filter(pk=world.teachers[0].pk).update(active=False)
    assert events(own) == events(of_group) == {}
    assert world.group.name not in read(of_group).content.decode()


def test_a_role_that_ended_reads_nothing(world, meetings) -> None:
    feed = feed_of(world, Role.SUPERVISOR, of_group=True)
    held = RoleAssignment.objects.filter(user=world.users[Role.SUPERVISOR])
    held.update(until=SINCE + timedelta(days=1))
    assert events(feed) == {}
    user = world.users[Role.SUPERVISOR]
    user.is_active = False
    user.save()
    assert events(feed) == {}


def test_only_the_whole_address_of_today_opens(world) -> None:
    feed = feed_of(world, Role.TEACHER)
    token = token_of(feed)
    other = Feed.objects.create(user=world.outsider, nonce="0" * 32, made_at=NOW)
    wrong = [
        f"{other.pk}-{token.partition('-')[2]}",
        token[:-1],
        token + "0",
        f"{feed.pk}-",
        str(feed.pk),
        "0-" + "a" * 40,
        "9" * 30 + "-" + "a" * 40,
        "a\0b",
    ]
    assert [feed_of_token(one) for one in wrong] == [None] * len(wrong)
    answer = Client().get(reverse("feeds:feed", args=[wrong[0]]))
    assert answer.status_code == 404 and not answer.content


def test_a_new_address_ends_the_old_one(world, settings) -> None:
    old = token_of(feed_of(world, Role.TEACHER))
    new = token_of(feed_of(world, Role.TEACHER))
    assert feed_of_token(old) is None and feed_of_token(new) is not None
    services.delete_feed(actor=actor(world.users[Role.TEACHER]), now=NOW, group=None)
    assert feed_of_token(new) is None and not Feed.objects.exists()
    # The row alone gives no address away: it takes this installation's secret.
    again = feed_of(world, Role.TEACHER)
    here = token_of(again)
    settings.SECRET_KEY = "another"
    assert token_of(again) != here


def test_unchanged_is_said_in_a_few_bytes_and_nothing_is_kept_by_others(world, meetings) -> None:
    feed = feed_of(world, Role.TEACHER)
    first = read(feed)
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first["Cache-Control"] == "private, no-cache" and not first.cookies
    again = read(feed, if_none_match=first["ETag"])
    assert again.status_code == 304 and not again.content and again["ETag"] == first["ETag"]
    dated = read(feed, if_modified_since=first["Last-Modified"])
    assert dated.status_code == 304
    # Something that no meeting's own stamp tells: the school's name.
    Feed.objects.update(changed_at=timezone.now() - timedelta(days=1))
    since = read(feed)["Last-Modified"]
    world.schools[0].name = "SDN Rekaan Baru"
    world.schools[0].save()
    assert read(feed, if_none_match=first["ETag"]).status_code == 200
    assert read(feed, if_modified_since=since).status_code == 200


def test_reading_is_remembered_by_the_hour(world) -> None:
    feed = feed_of(world, Role.TEACHER)
    services.record_feed_read(now=NOW, feed=feed, digest="a")
    services.record_feed_read(now=NOW + timedelta(minutes=5), feed=feed, digest="a")
    feed.refresh_from_db()
    assert feed.last_read_at == feed.changed_at == NOW
    services.record_feed_read(now=NOW + timedelta(hours=2), feed=feed, digest="a")
    feed.refresh_from_db()
    assert feed.last_read_at == NOW + timedelta(hours=2) and feed.changed_at == NOW
    # Renewed meanwhile: what an old reading found says nothing of the new address.
    old = Feed.objects.get(pk=feed.pk)
    feed_of(world, Role.TEACHER)
    services.record_feed_read(now=NOW + timedelta(hours=9), feed=old, digest="b")
    assert Feed.objects.get(pk=feed.pk).digest == ""


def test_the_words_are_in_the_owners_language(world, meetings) -> None:
    feed = feed_of(world, Role.TEACHER)
    assert "Masih rencana" in read(feed).content.decode()


def test_the_page_gives_renews_and_ends_an_address(world, meetings) -> None:
    client, base = world.client(Role.TEACHER), f"/g/{world.group.code}/kalender-hp/"
    first = page_of(client.get(base))
    assert "testserver/kalender/" not in first.source and first.leads_to(f"{base}saya/buat/")
    client.post(f"{base}saya/buat/")
    page = page_of(client.get(base))
    feed = Feed.objects.get()
    assert token_of(feed) in page.only("textarea").text and page.notices
    assert "Belum pernah dibaca" in page
    read(feed)
    assert "Terakhir dibaca" in page_of(client.get(base))
    # One tap does not kill an address that works.
    asked = page_of(client.post(f"{base}saya/buat/"))
    assert asked.value("sure") == "on" and feed_of_token(token_of(feed))
    client.post(f"{base}saya/buat/", {"sure": "on"})
    assert feed_of_token(token_of(feed)) is None
    assert page_of(client.get(f"{base}saya/matikan/")).buttons
    client.post(f"{base}saya/matikan/")
    assert not Feed.objects.exists()
    assert client.get(f"{base}lain/buat/").status_code == 404


def test_one_meeting_to_take_along_has_the_uid_of_the_feeds(world, meetings) -> None:
    meeting = meetings[0]
    answer = world.client(Role.TEACHER).get(f"/g/rekaan-1/pertemuan/{meeting.pk}/kalender.ics")
    lines = strict_lines(answer.content)
    assert f"UID:{uid_of(meeting)}" in lines
    assert "attachment" in answer["Content-Disposition"]
    assert events(feed_of(world, Role.TEACHER))["Untuk semua"]["UID"] == uid_of(meeting)


def test_two_persons_have_two_addresses_of_one_group(world) -> None:
    one = feed_of(world, Role.TEACHER, of_group=True)
    other = feed_of(world, Role.CHAIR, of_group=True)
    assert token_of(one) != token_of(other)
    assert replace(actor(world.users[Role.CHAIR]), name="").group_ids() == {world.group.pk}


def test_an_address_does_not_stand_in_the_log() -> None:
    hide = SecretsFilter(django_settings.LOGGING["filters"]["secrets"]["prefixes"])
    line = logging.LogRecord("x", 20, "", 0, "GET /kalender/7-abcdef.ics HTTP/1.1", None, None)
    assert hide.filter(line) and "abcdef" not in line.getMessage()
