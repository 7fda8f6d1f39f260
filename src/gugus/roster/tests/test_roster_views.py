"""Screens of the roster import."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gugus.meetings.models import Meeting
from gugus.meetings.queries import expected
from gugus.people.models import GroupSchool, School, Teacher
from gugus.people.rules.roles import Role
from gugus.platform.interchange.models import ImportDraft
from gugus.platform.jobs.models import Job
from gugus.platform.jobs.rules import HEARTBEAT_TIMEOUT
from tests.support import dapodik
from tests.support.dapodik import roster_file, teacher
from tests.support.html import Part, page_of
from tests.support.jobs import make_job
from tests.support.roster_upload import upload
from tests.support.world import World, client_of

NUPTK = "0908301661318609"


def url(world: World, name: str, *args: object) -> str:
    return reverse(name, args=[world.group.code, *args])


def preview(world: World, client: Client, **asked: str) -> Part:
    draft = ImportDraft.objects.get()
    return page_of(client.get(url(world, "roster:preview", draft.pk), asked))


@pytest.fixture
def client(world: World) -> Client:
    return world.client(Role.SECRETARY)


@pytest.fixture
def draft(world: World, client: Client) -> ImportDraft:
    """One new teacher, one namesake, one refused row."""
    rows = [
        teacher("Bu Contoh Baru", nuptk=NUPTK),
        teacher(world.teachers[0].name, nip="198503132010011001"),
        teacher("Bu Keliru", nuptk="1"),
    ]
    answer = upload(world, client, roster_file(*rows))
    draft = ImportDraft.objects.get()
    assert answer.headers["Location"] == url(world, "roster:preview", draft.pk)
    return draft


def test_the_whole_way(world: World, client: Client, draft: ImportDraft) -> None:
    page = preview(world, client)
    # What waits for a decision comes first.
    assert page.fields["baris-7"].options.keys() >= {"other"}
    assert page.entry("baris 7")
    assert "NIK" in page.all("details")[-1]  # among the dropped columns
    decided = client.post(
        url(world, "roster:decide", draft.pk), {"baris-7": "other", "hal": "1"}, follow=True
    )
    assert page_of(decided).told.startswith("1 ")
    confirm = page_of(client.get(url(world, "roster:apply", draft.pk)))
    assert list(confirm.all("dl")[0].facts.values()) == ["2", "0"]
    assert list(confirm.all("dl")[1].facts.values()) == ["1"]
    assert not Teacher.objects.filter(nuptk=NUPTK).exists()
    done = page_of(client.post(url(world, "roster:apply", draft.pk), follow=True))
    assert done.notices and not done.alerts and not done.forms
    assert Teacher.objects.filter(nuptk=NUPTK).exists()
    assert Teacher.objects.filter(name=world.teachers[0].name).count() == 2


@pytest.mark.parametrize("part", ["new", "changed", "duplicate", "refused", "unchanged", "<x>"])
@pytest.mark.parametrize("page", ["1", "99", "x"])
def test_every_part_of_the_preview(
    world: World, client: Client, draft: ImportDraft, part: str, page: str
) -> None:
    answer = client.get(url(world, "roster:preview", draft.pk), {"bagian": part, "hal": page})
    assert answer.status_code == 200
    assert "<x>" not in answer.content.decode()


def test_applying_from_the_form_keeps_what_was_chosen(
    world: World, client: Client, draft: ImportDraft
) -> None:
    chosen = {"baris-7": "same", "ke": "terapkan"}
    answer = client.post(url(world, "roster:decide", draft.pk), chosen)
    assert answer.headers["Location"] == url(world, "roster:apply", draft.pk)
    assert draft.rows.get(number=7).decision == "same"
    answer = client.post(url(world, "roster:decide", draft.pk), {"bagian": "duplicate", "ke": "2"})
    assert answer.headers["Location"].endswith("?bagian=duplicate&hal=2")


def test_changes_show_old_and_new(world: World, client: Client) -> None:
    Teacher.objects.create(school=world.schools[0], name="Bu Lama", nuptk=NUPTK, rank="III/a")
    upload(world, client, roster_file(teacher("Bu Lama", nuptk=NUPTK, rank="III/b")))
    row = preview(world, client).entry("III/a")
    assert "III/a" in row.only("del")
    assert "III/b" in row.only("ins")


def test_a_long_file_shows_a_page_at_a_time(world: World, client: Client) -> None:
    upload(world, client, roster_file(*[teacher(f"Bu Contoh {n:03}x") for n in range(120)]))
    first, last = preview(world, client), preview(world, client, hal="3")
    assert len(first.all("ol")[-1].items) == 50
    assert len(last.all("ol")[-1].items) == 20


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "kosong"),
        (b"Nama;JK", "Kolom NUPTK, NIP, PegID tidak ditemukan"),
        (b"%PDF-1.7", "bukan Excel"),
        (roster_file(teacher(), title="Daftar Peserta Didik"), "Data murid tidak dibaca"),
        (roster_file(teacher(), headers=["Nama", "JK"]), "Kolom NUPTK, NIP, PegID tidak ditemukan"),
        (roster_file(teacher())[:500], "rusak atau terpotong"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_beside_the_field(
    world: World, client: Client, data: bytes, told: str
) -> None:
    answer = upload(world, client, data)
    assert answer.status_code == 422
    assert told in page_of(answer).errors["file"]
    assert not Teacher.objects.filter(name="Bu Contoh Satu").exists()


def test_nothing_chosen(world: World, client: Client) -> None:
    answer = client.post(url(world, "roster:upload"), {})
    assert answer.status_code == 422
    assert "file" in page_of(answer).errors


def test_a_file_past_the_limit_is_answered_in_words(
    world: World, client: Client, settings: Any
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
    answer = upload(world, client, b"x" * (4 * 1024 * 1024))
    assert answer.status_code == 422
    assert "3 MB" in page_of(answer).errors["file"]
    # The school that was chosen stays chosen.
    assert page_of(answer).value("school") == str(world.schools[0].pk)


def test_schools_of_other_groups_cannot_be_chosen(world: World, client: Client) -> None:
    file = SimpleUploadedFile("guru.xlsx", roster_file(teacher()))
    posted = {"school": world.other_school.pk, "file": file}
    assert client.post(url(world, "roster:upload"), posted).status_code == 422
    assert not ImportDraft.objects.exists()


def test_without_schools_the_page_says_what_to_do(world: World, client: Client) -> None:
    world.group.memberships.all().delete()
    page = page_of(client.get(url(world, "roster:upload")))
    assert page.empty and page.leads_to(url(world, "people:members"))
    assert "file" not in page.fields


def test_progress_and_coming_back(world: World, client: Client, draft: ImportDraft) -> None:
    now = timezone.now()
    ImportDraft.objects.update(state="reading")
    make_job("import", draft, now, state=Job.State.RUNNING, done=40, total=100)
    page = page_of(client.get(url(world, "roster:preview", draft.pk)))
    assert page.only("progress").get("value") == "40"
    assert page.leads_to(url(world, "roster:preview", draft.pk))
    assert page_of(client.get(url(world, "roster:upload"))).states == ["sedang dibaca"]
    part = client.get(url(world, "roster:progress", draft.pk))
    assert page_of(part).has(hx_trigger=True)
    assert "HX-Redirect" not in part.headers
    ImportDraft.objects.update(state="ready")
    part = client.get(url(world, "roster:progress", draft.pk))
    assert part.headers["HX-Redirect"] == url(world, "roster:preview", draft.pk)


def test_a_reading_without_sign_of_life_is_called_broken_off(
    world: World, client: Client, draft: ImportDraft
) -> None:
    ImportDraft.objects.update(state="reading")
    silent = timezone.now() - HEARTBEAT_TIMEOUT - timedelta(seconds=1)
    make_job("import", draft, silent, state=Job.State.RUNNING)
    part = page_of(client.get(url(world, "roster:progress", draft.pk)))
    assert part.alerts
    assert not part.has(hx_trigger=True)
    client.post(url(world, "roster:discard", draft.pk))
    draft.refresh_from_db()
    assert draft.state == "discarded"


def test_reading_aside_in_a_thread(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gugus.platform.interchange import services

    monkeypatch.setattr(services, "MAX_INLINE_BYTES", 0)
    answer = upload(world, client, roster_file(teacher()))
    assert page_of(client.get(answer.headers["Location"])).has("progress")


NAMES = ["roster:preview", "roster:progress", "roster:decide", "roster:apply", "roster:discard"]


@pytest.mark.parametrize("name", NAMES)
def test_another_groups_draft_is_not_there(world: World, draft: ImportDraft, name: str) -> None:
    outsider = client_of(world.outsider)
    there = reverse(name, args=[world.other.code, draft.pk])
    ask = outsider.get if name not in ("roster:decide", "roster:discard") else outsider.post
    assert ask(there).status_code == 404
    assert ask(url(world, name, draft.pk)).status_code == 404
    draft.refresh_from_db()
    assert draft.state == "ready"


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SECRETARY])
def test_only_the_secretary_imports(world: World, role: Role) -> None:
    assert world.client(role).get(url(world, "roster:upload")).status_code == 404


def test_secrets_are_on_no_page(world: World, client: Client, draft: ImportDraft) -> None:
    for part in ("new", "duplicate", "refused"):
        page = client.get(url(world, "roster:preview", draft.pk), {"bagian": part})
        for value in dapodik.SECRETS.values():
            assert value not in page.content.decode()


def _hold_meeting(world: World) -> Meeting:
    return Meeting.objects.create(
        group=world.group, title="Lalu", state="held", date=world.today - timedelta(days=40),
        starts_at=time(13), ends_at=time(15),
    )  # fmt: skip


@pytest.mark.parametrize("written", ["default", "earlier"])
def test_a_first_list_after_meetings_asks_since_when(
    world: World, client: Client, written: str
) -> None:
    meeting = _hold_meeting(world)
    new = School.objects.create(npsn="99991055", name="SDN Baru")
    GroupSchool.objects.create(group=world.group, school=new, first_year=2020)
    address = url(world, "roster:upload")
    asked = page_of(client.get(address)).only("input", name="joined_on")
    assert asked.get("value") == world.today.isoformat()
    since = world.today if written == "default" else meeting.date
    file = SimpleUploadedFile("guru.xlsx", roster_file(teacher("Bu Contoh Baru", nuptk=NUPTK)))
    more = {} if written == "default" else {"joined_on": since.isoformat()}
    client.post(address, {"school": new.pk, "file": file, **more})
    client.post(url(world, "roster:apply", ImportDraft.objects.get().pk))
    made = Teacher.objects.get(school=new)
    assert made.joined_on == since
    assert expected(meeting).filter(pk=made.pk).exists() == (written == "earlier")


def test_a_group_that_has_not_met_is_not_asked(client: Client, world: World) -> None:
    assert not page_of(client.get(url(world, "roster:upload"))).has("input", name="joined_on")


def test_nobody_joined_in_the_future(client: Client, world: World) -> None:
    _hold_meeting(world)
    file = SimpleUploadedFile("guru.xlsx", roster_file(teacher("Bu Contoh Baru", nuptk=NUPTK)))
    later = (world.today + timedelta(days=1)).isoformat()
    sent = {"school": world.schools[0].pk, "file": file, "joined_on": later}
    answer = client.post(url(world, "roster:upload"), sent)
    assert answer.status_code == 422
