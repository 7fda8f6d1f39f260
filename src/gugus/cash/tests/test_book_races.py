"""The promises of the cash book, whatever comes in whatever order, from whatever many at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import OperationalError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gugus.cash.models import CashEntry, MonthClose
from gugus.cash.queries.book import balances_of, entries_of
from gugus.cash.queries.closing import digest_until, next_close_of
from gugus.cash.services.entries import correct_entry, transfer_money, write_entry
from gugus.cash.services.imports import reverse_import
from gugus.closing.services import CashCount, close_month
from gugus.funds.models import Source
from gugus.people.models import Group
from gugus.platform.foundation.errors import Refused
from gugus.platform.interchange.models import ImportDraft
from tests.support.cash_book import (
    NOW,
    apply_cash,
    preview_cash,
    source,
    treasurer,
    what,
    write,
)
from tests.support.world import World, build_world

FIRST = date(2026, 8, 1)
TODAY = date(2026, 11, 20)
HEAD = "Tanggal;Uraian;Sumber Dana;Masuk;Keluar\n"


def assert_promises(group: Group, digests: dict[date, str]) -> None:
    """What holds of every book at every time."""
    entries = list(CashEntry.objects.filter(group=group).select_related("corrects"))
    running = {pk: 0 for pk in balances_of(group)}
    for one in entries_of(group):
        running[one.source_id] += one.received - one.spent
        assert running[one.source_id] >= 0
    assert running == balances_of(group)
    for year in {one.school_year for one in entries}:
        ours = [one for one in entries if one.school_year == year]
        assert sorted(one.number for one in ours) == list(range(1, len(ours) + 1))
        for side, name in (("received", "BKM"), ("spent", "BKK")):
            vouchers = sorted(one.voucher for one in ours if getattr(one, side))
            assert vouchers == [
                f"{name}-{n:03}/{year}-{year + 1}" for n in range(1, len(vouchers) + 1)
            ]
    for one in entries:
        if one.corrects:
            assert (one.received, one.spent) == (one.corrects.spent, one.corrects.received)
            assert one.source_id == one.corrects.source_id
    for close in MonthClose.objects.filter(group=group):
        assert digests.setdefault(close.month, close.digest) == close.digest
        assert digest_until(group, close.month) == close.digest


class Writer:
    """Does what a plan of small numbers says; a refusal is an answer like any other."""

    def __init__(self, world: World) -> None:
        self.world, self.actor = world, treasurer(world)
        self.sources = [source(world, "Iuran"), source(world, "BOS")]

    def do(self, verb: str, a: int, b: int) -> bool:
        """One step of a plan; False when it was refused, and so changed nothing."""
        try:
            getattr(self, verb)(a, b)
        except Refused:
            return False
        return True

    def _day(self, a: int) -> date:
        return min(FIRST + timedelta(days=a * 7 % 110), TODAY)

    def _what(self, a: int, b: int) -> object:
        amount = (b % 90 + 1) * (1 if b % 3 else -1)
        return what(self.world, amount, self._day(a), source=self.sources[b % 2])

    def write(self, a: int, b: int) -> None:
        write_entry(
            actor=self.actor, now=NOW, group=self.world.group, what=self._what(a, b),
            sent_id=uuid4(),
        )  # fmt: skip

    def move(self, a: int, b: int) -> None:
        here, there = self.sources[b % 2], self.sources[1 - b % 2]
        text = what(self.world, -(b % 50) - 1, self._day(a), source=here)
        transfer_money(actor=self.actor, now=NOW, group=self.world.group, what=text, to=there)

    def correct(self, a: int, b: int) -> None:
        rows = CashEntry.objects.filter(group=self.world.group).order_by("id")
        entry = rows[a % (rows.count() or 1) :].first()
        if entry is None:
            return
        amount = b % 90 + 1
        is_in = entry.received > 0
        right = what(self.world, amount if is_in else -amount, self._day(b), source=entry.source)
        correct_entry(
            actor=self.actor, now=NOW, entry=entry, reason="x",
            right=right if b % 2 and not entry.transfer else None,
        )  # fmt: skip

    def take_in(self, a: int, b: int) -> None:
        rows = "".join(
            f"{self._day(a + n)};Baris {n};{self.sources[n % 2].name};"
            f"{(b + n) % 40 + 1 if n % 3 else ''};{'' if n % 3 else b % 40 + 1}\n"
            for n in range(4)
        )
        draft = preview_cash(self.world, (HEAD + rows).encode())
        apply_cash(self.world, draft, draft.rows.values_list("number", flat=True))

    def take_back(self, a: int, _b: int) -> None:
        drafts = ImportDraft.objects.filter(state="applied").order_by("id")
        draft = drafts[a % (drafts.count() or 1) :].first()
        if draft is not None:
            reverse_import(actor=self.actor, now=NOW, draft=draft, reason="x")

    def close(self, _a: int, _b: int) -> None:
        turn = next_close_of(self.world.group, TODAY)
        if turn.month is not None:
            count = CashCount(explanation="Hitungan uji")
            close_month(
                actor=self.actor, now=NOW, group=self.world.group, month=turn.month, count=count
            )


_VERBS = ("write", "write", "write", "move", "correct", "take_in", "take_back", "close")
_PLANS = st.lists(
    st.tuples(st.sampled_from(_VERBS), st.integers(0, 60), st.integers(0, 200)),
    min_size=6,
    max_size=12,
)


@settings(
    max_examples=7,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(plan=_PLANS)
def test_whatever_is_done_in_whatever_order(world: World, plan: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        writer, digests = Writer(world), dict[date, str]()
        # Money to begin with: else most of a plan is refused for want of it.
        for pot in writer.sources:
            write(world, 300, FIRST, source=pot)
        for verb, a, b in plan:
            if writer.do(verb, a, b):
                assert_promises(world.group, digests)
        transaction.set_rollback(True)


@pytest.fixture
def real_world(transactional_db: None) -> World:
    return build_world()


def together(work: Callable[[int], object], times: int) -> list[object]:
    """Do it from so many threads at once; SQLite may say 'busy', as it may in use."""

    def guarded(number: int) -> object:
        try:
            return work(number)
        except (OperationalError, Refused) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(guarded, range(times)))


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_leave_a_whole_book(real_world: World) -> None:
    world, writer = real_world, Writer(real_world)
    write(world, 500, FIRST)
    write(world, 500, FIRST, source=source(world, "BOS"))

    def work(number: int) -> object:
        for step in range(5):
            verb = _VERBS[(number + step * 3) % len(_VERBS)]
            writer.do(verb, number * 5 + step, number * 31 + step * 7)
        return None

    together(work, 6)
    assert CashEntry.objects.count() > 10
    assert_promises(world.group, {})


@pytest.mark.django_db(transaction=True)
def test_the_last_money_is_spent_once(real_world: World) -> None:
    world, pot = real_world, source(real_world)
    write(world, 100, FIRST)
    done = together(lambda _n: write(world, -100, date(2026, 9, 1), source=pot), 5)
    assert sum(isinstance(one, CashEntry) for one in done) == 1
    assert balances_of(world.group)[pot.pk] == 0


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_once_and_two_corrections_at_once_are_one(real_world: World) -> None:
    world, sent = real_world, uuid4()
    text, who = what(world, 100, FIRST), treasurer(world)

    def tap(_number: int) -> object:
        return write_entry(actor=who, now=NOW, group=world.group, what=text, sent_id=sent)

    assert len({one.pk for one in together(tap, 5) if isinstance(one, CashEntry)}) == 1
    entry = CashEntry.objects.get()

    def correct(_number: int) -> object:
        return correct_entry(actor=who, now=NOW, entry=entry, reason="x")

    assert sum(isinstance(one, CashEntry) for one in together(correct, 5)) == 1
    assert CashEntry.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_month_that_closes_while_it_is_written_to(real_world: World) -> None:
    world, writer = real_world, Writer(real_world)
    write(world, 100, FIRST)

    def work(number: int) -> object:
        if number == 2:
            return writer.close(0, 0)
        return write(world, 5, FIRST + timedelta(days=number), source=writer.sources[0])

    together(work, 6)
    assert MonthClose.objects.count() <= 1
    assert_promises(world.group, {})
    assert Source.objects.count() == 2
