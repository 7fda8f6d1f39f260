"""The screens of the schedule, as a chair and as a teacher meet them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gugus.calendar.models import PlanSettings
from gugus.meetings.models import Meeting
from gugus.people.clock import year_here
from gugus.people.models import Speaker
from gugus.people.rules.roles import Role
from gugus.platform.jobs.models import Job
from gugus.programme.models import Line, Programme
from gugus.schedule.models import Placement, ScheduleDraft
from gugus.schedule.queries.drafts import draft_meetings
from tests.support.html import Part, mentions, page_of
from tests.support.jobs import run_jobs
from tests.support.schedules import Year, build_year
from tests.support.world import World


@pytest.fixture
def year(world: World) -> Year:
    """A year that begins next summer, so that all of it is ahead whenever the tests run."""
    made = build_year(world)
    Programme.objects.filter(pk=made.programme.pk).update(school_year=year_here() + 1)
    return made


@pytest.fixture
def chair(world: World) -> Client:
    return world.client(Role.CHAIR)


def url(name: str, *parts: object) -> str:
    return reverse(name, args=["rekaan-1", *parts])


def press(chair: Client, **more: Any) -> ScheduleDraft:
    """*Susun jadwal*, and the work of the thread done at once."""
    answer = chair.post(url("schedule:run"), {"tahun": year_here() + 1})
    assert answer.status_code == 302
    draft = ScheduleDraft.objects.get(state="waiting")
    run_jobs()
    draft.refresh_from_db()
    return draft


def text(client: Client, address: str, **query: Any) -> Part:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return page_of(answer)


def test_before_there_is_anything_it_says_what_is_missing(world: World, chair: Client) -> None:
    page = text(chair, url("schedule:schedule"))
    missing = page.notice("Hari belajar")
    assert missing.leads_to(url("schedule:settings"))
    assert missing.leads_to(reverse("programme:programme", args=["rekaan-1"]))
    assert not page.leads_to(url("schedule:run"))
    teacher = text(world.client(Role.TEACHER), url("schedule:schedule"))
    assert teacher.empty and not teacher.leads_to(url("schedule:settings"))
    answer = chair.post(url("schedule:run"), {"tahun": year_here()}, follow=True)
    assert answer.redirect_chain and not ScheduleDraft.objects.exists()
    assert "belum dapat disusun" in page_of(answer).told


def test_from_the_button_to_the_calendar_and_back(world: World, year: Year, chair: Client) -> None:
    shown = text(chair, url("schedule:schedule"), tahun=year_here() + 1)
    assert shown.leads_to(url("schedule:run"))
    assert mentions(shown.told, "kalender") and shown.leads_to(url("calendar:calendar"))
    answer = chair.post(url("schedule:run"), {"tahun": year_here() + 1})
    draft = ScheduleDraft.objects.get()
    assert answer["Location"] == url("schedule:draft", draft.pk)
    assert text(chair, answer["Location"]).has(hx_get=url("schedule:progress", draft.pk))
    assert "HX-Redirect" not in chair.get(url("schedule:progress", draft.pk))
    run_jobs()
    assert chair.get(url("schedule:progress", draft.pk))["HX-Redirect"] == answer["Location"]
    page = text(chair, answer["Location"])
    assert page.states[0] == "terbukti terbaik"
    assert page.entry("Diskusi rutin", "bagian 1 dari 4")
    assert len(page.only("table").rows) == len(year.schools)
    assert page.says("6 pertemuan") and page.leads_to(url("schedule:adopt", draft.pk))
    answer = chair.post(url("schedule:adopt", draft.pk), follow=True)
    adopted = page_of(answer)
    assert mentions(adopted.told, "6 pertemuan")
    assert adopted.leads_to(url("schedule:undo", draft.pk))
    teacher = text(world.client(Role.TEACHER), url("schedule:schedule"), tahun=year_here() + 1)
    why = url("schedule:meeting_why", Meeting.objects.order_by("date")[0].pk)
    assert teacher.entries("Pelatihan alat peraga") and teacher.leads_to(why)
    assert not teacher.leads_to(url("schedule:run"))
    assert not teacher.leads_to(url("schedule:undo", draft.pk))
    chair.post(url("schedule:undo", draft.pk))
    assert not Meeting.objects.exists()


def test_why_and_what_another_choice_costs(year: Year, chair: Client) -> None:
    draft = press(chair)
    row = draft_meetings(draft)[1]
    page = text(chair, url("schedule:why", row.pk))
    assert "Giliran:" in page and "antara" in page
    answer = chair.get(url("schedule:next", row.pk))
    costs = page_of(answer)
    assert "terbaik berikutnya" in costs
    row.refresh_from_db()
    assert set(row.why["next"]) == {"host", "day"}
    # Counted once: the second time it is read, here as a part of the page that asks why.
    part = page_of(chair.get(url("schedule:next", row.pk), headers={"HX-Request": "true"}))
    assert not part.has("h1") and part.text in costs
    assert costs.heading and costs.leads_to(url("schedule:why", row.pk))


def test_a_meeting_of_the_calendar_is_explained_and_pinned(
    world: World, year: Year, chair: Client
) -> None:
    draft = press(chair)
    chair.post(url("schedule:adopt", draft.pk))
    meeting = Meeting.objects.order_by("date")[2]
    page = text(chair, url("schedule:meeting_why", meeting.pk))
    assert "Giliran:" in page and page.leads_to(url("schedule:meeting_pin", meeting.pk))
    assert "terbaik berikutnya" in text(chair, url("schedule:meeting_next", meeting.pk))
    teacher = world.client(Role.TEACHER)
    seen = text(teacher, url("schedule:meeting_why", meeting.pk))
    assert "Giliran:" in seen and not seen.leads_to(url("schedule:meeting_pin", meeting.pk))
    assert teacher.get(url("schedule:meeting_next", meeting.pk)).status_code == 404
    answer = chair.post(
        url("schedule:meeting_pin", meeting.pk), {"pin_date": "ya", "x": "1"}, follow=True
    )
    assert "hari" in page_of(answer).told and "tuan rumah" not in page_of(answer).told
    placement = Placement.objects.get(meeting=meeting)
    assert (placement.pin_date, placement.pin_host) == (True, False)
    assert text(chair, url("schedule:schedule"), tahun=year_here() + 1).entry("disematkan: hari")
    again = press(chair)
    kept = draft_meetings(again).get(meeting=meeting)
    assert (kept.date, kept.pin_date) == (meeting.date, True)


def test_moving_a_meeting_solves_around_it(year: Year, chair: Client) -> None:
    draft = press(chair)
    row = draft_meetings(draft)[0]
    address = url("schedule:move", row.pk)
    assert text(chair, address).value("date") == row.date.isoformat()
    same = {"date": row.date.isoformat(), "host": row.host_id}
    answer = chair.post(address, same)
    assert answer.status_code == 422
    assert "masih sama" in page_of(answer)
    for wrong in ({"date": "2020-01-01"}, {"host": "999999"}, {"host": ""}):
        assert chair.post(address, same | wrong).status_code == 422
    other = next(school for school in year.schools if school.pk != row.host_id)
    answer = chair.post(address, same | {"host": other.pk})
    assert answer["Location"] == url("schedule:draft", draft.pk)
    # Meanwhile nothing else can be done to it.
    said = page_of(chair.post(url("schedule:adopt", draft.pk), follow=True)).told
    assert "sedang disusun" in said
    draft.refresh_from_db()
    run_jobs()
    row.refresh_from_db()
    assert (row.host, row.pin_host) == (other, True)
    assert text(chair, url("schedule:draft", draft.pk)).entry("disematkan: tuan rumah")


def test_a_pin_is_set_and_let_go(year: Year, chair: Client) -> None:
    row = draft_meetings(press(chair))[0]
    chair.post(url("schedule:pin", row.pk), {"semat": "ya"})
    row.refresh_from_db()
    assert (row.pin_date, row.pin_host, row.pin_speaker) == (True, True, False)
    chair.post(url("schedule:pin", row.pk), {"semat": "tidak"})
    row.refresh_from_db()
    assert not row.pin_date


def test_impossible_is_said_with_lines_and_remedies(year: Year, chair: Client) -> None:
    speaker = Speaker.objects.create(name="Bu Contoh Ahli")
    speaker.groups.add(year.group)
    year.group.speakers.add(speaker)
    Line.objects.filter(pk=year.training.pk).update(speaker=speaker)
    PlanSettings.objects.update(speaker_most=1)
    draft = press(chair)
    page = text(chair, url("schedule:draft", draft.pk))
    assert page.states[0].lower() == "tidak mungkin"
    clash = page.entry("Bu Contoh Ahli")
    assert clash.leads_to(url("speakers:speaker", speaker.pk))
    assert [one for one in page.items if one.says("Pelatihan alat peraga")]
    assert not page.leads_to(url("schedule:adopt", draft.pk))


def test_a_changed_calendar_is_told_before_adopting(year: Year, chair: Client) -> None:
    draft = press(chair)
    Line.objects.filter(pk=year.routine.pk).update(times=3)
    page = text(chair, url("schedule:draft", draft.pk))
    assert "ada yang berubah" in page.told
    assert not page.leads_to(url("schedule:adopt", draft.pk))
    said = page_of(chair.post(url("schedule:adopt", draft.pk), follow=True))
    assert said.notices and not Meeting.objects.exists()


def test_what_was_broken_off_is_resumed_from_its_page(year: Year, chair: Client) -> None:
    chair.post(url("schedule:run"), {"tahun": year_here() + 1})
    draft = ScheduleDraft.objects.get()
    Job.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=5))
    page = text(chair, url("schedule:draft", draft.pk))
    assert page.alerts and page.leads_to(url("schedule:resume", draft.pk))
    assert chair.post(url("schedule:resume", draft.pk)).status_code == 302
    assert not text(chair, url("schedule:draft", draft.pk)).alerts


def test_dropping_a_draft_leaves_the_calendar_alone(year: Year, chair: Client) -> None:
    draft = press(chair)
    said = page_of(chair.post(url("schedule:discard", draft.pk), follow=True))
    assert "dibuang" in said.told
    row = draft.meetings.first()
    assert row is not None
    assert chair.get(url("schedule:move", row.pk)).status_code == 404
    assert text(chair, url("schedule:draft", draft.pk)).states[0] == "Tidak dipakai"
