"""The worker beside the server is killed in the middle of a run; another one goes on."""

import json
import os
import signal
import subprocess
import time

import pytest

from tests.support.server import Server, example_installation, python, serving

pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("fault")]

PEOPLE = 400
BEGIN = f"""
from dataclasses import replace
from django.utils import timezone
from gugus.certificates.models import Certificate
from gugus.certificates.rules.facts import certificate_facts_of, to_json
from gugus.certificates.services.issuance import JOB
from gugus.platform.jobs.services.queue import enqueue
first = Certificate.objects.select_related("run").first()
run, entry = first.run, certificate_facts_of(first.facts).entry
run.pk, run._state.adding, run.state = None, True, "running"
run.people = [
    to_json(replace(entry, teacher=None, holder=f"Bu Contoh Putus {{n}}")) for n in range({PEOPLE})
]
run.save()
enqueue(kind=JOB, subject=run, user_id=run.made_by_id, now=timezone.now(), total={PEOPLE})
print(run.pk)
"""
LOOK = """
import json
from gugus.certificates.models import Certificate, CertificateRun
from gugus.platform.jobs.models import Job
job = Job.objects.get(kind="certificates", subject_id=RUN)
rows = Certificate.objects.filter(run=RUN)
print(json.dumps({
    "state": job.state, "done": job.done, "by": job.claimed_by, "run": job.subject_id and
    CertificateRun.objects.get(pk=RUN).state, "made": rows.count(),
    "numbers": sorted(rows.values_list("letter__number", flat=True)),
    "holders": len(set(rows.values_list("holder", flat=True))),
}))
"""


def _worker_of(server: Server) -> int:
    out = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(server.process.pid)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    (pid,) = [int(row.split()[0]) for row in out.splitlines() if " worker " in f"{row} "]
    return pid


def test_a_killed_workers_run_is_ended_by_the_next_without_gap_or_double() -> None:
    with example_installation() as data, serving(data) as server:
        run = int(python(BEGIN, data=data))

        def look() -> dict[str, object]:
            found: dict[str, object] = json.loads(python(LOOK.replace("RUN", str(run)), data=data))
            return found

        until = time.monotonic() + 120
        while not (first := look())["made"] and time.monotonic() < until:
            time.sleep(0.05)
        os.kill(_worker_of(server), signal.SIGKILL)
        killed = look()
        assert 0 < int(str(killed["made"])) < PEOPLE, "the kill came too late to tell anything"
        until = time.monotonic() + 180
        while (found := look())["state"] != "done" and time.monotonic() < until:
            time.sleep(1)
    assert (found["state"], found["run"]) == ("done", "done")
    assert found["by"] != first["by"]
    assert found["made"] == found["done"] == found["holders"] == PEOPLE
    numbers = found["numbers"]
    assert isinstance(numbers, list)
    assert numbers == list(range(numbers[0], numbers[0] + PEOPLE))
