"""Which weekday suits: asked, answered on pages, phones and by word of mouth, counted, decided."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from gugus.calendar.models import DayPoll, DayVote, PlanSettings
from gugus.calendar.queries.polls import tally_of
from gugus.calendar.services.polls import answer_poll, close_poll
from gugus.people.access import load_actor
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from tests.support.day_polls import NOW, ask, at
from tests.support.html import page_of
from tests.support.phone import Phone
from tests.support.world import World


def say(world: World, poll: DayPoll, teacher: int, words: dict[int, str], **more: Any) -> None:
    given = {"now": NOW, "at": NOW} | more
    answer_poll(
        actor=load_actor(world.users[Role.TEACHER]),
        poll=poll,
        teacher=world.teachers[teacher],
        words=words,
        **given,
    )


def words(poll: DayPoll) -> dict[int, str]:
    return dict(poll.votes.values_list("weekday", "word"))


def test_one_question_at_a_time(world: World) -> None:
    assert ask(world).weekdays == [1, 3]
    with pytest.raises(Refused, match="Masih ada"):
        ask(world)


def test_a_question_does_not_end_in_the_past(world: World) -> None:
    with pytest.raises(Refused) as caught:
        ask(world, date(2026, 11, 20))
    assert caught.value.field == "closes_on"


def test_words_may_change_until_the_question_is_closed(world: World) -> None:
    poll = ask(world)
    say(world, poll, 0, {1: "can", 3: "cannot"})
    say(world, poll, 0, {1: "maybe"})
    assert words(poll) == {1: "maybe", 3: "cannot"}
    actor = load_actor(world.users[Role.CHAIR])
    close_poll(actor=actor, now=NOW, poll=poll, chosen=None, reason="")
    with pytest.raises(Refused, match="sudah ditutup"):
        say(world, poll, 0, {1: "can"})
    with pytest.raises(Refused, match="pengurus lain"):
        close_poll(actor=actor, now=NOW, poll=poll, chosen=1, reason="x")
    assert not PlanSettings.objects.exists()


def test_after_its_last_day_only_what_was_said_before_counts(world: World) -> None:
    poll = ask(world, date(2026, 11, 21))
    after = NOW + timedelta(days=2)
    with pytest.raises(Refused):
        say(world, poll, 0, {1: "can"}, now=after, at=after)
    # Said in time on a phone without signal, and sent two days later.
    say(world, poll, 0, {1: "can"}, now=after, at=NOW)
    assert words(poll) == {1: "can"}


def test_an_older_word_does_not_undo_a_later_one(world: World) -> None:
    poll = ask(world)
    say(world, poll, 0, {1: "can"})
    say(world, poll, 0, {1: "cannot", 3: "maybe"}, at=NOW - timedelta(hours=1))
    assert words(poll) == {1: "can", 3: "maybe"}


def test_a_stranger_to_the_group_says_nothing(world: World) -> None:
    with pytest.raises(Refused):
        answer_poll(
            actor=load_actor(world.outsider), now=NOW, at=NOW, poll=ask(world),
            teacher=world.other_teacher, words={1: "can"},
        )  # fmt: skip


def test_counts_by_weekday_and_school_of_those_who_are_members(world: World) -> None:
    poll = ask(world)
    for teacher, said in ((0, "can"), (1, "maybe"), (2, "can"), (3, "cannot")):
        say(world, poll, teacher, {1: said, 3: "can"})
    world.teachers[3].active = False
    world.teachers[3].save()
    tally = tally_of(poll)
    assert [(one.can, one.maybe, one.cannot) for one in tally.days] == [(2, 1, 0), (3, 0, 0)]
    assert (tally.answered, tally.teachers) == (3, 5)
    assert [(row.name, row.answered, row.teachers) for row in tally.schools] == [
        ("SDN Rekaan 01", 2, 3), ("SDN Rekaan 02", 1, 2),
    ]  # fmt: skip


def test_closing_sets_the_groups_weekday_and_keeps_the_reason(world: World) -> None:
    poll = ask(world)
    client = world.client(Role.CHAIR)
    page = client.post(at(world, "calendar:poll_close", poll.pk), {"chosen": "3", "reason": ""})
    assert page.status_code == 422
    client.post(at(world, "calendar:poll_close", poll.pk), {"chosen": "3", "reason": "Semua bisa"})
    assert PlanSettings.objects.get(group=world.group).weekday == 3
    shown = page_of(world.client(Role.TEACHER).get(at(world, "calendar:poll")))
    assert shown.says("Kamis", "Semua bisa")


def test_a_teacher_answers_on_the_page_and_sees_no_counts_yet(world: World) -> None:
    poll = ask(world, now=timezone.now())
    client = world.client(Role.TEACHER)
    page = client.get(at(world, "calendar:poll"))
    assert page.context["page"].days == ()
    assert page_of(page).says("0 dari 6 guru", "6 belum")
    wrong = client.post(at(world, "calendar:poll"), {"hari-1": "can"})
    assert wrong.status_code == 422
    assert page_of(wrong).alerts
    client.post(at(world, "calendar:poll"), {"hari-1": "can", "hari-3": "cannot"})
    assert words(poll) == {1: "can", 3: "cannot"}
    again = client.get(at(world, "calendar:poll"))
    assert page_of(again).notices
    assert page_of(again).value("hari-3") == "cannot"
    assert "Guru Rekaan 2" not in again.content.decode()


def test_an_officer_writes_down_what_a_teacher_said(world: World) -> None:
    poll, client = ask(world, now=timezone.now()), world.client(Role.SECRETARY)
    data = {"teacher": world.teachers[4].pk, "hari-1": "maybe", "hari-3": "can"}
    done = client.post(at(world, "calendar:poll_record", poll.pk), data, follow=True)
    assert "Guru Rekaan 5" in page_of(done).told
    assert set(DayVote.objects.values_list("teacher_id", "by_id")) == {
        (world.teachers[4].pk, world.users[Role.SECRETARY].pk)
    }
    other = {**data, "teacher": world.other_teacher.pk}
    assert client.post(at(world, "calendar:poll_record", poll.pk), other).status_code == 422
    shown = client.get(at(world, "calendar:poll"))
    page = shown.context["page"]
    assert [(row.name, row.can, row.is_best) for row in page.days] == [
        ("Selasa", 0, False), ("Kamis", 1, True),
    ]  # fmt: skip
    assert f"http://testserver{at(world, 'calendar:poll')}" in page.message


def test_asking_and_its_refusals_on_the_page(world: World) -> None:
    client = world.client(Role.SECTION_HEAD)
    assert page_of(client.get(at(world, "calendar:poll"))).leads_to(at(world, "calendar:poll_open"))
    assert client.post(at(world, "calendar:poll_open"), {"weekdays": ["1"]}).status_code == 422
    assert client.post(at(world, "calendar:poll_open"), {"weekdays": ["1", "9"]}).status_code == 422
    client.post(at(world, "calendar:poll_open"), {"weekdays": ["1", "2"]})
    again = client.post(at(world, "calendar:poll_open"), {"weekdays": ["1", "2"]})
    assert page_of(again).alerts and DayPoll.objects.count() == 1


def test_a_phone_without_signal_answers_later_and_once(world: World) -> None:
    poll, phone = ask(world, now=timezone.now()), Phone(world.users[Role.TEACHER])
    body = {"poll": poll.pk, "hari-1": "can", "hari-3": "maybe"}
    command = phone.make("day_poll.answer", body)
    for _twice in range(2):
        assert phone.send(command)[0]["state"] == "applied"
    assert words(poll) == {1: "can", 3: "maybe"}
    for wrong in ({"poll": poll.pk, "hari-1": "can"}, {"poll": 0}, {**body, "hari-1": "x"}):
        assert phone.do("day_poll.answer", wrong)["state"] == "refused"
    other = Phone(world.outsider, group=world.other.code)
    assert other.do("day_poll.answer", body)["state"] == "refused"


def test_after_its_last_day_the_page_takes_no_answer(world: World) -> None:
    ask(world, now=timezone.now())
    DayPoll.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    page = world.client(Role.TEACHER).get(at(world, "calendar:poll"))
    assert page.context["page"].form is None
    assert not page_of(page).commands
