"""Phones that lose the Wi-Fi in the middle of a form, while a room of sixty is at work."""

import http.client
import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest

from tests.support.server import Client, Server, cookies_for, example_installation, python, serving
from tests.support.silent import HEAD, drip, is_dropped, silent_senders

pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("fault")]

PEOPLE, TURNS = 60, 3
# More than there are processes, and more than all their threads together.
FEW, MANY = 4, 80
PREPARE = """
import json
from gugus.meetings.models import Meeting
from gugus.people.models import Teacher
from gugus.platform.foundation.models import User
names = []
for teacher in Teacher.objects.order_by("id")[:COUNT]:
    if teacher.user is None:
        teacher.user = User.objects.create_user(f"uji-{teacher.pk}", teacher.name)
        teacher.save()
    names.append([teacher.user.username, teacher.user_id])
meeting = Meeting.objects.filter(state="called").order_by("-date").first()
print(json.dumps([meeting.pk, names]))
"""


@dataclass(frozen=True)
class Visitor:
    """Somebody in the room, and the pages that they open."""

    client: Client
    pk: int
    pages: list[str]

    def refused(self) -> list[tuple[int, str]]:
        """What was no page, or somebody else's."""
        answers = []
        for page in self.pages * TURNS:
            try:
                answer = self.client.get(page)
                answers.append((answer.status, answer.headers.get("x-gugus-person", "")))
            except OSError:
                answers.append((0, ""))
        return [answer for answer in answers if answer != (200, str(self.pk))]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with example_installation() as data, serving(data) as running:
        yield running


@pytest.fixture(scope="module")
def room(server: Server) -> list[Visitor]:
    """Sixty people."""
    meeting, people = json.loads(python(PREPARE.replace("COUNT", str(PEOPLE)), data=server.data))
    pages = ["/g/ciawi-1/", f"/g/ciawi-1/pertemuan/{meeting}/"]
    sessions = cookies_for([name for name, _pk in people], data=server.data)
    return [
        Visitor(Client(server.port, cookies=one), pk, pages)
        for one, (_name, pk) in zip(sessions, people, strict=True)
    ]


def at_work(room: list[Visitor]) -> tuple[list[tuple[int, str]], float]:
    """All at once open their pages a few times: what they were refused, and seconds it took."""
    began = time.monotonic()
    with ThreadPoolExecutor(len(room)) as people:
        answers = list(people.map(Visitor.refused, room))
    return [one for answer in answers for one in answer], time.monotonic() - began


@pytest.mark.parametrize("senders", [FEW, MANY])
def test_a_room_at_work_does_not_feel_silent_senders(
    server: Server, room: list[Visitor], senders: int
) -> None:
    at_work(room)
    refused, alone = at_work(room)
    assert not refused
    with silent_senders(server.port, senders, cookies=room[0].client.cookies):
        refused, beside = at_work(room)
    assert not refused
    # A machine that is busy with something else may be slower now; minutes it would not be.
    assert beside < 3 * alone + 10


def test_who_falls_silent_is_dropped_and_slow_drips_too(server: Server) -> None:
    body = HEAD.format(path="/masuk/", host="x", cookie="") + "Content-Length: 4000\r\n\r\nname="
    silent = {
        "nothing at all": b"",
        "half a head": b"POST /masuk/ HTTP/1.1\r\nHost: x\r\n",
        "half a body": body.encode(),
    }
    with ExitStack() as open_:
        sent = {
            name: open_.enter_context(_connected(server))
            for name in silent | {"drip": 0, "head": 0}
        }
        for name, what in silent.items():
            sent[name].sendall(what)
        sent["drip"].sendall(body.encode())
        sent["head"].sendall(silent["half a head"])
        began = time.monotonic()
        with drip(sent["drip"], b"x"), drip(sent["head"], b"A: b\r\n"):
            for name, connection in sent.items():
                assert is_dropped(connection, until=began + 60), name
    assert time.monotonic() - began > 15


def test_a_stranger_with_a_large_form_is_led_to_signing_in(server: Server) -> None:
    client = Client(server.port)
    client.get("/masuk/")
    answer = client.post("/g/ciawi-1/anggota/impor/", {"file": "x" * 3_000_000})
    assert (answer.status, answer.headers["location"]) == (302, "/masuk/")
    assert "Masuk dulu, lalu kirim sekali lagi" in client.get("/masuk/").text
    phone = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {"X-Gugus-Sync": "1", "Content-Type": "application/json"}
    phone.request("POST", "/sinkron/", '{"commands": ["' + "x" * 300_000 + '"]}', headers)
    assert phone.getresponse().status == 401
    phone.close()


def test_a_file_past_the_limit_is_read_and_its_sender_told_so(server: Server) -> None:
    [cookies] = cookies_for(["sekretaris"], data=server.data)
    part = 'Content-Disposition: form-data; name="'
    token = f'{part}csrfmiddlewaretoken"\r\n\r\n{cookies["csrftoken"]}\r\n'
    file = f'{part}file"; filename="guru.xlsx"\r\n\r\n{"x" * 44 * 1024 * 1024}\r\n'
    headers = {
        "Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items()),
        "Content-Type": "multipart/form-data; boundary=b",
    }
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    body = f"--b\r\n{token}--b\r\n{file}--b--\r\n"
    connection.request("POST", "/g/ciawi-1/anggota/impor/", body, headers)
    answer = connection.getresponse()
    assert "terlalu besar" in answer.read().decode()
    connection.close()


@contextmanager
def _connected(server: Server) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        yield connection
