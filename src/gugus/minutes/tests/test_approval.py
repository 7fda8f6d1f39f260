"""Minutes at the next meeting: approved, corrected by addenda, their decisions followed up."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from gugus.agenda.papers.agenda import invitation_agenda
from gugus.agenda.queries import agenda_facts
from gugus.meetings.models import Meeting
from gugus.minutes.models import Addendum, DecisionUpdate, Minutes
from gugus.minutes.rules.approval import ApprovalFault, approval_fault, decisions_of, names_minutes
from gugus.people.rules.roles import Role
from gugus.steps.rules.steps import MeetingOrder
from tests.support.html import page_of
from tests.support.meetings import make_meeting, url
from tests.support.phone import Phone

DAY = date(2026, 11, 18)


def sitting(day=DAY, starts=time(13), group=None):
    return MeetingOrder(day.toordinal(), day, starts, group, counts=True)


@pytest.mark.parametrize(
    ("change", "bar"),
    [
        ({}, None),
        ({"finished": False}, ApprovalFault.NOT_FINISHED),
        ({"at": sitting(date(2026, 11, 25), group=4)}, ApprovalFault.OTHER_AUDIENCE),
        ({"at": sitting(DAY)}, ApprovalFault.NOT_LATER),
        ({"at": sitting(DAY, time(15))}, None),
        ({"at": sitting(date(2026, 11, 11))}, ApprovalFault.NOT_LATER),
        ({"today": date(2026, 11, 24)}, ApprovalFault.NOT_YET_TODAY),
    ],
)
def test_what_a_meeting_may_approve(change, bar):
    given = {
        "finished": True,
        "of": sitting(),
        "at": sitting(date(2026, 11, 25)),
        "today": date(2026, 11, 25),
    }
    assert approval_fault(**given | change) == bar


def test_a_decision_is_numbered_by_its_line():
    assert [(one.number, one.text) for one in decisions_of("Satu\n\n Dua \n")] == [
        (1, "Satu"),
        (2, "Dua"),
    ]


@pytest.mark.parametrize(
    ("points", "named"),
    [((), False), (("Pembukaan", "Pembacaan Notulen lalu"), True), (("Notulensi",), False)],
)
def test_minutes_that_stand_on_the_agenda_by_hand_are_not_put_there_twice(points, named):
    assert names_minutes(points) == named


@pytest.fixture
def held(world) -> Meeting:
    day = timezone.localdate() - timedelta(days=7)
    meeting = make_meeting(world, title="Rapat lalu", date=day, state="held")
    Minutes.objects.create(
        meeting=meeting,
        state=Minutes.State.FINAL,
        decisions="Mencoba di kelas\nMembawa hasil",
        finalised_at=timezone.now(),
        version=1,
    )
    return meeting


@pytest.fixture
def today(world, held) -> Meeting:
    return make_meeting(world, title="Rapat kini", state="called")


@pytest.fixture
def recorder(world):
    return world.client(Role.SECRETARY)


def stored(meeting) -> Minutes:
    return Minutes.objects.get(meeting=meeting)


def test_the_next_meeting_begins_with_approving(world, recorder, held, today):
    approving = url(today, "notulen/sahkan/")
    for page in (url(today, "notulen/"), url(today)):
        text = page_of(recorder.get(page))
        assert text.notice("Rapat lalu").leads_to(approving)
        # A phone without signal sends which meeting approves.
        assert text.value("in_meeting") == str(today.pk)
    reader = page_of(world.client(Role.TEACHER).get(url(today)))
    assert reader.notice("Rapat lalu") and not reader.leads_to(approving)
    recorder.post(approving, {"meeting": held.pk})
    assert (stored(held).approved_in, stored(held).approved_at is None) == (today, False)
    done = page_of(recorder.get(url(today)))
    assert done.notice("Rapat lalu", "Disahkan") and not done.leads_to(approving)
    assert page_of(recorder.get(url(held, "notulen/"))).leads_to(url(today, "notulen/"))


def test_the_call_begins_with_approving_too(held, today):
    first = "Mengesahkan notulen pertemuan lalu"
    assert invitation_agenda(today, agenda_facts(today)) == (first, "Rapat kini")
    Meeting.objects.filter(pk=today.pk).update(agenda="Membaca notulen\nDiskusi")
    today.refresh_from_db()
    assert invitation_agenda(today, agenda_facts(today)) == ("Membaca notulen", "Diskusi")


def test_approved_minutes_are_not_opened_again(recorder, held, today):
    assert page_of(recorder.get(url(held, "notulen/"))).leads_to(url(held, "notulen/buka/"))
    recorder.post(url(today, "notulen/sahkan/"), {"meeting": held.pk})
    assert not page_of(recorder.get(url(held, "notulen/"))).leads_to(url(held, "notulen/buka/"))
    answer = recorder.post(url(held, "notulen/buka/"), {"reason": "Salah"}, follow=True)
    assert "adendum" in page_of(answer).told
    assert stored(held).state == "final"
    held.refresh_from_db()
    assert held.state == "held"


def test_minutes_that_wait_can_still_be_opened(recorder, held, today):
    recorder.post(url(held, "notulen/buka/"), {"reason": "Salah tulis"})
    assert stored(held).state == "draft"
    answer = recorder.post(url(today, "notulen/sahkan/"), {"meeting": held.pk}, follow=True)
    assert "belum selesai" in page_of(answer).told
    assert stored(held).approved_at is None


@pytest.mark.parametrize("wrong", [{}, {"meeting": "x"}, {"meeting": 999999}])
def test_a_form_that_names_no_minutes_says_so(recorder, today, wrong):
    answer = recorder.post(url(today, "notulen/sahkan/"), wrong, follow=True)
    assert "tidak ditemukan" in page_of(answer).told


def test_a_meeting_of_other_people_or_of_tomorrow_approves_nothing(world, recorder, held):
    lower = make_meeting(world, study_group=world.lower, title="Kelas rendah")
    approving = url(lower, "notulen/sahkan/")
    text = page_of(recorder.get(url(lower, "notulen/")))
    assert not text.leads_to(approving)
    recorder.post(approving, {"meeting": held.pk})
    coming = make_meeting(world, date=timezone.localdate() + timedelta(days=2))
    assert not page_of(recorder.get(url(coming))).leads_to(url(coming, "notulen/sahkan/"))
    recorder.post(url(coming, "notulen/sahkan/"), {"meeting": held.pk})
    assert stored(held).approved_at is None


def test_no_phone_dates_an_approval_before_its_meeting(world, held, today):
    phone = Phone(world.users[Role.SECRETARY])
    approve = {"meeting": held.pk, "in_meeting": today.pk}
    answer = phone.do("minutes.approve", approve, ago=timedelta(days=3))
    assert (answer["state"], stored(held).approved_at) == ("refused", None)
    phone.do("minutes.approve", approve)
    phone.do("minutes.addendum", {"meeting": held.pk, "text": "Ralat"}, ago=timedelta(days=3))
    assert Addendum.objects.get().made_at == stored(held).approved_at


def test_two_phones_approve_and_the_earlier_word_stands(world, held, today):
    early, late = Phone(world.users[Role.SECRETARY]), Phone(world.users[Role.CHAIR])
    # Two hours ago may have been yesterday.
    today.date -= timedelta(days=1)
    today.save()
    approve = {"meeting": held.pk, "in_meeting": today.pk}
    assert late.do("minutes.approve", approve)["state"] == "applied"
    first = stored(held).approved_at
    assert early.do("minutes.approve", approve, ago=timedelta(hours=2))["state"] == "applied"
    assert first - stored(held).approved_at > timedelta(hours=1)
    assert late.do("minutes.approve", approve)["state"] == "applied"
    assert first - stored(held).approved_at > timedelta(hours=1)
    wrong = {"meeting": today.pk, "in_meeting": held.pk}
    assert late.do("minutes.approve", wrong)["state"] == "refused"


def test_corrections_are_numbered_and_stand_below(world, recorder, held, today):
    before = recorder.post(url(held, "notulen/adendum/"), {"text": "Salah"}, follow=True)
    assert "belum disahkan" in page_of(before).told
    recorder.post(url(today, "notulen/sahkan/"), {"meeting": held.pk})
    for text in ("Keputusan 2 seharusnya: foto", "Hadir 41 guru", "Hadir 41 guru"):
        recorder.post(url(held, "notulen/adendum/"), {"text": text})
    phone = Phone(world.users[Role.CHAIR])
    answer = phone.do("minutes.addendum", {"meeting": held.pk, "text": "Dari HP"})
    assert answer["note"] == "Adendum 3 tercatat."
    assert [(row.number, row.text) for row in Addendum.objects.all()] == [
        (1, "Keputusan 2 seharusnya: foto"),
        (2, "Hadir 41 guru"),
        (3, "Dari HP"),
    ]
    page = page_of(world.client(Role.TEACHER).get(url(held, "notulen/")))
    assert "Adendum 2" in page.headings
    assert not page.leads_to(url(held, "notulen/adendum/"))
    assert page_of(recorder.get(url(held, "notulen/"))).leads_to(url(held, "notulen/adendum/"))


@pytest.mark.parametrize("text", ["", "  ", "x" * 4001])
def test_a_bad_correction_comes_back(recorder, held, today, text):
    recorder.post(url(today, "notulen/sahkan/"), {"meeting": held.pk})
    answer = recorder.post(url(held, "notulen/adendum/"), {"text": text})
    assert answer.status_code == 422
    assert page_of(answer).value("text").strip() == text.strip() and page_of(answer).errors
    assert not Addendum.objects.exists()


def test_what_became_of_a_decision_is_told_at_the_next_meeting(world, recorder, held, today):
    page = page_of(recorder.get(url(today, "notulen/")))
    second = page.entry("Membawa hasil")
    assert "Keputusan 2" in second and second.states == ["belum dikabarkan"]
    news = {"number": 2, "state": "done", "note": "40 guru", "told_in": today.pk}
    answer = recorder.post(url(held, "notulen/kabar/"), news)
    assert answer.url == url(today, "notulen/")
    second = page_of(recorder.get(url(today, "notulen/"))).entry("Membawa hasil")
    assert second.states == ["Terlaksana"]
    assert "40 guru" in second
    for wrong in ({"number": 3}, {"state": "x"}, {"number": ""}, {"note": "x" * 251}):
        recorder.post(url(held, "notulen/kabar/"), news | wrong)
    assert DecisionUpdate.objects.count() == 1


def test_of_two_words_on_a_decision_the_later_said_stands(world, held):
    early, late = Phone(world.users[Role.SECRETARY]), Phone(world.users[Role.CHAIR])
    news = {"meeting": held.pk, "number": 1}
    late.do("minutes.follow_up", {**news, "state": "done"})
    early.do("minutes.follow_up", {**news, "state": "running"}, ago=timedelta(hours=3))
    assert DecisionUpdate.objects.get().state == "done"
