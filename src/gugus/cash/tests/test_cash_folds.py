"""A long month folds by day: every row once, every balance right, whatever is filtered."""

from datetime import date, timedelta
from gzip import compress
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from gugus.cash.rules.row_groups import MOST_ROWS, RowGroup, row_groups
from gugus.cash.services.book import NewEntry, add_entries
from gugus.cash.services.entries import correct_entry, transfer_money
from gugus.people.rules.roles import Role
from gugus.platform.web.formats import rupiah
from tests.support.cash_book import NOW, source, treasurer, what, write
from tests.support.html import mentions, page_of
from tests.support.world import World

BOOK = "/g/rekaan-1/kas/"
OCT = date(2026, 10, 1)


def test_few_rows_do_not_fold() -> None:
    assert row_groups([OCT] * MOST_ROWS) == ()
    days = [OCT] * MOST_ROWS + [OCT + timedelta(days=1)]
    assert row_groups(days) == (RowGroup(OCT, 0, 40), RowGroup(OCT + timedelta(days=1), 40, 41))


@settings(max_examples=25)
@given(st.lists(st.integers(1, 90), min_size=1, max_size=8), st.integers(1, 50))
def test_every_row_is_in_one_part_of_its_day(sizes: list[int], most: int) -> None:
    keys = [OCT + timedelta(days=n) for n, size in enumerate(sizes) for _row in range(size)]
    parts = row_groups(keys, most)
    assert bool(parts) == (len(keys) > most)
    place = 0
    for part in parts:
        assert part.first == place < part.end <= part.first + most
        assert {part.key} == set(keys[part.first : part.end])
        assert 1 <= part.piece <= part.pieces
        place = part.end
    assert place in (0, len(keys))


@pytest.fixture
def client(world: World) -> Client:
    """Three hundred rows of October on twenty days, and a little before and after."""
    write(world, 9_000_000, date(2026, 9, 5))
    write(world, 50_000, date(2026, 11, 2))
    rows = [
        what(world, -1_000 - n if n % 4 else 700, OCT + timedelta(days=n // 15),
             description=f"Belanja rekaan nomor {n} untuk pertemuan", party="Toko Rekaan Jaya")
        for n in range(298)
    ]  # fmt: skip
    add_entries(treasurer(world), NOW, world.group, [NewEntry(one) for one in rows])
    moved = what(world, -500, date(2026, 10, 7))
    transfer_money(
        actor=treasurer(world), now=NOW, group=world.group, what=moved, to=source(world, "BOS")
    )
    return world.client(Role.TREASURER)


def shown(client: Client, query: str) -> Any:
    return client.get(f"{BOOK}?bulan=2026-10{query}").context["page"]


def balances(page: Any) -> list[tuple[str, str]]:
    return [(row.entry.voucher, rupiah(row.balance)) for fold in page.folds for row in fold.rows]


def test_a_long_month(client: Client, world: World) -> None:
    """One book for all of it: three hundred rows take their time to write."""
    _folds_by_day_and_stays_light(client)
    _a_search_shows_the_newest_and_says_how_many_there_are(client)
    _filters_leave_balances_as_they_are(client, world)


def _folds_by_day_and_stays_light(client: Client) -> None:
    page = shown(client, "")
    assert [len(fold.rows) for fold in page.folds] == [15] * 6 + [17] + [15] * 12 + [13]
    assert [fold.is_open for fold in page.folds] == [False] * 19 + [True]
    assert page.folds[0].title == "Kamis, 1 Oktober"
    assert (page.jumps[6].title, page.jumps[6].href) == ("07", "#hari-7")
    # The last balance of each fold is what its line says, the very last the month's.
    for fold in page.folds:
        assert fold.note == f"{len(fold.rows)} baris · saldo {rupiah(fold.rows[-1].balance)}"
    assert page.folds[-1].rows[-1].balance == page.part.closing
    answer = client.get(f"{BOOK}?bulan=2026-10")
    content = answer.content
    assert page_of(answer).only(id="hari-7")
    # With styles and scripts (about 47 kB) a first visit stays below 60 kB.
    assert len(compress(content)) < 13_000


def _filters_leave_balances_as_they_are(client: Client, world: World) -> None:
    whole = dict(balances(shown(client, "")))
    came, went = (shown(client, f"&jenis={kind}") for kind in ("masuk", "keluar"))
    assert dict(balances(came)) | dict(balances(went)) == whole
    assert len(whole) == len(balances(came)) + len(balances(went)) == 300
    assert came.part.closing == went.part.closing
    assert mentions(came.sums, 76, "Rp53.000", "Rp0")
    moved = shown(client, "&jenis=pindah")
    assert len(balances(moved)) == 2 and "pindah" in moved.only
    assert balances(moved)[1][1] == whole[balances(moved)[1][0]]
    # Of one source the balance is that source's own.
    other = shown(client, f"&sumber={source(world, 'BOS').pk}")
    assert balances(other)[0][1] == "Rp500"
    assert [link.title for link in other.clear_links] == ["Semua sumber"]
    wrong = world.group.entries.filter(spent=1_001).get()
    correct_entry(actor=treasurer(world), now=NOW, entry=wrong, reason="x")
    assert len(balances(shown(client, "&jenis=pembetulan"))) == 2


def _a_search_shows_the_newest_and_says_how_many_there_are(client: Client) -> None:
    page = shown(client, "&cari=rekaan")
    assert mentions(page.sums, 302, "Rp9.103.000")
    assert mentions(page.sums, 200)
    assert sum(len(fold.rows) for fold in page.folds) == 200
    assert page.folds[-1].title == "November 2026"
    assert not page.jumps
    one = shown(client, "&cari=nomor+297")
    assert [fold.title for fold in one.folds] == [""]
    assert mentions(one.sums, 1)
    # On paper the month is whole, whatever the screen shows.
    assert all("jenis" not in link.href for link in shown(client, "&jenis=masuk").papers)
