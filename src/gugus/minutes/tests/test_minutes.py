"""Minutes: two tabs, closing, opening again, reading."""

from datetime import timedelta

import pytest

from gugus.meetings.models import Meeting
from gugus.minutes.models import Minutes, MinutesVariant
from gugus.minutes.rules.text_merge import text_digest
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import AuditEntry
from tests.support.html import page_of
from tests.support.meetings import give, make_meeting, mark, url


@pytest.fixture
def recorder(world):
    return world.client(Role.SECRETARY)


@pytest.fixture
def meeting(world):
    return make_meeting(world, state="called")


def typed(**changes):
    return {"discussion": "Membahas soal cerita"} | changes


def finish(client, meeting, version=1):
    answer = client.post(url(meeting, "notulen/selesai/"), {"version": version}, follow=True)
    return page_of(answer)


def test_the_officers_names_are_offered(recorder, meeting):
    page = page_of(recorder.get(url(meeting, "notulen/")))
    offered = [field.value for field in page.fields.values()]
    assert {"Guru Rekaan 2", "Guru Rekaan 3"} <= set(offered)


def test_saving_numbers_decisions_and_counts_versions(recorder, meeting):
    recorder.post(url(meeting, "notulen/"), typed(decisions="1. Satu\n\n- Dua\n"))
    minutes = Minutes.objects.get()
    assert (minutes.decisions, minutes.version) == ("Satu\nDua", 1)
    recorder.post(
        url(meeting, "notulen/"),
        typed(discussion="Lebih panjang", base_discussion="Membahas soal cerita"),
    )
    minutes.refresh_from_db()
    assert (minutes.discussion, minutes.version) == ("Lebih panjang", 2)


def test_two_tabs_keep_both_texts_and_ask(recorder, meeting):
    recorder.post(url(meeting, "notulen/"), typed(discussion="Dari tab satu"))
    answer = recorder.post(url(meeting, "notulen/"), typed(discussion="Dari tab dua"), follow=True)
    page = page_of(answer)
    assert "Pembahasan" in page.told
    choices = [part.value("text") for part in page.all("form", data_command="minutes.decide")]
    assert {"Dari tab satu", "Dari tab dua"} <= set(choices)
    assert Minutes.objects.get().discussion == "Dari tab dua"
    # Having seen both, the person decides.
    seen = [text_digest("Dari tab satu"), text_digest("Dari tab dua")]
    choice = {"field": "discussion", "text": "Digabung", "seen": seen}
    assert recorder.post(url(meeting, "notulen/pilih/"), choice).status_code == 302
    assert Minutes.objects.get().discussion == "Digabung"
    page = page_of(recorder.get(url(meeting, "notulen/")))
    assert "minutes.decide" not in page.commands
    kept = MinutesVariant.objects.filter(decided_at__isnull=False, decided_by__isnull=False)
    assert {row.text for row in kept} == {"Dari tab satu", "Dari tab dua"}


def test_a_form_made_from_what_stands_replaces_it(recorder, meeting):
    recorder.post(url(meeting, "notulen/"), typed(discussion="Pertama"))
    recorder.post(url(meeting, "notulen/"), typed(discussion="Kedua", base_discussion="Pertama"))
    assert Minutes.objects.get().discussion == "Kedua"
    assert not MinutesVariant.objects.filter(waiting=True).exists()


def test_what_was_typed_to_join_two_texts_comes_back_when_it_is_too_long(recorder, meeting):
    for text in ("Satu", "Dua"):
        recorder.post(url(meeting, "notulen/"), typed(discussion=text))
    answer = recorder.post(
        url(meeting, "notulen/pilih/"), {"field": "discussion", "text": "panjang " * 3000}
    )
    assert answer.status_code == 422
    joined = page_of(answer).all("form", data_command="minutes.decide")[-1]
    assert joined.value("text").startswith("panjang panjang")
    assert "20000" in joined.errors["text"]


def test_nothing_is_closed_while_two_texts_wait(world, recorder, meeting):
    mark(meeting, world.teachers[0], world.users[Role.SECRETARY])
    for text in ("Satu", "Dua"):
        recorder.post(url(meeting, "notulen/"), typed(discussion=text))
    page = page_of(recorder.get(url(meeting, "notulen/")))
    assert page.notice("dua tulisan").links
    assert "belum dapat" in finish(recorder, meeting, version=2).told


