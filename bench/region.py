"""All groups of a kabupaten scheduled in one background run, speakers shared inside a kecamatan."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.table import Measurement
from tests.support.server import gugus, python

# Ten kecamatan of six groups with eight schools; sixteen meetings a year in each group, four of
# them with one of ten speakers whom the kecamatan's groups share. All learn on Wednesdays.
CODE = """
import json, random, time
from datetime import UTC, datetime
from gugus.people.access import load_actor
from gugus.people.models import (
    Group, GroupSchool, Place, RoleAssignment, School, Speaker, Teacher)
from gugus.people.rules.roles import Role
from gugus.schedule.models import ScheduleDraft, DraftMeeting
from gugus.calendar.models import PlanSettings
from gugus.district.services import start_region_run
from gugus.platform.foundation.models import User
from gugus.programme.models.line import Line
from gugus.programme.models.programme import Programme
now, year, chance = datetime(2026, 7, 20, 3, tzinfo=UTC), 2026, random.Random(11)
kabupaten = Place.objects.get(code="32.01")
number = 0
for kecamatan in Place.objects.filter(parent=kabupaten).order_by("code")[:10]:
    speakers = [Speaker.objects.create(name=f"Bu Contoh {kecamatan.code} {n}") for n in range(10)]
    for which in range(6):
        number += 1
        group = None
        for k in range(8):
            school = School.objects.create(npsn=f"7{number:03d}{k:04d}", place=kecamatan,
                name=f"SDN Rekaan {number}-{k}", latitude=-6.6 + chance.random() / 20,
                longitude=106.8 + number / 100 + chance.random() / 20)
            if group is None:
                group = Group.objects.create(code=f"ukur-{number}", name=f"Gugus Rekaan {number}",
                    place=kecamatan, core_school=school)
            GroupSchool.objects.create(group=group, school=school, first_year=2020)
            Teacher.objects.bulk_create(Teacher(school=school, name=f"Guru Rekaan {k}-{t}",
                class_level=t) for t in range(1, 7))
        PlanSettings.objects.create(group=group, weekday=2)
        programme = Programme.objects.create(group=group, school_year=year)
        Line.objects.create(programme=programme, kind=Line.Kind.ROUTINE, title="Diskusi rekaan",
            strategy=Line.Strategy.DISCUSSION, times=12, rhythm=Line.Rhythm.EVEN, jp=24)
        speaker = speakers[chance.randrange(10)]
        speaker.groups.add(group)
        Line.objects.create(programme=programme, kind=Line.Kind.DEVELOPMENT, title="Pelatihan",
            strategy=Line.Strategy.WORKSHOP, times=4, weeks_between=2, jp=16, speaker=speaker)
user = User.objects.create_user("pengelola", "Contoh Pengelola")
RoleAssignment.objects.create(user=user, role=Role.SITE_ADMIN, since=now.date())
began = time.perf_counter()
run = start_region_run(actor=load_actor(user), now=now, place=kabupaten, year=year, wait=True)
seconds = time.perf_counter() - began
drafts = ScheduleDraft.objects.filter(run=run)
ready = [draft for draft in drafts if draft.state == "ready"]
gaps = [draft.gap if draft.gap is not None else 1 for draft in ready]
asked = list(DraftMeeting.objects.filter(draft__run=run).exclude(speaker=None)
    .values_list("speaker", "date"))
print(json.dumps([seconds, len(ready), max(gaps, default=1), len(asked) - len(set(asked)),
    DraftMeeting.objects.filter(draft__run=run).count()]))
"""


def measure() -> Iterator[Measurement]:
    """Seconds, groups that got a draft, the widest gap, speakers asked twice for one day."""
    with tempfile.TemporaryDirectory(prefix="gugus-region-") as folder:
        data = Path(folder)
        made = gugus("migrate", data=data)
        assert made.returncode == 0, made.stderr
        seconds, ready, gap, twice, meetings = json.loads(python(CODE, data=data, seconds=900))
    yield Measurement(f"kabupaten of 60 groups, {meetings} meetings: seconds", seconds, "s", 600)
    yield Measurement("kabupaten of 60 groups: groups without a draft", 60 - ready, "", 0)
    yield Measurement("kabupaten of 60 groups: widest gap", 100 * gap, "%", 2)
    yield Measurement("kabupaten of 60 groups: speakers asked twice a day", twice, "", 0)
