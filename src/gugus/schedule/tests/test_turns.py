"""Runs of the solver in the line of jobs: who gives way, and what a long wait changes."""

from datetime import datetime, timedelta

import pytest

from gugus.people.rules.roles import Role
from gugus.platform.jobs.models import Job
from gugus.platform.jobs.queries import latest_job, queue_position
from gugus.platform.jobs.services.queue import carry_out, claim_next
from gugus.schedule.models import ScheduleDraft, ScheduleRun
from gugus.schedule.services.queue import enqueue_run
from tests.support.schedules import NOW, YEAR
from tests.support.world import World


def make_run(world: World, ago: float = 0, *, now: datetime = NOW) -> ScheduleRun:
    """A run that began to wait so many seconds ago."""
    at, made_by = now - timedelta(seconds=ago), world.users[Role.CHAIR]
    run = ScheduleRun.objects.create(school_year=YEAR, made_at=at, made_by=made_by)
    enqueue_run(run, user_id=made_by.pk, now=at)
    return run


def state_of(run: ScheduleRun) -> tuple[str, int]:
    job = latest_job(run)
    assert job is not None
    return job.state, run.drafts.filter(state="waiting").count()


def work(now: datetime = NOW) -> None:
    job = claim_next(worker="tests", now=now)
    assert job is not None
    carry_out(job)


def test_a_region_gives_way_between_two_searches(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    region = make_run(world, ago=20)
    for group in (world.group, world.other):
        ScheduleDraft.objects.create(
            run=region, group=group, school_year=YEAR, objective="total", as_of=NOW.date()
        )
    chair = make_run(world, ago=10)
    here = "gugus.schedule.services.worker"
    monkeypatch.setattr(f"{here}.batches", lambda drafts: [[draft] for draft in drafts])

    def solved(batch: list[ScheduleDraft]) -> list[object]:
        ScheduleDraft.objects.filter(pk=batch[0].pk).update(state=ScheduleDraft.State.READY)
        return []

    monkeypatch.setattr(f"{here}.solve_batch", solved)
    assert queue_position(latest_job(region)) == 1 and queue_position(latest_job(chair)) == 2
    work()
    assert state_of(region) == (Job.State.QUEUED, 1)
    assert queue_position(latest_job(chair)) == 1 and queue_position(latest_job(region)) == 2
    work()
    assert state_of(chair) == (Job.State.DONE, 0)
    work()
    assert state_of(region) == (Job.State.DONE, 0)


def test_who_waited_past_midnight_is_given_no_day_that_is_over(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.group.time_zone = "Asia/Jayapura"
    world.group.save()
    # 23.30 in Jakarta is half past one of the next day in Jayapura.
    now = datetime.fromisoformat("2026-07-20T16:30:00+00:00")
    run = make_run(world, now=now)
    draft = ScheduleDraft.objects.create(
        run=run, group=world.group, school_year=YEAR, objective="total", as_of=NOW.date()
    )
    monkeypatch.setattr("gugus.schedule.services.worker.batches", lambda _drafts: [])
    work(now)
    draft.refresh_from_db()
    assert draft.as_of.isoformat() == "2026-07-21"
    job = latest_job(run)
    assert job is not None and job.started_at == now
