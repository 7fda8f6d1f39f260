"""What absent teachers read: two minutes, one question, counted by the group's rule."""

import gzip
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from gugus.catchup.models import PacketReading
from gugus.catchup.queries import called_among, uncaught_meetings
from gugus.catchup.rules import packet as rules
from gugus.catchup.services import packet as services
from gugus.meetings.models import GroupRules, Meeting
from gugus.minutes.models import Minutes
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.web.formats import long_date
from gugus.problems.models import Problem, ProblemProposal
from gugus.programme.models import Line, Programme
from gugus.steps.models import Step, StepOffer
from gugus.steps.queries import due_for
from tests.support.html import mentions, page_of
from tests.support.meetings import actor, give, make_meeting, mark, url
from tests.support.phone import Phone
from tests.support.world import client_of

TEXTS = st.lists(st.text(alphabet="ab \n", max_size=400), max_size=30)


@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_whatever_was_minuted_is_read_in_two_minutes(lists):
    parts = [rules.PacketList(str(n), tuple(entries)) for n, entries in enumerate(lists)]
    fitted = rules.fit_lists(parts, rules.MOST_WORDS, rules.reading_words)
    words = sum(rules.reading_words(entry) for part in fitted for entry in part.entries)
    assert rules.reading_seconds(words) < 120
    for part in fitted:
        whole = lists[int(part.name)]
        assert part.entries and len(part.entries) + part.left_out == len(whole)


@given(st.text(max_size=500), st.integers(1, 40), st.integers(5, 300))
def test_a_shortened_entry_keeps_its_length_and_its_beginning(text, words, characters):
    short = rules.shorten(text, words, characters)
    assert len(short) <= characters and len(short.split()) <= words
    assert " ".join(text.split()).startswith(short.rstrip("…"))


def test_the_most_important_lists_get_the_room():
    long = tuple("kata " * 30 for _n in range(20))
    decisions, talk = rules.fit_lists(
        [rules.PacketList("decisions", long), rules.PacketList("talk", long)],
        200,
        rules.reading_words,
    )
    assert len(decisions.entries) >= len(talk.entries) >= 1
    assert decisions.left_out == 20 - len(decisions.entries)


@pytest.fixture
def held(world):
    """A meeting with minutes that the first teacher missed."""
    programme = Programme.objects.create(group=world.group, school_year=2026)
    line = Line.objects.create(
        programme=programme,
        kind=Line.Kind.ROUTINE,
        title="Diskusi rutin",
        objective="Memecahkan masalah belajar",
        activities="Diskusi",
        strategy=Line.Strategy.DISCUSSION,
        product="Satu kisi-kisi soal",
    )
    meeting = make_meeting(
        world,
        state=Meeting.State.HELD,
        date=world.today - timedelta(days=1),
        agenda="Pembukaan\nMenyusun kisi-kisi",
        line=line,
    )
    Minutes.objects.create(
        meeting=meeting,
        state=Minutes.State.FINAL,
        problems="Murid jarang bertanya",
        decisions="Setiap guru membawa satu soal\nBertemu lagi dua pekan lagi",
        finalised_at=timezone.now(),
    )
    mark(meeting, world.teachers[1], world.users[Role.SECRETARY])
    return meeting


def _page(world, meeting, role=Role.TEACHER):
    return world.client(role).get(url(meeting, "susulan/"))


def test_the_packet_tells_what_was_missed_and_asks_one_question(world, held):
    following = make_meeting(
        world, title="Membahas soal", date=held.date + timedelta(days=14), state="planned"
    )
    problem = Problem.objects.create(
        group=world.group,
        raised_by=world.users[Role.TEACHER],
        words="Murid diam saat ditanya",
        raised_at=timezone.now(),
        adopted_in=held,
    )
    problem.adopted = ProblemProposal.objects.create(
        problem=problem,
        words="Beri waktu berpikir berpasangan",
        made_by=world.users[Role.TEACHER],
        made_at=timezone.now(),
    )
    problem.save()
    step = give(held, world.teachers[0], what="Memakai kartu tanya")
    page = page_of(_page(world, held))
    for told in (
        "Menyusun kisi-kisi",
        "Setiap guru membawa satu soal",
        "Murid diam saat ditanya",
        "Beri waktu berpikir berpasangan",
        "Satu kisi-kisi soal",
        following.title,
        step.what,
        "Apa satu hal dari pertemuan ini yang akan Anda coba di kelas?",
        "1 menit",
    ):
        assert told in page, told

    assert page.command("packet.answer").fields.keys() >= {"answer", "meeting"}


