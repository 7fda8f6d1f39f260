"""Sixty certificates in one PDF, a signature, a badge, a whole run; and the page that checks one."""

import json
from collections.abc import Iterator

from bench.bytes_on_wire import files_of
from bench.load import Connection, request, run_load
from bench.table import Measurement
from tests.support.postgres import temporary_postgres
from tests.support.server import example_installation, python, serving

# Sixty people with twelve topics each; the first, of one, loads fonts and libraries.
CODE = """
import json, time
from dataclasses import replace
from django.utils import timezone
from gugus.certificates.models import Certificate, CertificateRun, SigningKey
from gugus.certificates.papers.certificate import certificates_pdf
from gugus.certificates.rules.facts import certificate_facts_of, to_json
from gugus.certificates.services.issuance import JOB
from gugus.certificates.services.signing_keys import paper_key, ensure_key
from gugus.platform.documents.signing import sign_pdf
from gugus.platform.jobs.services.queue import enqueue, run_now
first = Certificate.objects.select_related("run", "group").first()
facts, run, now = certificate_facts_of(first.facts), first.run, timezone.now()
topics = facts.entry.topics * 4
people = [
    to_json(replace(facts.entry, teacher=None, holder=f"Bu Contoh Ukur {n}", topics=topics))
    for n in range(60)
]
run.pk, run.people, run.state = None, people, "running"
run._state.adding = True
run.save()
began = time.perf_counter()
run_now(enqueue(kind=JOB, subject=run, user_id=run.made_by_id, now=now, total=60))
issued = time.perf_counter() - began
rows = list(Certificate.objects.filter(run=run).select_related("letter"))
assert len(rows) == 60
key = paper_key(ensure_key(group=first.group, kind=SigningKey.Kind.PAPER, user_id=None, now=now))
sign_pdf(certificates_pdf([first]), key, reason="")
began = time.perf_counter()
pdf = certificates_pdf(rows)
drawn = time.perf_counter() - began
whole = sign_pdf(pdf, key, reason="")
printed = time.perf_counter() - began
one = certificates_pdf(rows[:1])
began = time.perf_counter()
sign_pdf(one, key, reason="")
signed = time.perf_counter() - began
print(json.dumps([issued, drawn, printed, signed, len(whole), rows[0].code]))
"""


def measure() -> Iterator[Measurement]:
    """Seconds, bytes and requests on both databases."""
    with example_installation() as data, serving(data) as server:
        *times, code = json.loads(python(CODE, data=data))
        issued, drawn, printed, signed, size = times
        yield Measurement("run of 60 certificates issued, SQLite", issued, "s", 10)
        yield Measurement("60 certificates of two pages in one PDF", drawn, "s", 3)
        yield Measurement("the same, signed (PAdES)", printed, "s", 3)
        yield Measurement("signing one certificate", signed, "s", 0.2)
        yield Measurement("that PDF of 120 pages", size / 1000, "kB", 5000)
        yield from _checking(server.port, code)
    with temporary_postgres() as database, example_installation(database) as data:
        issued = json.loads(python(CODE, data=data, database=database))[0]
        yield Measurement("run of 60 certificates issued, PostgreSQL", issued, "s", 10)


def _checking(port: int, code: str) -> Iterator[Measurement]:
    """A stranger opens the check page: everything over the wire, headers included."""
    connection = Connection(port)
    for title, path in (("that holds", f"/s/{code}/"), ("unknown", f"/s/{'0' * 28}/")):
        ask = request("GET", path, port, {})
        page = connection.ask(ask)[1]
        linked = sum(
            connection.ask(request("GET", file, port, {}))[1] for file in files_of(port, path, {})
        )
        yield Measurement(
            f"checking a certificate {title}: everything", (page + linked) / 1000, "kB", 10
        )
    ask = request("GET", f"/s/{code}/", port, {})
    run_load(port, [ask], clients=4, seconds=1)
    outcome = run_load(port, [ask], clients=16, seconds=5)
    yield Measurement(
        "checking a certificate: requests", outcome.per_second, "/s", 200, at_least=True
    )
    yield Measurement("checking a certificate: p99", outcome.quantile(0.99), "ms", 150)
    yield Measurement("checking a certificate: refused or failed", outcome.failed, "", 0)
