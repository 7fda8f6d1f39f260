"""Thirty phones, six hundred commands, and a network that spoils a fifth of all requests.

Afterwards the server holds what a plain model says it must, nothing twice and nothing lost, and
every outbox is empty.
"""

import json
import random
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.support.bad_network import FATES, BadNetwork, Outbox, bad_network
from tests.support.postgres import temporary_postgres
from tests.support.server import Server, cookies_for, example_installation, python, serving

pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("fault")]

PHONES = 30
RECORDERS = 10
EACH = 20
SEED = 20261121
# Words about one teacher lie further apart than any delay of the network or of a busy machine: whose
# is the later one is then beyond doubt. All lie within the meeting.
APART = timedelta(minutes=1)
STATUSES = ("hadir", "terlambat", "izin", "sakit", "dinas", "alpa", "")
OFFICERS = ("sekretaris", "ketua", "pemandu", "kurikulum")

# A meeting that has been on for two hours, in a time zone where it is the middle of the day.
PREPARE = """
import json
from datetime import time, timedelta
from django.utils import timezone
from gugus.attendance.models import Attendance
from gugus.meetings.models import Meeting
from gugus.steps.models import Step
from gugus.people.models import Teacher
from gugus.platform.foundation.models import User
now = timezone.now()
meeting = Meeting.objects.filter(state="called").order_by("-date").first()
off = 13 - now.hour
meeting.group.time_zone = f"Etc/GMT{'-' if off >= 0 else '+'}{abs(off)}"
meeting.group.save()
meeting.date = (now + timedelta(hours=off)).date()
meeting.starts_at, meeting.ends_at = time(8), time(18)
meeting.save()
Attendance.objects.filter(meeting=meeting).delete()
steps = {}
for step in Step.objects.filter(state="open", meeting__group=meeting.group):
    steps[step.teacher_id] = step.pk
people = {}
for teacher in Teacher.objects.order_by("-id")[:COUNT]:
    if teacher.user is None:
        teacher.user = User.objects.create_user(f"uji-{teacher.pk}", teacher.name)
        teacher.save()
    people[teacher.user.username] = [teacher.user_id, teacher.pk, steps.get(teacher.pk)]
officers = {u.username: u.pk for u in User.objects.filter(username__in=OFFICERS)}
everybody = list(Teacher.objects.order_by("id").values_list("pk", flat=True))
print(json.dumps({"meeting": meeting.pk, "people": people, "officers": officers, "teachers": everybody}))
"""
FOUND = """
import json
from gugus.attendance.models import Attendance
from gugus.problems.models import Problem
from gugus.catchup.models import Reflection
from gugus.steps.models import Step
from gugus.platform.sync.models import CommandRecord
print(json.dumps({
    "attendance": dict(Attendance.objects.filter(meeting=MEETING).values_list("teacher_id", "status")),
    "problems": sorted(Problem.objects.filter(words__startswith="Uji ").values_list("words", flat=True)),
    "pages": sorted(Reflection.objects.filter(learnt__startswith="Uji ").values_list("learnt", flat=True)),
    "steps": dict(Step.objects.filter(report__contains="Uji ").values_list("pk", "report")),
    "closed": dict(Step.objects.values_list("pk", "state")),
    "log": CommandRecord.objects.count(),
    "refused": CommandRecord.objects.filter(state="refused").count(),
}))
"""


