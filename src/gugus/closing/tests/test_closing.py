"""Counting the cash, closing months, countersigning, and what a closed month vouches for."""

from datetime import date
from hashlib import sha256

import pytest
from django.db import connection

from gugus.cash.models import CashEntry, CloseSignature, MonthClose
from gugus.cash.queries.closing import (
    closes_to_countersign,
    digest_until,
    next_close_of,
    settling_entry,
    unsettled_close,
)
from gugus.cash.rules.closing import (
    DigestRow,
    NextClose,
    book_digest,
    cash_value,
    month_end,
    months_between,
    next_close,
    next_month,
)
from gugus.cash.services.entries import correct_entry, write_entry
from gugus.closing.services import CashCount, close_month, countersign_month
from gugus.platform.foundation.errors import Refused
from tests.support.cash_book import NOW, chair, source, treasurer, what, write
from tests.support.world import World

SEP, OCT, NOV = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
TODAY = date(2026, 11, 20)


def close(world: World, month: date, pieces: dict[int, int], **more: object) -> MonthClose:
    return close_month(
        actor=treasurer(world),
        now=NOW,
        group=world.group,
        month=month,
        count=CashCount(pieces, **more),
    )


def test_months_and_sums() -> None:
    assert month_end(date(2028, 2, 5)) == date(2028, 2, 29)
    assert next_month(date(2026, 12, 31)) == date(2027, 1, 1)
    assert months_between(date(2026, 11, 30), date(2027, 1, 1)) == [
        NOV, date(2026, 12, 1), date(2027, 1, 1),
    ]  # fmt: skip
    assert cash_value({100_000: 4, 500: 3}) == 401_500


@pytest.mark.parametrize(
    ("first", "last", "turn"),
    [
        (None, None, NextClose(None, due=False)),
        (date(2026, 9, 9), None, NextClose(SEP, due=True)),
        (date(2026, 9, 9), OCT, NextClose(NOV, due=False)),
        (date(2026, 11, 9), None, NextClose(NOV, due=False)),
    ],
)
def test_months_close_in_order_once_they_are_over(
    first: date | None, last: date | None, turn: NextClose
) -> None:
    assert next_close(first, last, TODAY) == turn


def test_a_month_is_over_on_the_day_after_its_last() -> None:
    assert not next_close(SEP, None, date(2026, 9, 30)).due
    assert next_close(SEP, None, date(2026, 10, 1)).due


def test_the_digest_is_that_of_the_documented_line() -> None:
    row = DigestRow(
        2026, 1, SEP, 3, "BKM-001/2026-2027", "Iuran “a”", "", "", 5, 0, None, 7, "", ""
    )
    line = (
        '[2026,1,"2026-09-01",3,"BKM-001/2026-2027","Iuran “a”","","",5,0,null,7,"",""]\n'
    ).encode()
    assert book_digest([row]) == sha256(line).hexdigest()
    other = DigestRow(2026, 2, SEP, 3, "BKM-002/2026-2027", "b", "", "", 5, 0, None, None, "", "")
    assert book_digest([row, other]) == book_digest([other, row]) != book_digest([row])


def test_a_closed_month_is_signed_and_vouches_for_the_book(world: World) -> None:
    write(world, 150_000, date(2026, 9, 9))
    write(world, -40_000, date(2026, 9, 10))
    write(world, -5_000, date(2026, 10, 10))
    done = close(world, SEP, {100_000: 1, 5_000: 2}, seen=110_000)
    assert (done.balance, done.difference, done.at_bank) == (110_000, 0, 0)
    assert done.balances == {str(source(world).pk): 110_000}
    assert done.counted == {"100000": 1, "5000": 2}
    assert done.digest == digest_until(world.group, SEP)
    write(world, 1, date(2026, 10, 1))
    assert done.digest == digest_until(world.group, SEP)
    signature = done.signatures.get()
    assert (signature.office, signature.name) == ("bendahara", "Contoh treasurer")
    assert list(closes_to_countersign(world.group)) == [done]
    first = countersign_month(actor=chair(world), now=NOW, close=done)
    assert countersign_month(actor=chair(world), now=NOW, close=done) == first
    assert list(closes_to_countersign(world.group)) == []
    assert next_close_of(world.group, TODAY) == NextClose(OCT, due=True)


def test_who_counted_does_not_countersign(world: World) -> None:
    write(world, 5_000, SEP)
    done = close(world, SEP, {5_000: 1})
    with pytest.raises(Refused, match="sendiri"):
        countersign_month(actor=treasurer(world), now=NOW, close=done)
    assert CloseSignature.objects.count() == 1


def test_a_book_changed_behind_our_back_is_not_countersigned(world: World) -> None:
    entry = write(world, 5_000, SEP)
    done = close(world, SEP, {5_000: 1})
    on = " ON cash_cashentry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER cash_cashentry_no_update{on}")
        cursor.execute("UPDATE cash_cashentry SET party = 'X' WHERE id = %s", [entry.pk])
    assert done.digest != digest_until(world.group, SEP)
    with pytest.raises(Refused, match="cocok"):
        countersign_month(actor=chair(world), now=NOW, close=done)


@pytest.mark.parametrize(
    ("month", "words"),
    [(OCT, "bukan gilirannya"), (date(2026, 8, 1), "bukan gilirannya")],
)
def test_months_out_of_turn_are_refused(world: World, month: date, words: str) -> None:
    write(world, 5_000, SEP)
    with pytest.raises(Refused, match=words):
        close(world, month, {5_000: 1})


def test_an_empty_book_and_a_running_month_are_refused(world: World) -> None:
    with pytest.raises(Refused, match="masih kosong"):
        close(world, SEP, {})
    write(world, 5_000, NOV)
    with pytest.raises(Refused, match="belum selesai"):
        close(world, NOV, {5_000: 1})


def test_a_difference_asks_for_words_and_stays_until_it_is_settled(world: World) -> None:
    write(world, 5_000, SEP)
    with pytest.raises(Refused, match="berbeda") as said:
        close(world, SEP, {2_000: 2})
    assert said.value.field == "explanation"
    with pytest.raises(Refused, match="berubah"):
        close(world, SEP, {5_000: 1}, seen=4_000)
    done = close(world, SEP, {2_000: 2}, explanation="Uang kembalian tertinggal")
    assert done.difference == -1_000
    assert unsettled_close(world.group) == done

    def settle(amount: int) -> CashEntry:
        text = what(world, amount, OCT, description="Selisih kas September")
        return write_entry(
            actor=treasurer(world), now=NOW, group=world.group, what=text, settles=done
        )

    with pytest.raises(Refused, match=r"harus sama .* Rp1.000"):
        settle(-900)
    entry = settle(-1_000)
    assert settling_entry(done) == entry
    assert unsettled_close(world.group) is None
    with pytest.raises(Refused, match="sudah dicatat"):
        settle(-1_000)
    # Put right with another sum it no longer settles the difference.
    right = what(world, -900, OCT, description="Selisih kas September")
    entry = correct_entry(
        actor=treasurer(world), now=NOW, entry=entry, reason="Keliru", right=right
    )
    assert unsettled_close(world.group) == done
    correct_entry(actor=treasurer(world), now=NOW, entry=entry, reason="Keliru")
    entry = settle(-1_000)
    # Taken back, the difference is there again.
    correct_entry(actor=treasurer(world), now=NOW, entry=entry, reason="Keliru")
    assert unsettled_close(world.group) == done
    # A later count that fits says that it is gone.
    close(world, OCT, {5_000: 1})
    assert unsettled_close(world.group) is None
