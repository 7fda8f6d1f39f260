"""Guesses are slowed for each account, and for nobody else."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from gugus.platform.foundation import rules, services
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import SignInAttempts

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)


def fail(account: str, times: int, now: datetime = NOW) -> None:
    for _attempt in range(times):
        services.begin_attempt(account=account, now=now)
        now += rules.LONGEST_WAIT


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (14, 512), (15, 900), (16, 900), (10_000, 900)],
)
def test_the_wait_doubles_after_the_fifth_failure_up_to_15_minutes(
    failures: int, seconds: int
) -> None:
    assert rules.lockout_after(failures) == timedelta(seconds=seconds)


def test_the_sixth_guess_in_the_same_second_is_refused_in_words(db: None) -> None:
    for _attempt in range(5):
        services.begin_attempt(account="name:a", now=NOW)
    with pytest.raises(Refused, match="Tunggu 1 detik"):
        services.begin_attempt(account="name:a", now=NOW)
    services.begin_attempt(account="name:b", now=NOW)
    services.begin_attempt(account="name:a", now=NOW + timedelta(seconds=1))


def test_a_refused_guess_does_not_lengthen_the_wait(db: None) -> None:
    for _attempt in range(5):
        services.begin_attempt(account="a", now=NOW)
    for _attempt in range(20):
        with pytest.raises(Refused):
            services.begin_attempt(account="a", now=NOW)
    assert SignInAttempts.objects.get().failures == 5


def test_long_waits_are_said_in_minutes(db: None) -> None:
    fail("a", 15)
    last = SignInAttempts.objects.get().last_failed_at
    with pytest.raises(Refused, match="Tunggu 15 menit"):
        services.begin_attempt(account="a", now=last)


def test_success_starts_the_account_afresh(db: None) -> None:
    fail("a", 9)
    services.reset_attempts(account="a")
    for _attempt in range(5):
        services.begin_attempt(account="a", now=NOW)


def test_a_day_without_failures_is_forgiven(db: None) -> None:
    fail("a", 9)
    later = NOW + timedelta(days=2)
    services.begin_attempt(account="a", now=later)
    assert SignInAttempts.objects.get().failures == 1


def test_what_was_typed_is_not_kept(db: None) -> None:
    services.begin_attempt(account="name:rahasia-salah-kolom", now=NOW)
    assert "rahasia" not in SignInAttempts.objects.get().account


def test_old_counters_go_and_busy_ones_stay(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    fail("old", 1, NOW - timedelta(days=3))
    fail("attacked", 9, NOW - timedelta(hours=4))
    for number in range(6):
        fail(f"invented-{number}", 1)
    monkeypatch.setattr(rules, "MAX_COUNTERS", 3)
    services._drop_old_counters(NOW)
    kept = SignInAttempts.objects.order_by("-failures")
    assert [row.failures for row in kept] == [9, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_guesses_sent_at_once_do_not_slip_past_the_counter() -> None:
    passed = []

    def guess() -> None:
        try:
            services.begin_attempt(account="a", now=NOW)
            passed.append(1)
        except Refused:
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=guess) for _guess in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(passed) == rules.FREE_FAILURES
