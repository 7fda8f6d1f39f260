"""The screens of the schedule, as a chair and as a teacher meet them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gugus.calendar.models import PlanSettings
from gugus.meetings.models import Meeting
from gugus.people.models import Speaker
from gugus.people.queries import current_year
from gugus.people.rules.roles import Role
from gugus.programme.models import Line, Programme
from gugus.schedule.models import Draft, Placement, Run
from gugus.schedule.queries.drafts import rows_of
from gugus.schedule.services import worker as working
from tests.support.schedules import Year, build_year
from tests.support.world import World


@pytest.fixture
def year(world: World) -> Year:
    """A year that begins next summer, so that all of it is ahead whenever the tests run."""
    made = build_year(world)
    Programme.objects.filter(pk=made.programme.pk).update(school_year=current_year() + 1)
    return made


@pytest.fixture
def chair(world: World) -> Client:
    return world.client(Role.CHAIR)


def url(name: str, *parts: object) -> str:
    return reverse(name, args=["rekaan-1", *parts])


def press(chair: Client, **more: Any) -> Draft:
    """*Susun jadwal*, and the work of the thread done at once."""
    answer = chair.post(url("schedule:run"), {"tahun": current_year() + 1})
    assert answer.status_code == 302
    draft = Draft.objects.get(state="waiting")
    working.work_off(draft.run_id)
    draft.refresh_from_db()
    return draft


def text(client: Client, address: str, **query: Any) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_there_is_anything_it_says_what_is_missing(world: World, chair: Client) -> None:
    page = text(chair, url("schedule:schedule"))
    assert "Hari belajar mingguan belum dipilih" in page
    assert "Isi program" in page
    assert 'name="tahun"' not in page
    teacher = text(world.client(Role.TEACHER), url("schedule:schedule"))
    assert "Pengurus yang menyusun jadwalnya" in teacher
    answer = chair.post(url("schedule:run"), {"tahun": current_year()}, follow=True)
    assert "Jadwal belum dapat disusun" in answer.content.decode()


def test_from_the_button_to_the_calendar_and_back(world: World, year: Year, chair: Client) -> None:
    shown = text(chair, url("schedule:schedule"), tahun=current_year() + 1)
    assert "Susun jadwal" in shown
    assert "Ujian dan libur sekolah belum ada di kalender" in shown and "Isi kalender" in shown
    answer = chair.post(url("schedule:run"), {"tahun": current_year() + 1})
    draft = Draft.objects.get()
    assert answer["Location"] == url("schedule:draft", draft.pk)
    assert "Halaman ini boleh ditinggalkan" in text(chair, answer["Location"])
    assert "HX-Redirect" not in chair.get(url("schedule:progress", draft.pk))
    working.work_off(draft.run_id)
    assert chair.get(url("schedule:progress", draft.pk))["HX-Redirect"] == answer["Location"]
    page = text(chair, answer["Location"])
    assert "terbukti terbaik" in page
    assert "Diskusi rutin" in page and "bagian 1 dari 4" in page
    assert "Giliran tuan rumah" in page
    assert "6 pertemuan baru masuk kalender" in page
    answer = chair.post(url("schedule:adopt", draft.pk), follow=True)
    adopted = answer.content.decode()
    assert "6 pertemuan masuk kalender" in adopted
    assert "Batalkan jadwal yang baru dipakai" in adopted
    teacher = text(world.client(Role.TEACHER), url("schedule:schedule"), tahun=current_year() + 1)
    assert "Pelatihan alat peraga" in teacher and "Mengapa?" in teacher
    assert "Susun jadwal" not in teacher and "Batalkan jadwal" not in teacher
    chair.post(url("schedule:undo", draft.pk))
    assert not Meeting.objects.exists()


def test_why_and_what_another_choice_costs(year: Year, chair: Client) -> None:
    draft = press(chair)
    row = rows_of(draft)[1]
    page = text(chair, url("schedule:why", row.pk))
    assert "Giliran:" in page and "Dapat ditempatkan antara" in page
    costs = text(chair, url("schedule:next", row.pk))
    assert "terbaik berikutnya" in costs
    row.refresh_from_db()
    assert set(row.why["next"]) == {"host", "day"}
    # Counted once: the second time it is read, here as a part of the page that asks why.
    part = chair.get(url("schedule:next", row.pk), headers={"HX-Request": "true"}).content.decode()
    assert part.startswith("<ul>") and part in costs
    assert "<h1>" in costs and url("schedule:why", row.pk) in costs


def test_a_meeting_of_the_calendar_is_explained_and_pinned(
    world: World, year: Year, chair: Client
) -> None:
    draft = press(chair)
    chair.post(url("schedule:adopt", draft.pk))
    meeting = Meeting.objects.order_by("date")[2]
    page = text(chair, url("schedule:meeting_why", meeting.pk))
    assert "Giliran:" in page and "Sematkan" in page
    assert "terbaik berikutnya" in text(chair, url("schedule:meeting_next", meeting.pk))
    teacher = world.client(Role.TEACHER)
    seen = text(teacher, url("schedule:meeting_why", meeting.pk))
    assert "Giliran:" in seen and "Sematkan" not in seen
    assert teacher.get(url("schedule:meeting_next", meeting.pk)).status_code == 404
    answer = chair.post(
        url("schedule:meeting_pin", meeting.pk), {"pin_date": "ya", "x": "1"}, follow=True
    )
    assert "Disematkan: hari." in answer.content.decode()
    placement = Placement.objects.get(meeting=meeting)
    assert (placement.pin_date, placement.pin_host) == (True, False)
    assert "disematkan: hari" in text(chair, url("schedule:schedule"), tahun=current_year() + 1)
    again = press(chair)
    kept = rows_of(again).get(meeting=meeting)
    assert (kept.date, kept.pin_date) == (meeting.date, True)


def test_moving_a_meeting_solves_around_it(year: Year, chair: Client) -> None:
    draft = press(chair)
    row = rows_of(draft)[0]
    address = url("schedule:move", row.pk)
    assert row.date.isoformat() in text(chair, address)
    same = {"date": row.date.isoformat(), "host": row.host_id}
    answer = chair.post(address, same)
    assert answer.status_code == 422
    assert "masih sama" in answer.content.decode()
    for wrong in ({"date": "2020-01-01"}, {"host": "999999"}, {"host": ""}):
        assert chair.post(address, same | wrong).status_code == 422
    other = next(school for school in year.schools if school.pk != row.host_id)
    answer = chair.post(address, same | {"host": other.pk})
    assert answer["Location"] == url("schedule:draft", draft.pk)
    # Meanwhile nothing else can be done to it.
    said = chair.post(url("schedule:adopt", draft.pk), follow=True).content.decode()
    assert "sedang disusun" in said
    draft.refresh_from_db()
    working.work_off(draft.run_id)
    row.refresh_from_db()
    assert (row.host, row.pin_host) == (other, True)
    assert "disematkan: tuan rumah" in text(chair, url("schedule:draft", draft.pk))


def test_a_pin_is_set_and_let_go(year: Year, chair: Client) -> None:
    row = rows_of(press(chair))[0]
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
    page = text(chair, url("schedule:draft", press(chair).pk))
    assert "tidak mungkin" in page
    assert "Kumpulan terkecil aturan yang berbenturan" in page
    assert "Bu Contoh Ahli tidak diminta lebih sering daripada batasnya" in page
    assert "Pelatihan alat peraga" in page and "Naikkan batasnya" in page
    assert f'href="{url("speakers:speaker", speaker.pk)}"' in page
    assert "Pakai jadwal ini" not in page


def test_a_changed_calendar_is_told_before_adopting(year: Year, chair: Client) -> None:
    draft = press(chair)
    Line.objects.filter(pk=year.routine.pk).update(times=3)
    page = text(chair, url("schedule:draft", draft.pk))
    assert "ada yang berubah" in page
    assert "Pakai jadwal ini" not in page
    said = chair.post(url("schedule:adopt", draft.pk), follow=True).content.decode()
    assert "Tidak ada yang dipakai" in said


def test_what_was_broken_off_is_resumed_from_its_page(year: Year, chair: Client) -> None:
    chair.post(url("schedule:run"), {"tahun": current_year() + 1})
    draft = Draft.objects.get()
    Run.objects.update(beat_at=timezone.now() - timedelta(minutes=5))
    page = text(chair, url("schedule:draft", draft.pk))
    assert "Penyusunan terhenti" in page and "Lanjutkan" in page
    assert chair.post(url("schedule:resume", draft.pk)).status_code == 302
    assert "Penyusunan terhenti" not in text(chair, url("schedule:draft", draft.pk))


def test_dropping_a_draft_leaves_the_calendar_alone(year: Year, chair: Client) -> None:
    draft = press(chair)
    said = chair.post(url("schedule:discard", draft.pk), follow=True).content.decode()
    assert "Rancangan dibuang" in said
    row = draft.meetings.first()
    assert row is not None
    assert chair.get(url("schedule:move", row.pk)).status_code == 404
    assert "Tidak dipakai" in text(chair, url("schedule:draft", draft.pk))