def test_before_the_minutes_are_finished_it_says_when(world, held):
    Minutes.objects.filter(meeting=held).update(state=Minutes.State.DRAFT)
    for role in (Role.TEACHER, Role.SECRETARY):
        page = page_of(_page(world, held, role))
        assert page.empty and "membawa satu soal" not in page.source


def test_reading_the_page_counts_nothing_because_phones_fetch_it_ahead(world, held):
    page = page_of(_page(world, held))
    assert page.only(id="susulan").get("data_meeting") == str(held.pk)
    assert not PacketReading.objects.exists()
    # Whoever came is asked nothing.
    world.teachers[1].user = world.users[Role.SUPERVISOR]
    world.teachers[1].save()
    assert not page_of(_page(world, held, Role.SUPERVISOR)).commands


def test_the_answer_is_kept_by_form_and_by_phone_and_counts_by_the_rule(world, held):
    GroupRules.objects.create(group=world.group, catch_up_percent=50)
    client = world.client(Role.TEACHER)
    assert page_of(client.get(url(held, "susulan/"))).says("50%")
    empty = client.post(url(held, "susulan/jawab/"), {"answer": " "})
    assert empty.status_code == 422 and "answer" in page_of(empty).errors
    sent = client.post(url(held, "susulan/jawab/"), {"answer": "Kartu tanya"})
    assert sent["Location"] == url(held, "susulan/")
    first = PacketReading.objects.get(meeting=held).answered_at
    phone = Phone(world.users[Role.TEACHER])
    body = {"meeting": str(held.pk), "answer": "Yang lama dari HP"}
    early = phone.do("packet.answer", body, ago=timedelta(hours=3))
    assert early["state"] == "superseded" and early["href"] == url(held, "susulan/")
    reading = PacketReading.objects.get(meeting=held)
    # The first answer is when it counts from; the last words are what is read.
    assert reading.answer == "Kartu tanya" and reading.answered_at < first
    assert phone.do("packet.answer", {"meeting": str(held.pk), "answer": ""})["field"] == "answer"


def test_opening_is_told_by_the_phone_once(world, held):
    phone = Phone(world.users[Role.TEACHER])
    late = phone.make("packet.read", {"meeting": str(held.pk)})
    early = phone.make("packet.read", {"meeting": str(held.pk)}, ago=timedelta(days=1))
    answers = phone.send(late, early, late)
    assert [one["state"] for one in answers] == ["applied"] * 3
    reading = PacketReading.objects.get(meeting=held)
    assert reading.opened_at < timezone.now() - timedelta(hours=23)
    assert reading.answered_at is None


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0)])
def test_two_phones_end_alike_whatever_came_first(world, held, order):
    me, now = actor(world.users[Role.TEACHER]), timezone.now()
    writes = [(now - timedelta(hours=n), f"jawaban {n}", UUID(int=n)) for n in range(3)]
    for at, answer, command in (writes[n] for n in order):
        services.answer_packet(
            actor=me,
            now=now,
            meeting=held,
            teacher=world.teachers[0],
            answer=answer,
            at=at,
            command=command,
        )
    row = PacketReading.objects.get()
    assert (row.answer, row.answered_at, row.opened_at) == (
        "jawaban 0",
        writes[2][0],
        writes[2][0],
    )


def test_who_came_or_was_not_called_has_nothing_to_catch_up(world, held):
    me, now = actor(world.users[Role.TEACHER]), timezone.now()
    mark(held, world.teachers[0], world.users[Role.SECRETARY])
    for teacher, word in ((world.teachers[0], "tercatat hadir"), (world.other_teacher, "tidak")):
        with pytest.raises(Refused, match=word):
            services.open_packet(actor=me, now=now, meeting=held, teacher=teacher, at=now)
    client = world.client(Role.TEACHER)
    assert client.post(url(held, "susulan/jawab/"), {"answer": "x"}).status_code == 404
    answer = Phone(world.users[Role.TEACHER]).do(
        "packet.answer", {"meeting": held.pk, "answer": "x"}
    )
    assert answer["state"] == "refused" and "tercatat hadir" in answer["reason"]
    elsewhere = make_meeting(world, group=world.other, host=world.other_school)
    answer = Phone(world.users[Role.TEACHER]).do("packet.read", {"meeting": elsewhere.pk})
    assert "tidak ditemukan" in answer["reason"]


