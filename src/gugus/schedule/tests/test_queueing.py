"""The line before the solver: one at a time, first come first served, and nobody waits for the dead."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from threading import Barrier, Lock, Thread
from threading import enumerate as all_threads
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from gugus.people.rules.roles import Role
from gugus.schedule.models import ScheduleDraft, ScheduleRun
from gugus.schedule.queries.queue import is_interrupted, queue_position
from gugus.schedule.rules.queue import HEARTBEAT_TIMEOUT, QueuedRun, next_run
from gugus.schedule.services import queue as queueing
from gugus.schedule.services.worker import process_run
from tests.support.schedules import NOW, YEAR
from tests.support.world import World, build_world

races = pytest.mark.django_db(transaction=True)


@given(
    st.lists(st.integers(0, 90), max_size=6),
    st.lists(st.none() | st.integers(0, 120), max_size=4),
    st.integers(1, 3),
)
def test_a_turn_is_given_while_places_are_free_and_to_whoever_waits_longest(
    since: list[int], beats: list[int | None], at_once: int
) -> None:
    waiting = [QueuedRun(key, NOW - timedelta(seconds=ago)) for key, ago in enumerate(since)]
    at_work = [None if ago is None else NOW - timedelta(seconds=ago) for ago in beats]
    key = next_run(waiting, at_work, at_once, NOW)
    alive = sum(ago is not None and ago <= HEARTBEAT_TIMEOUT.seconds for ago in beats)
    assert (key is None) == (not waiting or alive >= at_once)
    if key is not None:
        assert since[key] == max(since)


def make_run(
    world: World, ago: float = 0, *, now: datetime | None = None, **more: Any
) -> ScheduleRun:
    """A run that began to wait so many seconds ago."""
    at = (now or timezone.now()) - timedelta(seconds=ago)
    usual = {"state": ScheduleRun.State.QUEUED, "queued_at": at, "heartbeat_at": at}
    made_by = world.users[Role.CHAIR]
    return ScheduleRun.objects.create(
        school_year=YEAR, made_at=at, made_by=made_by, **(usual | more)
    )


def wait_until(done: Callable[[], bool]) -> None:
    until = monotonic() + 20
    while not done() and monotonic() < until:
        sleep(0.02)
    assert done()


class Solver:
    """Instead of the solver: notes who is at work, and how many at once."""

    def __init__(self) -> None:
        self.lock, self.at_work, self.most = Lock(), 0, 0
        self.order: list[int] = []

    def __call__(self, run_id: int, *, gives_way: bool) -> None:
        with self.lock:
            self.at_work += 1
            self.most = max(self.most, self.at_work)
            self.order.append(run_id)
        sleep(0.03)
        with self.lock:
            self.at_work -= 1
        ScheduleRun.objects.filter(pk=run_id).update(state=ScheduleRun.State.DONE)


@pytest.fixture
def solver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Solver]:
    found = Solver()
    monkeypatch.setattr(queueing, "process_run", found)
    monkeypatch.setattr(queueing, "POLL_INTERVAL", 0.02)
    yield found
    # No thread may go on into the next test's tables.
    wait_until(lambda: not any(one.name.startswith("schedule") for one in all_threads()))


@races
@pytest.mark.parametrize("at_once", [1, 2])
def test_never_more_at_once_than_allowed_and_the_first_come_first(
    solver: Solver, at_once: int
) -> None:
    world = build_world()
    runs = [make_run(world, ago=ago) for ago in (3, 9, 1, 7, 5)]
    with override_settings(SEARCHES_AT_ONCE=at_once):
        for _press in range(10):
            queueing.start_worker_thread()
        assert sum(one.name == "schedule" for one in all_threads()) <= at_once
        wait_until(lambda: not ScheduleRun.objects.exclude(state=ScheduleRun.State.DONE).exists())
    assert 1 <= solver.most <= at_once
    in_time = [runs[n].pk for n in (1, 3, 4, 0, 2)]
    assert solver.order == in_time if at_once == 1 else set(solver.order) == set(in_time)


@races
def test_who_waits_begins_when_a_dead_runs_place_falls_free(solver: Solver) -> None:
    """Another process holds the only place; its sign of life grows old."""
    world = build_world()
    working = {"state": ScheduleRun.State.WORKING, "queued_at": None}
    held = make_run(world, **working)
    waits = make_run(world, ago=HEARTBEAT_TIMEOUT.seconds - 2)
    with override_settings(SEARCHES_AT_ONCE=1):
        assert queueing.claim_next_run(timezone.now()) is None
        queueing.start_worker_thread()
        # Who waits gives a sign of life too, so that nobody takes it for broken off.
        before = waits.heartbeat_at
        wait_until(lambda: ScheduleRun.objects.get(pk=waits.pk).heartbeat_at != before)
        assert solver.order == []
        ScheduleRun.objects.filter(pk=held.pk).update(
            heartbeat_at=timezone.now() - HEARTBEAT_TIMEOUT * 2
        )
        wait_until(lambda: solver.order == [waits.pk])
    held.refresh_from_db()
    assert held.state == ScheduleRun.State.WORKING and is_interrupted(held, timezone.now())


@races
def test_two_processes_that_ask_at_once_give_one_turn() -> None:
    world = build_world()
    for ago in (2, 1):
        make_run(world, ago=ago)
    gate, keys = Barrier(3), []

    def ask() -> None:
        gate.wait()
        try:
            keys.append(queueing.claim_next_run(timezone.now()))
        finally:
            connection.close()

    threads = [Thread(target=ask) for _ in range(3)]
    with override_settings(SEARCHES_AT_ONCE=1):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
    assert sorted(key is None for key in keys) == [False, True, True]


def test_a_region_gives_way_between_two_searches(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    region = make_run(world, ago=20, total=2)
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
    assert queue_position(region) == 1 and queue_position(chair) == 2
    process_run(region.pk, gives_way=True)
    region.refresh_from_db()
    assert (region.state, region.drafts.filter(state="waiting").count()) == ("queued", 1)
    assert queue_position(chair) == 1 and queue_position(region) == 2
    ScheduleRun.objects.filter(pk=chair.pk).update(state=ScheduleRun.State.DONE)
    process_run(region.pk, gives_way=True)
    region.refresh_from_db()
    assert (region.state, region.drafts.filter(state="waiting").count()) == ("done", 0)


def test_who_waited_past_midnight_is_given_no_day_that_is_over(world: World) -> None:
    world.group.time_zone = "Asia/Jayapura"
    world.group.save()
    # 23.30 in Jakarta is half past one of the next day in Jayapura.
    now = datetime.fromisoformat("2026-07-20T16:30:00+00:00")
    run = make_run(world, now=now)
    draft = ScheduleDraft.objects.create(
        run=run, group=world.group, school_year=YEAR, objective="total", as_of=NOW.date()
    )
    assert queueing.claim_next_run(now) == run.pk
    draft.refresh_from_db()
    assert draft.as_of.isoformat() == "2026-07-21"
    run.refresh_from_db()
    assert (run.state, run.started_at) == (ScheduleRun.State.WORKING, now)
