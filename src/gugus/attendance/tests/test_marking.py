"""Several phones write about one meeting: the order in which it arrives changes nothing."""

from datetime import UTC, datetime, time, timedelta
from itertools import permutations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gugus.attendance import queries
from gugus.attendance.models import Attendance, RestMark
from gugus.attendance.rules.presence import Presence, RestMarkValue, effective_presence
from gugus.attendance.services import attendance as services
from gugus.attendance.services.marks import AttendanceMark, WriteOrigin
from gugus.meetings.rules.merge import OWN_WORD, RECORDER, Versioned, WriteStamp, newest, supersedes
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from tests.support.meetings import actor, make_meeting

START = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)

stamps = st.builds(
    WriteStamp,
    st.sampled_from([OWN_WORD, RECORDER]),
    st.integers(0, 5).map(lambda n: START + timedelta(minutes=n)),
    st.integers(0, 3).map(lambda n: UUID(int=n)),
)
# One write has one stamp, so its value is told by the stamp.
writes = stamps.map(lambda stamp: Versioned(stamp, f"{stamp.authority}{stamp.at}{stamp.id}"))
lists = st.lists(writes, min_size=1, max_size=8)


def fold(said):
    state = None
    for one in said:
        state = newest(state, one)
    return state


@given(lists, st.randoms(use_true_random=False), st.integers(0, 8))
def test_any_order_and_any_repetition_end_the_same(said, chance, again):
    shuffled = said + said[:again]
    chance.shuffle(shuffled)
    assert fold(shuffled) == fold(said)


@given(writes, writes, writes)
def test_merging_is_commutative_idempotent_and_associative(a, b, c):
    assert newest(a, b) == newest(b, a)
    assert newest(a, a) == a
    assert newest(newest(a, b), c) == newest(a, newest(b, c))
    assert newest(a, None) == newest(None, a) == a


@given(writes, writes)
def test_a_recorders_word_is_above_ones_own_and_then_the_later_counts(a, b):
    won = newest(a, b).stamp
    assert won.authority == max(a.stamp.authority, b.stamp.authority)
    if a.stamp.authority == b.stamp.authority:
        assert won.at == max(a.stamp.at, b.stamp.at)
    assert not supersedes(won, won)


def said_at(minute, status, authority=RECORDER):
    stamp = WriteStamp(authority, START + timedelta(minutes=minute), UUID(int=minute))
    return Versioned(stamp, Presence(status, "list", 1))


def rest_at(minute, status):
    return RestMarkValue(START + timedelta(minutes=minute), UUID(int=minute), status, 2)


@pytest.mark.parametrize(
    ("word", "rests", "status"),
    [
        (None, [], None),
        (None, [rest_at(5, "hadir")], "hadir"),
        # Who was marked by the first is recorded when the second is said.
        (None, [rest_at(9, "alpa"), rest_at(5, "hadir")], "hadir"),
        (said_at(3, "izin"), [rest_at(5, "hadir")], "izin"),
        (said_at(9, "izin"), [rest_at(5, "hadir")], "izin"),
        (said_at(3, "izin", OWN_WORD), [rest_at(5, "alpa")], "izin"),
        (said_at(3, ""), [rest_at(5, "hadir")], "hadir"),
        (said_at(7, ""), [rest_at(5, "hadir")], ""),
        (said_at(7, ""), [rest_at(5, "hadir"), rest_at(8, "alpa")], "alpa"),
    ],
)
def test_all_the_others_are_those_not_recorded_at_its_time(word, rests, status):
    found = effective_presence(word, rests)
    assert (found.presence.status if found else None) == status


@pytest.fixture
def meeting(world):
    return make_meeting(world, state="called", date=START.date(), starts_at=time(12, 30))


def everything(meeting):
    """What stands in the rows, without the numbers of the rows."""
    names = [f.attname for f in Attendance._meta.fields if f.attname != "id"]
    return sorted(Attendance.objects.filter(meeting=meeting).values_list(*names), key=str)


