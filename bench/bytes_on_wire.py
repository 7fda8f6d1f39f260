"""What a phone downloads: first visit with everything, later visits the page alone."""

import json
import re
from collections.abc import Iterator

from bench.load import Connection, request
from bench.meeting_day import PREPARE
from bench.table import Measurement
from tests.support.server import cookies_for, example_installation, python, serving

_LINKED = re.compile(r'(?:src|href)="(/static/[^"#]+)')


def measure() -> Iterator[Measurement]:
    """Bytes over the wire, headers included, in kB (1000 bytes)."""
    with example_installation() as data, serving(data) as server:
        meeting = json.loads(python(PREPARE, data=data))[0]
        cookies = cookies_for(["sekretaris"], data=data)[0]
        connection = Connection(server.port)
        for title, path in (
            ("sign-in", "/masuk/"),
            ("Beranda", "/g/ciawi-1/"),
            ("attendance of 90", f"/g/ciawi-1/pertemuan/{meeting}/hadir/"),
            ("coverage", "/g/ciawi-1/program/cakupan/"),
            ("needs", "/g/ciawi-1/kebutuhan/"),
            ("members", "/g/ciawi-1/anggota/"),
        ):
            mine = {} if title == "sign-in" else cookies
            page = connection.ask(request("GET", path, server.port, mine))[1]
            files = files_of(server.port, path, mine)
            linked = sum(connection.ask(request("GET", f, server.port, {}))[1] for f in files)
            yield Measurement(f"{title}: first visit", (page + linked) / 1000, "kB", 60)
            yield Measurement(f"{title}: later visits", page / 1000, "kB", 15)


def files_of(port: int, path: str, cookies: dict[str, str]) -> list[str]:
    """The files that a page links to."""
    from tests.support.server import Client

    text = Client(port, cookies=dict(cookies)).get(path).text
    return sorted(set(_LINKED.findall(text)))
