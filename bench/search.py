"""The search of a grown group, on both databases: ninety teachers, five years of records.

Processor time of a whole request for the page, as the secretary, who may see most: the server's own on
SQLite, wall time on PostgreSQL, since a part of the work is the database's.
"""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.table import Measurement
from tests.support.postgres import temporary_postgres
from tests.support.server import python

MOST = 100
# A name, a word with affixes, several words, a slip in a name, a slip in a word, nothing.
_ASKED = (
    "siti",
    "pembacaan",
    "kartu kata setiap pagi",
    "rekaam",
    "perkalain",
    "zzzzqqqq",
    "diskusi rekaan",
)
_SEARCH = f"""
import json, time
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import override_settings
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import User
from gugus.search.models import IndexEntry
from gugus.search.services.index import refresh_index
from tests.support.clock import USUAL
from tests.support.grown import grown_group
from tests.support.world import client_of

PLAIN = {{"staticfiles": {{"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}}}
call_command("migrate", verbosity=0)
clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
with USUAL.travel(), override_settings(STORAGES=PLAIN, ALLOWED_HOSTS=["testserver"]):
    with transaction.atomic():
        world, known = grown_group()
    began = clock()
    while refresh_index():
        pass
    built = clock() - began
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    client = client_of(User.objects.get(pk=world.users[Role.SECRETARY].pk))
    address = f"/g/{{world.group.code}}/cari/"
    found = {{}}
    for typed in {_ASKED!r}:
        tries = []
        for _time in range(6):
            began = clock()
            assert client.get(address, {{"q": typed}}).status_code == 200
            tries.append((clock() - began) * 1000)
        found[typed] = min(tries[1:])
    print(json.dumps([built, IndexEntry.objects.count(), found]))
"""


def measure() -> Iterator[Measurement]:
    """Each question on each database, and what making the whole index anew takes."""
    yield from _rows("SQLite", "")
    with temporary_postgres() as database:
        yield from _rows("PostgreSQL", database)


def _rows(name: str, database: str) -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory(prefix="gugus-search-") as folder:
        printed = python(_SEARCH, data=Path(folder), database=database, seconds=150)
    built, entries, found = json.loads(printed)
    yield Measurement(f"search, {name}: index of {entries} records made anew", built, "s", 20)
    for typed, value in found.items():
        yield Measurement(f"search, {name}: {typed}", value, "ms", MOST)
