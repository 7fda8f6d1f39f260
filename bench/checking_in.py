"""Sixty people check in within two seconds; every acknowledged row is found afterwards."""

import json
import time
from collections.abc import Iterator
from datetime import timedelta

from bench.load import Connection, request, run_in_threads
from bench.table import Measurement
from tests.support.postgres import temporary_postgres
from tests.support.server import Server, cookies_for, example_installation, python, serving

PEOPLE = 60
# A meeting that is on right now, and a login for each of sixty teachers.
PREPARE = """
import json
from datetime import timedelta
from django.utils import timezone
from gugus.meetings.models import Meeting
from gugus.people.models import Teacher
from gugus.platform.foundation.models import User
now = timezone.localtime()
meeting = Meeting.objects.filter(state="called").order_by("-date").first()
meeting.date = now.date()
meeting.starts_at = (now - timedelta(minutes=10)).time() if now.hour else now.replace(minute=0).time()
meeting.ends_at = now.replace(hour=23, minute=59).time()
meeting.save()
meeting.attendance.all().delete()
names = []
for teacher in Teacher.objects.order_by("id")[:60]:
    if teacher.user is None:
        teacher.user = User.objects.create_user(f"uji-{teacher.pk}", teacher.name)
        teacher.save()
    names.append(teacher.user.username)
print(json.dumps([meeting.pk, names]))
"""
FOUND = """
import json
from gugus.attendance.models import Attendance
print(json.dumps(list(Attendance.objects.filter(meeting_id={pk}).values_list("teacher__user__username", flat=True))))
"""


def measure() -> Iterator[Measurement]:
    """Sixty people checking in at once, on both databases."""
    with example_installation() as data, serving(data) as server:
        yield from _measure_rush(server, "SQLite")
    with (
        temporary_postgres() as database,
        example_installation(database) as data,
        serving(data, database) as server,
    ):
        yield from _measure_rush(server, "PostgreSQL")


def _measure_rush(server: Server, name: str) -> Iterator[Measurement]:
    where = {"data": server.data, "database": server.database}
    pk, people = json.loads(python(PREPARE, **where))
    cookies = cookies_for(people, **where)
    acknowledged: list[str] = []

    def check_in(number: int) -> None:
        body = f"csrfmiddlewaretoken={cookies[number]['csrftoken']}"
        path = f"/g/ciawi-1/pertemuan/{pk}/saya-hadir/"
        ask = request("POST", path, server.port, cookies[number], body)
        if Connection(server.port).ask(ask)[0] < 400:
            acknowledged.append(people[number])

    began = time.perf_counter()
    run_in_threads([lambda n=n: check_in(n) for n in range(PEOPLE)])  # type: ignore[misc]
    took = timedelta(seconds=time.perf_counter() - began)
    found = set(json.loads(python(FOUND.format(pk=pk), **where)))
    lost = set(acknowledged) - found
    yield Measurement(
        f"{PEOPLE} check in, {name}: last acknowledged after", took.total_seconds(), "s", 2
    )
    yield Measurement(
        f"{PEOPLE} check in, {name}: acknowledged", len(acknowledged), "", PEOPLE, True
    )
    yield Measurement(f"{PEOPLE} check in, {name}: acknowledged but lost", len(lost), "", 0)
