"""The line of jobs: only so many at a time, first come first served, one winner, no dead to wait for."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from threading import Barrier, Event, Lock, Thread
from threading import enumerate as all_threads
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from gugus.platform.foundation.models import User
from gugus.platform.jobs import handlers
from gugus.platform.jobs.handle import JobHandle, JobLostError
from gugus.platform.jobs.handlers import JobKind, JobOutcome, register_job
from gugus.platform.jobs.models import Job
from gugus.platform.jobs.queries import is_broken_off, job_status, latest_job
from gugus.platform.jobs.rules import HEARTBEAT_TIMEOUT, MAX_ATTEMPTS, QueuedJob, next_job
from gugus.platform.jobs.services import queue, worker
from gugus.platform.jobs.services.queue import (
    cancel_jobs,
    carry_out,
    claim_next,
    enqueue,
    give_heartbeats,
    release_jobs,
    run_in_thread,
    run_now,
)
from tests.support.jobs import make_job, run_jobs

races = pytest.mark.django_db(transaction=True)
rows = pytest.mark.django_db
NOW = datetime(2026, 7, 20, 3, tzinfo=UTC)
SILENCE = HEARTBEAT_TIMEOUT + timedelta(seconds=1)


@given(
    st.lists(st.integers(0, 90), max_size=6),
    st.lists(st.integers(0, 120), max_size=4),
    st.integers(1, 3),
)
def test_a_turn_is_given_while_places_are_free_and_to_whoever_waits_longest(
    since: list[int], beats: list[int], at_once: int
) -> None:
    waiting = [QueuedJob(key, NOW - timedelta(seconds=ago)) for key, ago in enumerate(since)]
    at_work = [NOW - timedelta(seconds=ago) for ago in beats]
    key = next_job(waiting, at_work, at_once, NOW)
    alive = sum(ago <= HEARTBEAT_TIMEOUT.seconds for ago in beats)
    assert (key is None) == (not waiting or alive >= at_once)
    if key is not None:
        assert since[key] == max(since)


class Handler:
    """Instead of work: notes who is at it, and how many at once."""

    def __init__(self) -> None:
        self.lock, self.at_work, self.most = Lock(), 0, 0
        self.order: list[int] = []
        self.at_once, self.outcome = 1, JobOutcome.DONE
        self.does: Callable[[JobHandle], object] = lambda _job: None

    def __call__(self, job: JobHandle) -> JobOutcome:
        with self.lock:
            self.at_work += 1
            self.most = max(self.most, self.at_work)
            self.order.append(job.subject_id)
        try:
            self.does(job)
        finally:
            with self.lock:
                self.at_work -= 1
        return self.outcome


@pytest.fixture
def handler(monkeypatch: pytest.MonkeyPatch) -> Iterator[Handler]:
    found = Handler()
    monkeypatch.setattr(handlers, "_KINDS", {})
    register_job(JobKind("trial", found, lambda: found.at_once))
    monkeypatch.setattr(worker, "POLL_INTERVAL", 0.02)
    yield found
    # No thread may go on into the next test's tables.
    wait_until(lambda: not any(one.name.startswith("job-") for one in all_threads()))


def wait_until(done: Callable[[], bool]) -> None:
    until = monotonic() + 20
    while not done() and monotonic() < until:
        sleep(0.02)
    assert done()


def subject(number: int = 1) -> User:
    return User(pk=number)


def add(number: int = 1, now: datetime = NOW, **more: Any) -> Job:
    return enqueue(kind="trial", subject=subject(number), user_id=None, now=now, **more)


def state_of(number: int = 1) -> str:
    job = latest_job(subject(number))
    assert job is not None
    return job.state


def claim(now: datetime = NOW) -> Job:
    job = claim_next(worker="one", now=now)
    assert job is not None
    return job


class Workers:
    """Workers of this process, as many as are asked for, until the end of the block."""

    def __init__(self, count: int) -> None:
        self._stop = Event()
        self._threads = [Thread(target=self._run) for _ in range(count)]

    def _run(self) -> None:
        worker.run_worker(lambda: not self._stop.is_set())

    def __enter__(self) -> None:
        for thread in self._threads:
            thread.start()

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(30)


@races
@pytest.mark.parametrize("at_once", [1, 2])
def test_never_more_at_once_than_allowed_and_the_first_come_first(
    handler: Handler, at_once: int
) -> None:
    handler.at_once, handler.does = at_once, lambda _job: sleep(0.03)
    now = timezone.now()
    for number, ago in enumerate((3, 9, 1, 7, 5)):
        add(number, now - timedelta(seconds=ago))
    with Workers(3):
        wait_until(lambda: not Job.objects.exclude(state=Job.State.DONE).exists())
    assert 1 <= handler.most <= at_once
    in_time = [1, 3, 4, 0, 2]
    assert handler.order == in_time if at_once == 1 else set(handler.order) == set(in_time)


@races
def test_a_dead_workers_job_is_taken_up_again_and_only_then_the_next(handler: Handler) -> None:
    """Another process holds the only place; its heartbeat grows old."""
    now = timezone.now()
    held = make_job("trial", subject(7), now, state=Job.State.RUNNING, claimed_by="dead/1")
    waits = add(8, now - timedelta(seconds=28))
    with Workers(1):
        # What waits has heartbeats too, so that nobody takes it for broken off.
        wait_until(lambda: Job.objects.get(pk=waits.pk).heartbeat_at != waits.heartbeat_at)
        assert handler.order == []
        Job.objects.filter(pk=held.pk).update(heartbeat_at=now - 2 * HEARTBEAT_TIMEOUT)
        wait_until(lambda: not Job.objects.exclude(state=Job.State.DONE).exists())
    assert handler.order == [8, 7]


@races
def test_two_workers_that_ask_at_once_have_one_winner(handler: Handler) -> None:
    for number in (1, 2):
        add(number)
    gate, got = Barrier(3), []

    def ask() -> None:
        gate.wait()
        try:
            got.append(claim_next(worker="one", now=NOW))
        finally:
            connection.close()

    threads = [Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(job is None for job in got) == [False, True, True]


@races
def test_two_presses_make_one_job(handler: Handler) -> None:
    gate, got = Barrier(2), []

    def press() -> None:
        gate.wait()
        try:
            got.append(add().pk)
        finally:
            connection.close()

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(set(got)) == 1 == Job.objects.count()


@races
def test_what_is_rolled_back_is_never_begun(handler: Handler) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        add()
        raise ZeroDivisionError
    assert not Job.objects.exists()


@rows
def test_a_job_that_was_taken_up_elsewhere_writes_nothing_more(handler: Handler) -> None:
    add()
    first = claim()
    second = claim(NOW + SILENCE)
    assert (first.pk, second.attempts) == (second.pk, 2)
    with pytest.raises(JobLostError):
        JobHandle(first).report(1)
    JobHandle(second).report(1, 3, "step")
    carry_out(first)
    assert state_of() == Job.State.RUNNING
    carry_out(second)
    job = latest_job(subject())
    assert job is not None
    assert (job.state, job.done, job.total, job.note) == (Job.State.DONE, 1, 3, "step")


@rows
def test_a_job_that_takes_its_workers_down_is_given_up(handler: Handler) -> None:
    add()
    now = NOW
    for _ in range(MAX_ATTEMPTS):
        claim(now)
        now += SILENCE
    assert claim_next(worker="one", now=now) is None
    assert state_of() == Job.State.FAILED
    # A person may ask for it again.
    add(now=now)
    run_jobs()
    assert state_of() == Job.State.DONE


@rows
def test_whoever_gets_on_may_be_taken_down_as_often_as_the_power_fails(handler: Handler) -> None:
    add()
    for n in range(MAX_ATTEMPTS + 2):
        JobHandle(claim(timezone.now() + n * SILENCE)).report(n)
        Job.objects.update(heartbeat_at=NOW)
    assert state_of() == Job.State.RUNNING


@rows
def test_joined_while_it_lives_and_begun_anew_when_it_is_silent(handler: Handler) -> None:
    job = add()
    assert add(now=NOW + HEARTBEAT_TIMEOUT) == job
    assert not is_broken_off(job, NOW + HEARTBEAT_TIMEOUT)
    again = add(now=NOW + SILENCE, payload={"from": 3})
    assert again.pk != job.pk and [one.pk for one in Job.objects.all()] == [again.pk]
    handler.does = lambda one: handler.order.append(one.payload["from"])
    run_jobs()
    assert handler.order == [1, 3]
    # Of a subject only the latest job is kept.
    add(now=NOW + 2 * SILENCE)
    assert Job.objects.count() == 1


@rows
def test_what_fails_says_so_and_what_gives_way_waits_again(
    handler: Handler, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(_job: JobHandle) -> None:
        raise RuntimeError("no memory")

    handler.does = fails
    add()
    run_jobs()
    assert state_of() == Job.State.FAILED and "no memory" in caplog.text
    handler.does = lambda _job: None
    handler.outcome = JobOutcome.GAVE_WAY
    add()
    carry_out(claim())
    job = latest_job(subject())
    assert job is not None and (job.state, job.attempts) == (Job.State.QUEUED, 0)


@rows
def test_a_worker_that_ends_in_good_order_gives_its_jobs_back(handler: Handler) -> None:
    add()
    claim()
    release_jobs("two")
    assert state_of() == Job.State.RUNNING
    release_jobs("one")
    job = latest_job(subject())
    assert job is not None
    assert (job.state, job.attempts, job.claimed_by) == (Job.State.QUEUED, 0, "")


@rows
def test_heartbeats_go_to_what_is_mine_and_to_what_waits(handler: Handler) -> None:
    handler.at_once = 1
    add(1)
    claim()
    add(2)
    make_job("trial", subject(3), NOW, state=Job.State.RUNNING, claimed_by="two/1")
    # Bytes that only a process held which is gone: nobody can take it up.
    make_job("here", subject(4), NOW, state=Job.State.RUNNING, claimed_by="dead/1")
    later = NOW + SILENCE
    give_heartbeats("one", later)
    assert dict(Job.objects.values_list("subject_id", "heartbeat_at")) == {
        1: later, 2: later, 3: NOW, 4: NOW
    }  # fmt: skip
    assert state_of(4) == Job.State.FAILED


@rows
def test_done_at_once_unless_somebody_has_begun(handler: Handler) -> None:
    job = add()
    claim()
    run_now(job)
    assert handler.order == [] and job.state == Job.State.RUNNING
    other = add(2)
    run_now(other)
    assert handler.order == [2] and other.state == Job.State.DONE


@rows
def test_a_place_is_told_only_to_who_has_to_wait(handler: Handler) -> None:
    one, two = add(1), add(2)
    assert (job_status(one, NOW).place, job_status(two, NOW).place) == (0, 1)
    claim()
    assert job_status(two, NOW).place == 1
    handler.at_once = 2
    assert job_status(two, NOW).place == 0
    assert job_status(None, NOW).broken_off


@races
def test_work_that_only_this_process_can_do_is_told_and_can_be_cancelled(handler: Handler) -> None:
    began, goes_on, lost = Event(), Event(), Event()

    def work(job: JobHandle) -> None:
        job.report(1, 2)
        began.set()
        goes_on.wait(20)
        try:
            job.report(2, 2)
        except JobLostError:
            lost.set()
            raise

    def start(number: int) -> None:
        usual = {"user_id": None, "now": timezone.now(), "work": work}
        run_in_thread(kind="here", subject=subject(number), **usual)

    start(1)
    assert began.wait(20) and state_of(1) == Job.State.RUNNING
    goes_on.set()
    wait_until(lambda: state_of(1) == Job.State.DONE)
    began.clear(), goes_on.clear()
    start(2)
    assert began.wait(20)
    cancel_jobs(subject(2))
    goes_on.set()
    assert lost.wait(20) and state_of(2) == Job.State.CANCELLED


@races
def test_of_work_on_what_may_not_be_stored_no_word_is_logged(
    handler: Handler, caplog: pytest.LogCaptureFixture
) -> None:
    def work(_job: JobHandle) -> None:
        raise ValueError("3201234567890001")

    run_in_thread(kind="here", subject=subject(), user_id=None, now=timezone.now(), work=work)
    wait_until(lambda: state_of() == Job.State.FAILED)
    assert "ValueError" in caplog.text and "3201" not in caplog.text


@races
def test_a_worker_outlives_a_database_that_is_away(
    handler: Handler, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, faults = queue.claim_next, []

    def away(**values: Any) -> Job | None:
        if not faults:
            faults.append(1)
            raise worker.DatabaseError("gone")
        return real(**values)

    monkeypatch.setattr(worker, "claim_next", away)
    add(now=timezone.now())
    with Workers(1):
        wait_until(lambda: state_of() == Job.State.DONE)
    assert faults
