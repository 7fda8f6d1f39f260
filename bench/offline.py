"""Work without signal: cost of preparing a meeting offline, and of receiving queued commands."""

import json
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from bench.load import run_in_threads
from bench.table import Measurement
from tests.support.bad_network import Outbox
from tests.support.postgres import temporary_postgres
from tests.support.server import Client, Server, cookies_for, example_installation, python, serving

PHONES = 60
EACH = 50
# The peer: the same rows, each saved by the form of the page.
BY_FORM = 300
PREPARE = """
import json
from gugus.meetings.models import Meeting
from gugus.people.models import Teacher
from gugus.platform.foundation.models import User
meeting = Meeting.objects.filter(state="called").order_by("-date").first()
print(json.dumps({
    "meeting": meeting.pk,
    "teachers": list(Teacher.objects.order_by("id").values_list("pk", flat=True)),
    "person": User.objects.get(username="sekretaris").pk,
}))
"""
_STATIC = re.compile(r"/static/[^\"'#?\s)]+")
FOUND = """
from gugus.platform.sync.models import CommandRecord
print(CommandRecord.objects.filter(state__in=("applied", "superseded")).count())
"""


def measure() -> Iterator[Measurement]:
    """Bytes to prepare, and all phones sending at once, on both databases."""
    with example_installation() as data, serving(data) as server:
        yield from _prepared(server)
        yield from _flood(server, "SQLite")
    with (
        temporary_postgres() as database,
        example_installation(database) as data,
        serving(data, database) as server,
    ):
        yield from _flood(server, "PostgreSQL")


def _prepared(server: Server) -> Iterator[Measurement]:
    for who, limit in (("Guru", 300), ("Sekretaris", 300)):
        phone = Client(server.port, headers={"Accept-Encoding": "br, gzip"})
        # The buttons are looked for in plain text.
        door = Client(server.port)
        door.sign_in_as_example(who)
        phone.cookies = door.cookies
        pages = [page["href"] for page in json.loads(door.get("/g/ciawi-1/bekal/").body)["pages"]]
        statics = {name for href in pages for name in _STATIC.findall(door.get(href).text)}
        size = sum(len(phone.get(href).body) for href in (*pages, *statics))
        what = f"prepare {len(pages)} pages for offline, {who}"
        yield Measurement(what, size / 1000, "kB", limit)


def _flood(server: Server, name: str) -> Iterator[Measurement]:
    where = {"data": server.data, "database": server.database}
    made = json.loads(python(PREPARE, **where))
    cookies = cookies_for(["sekretaris"] * PHONES, **where)
    phones = [_phone(server, made, cookies[n], n) for n in range(PHONES)]
    took = _sent(phones)
    applied = int(python(FOUND, **where))
    yield Measurement(
        f"{PHONES * EACH} commands of {PHONES} phones, {name}",
        took,
        "s",
        _peer(server, made, cookies),
        against="one by one",
    )
    yield Measurement(
        f"{PHONES * EACH} commands, {name}: applied", applied, "", PHONES * EACH, True
    )


def _phone(server: Server, made: dict[str, Any], cookies: dict[str, str], number: int) -> Outbox:
    phone = Outbox(server.port, cookies, made["person"], "ciawi-1")
    began = datetime.now(UTC) - timedelta(hours=2)
    for n in range(EACH):
        teacher = made["teachers"][(number + n) % len(made["teachers"])]
        body = {"meeting": made["meeting"], "teacher": teacher, "status": "hadir"}
        phone.keep("attendance.mark", body, began + timedelta(seconds=number + 60 * n))
    return phone


def _sent(phones: list[Outbox]) -> float:
    began = time.perf_counter()
    run_in_threads([lambda p=p: p.empty(Random(1), 600, EACH) for p in phones])  # type: ignore[misc]
    return time.perf_counter() - began


def _peer(server: Server, made: dict[str, Any], cookies: list[dict[str, str]]) -> float:
    """Seconds for as many rows by form, from a smaller number of them."""
    path = f"/g/ciawi-1/pertemuan/{made['meeting']}/hadir/"
    clients = [
        Client(server.port, cookies=dict(c), headers={"HX-Request": "true"}) for c in cookies
    ]

    def save(number: int) -> None:
        for n in range(BY_FORM // PHONES):
            teacher = made["teachers"][(number + n) % len(made["teachers"])]
            status = "terlambat" if n % 2 else "hadir"
            answer = clients[number].post(path, {f"s{teacher}": status})
            assert answer.status < 400, answer.text

    began = time.perf_counter()
    run_in_threads([lambda n=n: save(n) for n in range(PHONES)])  # type: ignore[misc]
    return (time.perf_counter() - began) * PHONES * EACH / BY_FORM
