"""A meeting that lost its day: found, moved or dropped, with its cause on record."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gugus.calendar.models import CalendarEvent, PlanSettings
from gugus.displacement.queries import losses_of, replacements_for
from gugus.displacement.rules.alternatives import Effort, apart
from gugus.displacement.services import (
    DisplacementReason,
    Replacement,
    cancel_displaced,
    replace_meeting,
)
from gugus.hosts.models import HostSettings
from gugus.meetings.models import Meeting, MeetingMove
from gugus.meetings.services.meetings import (
    MeetingTimes,
    cancel_meeting,
    reschedule_meeting,
    restore_meeting,
)
from gugus.people.access import load_actor
from gugus.people.models import School, Speaker
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from gugus.programme.models import Line, Programme
from gugus.schedule.models import Displacement
from gugus.schedule.queries.lost import displaced_meetings
from gugus.speakers.models import SpeakerAbsence
from tests.support.html import Part, mentions, page_of
from tests.support.meetings import make_meeting
from tests.support.programme_lines import line
from tests.support.world import World

NOW = datetime(2026, 9, 1, 3, 0, tzinfo=UTC)
TODAY = date(2026, 9, 1)
FIRST = date(2026, 9, 9)
URL = "/g/rekaan-1/jadwal/hilang/"
Cause = Displacement.Cause


@pytest.fixture
def planned(world: World) -> list[Meeting]:
    """Four meetings of one line, every other Wednesday, the hosts by turns."""
    PlanSettings.objects.create(group=world.group, weekday=2)
    for number, school in enumerate(world.schools):
        school.latitude, school.longitude = -6.6, 106.8 + number / 100
        school.save()
    programme = Programme.objects.create(group=world.group, school_year=2026)
    routine = line(programme, times=4, months=[9, 10])
    return [
        make_meeting(
            world,
            title=f"Diskusi {week + 1}",
            line=routine,
            date=FIRST + timedelta(weeks=2 * week),
            host=world.schools[week % 2],
        )
        for week in range(4)
    ]


def calendar_event(world: World, day: date, **values: object) -> CalendarEvent:
    usual: dict[str, object] = {
        "kind": CalendarEvent.Kind.DISTRICT,
        "title": "Rapat dinas",
        "first_day": day,
        "last_day": day,
        "made_at": NOW,
        "made_by": world.users[Role.SECRETARY],
    }
    return CalendarEvent.objects.create(group=world.group, **usual | values)


def actor(world: World):
    return load_actor(world.users[Role.CHAIR])


# -- what is lost --------------------------------------------------------------------------


def test_an_occasion_shows_the_meetings_of_its_days(world: World, planned: list[Meeting]) -> None:
    assert displaced_meetings(world.group, TODAY) == ()
    row = calendar_event(world, FIRST, last_day=FIRST + timedelta(days=14))
    found = displaced_meetings(world.group, TODAY)
    assert [one.meeting for one in found] == planned[:2]
    assert (found[0].cause, found[0].title, found[0].event_id) == (
        Cause.DISTRICT,
        "Rapat dinas",
        row.pk,
    )


def test_only_what_blocks_and_lies_ahead_and_is_not_cancelled_is_lost(
    world: World, planned: list[Meeting]
) -> None:
    calendar_event(world, FIRST, blocks=False)
    calendar_event(world, planned[1].date)
    Meeting.objects.filter(pk=planned[1].pk).update(state=Meeting.State.CANCELLED)
    calendar_event(world, planned[2].date)
    assert [one.meeting for one in displaced_meetings(world.group, TODAY)] == [planned[2]]
    assert displaced_meetings(world.group, planned[2].date + timedelta(days=1)) == ()


def test_a_host_or_a_speaker_may_be_what_is_lost(world: World, planned: list[Meeting]) -> None:
    calendar_event(world, FIRST, school=world.schools[0], kind=CalendarEvent.Kind.SCHOOL_EVENT)
    # Another school's event takes nothing from this meeting.
    calendar_event(world, planned[2].date, school=world.schools[1])
    speaker = Speaker.objects.create(name="Bu Contoh Narasumber")
    SpeakerAbsence.objects.create(
        speaker=speaker, first_day=planned[1].date, last_day=planned[1].date, note="Diklat"
    )
    Meeting.objects.filter(pk=planned[1].pk).update(speaker=speaker)
    host, away = displaced_meetings(world.group, TODAY)
    assert (host.meeting, host.cause, host.of_host) == (planned[0], Cause.SCHOOL_EVENT, True)
    assert (away.meeting, away.cause, away.title) == (planned[1], Cause.SPEAKER, "Diklat")


# -- where it may go -----------------------------------------------------------------------


def test_the_nearest_free_learning_days_are_proposed_with_the_host_kept(
    world: World, planned: list[Meeting]
) -> None:
    calendar_event(world, FIRST)
    found = replacements_for(planned[0], Cause.DISTRICT, of_host=False, today=TODAY)
    assert len(found) == 3
    best = found[0]
    assert best.effort == Effort.KEEPS
    assert best.along == ()
    assert best.to.day in (date(2026, 9, 2), date(2026, 9, 16))
    taken = {FIRST, *(one.date for one in planned)}
    assert not taken & {one.to.day for one in found}
    assert all(one.to.day.weekday() == 2 for one in found)
    assert len({one.to.day for one in found}) == 3


def test_a_host_that_has_no_time_gives_its_day_to_another(
    world: World, planned: list[Meeting]
) -> None:
    calendar_event(world, FIRST, school=world.schools[0], kind=CalendarEvent.Kind.SCHOOL_EVENT)
    PlanSettings.objects.update(twice_running=True, spread=4)
    found = replacements_for(planned[0], Cause.SCHOOL_EVENT, of_host=True, today=TODAY)
    assert (FIRST, world.schools[1].pk) in {(one.to.day, one.to.host) for one in found}
    assert all((one.to.day, one.to.host) != (FIRST, world.schools[0].pk) for one in found)


def test_the_extra_way_is_the_way_of_all_teachers(world: World, planned: list[Meeting]) -> None:
    """Three teachers at each school: at the other host as many travel as far."""
    calendar_event(world, FIRST, school=world.schools[0], kind=CalendarEvent.Kind.SCHOOL_EVENT)
    PlanSettings.objects.update(twice_running=True, spread=4)
    world.teachers[1].active = False
    world.teachers[1].save()
    found = replacements_for(planned[0], Cause.HOST, of_host=True, today=TODAY)
    moved = next(one for one in found if one.to.host == world.schools[1].pk)
    assert moved.extra_km is not None
    # Two used to travel, three have to now: one way more, about a kilometre.
    assert moved.extra_km == pytest.approx(1.1, abs=0.2)


def test_a_meeting_of_no_line_finds_a_day_too(world: World, planned: list[Meeting]) -> None:
    free = make_meeting(world, title="Rapat anggota", date=date(2026, 9, 16))
    found = replacements_for(free, Cause.WEATHER, of_host=False, today=TODAY)
    assert found
    assert free.date not in {one.to.day for one in found}
    assert not {one.date for one in planned} & {one.to.day for one in found}


def test_parts_of_a_line_keep_their_weeks_apart(world: World, planned: list[Meeting]) -> None:
    Line.objects.update(weeks_between=2, months=[])
    found = replacements_for(planned[3], Cause.WEATHER, of_host=False, today=TODAY)
    others = [one.date for one in planned[:3]]
    assert found
    for one in found:
        assert all(abs((one.to.day - day).days) >= 13 for day in others), one.to.day


def test_without_a_learning_day_nothing_is_proposed(world: World) -> None:
    meeting = make_meeting(world, date=FIRST)
    assert replacements_for(meeting, Cause.WEATHER, of_host=False, today=TODAY) == ()


# -- what becomes of it --------------------------------------------------------------------


def test_taking_a_proposal_moves_the_meeting_and_keeps_the_cause(
    world: World, planned: list[Meeting]
) -> None:
    row = calendar_event(world, FIRST)
    meeting = planned[0]
    Meeting.objects.filter(pk=meeting.pk).update(place_note="Ruang guru")
    day, host = date(2026, 9, 16), world.schools[1]
    why = DisplacementReason(Cause.DISTRICT, "Rapat dinas mendadak", row.pk)
    moved = replace_meeting(
        actor=actor(world),
        now=NOW,
        meeting=meeting,
        replacement=Replacement(FIRST, apart(meeting.pk, day, host.pk)),
        why=why,
    )
    assert (moved.date, moved.host, moved.place_note) == (day, host, "")
    kept = Displacement.objects.get()
    assert (kept.cause, kept.old_date, kept.new_date) == (Cause.DISTRICT, FIRST, day)
    assert (kept.calendar_event, kept.reason) == (row, "Rapat dinas mendadak")
    assert MeetingMove.objects.get().reason == "Rapat dinas mendadak"
    (loss,) = losses_of(world.group, 2026)
    assert (loss.cause, loss.delay) == (Cause.DISTRICT, 7)


def test_dropping_cancels_and_coming_back_is_no_loss(world: World, planned: list[Meeting]) -> None:
    why = DisplacementReason(Cause.WEATHER, "Banjir")
    cancel_displaced(actor=actor(world), now=NOW, meeting=planned[0], was=FIRST, why=why)
    (loss,) = losses_of(world.group, 2026)
    assert (loss.cause, loss.new, loss.reason) == (Cause.WEATHER, None, "Banjir")
    restore_meeting(actor=actor(world), now=NOW, meeting=planned[0])
    assert losses_of(world.group, 2026) == ()


def test_moves_and_cancellations_of_the_meetings_page_stand_under_other(
    world: World, planned: list[Meeting]
) -> None:
    first, second = planned[:2]
    for days in (1, 2):
        times = MeetingTimes(FIRST + timedelta(days=days), first.starts_at, first.ends_at)
        reschedule_meeting(
            actor=actor(world),
            now=NOW + timedelta(hours=days),
            meeting=first,
            times=times,
            reason="Hujan",
        )
    cancel_meeting(actor=actor(world), now=NOW, meeting=second, reason="Rapat dinas")
    assert [(one.cause, one.old, one.new, one.reason) for one in losses_of(world.group, 2026)] == [
        (Cause.OTHER, FIRST, FIRST + timedelta(days=1), "Hujan"),
        (Cause.OTHER, FIRST + timedelta(days=1), FIRST + timedelta(days=2), "Hujan"),
        (Cause.OTHER, second.date, None, "Rapat dinas"),
    ]
    assert losses_of(world.group, 2025) == ()
    assert losses_of(world.other, 2026) == ()


@pytest.mark.parametrize("of_host", [True, False])
def test_a_day_that_was_taken_meanwhile_is_refused(
    world: World, planned: list[Meeting], of_host: bool
) -> None:
    day = date(2026, 9, 16)
    calendar_event(world, day, title="Lomba", school=world.schools[0] if of_host else None)
    to = Replacement(FIRST, apart(planned[0].pk, day, world.schools[0].pk))
    with pytest.raises(Refused, match="Lomba"):
        replace_meeting(
            actor=actor(world),
            now=NOW,
            meeting=planned[0],
            replacement=to,
            why=DisplacementReason("exam", "x"),
        )
    assert Displacement.objects.count() == MeetingMove.objects.count() == 0
    planned[0].refresh_from_db()
    assert planned[0].date == FIRST


def test_whoever_looks_at_an_old_page_changes_nothing(world: World, planned: list[Meeting]) -> None:
    seen = FIRST - timedelta(days=7)
    with pytest.raises(Refused, match="orang lain"):
        cancel_displaced(
            actor=actor(world),
            now=NOW,
            meeting=planned[0],
            was=seen,
            why=DisplacementReason("exam", "x"),
        )
    assert Displacement.objects.count() == 0


def test_a_clash_with_another_meeting_leaves_everything_as_it_was(
    world: World, planned: list[Meeting]
) -> None:
    first, second = planned[:2]
    to = Replacement(FIRST, apart(first.pk, second.date, first.host_id))
    with pytest.raises(Refused, match="sudah dipanggil"):
        replace_meeting(
            actor=actor(world),
            now=NOW,
            meeting=planned[0],
            replacement=to,
            why=DisplacementReason("exam", "x"),
        )
    assert Displacement.objects.count() == MeetingMove.objects.count() == 0


# -- the pages -----------------------------------------------------------------------------


@pytest.fixture
def client(world: World, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return world.client(Role.CHAIR)


def screen(client: Client, path: str = URL, status: int = 200, **asked: object) -> Part:
    response = client.get(path, {"tahun": 2026, **asked})
    assert response.status_code == status
    return page_of(response)


def test_the_list_leads_to_the_replacement(
    world: World, planned: list[Meeting], client: Client
) -> None:
    assert not screen(client).leads_to(f"{URL}{planned[0].pk}/")
    calendar_event(world, FIRST)
    page = screen(client)
    assert page.entry("Rapat dinas").leads_to(f"{URL}{planned[0].pk}/")
    reader = screen(world.client(Role.TEACHER))
    assert not reader.leads_to(f"{URL}{planned[0].pk}/")
    assert world.client(Role.TEACHER).get(f"{URL}{planned[0].pk}/").status_code == 404


def test_whoever_adds_an_event_hears_which_meetings_it_takes(
    world: World, planned: list[Meeting], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "kehilangan" not in screen(client, "/g/rekaan-1/jadwal/").told
    typed = {"kind": "district", "title": "Rapat dinas", "first_day": FIRST, "blocks": "1"}
    answer = client.post("/g/rekaan-1/kalender/acara/baru/", typed, follow=True)
    assert mentions(page_of(answer).told, "1 pertemuan", "kehilangan harinya")
    lost = screen(client, "/g/rekaan-1/jadwal/").notice("kehilangan harinya")
    assert mentions(lost.text, "1 pertemuan") and lost.leads_to(URL)
    teacher = screen(world.client(Role.TEACHER), "/g/rekaan-1/jadwal/")
    assert "kehilangan" not in teacher.told


def test_a_meeting_is_moved_from_its_page(
    world: World, planned: list[Meeting], client: Client
) -> None:
    calendar_event(world, FIRST)
    path = f"{URL}{planned[0].pk}/"
    page = screen(client, path)
    assert page.value("reason") == "Rapat dinas"
    offers = page.fields["choice"]
    assert sum("tidak ada pertemuan lain" in words for words in offers.options.values()) == 3
    value = next(iter(offers.options))
    typed = {"reason": "", "choice": value, "was": FIRST.isoformat()}
    refused = client.post(path, typed)
    assert refused.status_code == 422
    again = page_of(refused).fields["choice"]
    assert list(again.options).index(again.value) == 0
    response = client.post(path, typed | {"reason": "Rapat dinas"}, follow=True)
    assert page_of(response).notices and not page_of(response).alerts
    kept = Displacement.objects.get()
    assert kept.new_date is not None
    assert kept.new_date != FIRST


def test_without_a_known_cause_it_is_asked_first(
    world: World, planned: list[Meeting], client: Client
) -> None:
    path = f"{URL}{planned[0].pk}/"
    assert "sebab" in screen(client, path).fields
    assert "sebab" in screen(client, path, sebab="tidak-ada").fields
    page = screen(client, path, sebab="weather")
    assert "Cuaca" in page and "sebab" not in page.fields
    response = client.post(
        f"{path}?sebab=weather",
        {"reason": "Banjir", "choice": "batal", "was": FIRST.isoformat()},
    )
    assert response.status_code == 302
    planned[0].refresh_from_db()
    assert planned[0].state == Meeting.State.CANCELLED
    assert Displacement.objects.get().cause == Cause.WEATHER
    # It is decided now: a second look leads to the meeting.
    assert client.get(path).status_code == 302


def test_a_day_of_ones_own_and_choices_that_were_never_made(
    world: World, planned: list[Meeting], client: Client
) -> None:
    path = f"{URL}{planned[0].pk}/?sebab=few"
    typed = {"reason": "Hanya dua guru", "was": FIRST.isoformat()}
    assert client.post(path, typed | {"choice": "sendiri"}).status_code == 422
    assert client.post(path, typed | {"choice": "rekaan:abc"}).status_code == 422
    assert client.post(path, typed).status_code == 422
    day = FIRST + timedelta(days=1)
    response = client.post(path, typed | {"choice": "sendiri", "day": day.isoformat()})
    assert response.status_code == 302
    planned[0].refresh_from_db()
    assert planned[0].date == day


def test_the_record_of_the_year_and_its_files(
    world: World, planned: list[Meeting], client: Client
) -> None:
    why = DisplacementReason(Cause.WEATHER, "=Banjir")
    cancel_displaced(actor=actor(world), now=NOW, meeting=planned[0], was=FIRST, why=why)
    page = screen(client)
    assert page.says("1 kali", "1 tidak diganti")
    causes, each = page.all("table")
    assert [row.cells[1] for row in causes.rows] == ["1"] and each.entry("Cuaca", "=Banjir")
    assert page.entry("September 2026")
    table = client.get(f"{URL}berkas/csv/", {"tahun": 2026}).content.decode("utf-8-sig")
    assert "2026-09-09,Diskusi 1," in table and ",'=Banjir," in table
    assert client.get(f"{URL}berkas/xlsx/").content.startswith(b"PK")
    assert client.get(f"{URL}berkas/pdf/").status_code == 404


def test_a_school_that_may_not_host_is_never_proposed(world: World, planned: list[Meeting]) -> None:
    third = School.objects.create(npsn="99991033", name="SDN Rekaan 03", place=world.group.place)
    world.group.memberships.create(school=third, first_year=2020)
    HostSettings.objects.create(group=world.group, school=third, may_host=False)
    found = replacements_for(planned[0], Cause.HOST, of_host=True, today=TODAY)
    assert third.pk not in {one.to.host for one in found}