def test_the_recorder_asks_their_own_question_and_copies_a_short_text(world, held):
    client = world.client(Role.SECRETARY)
    asked = "Soal apa yang akan Anda bawa?"
    client.post(url(held, "susulan/pertanyaan/"), {"question": asked})
    labels = [label.text for label in page_of(_page(world, held)).all("label")]
    assert asked in labels
    Minutes.objects.filter(meeting=held).update(
        decisions="\n".join(f"Keputusan panjang {n} " + "sekali " * 60 for n in range(30)),
        problems="\n".join(["Masalah " + "rumit " * 60] * 30),
        discussion="Bicara " * 3000,
    )
    Meeting.objects.filter(pk=held.pk).update(title="T" * 200, agenda="Acara " * 600)
    page = client.get(url(held, "susulan/"))
    message = page.context["page"].recorders.message
    assert len(message) <= 1500
    assert "1. Keputusan panjang 0" in message and asked in message
    assert f"http://testserver{url(held, 'susulan/')}" in message
    assert "notulen" in message.lower()
    assert page_of(page).says("2 menit")
    # With everything in it, far from the 200 kB that a packet may weigh.
    assert len(page.content) < 60_000 and len(gzip.compress(page.content)) < 15_000


def test_who_was_not_there_is_led_to_the_packet_and_not_asked_what_they_thought(world, held):
    page = page_of(world.client(Role.TEACHER).get(url(held)))
    assert page.leads_to(url(held, "susulan/"))
    assert not page.leads_to(url(held, "umpan-balik/"))
    held.attendance.filter(teacher=world.teachers[0]).delete()
    mark(held, world.teachers[0], world.users[Role.SECRETARY])
    page = page_of(world.client(Role.TEACHER).get(url(held)))
    assert "tidak hadir" not in page.told and page.leads_to(url(held, "umpan-balik/"))


def test_who_sees_who_caught_up(world, held):
    services.answer_packet(
        actor=actor(world.users[Role.TEACHER]),
        now=timezone.now(),
        meeting=held,
        teacher=world.teachers[0],
        answer="Kartu tanya",
        at=timezone.now(),
        command=uuid4(),
    )
    officer = page_of(_page(world, held, Role.SECRETARY))
    assert officer.says("5 guru", "1 sudah membuka", "1 sudah menjawab")
    assert officer.entry("Kartu tanya") and officer.entry(world.teachers[3].name)
    head = page_of(_page(world, held, Role.SCHOOL_HEAD))
    assert head.says("3 guru") and world.teachers[3].name not in head.source
    colleague = world.teachers[2]
    colleague.user = world.outsider.__class__.objects.create_user("rekan", "Rekan Rekaan")
    colleague.save()
    seen = client_of(colleague.user).get(url(held, "susulan/")).content.decode()
    assert "Kartu tanya" not in seen and world.teachers[3].name not in seen


def _missed(group, teacher, today):
    return called_among(uncaught_meetings(group, teacher.pk, today), teacher)


def test_what_was_missed_waits_until_it_is_answered(world, held):
    me, today = world.teachers[0], timezone.localdate()
    assert list(_missed(world.group, me, today)) == [held]
    assert not _missed(world.group, world.teachers[1], today)
    assert not _missed(world.group, me, today + timedelta(days=40))
    services.answer_packet(
        actor=actor(world.users[Role.TEACHER]),
        now=timezone.now(),
        meeting=held,
        teacher=me,
        answer="Kartu tanya",
        at=timezone.now(),
        command=uuid4(),
    )
    assert not _missed(world.group, me, today)


def test_a_step_taken_long_after_the_meeting_is_due_at_the_next_one(world, held):
    """Nobody takes a step that is overdue already: on the page, typed, or sent by a phone."""
    held.date = world.today - timedelta(days=20)
    held.save()
    offer = StepOffer.objects.create(
        meeting=held,
        what="Mencoba satu kisi-kisi",
        due_on=world.today - timedelta(days=13),
        stamp_at=timezone.now(),
        stamp_id=uuid4(),
    )
    make_meeting(world, date=world.today)
    following = make_meeting(world, date=world.today + timedelta(days=9))
    page = client_of(world.users[Role.TEACHER]).get(url(held, "susulan/"))
    assert page.context["page"].choice.due_on == following.date
    # A page that a phone kept still asks for the day that has passed.
    body = {"meeting": held.pk, "what": offer.what, "due_on": offer.due_on.isoformat(), "proof": ""}
    answer = Phone(world.users[Role.TEACHER]).do("step.take", body)
    assert answer["state"] == "applied"
    step = Step.objects.get(meeting=held, teacher=world.teachers[0])
    assert step.due_on == following.date
    assert mentions(answer["note"], long_date(following.date))


@pytest.mark.parametrize("offered, due", [(0, 0), (3, 3), (-1, 6)])
def test_a_step_keeps_its_day_while_that_is_ahead_and_else_has_a_week(world, held, offered, due):
    wanted = world.today + timedelta(days=offered)
    assert due_for(held, world.today, wanted) == world.today + timedelta(days=due)
