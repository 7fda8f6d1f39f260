"""All groups of a place at once: shared speakers, every chair's own word, work that can be left."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gugus.calendar.models import PlanSettings
from gugus.district.queries import ScheduleReadiness, group_schedules, regions
from gugus.district.services import start_region_run
from gugus.people.access import Actor, load_actor
from gugus.people.models import Group, GroupSchool, Place, School, Speaker
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.jobs.models import Job
from gugus.platform.jobs.queries import latest_job
from gugus.platform.jobs.rules import HEARTBEAT_TIMEOUT
from gugus.programme.models import Programme
from gugus.schedule.models import DraftMeeting, ScheduleDraft, ScheduleRun
from gugus.schedule.services.adoption import adopt_draft
from gugus.schedule.services.runs import start_schedule_run
from tests.support.html import page_of
from tests.support.programme_lines import line
from tests.support.schedules import NOW, WEDNESDAY, YEAR
from tests.support.world import World

URL = "/jadwal-wilayah/"


@pytest.fixture
def place(world: World) -> Place:
    """Two groups that share one speaker, and two months of Wednesdays for three meetings each."""
    shared = Speaker.objects.create(name="Bu Contoh Bersama")
    second = School.objects.create(npsn="99991018", name="SDN Seberang 02", place=world.group.place)
    GroupSchool.objects.create(group=world.other, school=second, first_year=2020)
    for group in (world.group, world.other):
        shared.groups.add(group)
        PlanSettings.objects.create(group=group, weekday=WEDNESDAY)
        programme = Programme.objects.create(group=group, school_year=YEAR)
        line(programme, title="Pelatihan", times=3, months=[9, 10], speaker=shared)
    return Place.objects.get(pk="32.01.24")


@pytest.fixture
def admin(world: World) -> Actor:
    return load_actor(world.users[Role.SITE_ADMIN])


def progress(made: ScheduleRun) -> tuple[str, int, int]:
    job = latest_job(made)
    assert job is not None
    return job.state, job.done, job.total


def run(admin: Actor, place: Place) -> ScheduleRun:
    return start_region_run(actor=admin, now=NOW, place=place, year=YEAR, wait=True)


def test_every_group_gets_a_draft_and_no_speaker_is_asked_twice_a_day(
    world: World, place: Place, admin: Actor
) -> None:
    made = run(admin, place)
    assert progress(made) == (Job.State.DONE, 2, 2)
    drafts = ScheduleDraft.objects.filter(run=made)
    assert {draft.group for draft in drafts} == {world.group, world.other}
    assert {draft.state for draft in drafts} == {ScheduleDraft.State.READY}
    days = list(DraftMeeting.objects.values_list("speaker", "date"))
    assert len(days) == len(set(days)) == 6


def test_each_chair_takes_the_own_draft_and_the_others_stay_valid(
    world: World, place: Place, admin: Actor
) -> None:
    run(admin, place)
    chair = load_actor(world.users[Role.CHAIR])
    for group in (world.group, world.other):
        draft = ScheduleDraft.objects.get(group=group)
        assert adopt_draft(actor=chair, now=NOW, draft=draft).made == 3
    assert world.other.meetings.count() == 3


def test_a_draft_of_ones_own_is_left_alone_and_a_lack_is_told(
    world: World, place: Place, admin: Actor
) -> None:
    chair = load_actor(world.users[Role.CHAIR])
    own = start_schedule_run(actor=chair, now=NOW, group=world.group, year=YEAR, wait=True)
    made = run(admin, place)
    assert [draft.group for draft in made.drafts.all()] == [world.other]
    own.refresh_from_db()
    assert own.state == ScheduleDraft.State.READY
    states = {one.group: one.readiness for one in group_schedules(place, YEAR, NOW)}
    assert states == {
        world.group: ScheduleReadiness.HAS_DRAFT,
        world.other: ScheduleReadiness.HAS_DRAFT,
    }


def test_nothing_is_begun_where_no_group_is_ready(world: World, place: Place, admin: Actor) -> None:
    PlanSettings.objects.update(weekday=None)
    with pytest.raises(Refused, match="Tidak ada kelompok"):
        run(admin, place)
    assert ScheduleRun.objects.count() == ScheduleDraft.objects.count() == 0
    (one, other) = group_schedules(place, YEAR, NOW)
    assert (one.readiness, other.readiness) == (ScheduleReadiness.LACKS, ScheduleReadiness.LACKS)
    assert [str(lack) for lack in one.lacks] == ["weekday"]


def test_a_group_that_cannot_succeed_does_not_spoil_the_others(
    world: World, place: Place, admin: Actor, client: Client
) -> None:
    programme = Programme.objects.get(group=world.other)
    speaker = Speaker.objects.get()
    line(programme, title="Terlalu banyak", times=30, months=[9], speaker=speaker)
    run(admin, place)
    status = {draft.group: draft.status for draft in ScheduleDraft.objects.all()}
    assert status[world.other] == ScheduleDraft.Status.IMPOSSIBLE
    assert status[world.group] == ScheduleDraft.Status.OPTIMAL
    page = page_of(client.get(f"{URL}{place.pk}/", {"tahun": YEAR}))
    assert page.entry(world.other.name, "Tidak mungkin")
    assert not page.entry(world.group.name).says("Tidak mungkin")


def test_a_second_press_joins_and_broken_off_work_goes_on(
    world: World, place: Place, admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def server_dies(_run: ScheduleRun) -> None:
        pass

    with monkeypatch.context() as patched:
        patched.setattr("gugus.district.services.solve_now", server_dies)
        first = run(admin, place)
        assert progress(first) == (Job.State.QUEUED, 0, 2)
        joined = run(admin, place)
        assert (joined.pk, progress(joined)) == (first.pk, (Job.State.QUEUED, 0, 2))
    later = NOW + HEARTBEAT_TIMEOUT + timedelta(seconds=1)
    again = start_region_run(actor=admin, now=later, place=place, year=YEAR, wait=True)
    assert (again.pk, progress(again)) == (first.pk, (Job.State.DONE, 2, 2))
    assert ScheduleDraft.objects.count() == 2


def test_what_failed_says_so_and_can_be_begun_again(
    world: World, place: Place, admin: Actor, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object, **_more: object) -> None:
        raise RuntimeError("no memory")

    with monkeypatch.context() as patched:
        patched.setattr("gugus.schedule.services.joint.search_schedule", fails)
        assert progress(run(admin, place))[0] == Job.State.DONE
    assert set(ScheduleDraft.objects.values_list("state", flat=True)) == {
        ScheduleDraft.State.FAILED
    }
    page = page_of(client.get(f"{URL}{place.pk}/", {"tahun": YEAR}))
    assert len(page.entries("Gagal disusun")) == 2
    assert page.leads_to(f"{URL}{place.pk}/susun/")
    run(admin, place)
    assert ScheduleDraft.objects.filter(state=ScheduleDraft.State.READY).count() == 2


def test_groups_too_many_for_one_search_are_solved_one_after_the_other(
    world: World, place: Place, admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gugus.schedule.services.joint.fits_one_problem", lambda _facts: False)
    run(admin, place)
    days = list(DraftMeeting.objects.values_list("speaker", "date"))
    assert len(days) == len(set(days)) == 6


def test_places_with_groups_are_listed_from_the_kabupaten_down(world: World) -> None:
    assert [(one.place.name, one.groups) for one in regions()] == [
        ("Kabupaten Bogor", 2),
        ("Ciawi", 2),
    ]


@pytest.fixture
def client(world: World, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return world.client(Role.SITE_ADMIN)


def test_the_page_tells_states_and_counts_and_no_names(
    world: World, place: Place, admin: Actor, client: Client
) -> None:
    page = page_of(client.get(URL))
    assert "Kabupaten Bogor" in page.links[f"{URL}32.01/"]
    here = f"{URL}32.01/"
    page = page_of(client.get(here, {"tahun": YEAR}))
    assert page.leads_to(f"{here}susun/")
    assert len(page.entries("Siap disusun")) == 2
    run(admin, place)
    answer = client.get(here, {"tahun": YEAR})
    page = page_of(answer)
    assert page.says("2 kelompok", "2 menunggu")
    assert len(page.entries("terbukti terbaik", "3 pertemuan")) == 2
    assert not page.leads_to(f"{here}susun/")
    assert world.teachers[0].name not in answer.content.decode()
    assert "Bu Contoh Bersama" not in answer.content.decode()


def test_work_in_progress_asks_again_and_broken_work_offers_to_go_on(
    world: World, place: Place, admin: Actor, client: Client
) -> None:
    run(admin, place)
    ScheduleDraft.objects.update(state=ScheduleDraft.State.WAITING)
    Job.objects.update(state=Job.State.RUNNING, done=1, heartbeat_at=NOW)
    part = page_of(client.get(f"{URL}{place.pk}/kemajuan/", {"tahun": YEAR}))
    assert part.says("1 dari 2")
    assert part.has(hx_get=True)
    Job.objects.update(state=Job.State.FAILED)
    part = page_of(client.get(f"{URL}{place.pk}/kemajuan/", {"tahun": YEAR}))
    assert part.alerts and part.leads_to(f"{URL}{place.pk}/susun/")
    assert not part.has(hx_get=True)


def test_a_refusal_is_told_on_the_page(world: World, place: Place, client: Client) -> None:
    PlanSettings.objects.update(weekday=None)
    response = client.post(f"{URL}{place.pk}/susun/", {"tahun": YEAR}, follow=True)
    assert "Tidak ada kelompok" in page_of(response).told
    assert "Hari belajar" in page_of(response).entry(world.group.name)
    assert client.get(f"{URL}99.99/").status_code == 404
    # A province is no one plan.
    assert client.get(f"{URL}32/").status_code == 404


def test_a_place_without_groups_says_so(world: World, client: Client) -> None:
    Group.objects.update(place=None)
    assert page_of(client.get(URL)).empty
    page = page_of(client.get(f"{URL}32.01/", {"tahun": YEAR}))
    assert page.empty and not page.items