@dataclass
class Model:
    """What must be true in the end, told without any server."""

    # By teacher: (authority, when, status) of the greatest stamp.
    attendance: dict[int, tuple[int, datetime, str]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    steps: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def mark(self, teacher: int, authority: int, at: datetime, status: str) -> None:
        known = self.attendance.get(teacher)
        if known is None or (authority, at) > known[:2]:
            self.attendance[teacher] = (authority, at, status)


class Times:
    """Moments of the last hours, no two alike."""

    def __init__(self, chance: random.Random, count: int, apart: timedelta) -> None:
        now = datetime.now(UTC)
        self._moments = [now - apart * (n + 10) for n in range(count)]
        chance.shuffle(self._moments)

    def next(self) -> datetime:
        return self._moments.pop()


def _recorder(
    phone: Outbox, made: dict[str, Any], model: Model, chance: random.Random, times: Times
) -> None:
    for at in sorted(times.next() for _ in range(EACH)):
        teacher, status = chance.choice(made["teachers"]), chance.choice(STATUSES)
        body = {"meeting": made["meeting"], "teacher": teacher, "status": status}
        phone.keep("attendance.mark", body, at)
        model.mark(teacher, 1, at, status)


def _teacher(
    phone: Outbox, made: dict[str, Any], model: Model, me: tuple[int, int, int | None], times: Times
) -> None:
    _user, teacher, step = me
    moments = sorted(times.next() for _ in range(EACH))
    phone.keep("attendance.self", {"meeting": made["meeting"]}, moments[0])
    model.mark(teacher, 0, moments[0], "hadir")
    for number, at in enumerate(moments[1:]):
        words = f"Uji {teacher} nomor {number}"
        if number < 2 and step:
            phone.keep("step.report", {"step": step, "state": "done", "report": words}, at)
            model.steps[step].append(words)
        elif number % 4 == 0:
            phone.keep("problem.raise", {"class_level": 3, "words": words, "named": "on"}, at)
            model.problems.append(words)
        else:
            phone.keep("journal.write", {"learnt": words}, at)
            model.pages.append(words)


def _phones(
    server: Server, network: BadNetwork, made: dict[str, Any]
) -> tuple[list[Outbox], Model]:
    chance, model = random.Random(SEED), Model()
    of_recorders = Times(chance, RECORDERS * EACH, APART)
    of_teachers = Times(chance, (PHONES - RECORDERS) * EACH, timedelta(seconds=3))
    people = list(made["people"].items())[: PHONES - RECORDERS]
    names = [OFFICERS[n % len(OFFICERS)] for n in range(RECORDERS)] + [name for name, _ in people]
    cookies = cookies_for(names, data=server.data, database=server.database)
    phones = []
    for number, name in enumerate(names):
        off = timedelta(days=chance.choice((-900, -1, 0, 0, 0, 2, 400)))
        is_recorder = number < RECORDERS
        person = made["officers"][name] if is_recorder else made["people"][name][0]
        phone = Outbox(network.port, cookies[number], person, "ciawi-1", clock_off=off)
        if is_recorder:
            _recorder(phone, made, model, chance, of_recorders)
        else:
            _teacher(phone, made, model, tuple(made["people"][name]), of_teachers)
        phones.append(phone)
    return phones, model


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """The example on a real server, on each database."""
    with ExitStack() as stack:
        database = (
            stack.enter_context(temporary_postgres(careful=False))
            if request.param == "postgresql"
            else ""
        )
        data = stack.enter_context(example_installation(database))
        yield stack.enter_context(serving(data, database))


def test_nothing_is_lost_and_nothing_happens_twice(server: Server) -> None:
    where = {"data": server.data, "database": server.database}
    code = PREPARE.replace("COUNT", str(PHONES)).replace("OFFICERS", repr(OFFICERS))
    made = json.loads(python(code, **where))
    # An officer who also teaches signs in once only: officers' own rows are left to recorders.
    made["people"] = {k: v for k, v in made["people"].items() if k.startswith("uji-")}
    with bad_network(server.port, SEED) as network:
        phones, model = _phones(server, network, made)
        commands = sum(len(phone.waiting) for phone in phones)
        with ThreadPoolExecutor(PHONES) as pool:
            for number, phone in enumerate(phones):
                pool.submit(phone.empty, random.Random(SEED + number), 400)
        spoilt = {fate: network.seen[fate] for fate in FATES if fate != "fine"}
    assert commands == PHONES * EACH
    assert [len(phone.waiting) for phone in phones] == [0] * PHONES
    assert all(spoilt.values()), spoilt
    refused = [a for phone in phones for a in phone.answered.values() if a["state"] == "refused"]
    assert refused == []
    _compare(json.loads(python(FOUND.replace("MEETING", str(made["meeting"])), **where)), model)


def _compare(found: dict[str, Any], model: Model) -> None:
    assert found["log"] == PHONES * EACH
    assert {int(k): v for k, v in found["attendance"].items()} == {
        teacher: status for teacher, (_authority, _at, status) in model.attendance.items()
    }
    assert found["problems"] == sorted(model.problems)
    assert found["pages"] == sorted(model.pages)
    for step, sentences in model.steps.items():
        assert found["closed"][str(step)] == "done"
        # The later report of the same phone stands; what it replaced is not said twice.
        assert found["steps"][str(step)].count(sentences[-1]) == 1
        assert found["steps"][str(step)].count(sentences[0]) <= 1
