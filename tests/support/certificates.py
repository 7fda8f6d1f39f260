"""A run of certificates to test with: three meetings, six teachers, who came as told."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from gugus.attendance.models import Attendance
from gugus.certificates.models import Certificate, CertificateRun
from gugus.certificates.rules.facts import CertificatePlan
from gugus.certificates.services.issuance import issue_run
from gugus.certificates.services.runs import draft_run
from gugus.meetings.models import Meeting
from gugus.people.access import load_actor
from gugus.people.rules.roles import Role
from tests.support.certificate_facts import ACTIVITY
from tests.support.world import World

NOW = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
DAYS = (date(2026, 8, 5), date(2026, 9, 9), date(2026, 10, 14))


def hold_meetings(world: World) -> list[Meeting]:
    """Two hours each. Teachers 1-4 came always, 5 twice, 6 never."""
    made = [
        Meeting.objects.create(
            group=world.group,
            title=f"Materi rekaan {n}",
            state=Meeting.State.HELD,
            date=day,
            starts_at=time(13),
            ends_at=time(15),
            host=world.schools[0],
        )
        for n, day in enumerate(DAYS, 1)
    ]
    for n, meeting in enumerate(made):
        for place, teacher in enumerate(world.teachers):
            came = place < 4 or (place == 4 and n < 2)
            Attendance.objects.create(
                meeting=meeting,
                teacher=teacher,
                status="hadir" if came else "alpa",
                recorded_at=NOW,
                recorded_by=world.users[Role.SECRETARY],
            )
    return made


def plan(**changes: Any) -> CertificatePlan:
    """The whole period; `changes` go to the activity."""
    return CertificatePlan(replace(ACTIVITY, **changes))


def draft(world: World, what: CertificatePlan | None = None) -> CertificateRun:
    """A run that waits."""
    actor = load_actor(world.users[Role.SECRETARY])
    return draft_run(actor=actor, now=NOW, group=world.group, plan=what or plan())


def issued(
    world: World, expected: int = 4, what: CertificatePlan | None = None
) -> list[Certificate]:
    """A run that was issued, and its certificates."""
    hold_meetings(world)
    run = draft(world, what)
    actor = load_actor(world.users[Role.SECRETARY])
    issue_run(actor=actor, now=NOW, run=run, expected=expected)
    return list(Certificate.objects.filter(run=run).order_by("letter__number"))
