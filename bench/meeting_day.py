"""What pages feel like during a meeting: forty people at once, marks written four times a second.

Half of the people are teachers, half hold an office. Each page is compared with a bare Django view
that renders a table of ninety rows, on the same server with as many workers and threads, in turn.

Two kinds of load, since they answer two questions. How many requests a second there are is measured with
sixteen connections that never rest. There the time of an answer says more of the queue than of the page:
with sixteen always waiting the mean is sixteen divided by the requests a second, however well the server
orders them, so its p99 stands beside a multiple of that mean. How long a person waits is measured with
forty people who open a page about once a second each, at moments of their own.
"""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bench.bare import bare_server
from bench.load import Connection, Outcome, request, run_arrivals, run_load
from bench.table import Measurement
from gugus.config.environment import REQUEST_THREADS
from tests.support.postgres import temporary_postgres
from tests.support.server import Server, cookies_for, example_installation, python, serving

PEOPLE, CONNECTIONS, SECONDS = 40, 16, 6.0
# Milliseconds that one in a hundred may wait in a room of these people.
LONGEST = 150
# Of the mean that the queue makes inevitable: so much longer may the slowest hundredth take.
_OF_QUEUE = 3
# Of the bare page's requests a second.
PAGES = (
    ("Beranda", "", 0.20),
    ("meeting", "pertemuan/{}/", 0.10),
    ("attendance", "pertemuan/{}/hadir/", 0.20),
)


@dataclass(frozen=True)
class Door:
    """Where a recorder marks who comes: group, meeting, teachers, and the recorder's session."""

    group: str
    meeting: int
    teachers: list[int]
    cookies: dict[str, str]


_PEOPLE = """
import json
from gugus.meetings.models import Meeting
from gugus.platform.foundation.models import User
meeting = Meeting.objects.filter(state="called", group__code="ciawi-1").order_by("-date").first()
names = list(User.objects.filter(username__startswith="pengurus-uji-").values_list("username", flat=True))
names += list(User.objects.filter(username__startswith="uji-").values_list("username", flat=True))
print(json.dumps([meeting.pk, names]))
"""
# The example has 63 teachers; the limit is stated for 90. Twenty teachers and twenty officers.
PREPARE = """
import json
from django.utils import timezone
from gugus.meetings.models import Meeting
from gugus.people.models import Group, RoleAssignment, School, Teacher
from gugus.platform.foundation.models import User
schools = list(School.objects.order_by("npsn")[:7])
have = Teacher.objects.count()
Teacher.objects.bulk_create(
    Teacher(school=schools[n % 7], name=f"Bu Contoh Tambahan {n}", class_level=n % 6 + 1)
    for n in range(90 - have)
)
group = Group.objects.get(code="ciawi-1")
names = []
for n, teacher in enumerate(Teacher.objects.order_by("id")[:20]):
    if teacher.user is None:
        teacher.user = User.objects.create_user(f"uji-{n}", teacher.name)
        teacher.save()
    names.append(teacher.user.username)
OFFICES = ["secretary", "treasurer", "chair", "section_head", "school_head", "supervisor", "lead_teacher"]
for n in range(20):
    user = User.objects.create_user(f"pengurus-uji-{n}", f"Contoh Pengurus {n}")
    role = OFFICES[n % len(OFFICES)]
    at = {"group": group, "school": schools[n % 7] if role == "school_head" else None}
    RoleAssignment.objects.create(user=user, role=role, since=timezone.localdate(), **at)
    names.append(user.username)
meeting = Meeting.objects.filter(state="called").order_by("-date").first()
print(json.dumps([meeting.pk, names, list(Teacher.objects.values_list("pk", flat=True))]))
"""


# Fifty-nine more groups of the district, each with eight schools, its secretary and a meeting today.
DISTRICT = """
import json
from datetime import time
from django.utils import timezone
from gugus.meetings.models import Meeting
from gugus.people.models import Group, GroupSchool, RoleAssignment, School, Teacher
from gugus.platform.foundation.models import User
place, today = Group.objects.get(code="ciawi-1").place, timezone.localdate()
made = []
for n in range(1, 60):
    schools = School.objects.bulk_create(
        School(npsn=f"8{n:03d}{k:04d}", place=place, name=f"SDN Rekaan {n}-{k}") for k in range(8)
    )
    group = Group.objects.create(
        code=f"ukur-{n}", name=f"Gugus Rekaan {n}", place=place, core_school=schools[0])
    GroupSchool.objects.bulk_create(
        GroupSchool(group=group, school=one, first_year=2020) for one in schools
    )
    teachers = Teacher.objects.bulk_create(
        Teacher(school=one, name=f"Guru Rekaan {n}-{t}", class_level=t % 6 + 1)
        for one in schools for t in range(8)
    )
    user = User.objects.create_user(f"sekretaris-{n}", f"Contoh Sekretaris {n}")
    RoleAssignment.objects.create(user=user, role="secretary", group=group, since=today)
    meeting = Meeting.objects.create(group=group, title="Diskusi rutin", state="called", date=today,
        starts_at=time(7), ends_at=time(9), host=schools[0])
    made.append([group.code, meeting.pk, user.username, [one.pk for one in teachers]])
print(json.dumps(made))
"""