def test_sending_the_same_form_twice_is_no_conflict(recorder, meeting):
    for _twice in range(2):
        assert recorder.post(url(meeting, "notulen/"), typed()).status_code == 302
    assert Minutes.objects.get().version == 1


@pytest.mark.parametrize(
    "wrong", [{"page": "<b>"}, {"closed_at": "nanti"}, {"chaired_by": "x" * 151}]
)
def test_bad_minutes_come_back_with_what_was_typed(recorder, meeting, wrong):
    answer = recorder.post(url(meeting, "notulen/"), typed(**wrong))
    assert answer.status_code == 422
    assert page_of(answer).value("discussion") == "Membahas soal cerita"
    assert not Minutes.objects.exists()


def test_closing_says_what_is_missing(world, recorder, meeting):
    page = page_of(recorder.get(url(meeting, "notulen/")))
    blocking = page.notice("Kehadiran belum dicatat")
    assert len(blocking.items) == 2 and blocking.leads_to(url(meeting, "hadir/"))
    assert not page.leads_to(url(meeting, "notulen/selesai/"))
    recorder.post(url(meeting, "notulen/"), typed())
    assert "belum dapat" in finish(recorder, meeting).told
    assert Minutes.objects.get().state == "draft"
    mark(meeting, world.teachers[0], world.users[Role.SECRETARY])
    page = page_of(recorder.get(url(meeting, "notulen/")))
    assert page.notice("belum membawa langkah").leads_to(url(meeting, "langkah/"))
    assert page.leads_to(url(meeting, "notulen/selesai/"))


def test_closed_minutes_are_final_until_opened_with_a_reason(world, recorder, meeting):
    mark(meeting, world.teachers[0], world.users[Role.SECRETARY])
    recorder.post(url(meeting, "notulen/"), typed())
    done = finish(recorder, meeting)
    assert "terlaksana" in done.told and not done.alerts
    assert Meeting.objects.get().state == "held"
    assert recorder.post(url(meeting, "notulen/"), typed()).status_code == 422
    recorder.post(url(meeting, "notulen/buka/"), {"reason": ""})
    assert Minutes.objects.get().state == "final"
    recorder.post(url(meeting, "notulen/buka/"), {"reason": "Salah tulis keputusan"})
    assert Minutes.objects.get().state == "draft"
    assert Meeting.objects.get().state == "planned"
    entry = AuditEntry.objects.get(verb="minutes.reopened")
    assert entry.data["reason"] == "Salah tulis keputusan"


def test_a_text_that_changed_meanwhile_is_not_closed_unseen(world, recorder, meeting):
    mark(meeting, world.teachers[0], world.users[Role.SECRETARY])
    recorder.post(url(meeting, "notulen/"), typed())
    recorder.post(
        url(meeting, "notulen/"), typed(discussion="Baru", base_discussion="Membahas soal cerita")
    )
    assert "berubah sejak" in finish(recorder, meeting, version=1).told
    for rubbish in ("", "x", "9" * 30):
        finish(recorder, meeting, version=rubbish)
    assert Minutes.objects.get().state == "draft"


def test_a_meeting_of_tomorrow_is_not_closed(world, recorder):
    meeting = make_meeting(world)
    Meeting.objects.update(date=meeting.date + timedelta(days=1))
    mark(meeting, world.teachers[0], world.users[Role.SECRETARY])
    recorder.post(url(meeting, "notulen/"), typed())
    assert "belum tiba" in finish(recorder, meeting).told


def test_members_read_closed_minutes_only(world, recorder, meeting):
    teacher = world.client(Role.TEACHER)
    recorder.post(url(meeting, "notulen/"), typed(discussion="Rahasia dulu"))
    page = teacher.get(url(meeting, "notulen/"))
    assert "Rahasia dulu" not in page.content.decode()
    assert page_of(page).empty
    mark(meeting, world.teachers[0], world.users[Role.SECRETARY])
    give(meeting, world.teachers[0])
    finish(recorder, meeting)
    assert "Rahasia dulu" in page_of(teacher.get(url(meeting, "notulen/")))
    assert teacher.post(url(meeting, "notulen/"), typed()).status_code == 405
    assert teacher.post(url(meeting, "notulen/selesai/"), {"version": 1}).status_code == 404
    assert teacher.post(url(meeting, "notulen/buka/"), {"reason": "x"}).status_code == 404
