"""What is remembered holds exactly until something is written, by this connection or another."""

from threading import Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from gugus.platform.foundation import cache as remembering
from gugus.platform.foundation.cache import cached, database_version
from gugus.platform.foundation.models import AuditEntry, User

pytestmark = pytest.mark.django_db(transaction=True)


def _counter() -> tuple[list[str], object]:
    reads: list[str] = []

    @cached(lambda name: name)
    def read(name: str) -> int:
        reads.append(name)
        return User.objects.filter(username=name).count()

    return reads, read


def test_read_once_while_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    # On PostgreSQL any transaction of the whole server counts as a change, another test's too.
    monkeypatch.setattr(remembering, "database_version", lambda: "unchanged")
    reads, read = _counter()
    assert [read("a"), read("a"), read("b")] == [0, 0, 0]
    assert reads == ["a", "b"]


def test_own_write_is_seen_at_once() -> None:
    _, read = _counter()
    assert read("a") == 0
    User.objects.create_user("a", "A")
    assert read("a") == 1


def test_another_connections_write_is_seen_at_once() -> None:
    _, read = _counter()
    assert read("a") == 0

    def write() -> None:
        try:
            User.objects.create_user("a", "A")
        finally:
            connection.close()

    thread = Thread(target=write)
    thread.start()
    thread.join()
    assert read("a") == 1


def test_nothing_is_kept_inside_a_transaction() -> None:
    _, read = _counter()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        User.objects.create_user("a", "A")
        assert read("a") == 1
        _ = 1 / 0
    assert read("a") == 0


def test_a_new_connection_does_not_look_like_an_old_one() -> None:
    before = database_version()
    connection.close()
    AuditEntry.objects.create(at=timezone.now(), verb="x")
    assert database_version() != before
