"""The log: each command once, in order, answered one by one."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry, User
from gugus.platform.foundation.services import record
from gugus.platform.sync import commands, services
from gugus.platform.sync.commands import Command, CommandResult
from gugus.platform.sync.models import CommandRecord
from tests.support.phone import Phone

pytestmark = pytest.mark.django_db
Seen = list[Command]


@pytest.fixture
def user() -> User:
    return User.objects.create_user("rekaan", "Bu Rekaan")


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Seen]:
    """Kinds of commands that only these tests know."""
    found: Seen = []

    def write(command: Command) -> CommandResult:
        found.append(command)
        record(command.user.pk, command.now, "test.written", word=command.text("w"))
        return CommandResult(note="tercatat", href="/x/", data={"n": len(found)})

    def refuse(command: Command) -> CommandResult:
        write(command)
        raise Refused("Tidak bisa.", "w")

    def lose(command: Command) -> CommandResult:
        write(command)
        return CommandResult("", "/x/", {"n": 1}, "Yang berlaku: yang lain.")

    def busy(command: Command) -> CommandResult:
        write(command)
        raise OperationalError("locked")

    def full(command: Command) -> CommandResult:
        write(command)
        # SQLite takes the whole transaction back when the disk is full.
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
        raise OperationalError("database or disk is full")

    def trip(command: Command) -> CommandResult:
        write(command)
        raise ZeroDivisionError

    kinds: dict[str, Callable[[Command], CommandResult]] = {
        "t.write": write, "t.refuse": refuse, "t.lose": lose, "t.busy": busy, "t.trip": trip, "t.full": full,
    }  # fmt: skip
    monkeypatch.setattr(commands, "_HANDLERS", kinds)
    return found


def _written() -> list[str]:
    rows = AuditEntry.objects.filter(verb="test.written").order_by("id")
    return [row.data["word"] for row in rows]


def test_a_command_is_carried_out_and_answered(user: User, seen: Seen) -> None:
    answer = Phone(user).do("t.write", {"w": "satu"}, ago=timedelta(hours=3))
    assert (answer["state"], answer["note"], answer["href"]) == ("applied", "tercatat", "/x/")
    assert not answer["again"]
    assert abs(timezone.now() - timedelta(hours=3) - seen[0].made_at) < timedelta(seconds=30)
    row = CommandRecord.objects.get()
    assert (row.kind, row.state, row.user) == ("t.write", "applied", user)
    assert "satu" not in str(row.answer)


def test_the_same_command_is_carried_out_once(user: User, seen: Seen) -> None:
    phone = Phone(user)
    command = phone.make("t.write", {"w": "satu"})
    first = phone.send(command, command)
    again = phone.send(command)
    assert _written() == ["satu"]
    assert [answer["again"] for answer in (*first, *again)] == [False, True, True]
    assert {(answer["state"], answer["note"]) for answer in (*first, *again)} == {
        ("applied", "tercatat")
    }


def test_a_refusal_leaves_nothing_and_stays_the_answer(user: User, seen: Seen) -> None:
    phone = Phone(user)
    command = phone.make("t.refuse", {"w": "satu"})
    for answer in (*phone.send(command), *phone.send(command)):
        assert (answer["state"], answer["reason"], answer["field"]) == (
            "refused",
            "Tidak bisa.",
            "w",
        )
    assert len(seen) == 1
    assert _written() == []
    assert CommandRecord.objects.get().state == "refused"


def test_what_lost_is_answered_as_lost_each_time_and_its_work_stays(user: User, seen: Seen) -> None:
    phone = Phone(user)
    command = phone.make("t.lose", {"w": "satu"})
    for answer in (*phone.send(command), *phone.send(command)):
        assert (answer["state"], answer["reason"]) == ("superseded", "Yang berlaku: yang lain.")
        assert (answer["href"], answer["data"]) == ("/x/", {"n": 1})
    assert len(seen) == 1 and _written() == ["satu"]


def test_a_clock_that_was_set_is_told_where_it_may_be_why(user: User, seen: Seen) -> None:
    phone = Phone(user)
    heard = timezone.now() - timedelta(hours=3)
    times = {
        "made_at": (timezone.now() - timedelta(days=20)).isoformat(),
        "heard_at": heard.isoformat(),
        "reckoned_at": (timezone.now() - timedelta(hours=1)).isoformat(),
    }
    lost = phone.send({**phone.make("t.lose", {"w": "x"}), **times})[0]
    refused = phone.send({**phone.make("t.refuse", {"w": "x"}), **times})[0]
    assert "Jam HP ini berubah" in lost["reason"] and "Jam HP ini berubah" in refused["reason"]
    for command in seen:
        assert timedelta(minutes=59) < timezone.now() - command.made_at < timedelta(minutes=61)


def test_a_batch_goes_on_after_a_refusal_and_after_a_mistake_of_ours(
    user: User, seen: Seen
) -> None:
    phone = Phone(user)
    kinds = ("t.write", "t.refuse", "t.trip", "unknown", "t.write")
    batch = [phone.make(kind, {"w": str(n)}) for n, kind in enumerate(kinds)]
    states = [answer["state"] for answer in phone.send(*batch)]
    assert states == ["applied", "refused", "failed", "refused", "applied"]
    assert _written() == ["0", "4"]


def test_a_busy_database_stops_the_batch_and_it_can_be_sent_again(
    user: User, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = Phone(user)
    batch = [phone.make(kind, {"w": kind}) for kind in ("t.write", "t.busy", "t.write")]
    assert [a["state"] for a in phone.send(*batch)] == ["applied", "failed", "waiting"]
    assert _written() == ["t.write"]
    kinds = dict(commands.all_handlers())
    monkeypatch.setattr(commands, "_HANDLERS", {**kinds, "t.busy": kinds["t.write"]})
    assert [a["state"] for a in phone.send(*batch)] == ["applied"] * 3
    assert _written() == ["t.write", "t.busy", "t.write"]


def test_a_command_of_somebody_else_waits_for_them(user: User, seen: Seen) -> None:
    other = User.objects.create_user("lain", "Pak Lain")
    theirs = Phone(other).make("t.write", {"w": "lain"})
    answer = Phone(user).send(theirs)[0]
    assert answer["state"] == "waiting"
    assert _written() == []


def test_an_id_that_somebody_else_used_tells_nothing(user: User, seen: Seen) -> None:
    other = User.objects.create_user("lain", "Pak Lain")
    command = Phone(other).make("t.write", {"w": "lain"})
    Phone(other).send(command)
    answer = Phone(user).send({**command, "person": user.pk})[0]
    assert (answer["state"], answer["note"], answer["href"]) == ("refused", "", "")


def test_a_phone_whose_clock_is_off_by_days_tells_the_right_time(user: User, seen: Seen) -> None:
    for off in (-400, 400):
        phone = Phone(user, clock_off=timedelta(days=off))
        phone.do("t.write", {"w": "x"}, ago=timedelta(minutes=90))
    for command in seen:
        was = timezone.now() - timedelta(minutes=90)
        assert abs(command.made_at - was) < timedelta(seconds=30)


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        ("{}", {"X-Gugus-Sync": "1"}, 400),
        ("[" * 100_000, {"X-Gugus-Sync": "1"}, 400),
        ("nonsense", {"X-Gugus-Sync": "1"}, 400),
        ("\xff", {"X-Gugus-Sync": "1"}, 400),
        ('{"device": "x", "commands": []}', {}, 400),
        (" " * (2 * 1024 * 1024 + 1), {"X-Gugus-Sync": "1"}, 413),
    ],
)
def test_nonsense_is_answered_in_words(
    user: User, body: str, headers: dict[str, str], status: int
) -> None:
    client = Client()
    client.force_login(user)
    answer = client.post(
        "/sinkron/", body.encode("latin-1"), content_type="application/json", headers=headers
    )
    assert answer.status_code == status
    assert answer.json()["reason"]


def test_a_stranger_is_told_to_sign_in_and_keeps_everything() -> None:
    answer = Client().post(
        "/sinkron/", "{}", content_type="application/json", headers={"X-Gugus-Sync": "1"}
    )
    assert answer.status_code == 401
    assert "tetap tersimpan" in answer.json()["reason"]


def test_a_body_may_hold_a_file_and_repeated_fields(user: User, seen: Seen) -> None:
    body: dict[str, Any] = {
        "w": "x", "many": ["1", "2"], "n": 7,
        "photo": {"name": "a.jpg", "type": "image/jpeg", "data": "aGFsbw=="},
        "broken": {"name": "b", "type": "x", "data": "***"},
    }  # fmt: skip
    Phone(user).do("t.write", body)
    command = seen[0]
    assert command.form_data().getlist("many") == ["1", "2"]
    assert command.number("n") == 7
    assert command.files()["photo"].read() == b"halo"
    assert "broken" not in command.files()


@pytest.mark.parametrize("name", ["..", "foto/", "", "a\x00b", "\ud800", None, ["x"]])
def test_a_file_of_any_name_is_read(user: User, seen: Seen, name: object) -> None:
    Phone(user).do("t.write", {"photo": {"name": name, "type": 7, "data": "aGFsbw=="}})
    assert seen[0].files()["photo"].read() == b"halo"


def test_with_a_given_password_nothing_is_carried_out(user: User, seen: Seen) -> None:
    user.must_change_password = True
    user.save()
    phone = Phone(user)
    command = phone.make("t.write", {"w": "x"})
    assert phone.send(command, status=401) == []
    assert not seen and not CommandRecord.objects.exists()
    user.must_change_password = False
    user.save()
    assert phone.send(command)[0]["state"] == "applied"


def test_a_batch_that_takes_long_leaves_its_rest_for_the_next(
    user: User, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = Phone(user)
    batch = [phone.make("t.write", {"w": str(n)}) for n in range(4)]
    with monkeypatch.context() as patch:
        passed = iter((0.0, 1.0, 3.0, services.MAX_BATCH_SECONDS + 1))
        patch.setattr(services, "time", SimpleNamespace(monotonic=lambda: next(passed)))
        states = [answer["state"] for answer in phone.send(*batch)]
    assert states == ["applied", "applied", "waiting", "waiting"]
    assert [answer["state"] for answer in phone.send(*batch)] == ["applied"] * 4
    assert _written() == ["0", "1", "2", "3"]


@pytest.mark.django_db(transaction=True)
def test_one_command_that_arrives_many_times_at_once_is_carried_out_once(seen: Seen) -> None:
    user = User.objects.create_user("serentak", "Bu Serentak")
    maker = Phone(user)
    command = maker.make("t.write", {"w": "satu"})

    def send(_n: int) -> str:
        try:
            return str(Phone(user).send(command)[0]["state"])
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        states = list(pool.map(send, range(16)))
    # A loser of the race may be told to send again; nobody is told anything wrong.
    assert set(states) <= {"applied", "failed"}
    assert "applied" in states
    assert _written() == ["satu"]
    assert maker.send(command)[0]["state"] == "applied"


@pytest.mark.django_db(transaction=True)
def test_what_the_database_took_back_is_not_said_to_be_stored(user: User, seen: Seen) -> None:
    phone = Phone(user)
    batch = [phone.make(kind, {"w": kind}) for kind in ("t.write", "t.full", "t.write")]
    answers = phone.send(*batch)
    assert [one["state"] for one in answers] == ["failed"] * 3
    assert "penuh" in answers[0]["reason"]
    assert _written() == []
    assert CommandRecord.objects.count() == 0
    assert phone.send(batch[0])[0]["state"] == "applied"
