"""Answers that wait on phones: each tap is a command, and the later answer is kept."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import UUID

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from gugus.competence.access import offline_pages
from gugus.competence.models import Answer, Assessment, ImportanceRating, Rater, Round
from gugus.competence.rules.stamps import AnswerStamp, newer_values
from gugus.people.rules.roles import Role
from tests.support.html import page_of
from tests.support.phone import Phone

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
WRITES = st.lists(
    st.tuples(st.integers(1, 3), st.integers(0, 2), st.integers(0, 4)), min_size=1, max_size=6
)


@given(WRITES, st.integers(0, 719))
def test_taps_end_alike_in_any_order_and_twice_changes_nothing(writes, turn):
    made = [
        ({key: value}, AnswerStamp(NOON + timedelta(hours=hour), UUID(int=n)))
        for n, (key, value, hour) in enumerate(writes)
    ]

    def ended(order):
        values, stamps = {}, {}
        for given_values, stamp in order:
            new = newer_values(given_values, stamp, stamps)
            values |= new
            stamps |= dict.fromkeys(new, stamp)
        return values

    orders = list(permutations(made))
    assert ended([*orders[turn % len(orders)], *made[:2]]) == ended(made)


def _tap(measuring, item, indicator, value, **more):
    body = {
        "round": str(measuring.round.pk),
        "rater": "self",
        "teacher": str(measuring.world.teachers[0].pk),
        "item": str(item.order),
        f"i{indicator.pk}": str(value),
    }
    return body | more


@pytest.fixture
def phone(measuring):
    return Phone(measuring.world.users[Role.TEACHER])


def test_a_whole_rating_without_signal_arrives_as_it_was_tapped(measuring, phone):
    commands = [
        phone.make("rating.answer", _tap(measuring, item, one, 1), ago=timedelta(hours=3))
        for item in measuring.items
        for one in item.indicators.all()
    ]
    weight = {**_tap(measuring, measuring.items[0], measuring.items[0].indicators.first(), 2)}
    commands.append(phone.make("rating.answer", weight))
    weighed = {name: weight[name] for name in ("round", "rater", "teacher")}
    weighed[f"w{measuring.items[0].pk}"] = "5"
    commands.append(phone.make("rating.importance", weighed))
    end = {name: weight[name] for name in ("round", "rater", "teacher")}
    commands.append(phone.make("rating.submit", end))
    answers = phone.send_all(*commands)
    assert {one["state"] for one in answers} == {"applied"}
    sent = Assessment.objects.get(rater=Rater.SELF)
    assert sent.submitted_at is not None and sent.answers.count() == len(commands) - 3
    assert sent.answers.filter(value=2).count() == 1
    assert ImportanceRating.objects.get().value == 5
    assert {one["again"] for one in phone.send_all(*commands)} == {True}


def test_two_phones_end_with_the_later_tap(measuring, phone):
    item = measuring.items[0]
    one = item.indicators.first()
    for order in permutations(range(3)):
        Assessment.objects.all().delete()
        for hours in order:
            body = _tap(measuring, item, one, hours)
            phone.do("rating.answer", body, ago=timedelta(hours=hours + 1))
        assert Answer.objects.get().value == 0, order


def test_an_old_tap_does_not_undo_what_was_answered_on_the_screen(measuring, phone):
    item = measuring.items[0]
    one = item.indicators.first()
    here = measuring.address(
        f"nilai/{measuring.round.pk}/self/{measuring.world.teachers[0].pk}/{item.order}/"
    )
    measuring.world.client(Role.TEACHER).post(here, {f"i{one.pk}": "2"})
    answer = phone.do("rating.answer", _tap(measuring, item, one, 0), ago=timedelta(days=1))
    assert answer["state"] == "superseded" and Answer.objects.get().value == 2


def test_what_is_refused_says_why(measuring, phone):
    item = measuring.items[0]
    one = item.indicators.first()
    other = measuring.items[1].indicators.first()
    colleague = str(measuring.world.teachers[1].pk)
    elsewhere = Round.objects.create(
        group=measuring.world.other,
        framework=measuring.framework,
        name="Seberang",
        school_year=2026,
        measured_on=measuring.round.measured_on,
    )
    cases = {
        "tidak ditemukan": {"round": str(elsewhere.pk)},
        "tidak termasuk": {"teacher": colleague},
        "tidak cocok": {"item": "999"},
    }
    for word, change in cases.items():
        answer = phone.do("rating.answer", _tap(measuring, item, one, 1) | change)
        assert answer["state"] == "refused" and word in answer["reason"], answer
    assert phone.do("rating.answer", _tap(measuring, item, one, 7))["field"] == f"i{one.pk}"
    phone.do("rating.answer", _tap(measuring, item, other, 1))
    assert not Answer.objects.exists()
    gaps = {"round": measuring.round.pk, "rater": "self"}
    gaps["teacher"] = measuring.world.teachers[0].pk
    phone.do("rating.answer", _tap(measuring, item, one, 1))
    refused = phone.do("rating.submit", gaps)
    assert refused["field"] == "with_gaps" and "belum dijawab" in refused["reason"]
    assert phone.do("rating.submit", gaps | {"with_gaps": "on"})["state"] == "applied"
    assert "terkunci" in phone.do("rating.answer", _tap(measuring, item, one, 2))["reason"]


def test_a_closed_round_takes_no_late_taps(measuring, phone):
    item = measuring.items[0]
    late = phone.make(
        "rating.answer", _tap(measuring, item, item.indicators.first(), 1), ago=timedelta(days=2)
    )
    measuring.close()
    answer = phone.send(late)[0]
    assert answer["state"] == "refused" and "sudah ditutup" in answer["reason"]
    assert not Answer.objects.exists()


def test_a_head_rates_by_phone_too(measuring):
    head = Phone(measuring.world.users[Role.SCHOOL_HEAD])
    item = measuring.items[0]
    body = _tap(measuring, item, item.indicators.first(), 1) | {"rater": "head"}
    assert head.do("rating.answer", body)["state"] == "applied"
    elsewhere = body | {"teacher": str(measuring.world.teachers[1].pk)}
    assert "tidak termasuk" in head.do("rating.answer", elsewhere)["reason"]


def test_the_own_open_screens_are_kept_for_reading_without_signal(measuring, answers):
    world = measuring.world
    kept = offline_pages(measuring.actor(Role.TEACHER), world.group)
    addresses = [href for href, _title in kept]
    # The list, the overview, one screen for each competence, and the last one.
    assert len(addresses) == 3 + len(measuring.items)
    assert reverse("competence:rating", args=[world.group.code]) in addresses
    client = world.client(Role.TEACHER)
    for href in addresses:
        page = client.get(href)
        assert page.status_code == 200 and len(page.content) < 40_000, href
    assert offline_pages(measuring.actor(Role.SECRETARY), world.group) == []
    # Who rates others has the list, and all pages of what was begun.
    for role, rater in ((Role.SCHOOL_HEAD, "head"), (Role.SUPERVISOR, "supervisor")):
        who = measuring.actor(role)
        assert len(offline_pages(who, world.group)) == 1
        begun = _tap(measuring, measuring.items[0], measuring.items[0].indicators.first(), 1)
        Phone(world.users[role]).do("rating.answer", begun | {"rater": rater})
        assert len(offline_pages(who, world.group)) == 3 + len(measuring.items)
    measuring.fill(world.teachers[0], Rater.SELF)
    assert offline_pages(measuring.actor(Role.TEACHER), world.group) == []


def test_the_overview_can_be_sent_from_an_old_copy(measuring):
    here = measuring.address(f"nilai/{measuring.round.pk}/self/{measuring.world.teachers[0].pk}/")
    page = page_of(measuring.world.client(Role.TEACHER).get(here))
    assert page.commands == ["rating.submit"] * 2
    for part in ("kirim-lengkap", "kirim-kurang"):
        assert page.only(id=part).get("hidden") is not None
    assert page.has(data_asked="6")
