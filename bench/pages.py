"""Beranda and the attendance page, signed in, for a group of 90: 16 clients, both cores."""

import threading
from collections.abc import Iterator

from bench.load import Connection, request, run_load
from bench.table import Measurement
from tests.support.postgres import temporary_postgres
from tests.support.server import Server, cookies_for, example_installation, python, serving

# The example has 63 teachers; the limit is stated for 90.
GROW = """
from gugus.people.models import School, Teacher
schools = list(School.objects.order_by("npsn")[:7])
have = Teacher.objects.count()
Teacher.objects.bulk_create(
    Teacher(school=schools[n % 7], name=f"Bu Contoh Tambahan {n}", class_level=n % 6 + 1)
    for n in range(90 - have)
)
from gugus.meetings.models import Meeting
print(Meeting.objects.filter(state="called").order_by("-date").first().pk)
"""


def measure() -> Iterator[Measurement]:
    """Requests a second and p99 on both databases."""
    with example_installation() as data, serving(data) as server:
        yield from _pages(server, "SQLite")
    with (
        temporary_postgres() as database,
        example_installation(database) as data,
        serving(data, database) as server,
    ):
        yield from _pages(server, "PostgreSQL")


def _pages(server: Server, name: str) -> Iterator[Measurement]:
    meeting = int(python(GROW, data=server.data, database=server.database))
    cookies = cookies_for(["sekretaris"], data=server.data, database=server.database)[0]
    for title, path in (
        ("Beranda", "/g/ciawi-1/"),
        ("attendance", f"/g/ciawi-1/pertemuan/{meeting}/hadir/"),
    ):
        ask = request("GET", path, server.port, cookies)
        run_load(server.port, [ask], clients=4, seconds=1)
        outcome = run_load(server.port, [ask], clients=16, seconds=8)
        yield Measurement(
            f"{title} of 90, {name}: requests", outcome.per_second, "/s", 200, at_least=True
        )
        yield Measurement(f"{title} of 90, {name}: p99", outcome.quantile(0.99), "ms", 150)
        yield Measurement(f"{title} of 90, {name}: refused or failed", outcome.failed, "", 0)
    yield from _while_writing(server, name, meeting, cookies)


def _while_writing(
    server: Server, name: str, meeting: int, cookies: dict[str, str]
) -> Iterator[Measurement]:
    """The same attendance page while four rows a second are recorded: nothing can be cached."""
    stop, refused = threading.Event(), 0
    path = f"/g/ciawi-1/pertemuan/{meeting}/hadir/tamu/"
    body = f"csrfmiddlewaretoken={cookies['csrftoken']}&name=Tamu&institution=Uji"

    def write() -> None:
        nonlocal refused
        connection = Connection(server.port)
        while not stop.wait(0.25):
            status, _ = connection.ask(request("POST", path, server.port, cookies, body))
            refused += status != 302

    writer = threading.Thread(target=write)
    writer.start()
    ask = request("GET", f"/g/ciawi-1/pertemuan/{meeting}/hadir/", server.port, cookies)
    outcome = run_load(server.port, [ask], clients=16, seconds=6)
    stop.set()
    writer.join()
    yield Measurement(f"attendance while 4 writes/s, {name}: requests", outcome.per_second, "/s")
    yield Measurement(f"attendance while 4 writes/s, {name}: p99", outcome.quantile(0.99), "ms")
    yield Measurement(f"attendance while 4 writes/s, {name}: writes refused", refused, "", 0)