def measure() -> Iterator[Measurement]:
    """Requests a second beside the bare page's, p99 and refusals: one group, then a district."""
    with example_installation() as data, serving(data) as server:
        yield from _meeting_day(server, "SQLite")
    with (
        temporary_postgres() as database,
        example_installation(database) as data,
        serving(data, database) as server,
    ):
        yield from _meeting_day(server, "PostgreSQL")
        yield from _district_day(server, "district, PostgreSQL")


def _meeting_day(server: Server, name: str) -> Iterator[Measurement]:
    where = {"data": server.data, "database": server.database}
    meeting, people, teachers = json.loads(python(PREPARE, **where))
    cookies = cookies_for(people, **where)
    door = Door("ciawi-1", meeting, teachers, cookies_for(["sekretaris"], **where)[0])
    yield from _pages_while_written(server, name, meeting, cookies, [door])


def _district_day(server: Server, name: str) -> Iterator[Measurement]:
    """The same group among sixty, in all of which marks are written; after `_meeting_day`."""
    where = {"data": server.data, "database": server.database}
    groups = json.loads(python(DISTRICT, **where))
    secretaries = cookies_for([user for _code, _meeting, user, _teachers in groups], **where)
    doors = [
        Door(code, meeting, teachers, cookies)
        for (code, meeting, _user, teachers), cookies in zip(groups, secretaries, strict=True)
    ]
    people = json.loads(python(_PEOPLE, **where))
    cookies = cookies_for(people[1], **where)
    yield from _pages_while_written(server, name, people[0], cookies, doors)


def _pages_while_written(
    server: Server, name: str, meeting: int, cookies: list[dict[str, str]], doors: list[Door]
) -> Iterator[Measurement]:
    with (
        bare_server(os.cpu_count() or 2, REQUEST_THREADS) as bare,
        _marks_written(server, doors) as writes,
    ):
        for title, page, least in PAGES:
            asks = _asks(server, f"/g/ciawi-1/{page.format(meeting)}", cookies)
            named = f"{title}, {PEOPLE} people, {name}"
            peer, found = _in_turn(server.port, asks, bare)
            yield from _rows(named, found, peer, least)
            yield from _in_a_room(named, run_arrivals(server.port, asks, PEOPLE, SECONDS))
    yield Measurement(f"marks beside them, {name}: refused", writes["refused"], "", 0)


def _asks(server: Server, path: str, cookies: list[dict[str, str]]) -> list[bytes]:
    """The page as each of the people asks for it who may open it."""
    asks = [request("GET", path, server.port, one) for one in cookies]
    return [ask for ask in asks if Connection(server.port).ask(ask)[0] == 200]


def _in_turn(port: int, asks: list[bytes], bare: int) -> tuple[Outcome, Outcome]:
    """Bare page, page, bare page, page: a machine that grows busy slows both down alike."""
    peer, found = Outcome(), Outcome()
    bare_ask = [request("GET", "/", bare, {})]
    run_load(port, asks, clients=4, seconds=1)
    for _turn in range(2):
        peer.add(run_load(bare, bare_ask, CONNECTIONS, SECONDS / 4))
        found.add(run_load(port, asks, CONNECTIONS, SECONDS / 2))
    return peer, found


def _rows(title: str, found: Outcome, peer: Outcome, least: float) -> Iterator[Measurement]:
    yield Measurement(
        f"{title}: requests a second",
        found.per_second,
        "/s",
        least * peer.per_second,
        True,
        against=f"{least:.2f} of the bare page",
    )
    inevitable = 1000 * CONNECTIONS / found.per_second
    yield Measurement(
        f"{title}: p99 of {CONNECTIONS} that never rest",
        found.quantile(0.99),
        "ms",
        _OF_QUEUE * inevitable,
        against=f"{_OF_QUEUE} x the queue's mean",
    )
    yield Measurement(f"{title}: refused or failed", found.failed, "", 0)


def _in_a_room(title: str, found: Outcome) -> Iterator[Measurement]:
    each = f"{title}, a page a second each"
    yield Measurement(f"{each}: p99", found.quantile(0.99), "ms", LONGEST)
    yield Measurement(f"{each}: refused or failed", found.failed, "", 0)


@contextmanager
def _marks_written(server: Server, doors: list[Door]) -> Iterator[dict[str, int]]:
    """A tap four times a second, at each of the doors in turn."""
    stop, counts = threading.Event(), {"refused": 0}

    def write() -> None:
        connection, number = Connection(server.port), 0
        while not stop.wait(0.25):
            door = doors[number % len(doors)]
            teacher = door.teachers[number % len(door.teachers)]
            status = ("hadir", "izin")[number % 2]
            body = f"csrfmiddlewaretoken={door.cookies['csrftoken']}&s{teacher}={status}"
            path = f"/g/{door.group}/pertemuan/{door.meeting}/hadir/"
            more = "HX-Request: true\r\n"
            ask = request("POST", path, server.port, door.cookies, body, more)
            counts["refused"] += connection.ask(ask)[0] >= 400
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield counts
    finally:
        stop.set()
        writer.join()
