"""Letter numbers: no gap, no double, also when many call at once and some fall back."""

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from gugus.platform.documents.models import Letter, LetterSeries
from gugus.platform.documents.services import check_number_format, issue_letter
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import User

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
PATTERN = "{nomor:03}/{kode}/{bulan_romawi}/{tahun}"


class FellBack(Exception):  # noqa: N818 - an event, not a fault
    """The caller's work failed after the number was given."""


def issue(user_id: int, series: str = "group:1:2026", pattern: str = PATTERN) -> Letter:
    return issue_letter(
        series_key=series,
        number_format=pattern,
        values={"kode": "ORG"},
        subject="Undangan",
        dated=date(2026, 11, 20),
        user_id=user_id,
        now=NOW,
    )


@pytest.fixture
def clerk(db: None) -> User:
    return User.objects.create_user("clerk", "Contoh Petugas")


def test_numbers_follow_each_other_in_each_series(clerk: User) -> None:
    texts = [issue(clerk.pk).text for _ in range(3)]
    assert texts == ["001/ORG/XI/2026", "002/ORG/XI/2026", "003/ORG/XI/2026"]
    assert issue(clerk.pk, series="group:2:2026").number == 1


def test_a_rollback_gives_the_number_back(clerk: User) -> None:
    issue(clerk.pk)
    with pytest.raises(FellBack), transaction.atomic():
        assert issue(clerk.pk).number == 2
        raise FellBack
    assert issue(clerk.pk).number == 2


def test_the_text_stays_when_the_pattern_changes(clerk: User) -> None:
    first = issue(clerk.pk)
    second = issue(clerk.pk, pattern="{nomor}/{tahun}")
    first.refresh_from_db()
    assert (first.text, second.text) == ("001/ORG/XI/2026", "2/2026")


def test_a_hostile_pattern_takes_no_number(clerk: User) -> None:
    with pytest.raises(Refused) as refusal:
        issue(clerk.pk, pattern="{nomor.__class__}/{tahun}")
    assert "{nomor:03}" in refusal.value.message
    assert refusal.value.field == "letter_number_format"
    assert not LetterSeries.objects.exists()


@pytest.mark.parametrize("pattern", ["x" * 99, "{a}", "%{nomor}", "{nomor}{nomor}", "", "{nomor}"])
def test_each_fault_is_said_in_words(pattern: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_number_format(pattern)
    assert refusal.value.message.rstrip("-_ ")


@pytest.fixture
def rendezvous(
    transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[int]:
    """A database where threads really meet, and the id of its clerk.

    Tests on SQLite run in memory, where threads share one cache; real ones share a file.
    """
    clerk_id = User.objects.create_user("clerk", "Contoh Petugas").pk
    if connection.vendor == "sqlite":
        file = tmp_path / "letters.sqlite3"
        with sqlite3.connect(file) as copy:
            connection.connection.backup(copy)
        here = {**connections.settings["default"], "NAME": str(file)}
        monkeypatch.setitem(connections.settings, "default", here)
    yield clerk_id


def test_many_at_once_leave_no_gap_and_no_double(rendezvous: int) -> None:
    """Eight callers at once on one new series, a third of whose work falls back."""
    start = threading.Barrier(8)

    def call(caller: int) -> None:
        start.wait()
        for turn in range(6):
            _one_call(rendezvous, falls_back=(caller + turn) % 3 == 0)

    _in_threads(call, 8)
    kept: list[tuple[int, str]] = []
    last: list[int] = []

    def read(_: int) -> None:
        kept.extend(Letter.objects.order_by("number").values_list("number", "text"))
        last.extend(LetterSeries.objects.values_list("last_number", flat=True))

    _in_threads(read, 1)
    assert [number for number, _ in kept] == list(range(1, 33))
    assert len({text for _, text in kept}) == 32
    assert last == [32]


def _in_threads(work: Callable[[int], None], how_many: int) -> None:
    faults: list[BaseException] = []

    def guarded(number: int) -> None:
        try:
            work(number)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=guarded, args=(n,)) for n in range(how_many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults


def _one_call(user_id: int, *, falls_back: bool) -> None:
    with contextlib.suppress(FellBack), transaction.atomic():
        issue(user_id)
        if falls_back:
            raise FellBack
