"""Four taps and a sentence: from who was there, shown to nobody by name."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import permutations
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from gugus.catchup.models import Feedback
from gugus.catchup.queries import feedback_summary
from gugus.catchup.rules import feedback as rules
from gugus.catchup.services import feedback as services
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry
from tests.support.html import page_of
from tests.support.meetings import actor, make_meeting, mark, url
from tests.support.phone import Phone

TAPS = {"useful": "4", "clear": "3", "usable": "3", "time": "2"}


@pytest.mark.parametrize(
    ("at", "may"),
    [
        (datetime(2026, 11, 25, 5, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 25, 6, 0, tzinfo=UTC), True),
        (datetime(2026, 12, 9, 16, 59, tzinfo=UTC), True),
        (datetime(2026, 12, 9, 17, 0, tzinfo=UTC), False),
    ],
)
def test_from_the_start_until_two_weeks_after(at, may):
    assert rules.may_give(at, "Asia/Jakarta", date(2026, 11, 25), time(13)) is may


def test_too_few_answers_show_nothing_and_sentences_lose_their_order():
    rows = [dict.fromkeys(rules.STATEMENTS, 1 + n % 4) for n in range(5)]
    said = ["pelan", "jelas", "", "seru", "panas"]
    few = rules.count_feedback(rows[:4], said[:4], "7")
    assert (few.shown, few.counts, few.sentences) == (False, {}, ())
    orders = {rules.count_feedback(rows, list(one), "7").sentences for one in permutations(said)}
    assert len(orders) == 1 and set(orders.pop()) == {"pelan", "jelas", "seru", "panas"}
    assert rules.count_feedback(rows, said, "7").counts["useful"] == {1: 2, 2: 1, 3: 1, 4: 1}


@pytest.fixture
def today(world):
    """A meeting that began this morning."""
    meeting = make_meeting(world, state="called", starts_at=time(0), ends_at=time(23))
    mark(meeting, world.teachers[0], world.users[Role.SECRETARY])
    return meeting


def _give(world, meeting, n, sentence="", **changes):
    values = {"useful": 3, "clear": 3, "usable": 3, "time": 3, "sentence": sentence}
    services.give_feedback(
        actor=actor(world.users[Role.TEACHER]),
        now=timezone.now(),
        meeting=meeting,
        teacher=world.teachers[n],
        opinion=services.FeedbackContent(**values),
        **{"at": timezone.now(), "command": uuid4()} | changes,
    )


def test_four_taps_by_form_can_be_changed(world, today):
    client = world.client(Role.TEACHER)
    page = page_of(client.get(url(today, "umpan-balik/")))
    asked = {name: field for name, field in page.fields.items() if field.kind == "radio"}
    assert asked.keys() == TAPS.keys()
    assert all(len(field.options) == 4 for field in asked.values())
    missing = client.post(url(today, "umpan-balik/"), {"useful": "4", "sentence": "Seru"})
    assert missing.status_code == 422
    assert set(page_of(missing).errors) == TAPS.keys() - {"useful"}
    assert page_of(missing).value("sentence") == "Seru"
    client.post(url(today, "umpan-balik/"), TAPS)
    client.post(url(today, "umpan-balik/"), TAPS | {"time": "4"})
    assert Feedback.objects.get().time == 4
    again = page_of(client.get(url(today, "umpan-balik/")))
    assert again.notices and again.value("time") == "4"


def test_by_phone_before_the_recorder_found_a_signal(world):
    meeting = make_meeting(world, state="called", starts_at=time(0), ends_at=time(23))
    body = {"meeting": str(meeting.pk), **TAPS, "sentence": "Baik"}
    answer = Phone(world.users[Role.TEACHER]).do("feedback.give", body)
    assert answer["state"] == "applied", answer
    assert Feedback.objects.get().sentence == "Baik"
    assert feedback_summary(meeting).answers == 1
    wrong = Phone(world.users[Role.TEACHER]).do("feedback.give", body | {"clear": "9"})
    assert wrong["state"] == "refused" and wrong["field"] == "clear"


def test_who_was_away_or_comes_too_late_is_refused(world, today):
    mark(today, world.teachers[1], world.users[Role.SECRETARY], "izin")
    with pytest.raises(Refused, match="guru yang hadir"):
        _give(world, today, 1)
    with pytest.raises(Refused, match="14 hari"):
        _give(world, today, 0, at=timezone.now() + timedelta(days=16))
    elsewhere = make_meeting(world, group=world.other, host=world.other_school)
    answer = Phone(world.users[Role.TEACHER]).do("feedback.give", {"meeting": elsewhere.pk})
    assert "tidak ditemukan" in answer["reason"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_phones_the_later_word_stands(world, today, order):
    now = timezone.now()
    # An hour ago may have been yesterday.
    today.date -= timedelta(days=1)
    today.save()
    writes = [(now - timedelta(hours=1), "dulu", UUID(int=9)), (now, "kini", UUID(int=1))]
    for at, sentence, command in (writes[n] for n in order):
        _give(world, today, 0, sentence, at=at, command=command)
    assert Feedback.objects.get().sentence == "kini"


def test_recorders_see_counts_and_sentences_and_no_names(world, today):
    for n in range(4):
        if n:
            mark(today, world.teachers[n], world.users[Role.SECRETARY])
        _give(world, today, n, f"Kalimat {n}")
    client = world.client(Role.SECRETARY)
    page = client.get(url(today, "umpan-balik/")).content.decode()
    assert "Belum cukup" in page and "Kalimat" not in page
    mark(today, world.teachers[4], world.users[Role.SECRETARY])
    _give(world, today, 4, "Kalimat 4")
    for role in (Role.SECRETARY, Role.CHAIR, Role.LEAD_TEACHER):
        answer = world.client(role).get(url(today, "umpan-balik/"))
        shown = page_of(answer)
        assert shown.says("5 guru") and all(shown.entry(f"Kalimat {n}") for n in range(5))
        assert len(shown.all("svg")) == len(shown.only("table").rows) == 4
        page = answer.content.decode()
        assert not [one.name for one in world.teachers if one.name in page]
    own = world.client(Role.TEACHER).get(url(today, "umpan-balik/")).content.decode()
    assert "5 guru" not in own and "Kalimat 1" not in own


def test_marking_one_teacher_absent_does_not_betray_whose_words_are_whose(world, today):
    for n in range(6):
        if n:
            mark(today, world.teachers[n], world.users[Role.SECRETARY])
        _give(world, today, n, f"Kalimat {n}")
    before = feedback_summary(today)
    absent = {"meeting": today.pk, "teacher": world.teachers[3].pk, "status": "alpa"}
    answer = Phone(world.users[Role.SECRETARY]).do("attendance.mark", absent)
    assert answer["state"] == "applied", answer
    assert feedback_summary(today) == before


def test_nobody_else_reads_any_of_it(world, today):
    for n in range(5):
        if n:
            mark(today, world.teachers[n], world.users[Role.SECRETARY])
        _give(world, today, n, f"Rahasia {n}")
    for role in (Role.SCHOOL_HEAD, Role.SUPERVISOR, Role.TREASURER, Role.SITE_ADMIN):
        assert world.client(role).get(url(today, "umpan-balik/")).status_code == 404
        assert "Rahasia" not in world.client(role).get(url(today)).content.decode()
    trail = AuditEntry.objects.filter(verb="feedback.given")
    assert {one.object_type for one in trail} == {"meetings.Meeting"}
    assert not [one for one in trail if one.data]