def play(world, meeting, writes):
    """Carry out writes in the order in which they arrive, as two devices made them."""
    people = {"laptop": world.users[Role.SECRETARY], "hp": world.users[Role.LEAD_TEACHER]}
    for number, (device, minute, what, *rest) in enumerate(writes):
        made = WriteOrigin(START + timedelta(minutes=minute), UUID(int=1000 + minute))
        who, now = actor(people.get(device, world.users[Role.TEACHER])), START + timedelta(hours=9)
        now += timedelta(seconds=number)
        if what == "rest":
            services.mark_rest(actor=who, now=now, meeting=meeting, status=rest[0], made=made)
        elif what == "self":
            services.check_in(
                actor=who, now=now, meeting=meeting, teacher=world.teachers[0], made=made
            )
        else:
            marks = [AttendanceMark(world.teachers[what].pk, *rest)]
            services.record_attendance(actor=who, now=now, meeting=meeting, marks=marks, made=made)


WRITES = [
    ("laptop", 10, 0, "sakit", "demam"),
    ("hp", 12, 1, "hadir"),
    ("laptop", 13, 1, ""),
    ("hp", 14, "rest", "alpa"),
    ("self", 11, "self"),
    ("laptop", 16, 2, ""),
]


@pytest.mark.django_db
def test_two_devices_end_in_the_same_state_in_every_order(world, meeting):
    play(world, meeting, WRITES)
    first = everything(meeting)
    shown = dict(queries.recorded_rows(meeting).values_list("teacher__name", "status"))
    assert shown == {
        "Guru Rekaan 1": "sakit",
        "Guru Rekaan 2": "alpa",  # cleared before the rest was said
        **{f"Guru Rekaan {n}": "alpa" for n in (4, 5, 6)},  # the third was cleared after it
    }
    for order in [WRITES[::-1], *list(permutations(WRITES))[7::90]]:
        Attendance.objects.filter(meeting=meeting).delete()
        RestMark.objects.all().delete()
        play(world, meeting, [*order, *order[:2]])
        assert everything(meeting) == first, order


def test_a_record_that_was_taken_away_stays_away_when_an_older_one_arrives(world, meeting):
    play(world, meeting, [("laptop", 20, 0, "")])
    play(world, meeting, [("hp", 15, 0, "hadir"), ("self", 25, "self")])
    assert not queries.recorded_rows(meeting).exists()
    assert Attendance.objects.get(teacher=world.teachers[0]).status == ""


def test_a_second_rest_leaves_whom_the_first_marked(world, meeting):
    play(world, meeting, [("laptop", 5, "rest", "hadir"), ("hp", 6, "rest", "alpa")])
    assert set(queries.recorded_rows(meeting).values_list("status", flat=True)) == {"hadir"}


SIGNED = "M10 10L20 20L30 10"


def sign(world, meeting, minute, path=SIGNED):
    made = WriteOrigin(START + timedelta(minutes=minute), UUID(int=2000 + minute))
    return services.sign_attendance(
        actor=actor(world.users[Role.TEACHER]),
        now=START + timedelta(hours=9),
        meeting=meeting,
        teacher=world.teachers[0],
        signature=path,
        made=made,
    )


@pytest.mark.parametrize("signed_first", [True, False])
def test_a_signature_stays_whatever_a_recorder_writes(world, meeting, signed_first):
    steps = [lambda: sign(world, meeting, 12), lambda: play(world, meeting, WRITES[:1])]
    for step in steps if signed_first else steps[::-1]:
        step()
    row = Attendance.objects.get()
    assert (row.status, row.how, row.signature) == ("sakit", "list", SIGNED)


def test_of_two_signatures_the_later_stands(world, meeting):
    later = "M1 1L2 2"
    sign(world, meeting, 15, later)
    sign(world, meeting, 12)
    assert Attendance.objects.get().signature == later


@pytest.mark.parametrize(
    "path",
    ["", "M1 1", "M1 1L2 2z", "M1 1L2 2\n", "M1 1L2222 2", "M1 1L2 2" * 2000, '"><script>'],
)
def test_only_plain_strokes_are_kept(world, meeting, path):
    with pytest.raises(Refused):
        sign(world, meeting, 12, path)
    assert not Attendance.objects.exists()
