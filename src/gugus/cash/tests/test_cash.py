"""Writing the cash book: numbers, dates, balances, corrections, moves."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from gugus.budget.services.sources import close_source, reopen_source
from gugus.cash.models import CashEntry, MonthClose
from gugus.cash.queries.book import balances_of, entries_of, spent_by_item, without_receipt
from gugus.cash.services.book import EntryReferences, NewEntry, add_entries
from gugus.cash.services.entries import correct_entry, spent_of, transfer_money, write_entry
from gugus.cash.services.imports import reverse_import
from gugus.funds.models import Budget, BudgetItem, Source, TreasurySettings
from gugus.platform.foundation.append_only import AppendOnlyError
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry
from gugus.platform.interchange.models import ImportDraft
from tests.support.budgets import line
from tests.support.cash_book import NOW, source, treasurer, what, write
from tests.support.html import mentions
from tests.support.world import World

OCT, NOV = date(2026, 10, 5), date(2026, 11, 3)


def refused(world: World, amount: int, day: date, **more: object) -> Refused:
    before = CashEntry.objects.count()
    with pytest.raises(Refused) as said:
        write(world, amount, day, **more)
    assert CashEntry.objects.count() == before
    return said.value


def closed(world: World, month: date) -> MonthClose:
    return MonthClose.objects.create(
        group=world.group,
        month=month,
        balances={},
        balance=0,
        counted={},
        difference=0,
        digest="",
        closed_at=NOW,
        closed_by_id=treasurer(world).user_id,
    )


def item(world: World, total: int = 100_000, year: int = 2026, name: str = "Iuran") -> BudgetItem:
    budget = Budget.objects.get_or_create(group=world.group, school_year=year)[0]
    return BudgetItem.objects.create(
        budget=budget,
        source=source(world, name),
        item="Konsumsi",
        volume=1,
        unit="kali",
        price=total,
        total=total,
    )


def test_vouchers_count_by_side_and_numbers_by_writing(world: World) -> None:
    made = [write(world, n, d) for n, d in ((500, OCT), (-100, NOV), (300, OCT), (-200, OCT))]
    assert [one.number for one in made] == [1, 2, 3, 4]
    assert [one.voucher for one in made] == [
        "BKM-001/2026-2027",
        "BKK-001/2026-2027",
        "BKM-002/2026-2027",
        "BKK-002/2026-2027",
    ]
    earlier = write(world, 50, date(2026, 6, 30))
    assert (earlier.school_year, earlier.number) == (2025, 1)
    assert earlier.voucher == "BKM-001/2025-2026"
    # The book's order: by day, and within a day what came in first.
    assert [one.received - one.spent for one in entries_of(world.group)] == [
        50, 500, 300, -200, -100,
    ]  # fmt: skip
    assert balances_of(world.group) == {source(world).pk: 550}
    assert balances_of(world.group, OCT) == {source(world).pk: 650}
    assert AuditEntry.objects.filter(verb="cash_entry.recorded").count() == 5


def test_an_entry_neither_changes_nor_goes(world: World) -> None:
    entry = write(world, 500, OCT)
    entry.received = 5
    with pytest.raises(AppendOnlyError):
        entry.save()
    with pytest.raises(AppendOnlyError):
        entry.delete()
    with pytest.raises(AppendOnlyError):
        CashEntry.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        # Past the model, straight at the database.
        CashEntry._base_manager.all()._update([(CashEntry._meta.get_field("received"), None, 5)])  # type: ignore[attr-defined]
    with pytest.raises(DatabaseError), transaction.atomic():
        # Of an open month, too.
        CashEntry._base_manager.filter(pk=entry.pk)._raw_delete("default")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM cash_cashentry")
    with pytest.raises(Exception), transaction.atomic():  # noqa: B017 - PROTECT, whatever it is called
        world.group.delete()
    assert CashEntry.objects.get().received == 500


def test_the_database_itself_keeps_closed_months(world: World) -> None:
    entry = write(world, 500, OCT)
    closed(world, date(2026, 10, 1))
    row = CashEntry(
        group=world.group,
        school_year=2026,
        number=9,
        dated=date(2026, 10, 31),
        source=source(world),
        voucher="X",
        received=1,
        made_at=NOW,
        made_by_id=treasurer(world).user_id,
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        row.save()
    for kept in (entry, MonthClose.objects.get()):
        with pytest.raises(DatabaseError), transaction.atomic():
            type(kept)._base_manager.filter(pk=kept.pk)._raw_delete("default")
    row.dated = NOV
    row.save()
    assert CashEntry.objects.count() == 2


def test_dates_that_cannot_be(world: World) -> None:
    write(world, 500, OCT)
    closed(world, date(2026, 10, 1))
    today = date(2026, 11, 20)
    assert "belum tiba" in refused(world, 5, today + timedelta(days=1)).message
    shut = refused(world, 5, date(2026, 10, 31))
    assert shut.field == "dated"
    assert mentions(shut.message, "31 Oktober 2026")
    assert write(world, 5, date(2026, 11, 1))


def test_two_school_years_back_is_a_slip_of_the_finger(world: World) -> None:
    assert "Periksa tahunnya" in refused(world, 5, date(2025, 6, 30)).message
    assert write(world, 5, date(2025, 7, 1))


def test_a_source_never_holds_less_than_nothing_on_any_day(world: World) -> None:
    write(world, 500, OCT)
    write(world, -400, NOV)
    # There were 500 on the day of the bill; but 400 of them were spent in November.
    said = refused(world, -200, OCT)
    assert said.field == "amount"
    assert mentions(said.message, "Iuran", "3 November 2026", "Rp100", "Rp200")
    none = refused(world, -1, date(2026, 9, 1)).message
    assert mentions(none, "1 September 2026", "Rp0", "Rp1")
    # Another source's money does not help.
    write(world, 9_000, OCT, source=source(world, "BOS"))
    assert refused(world, -200, OCT)
    assert write(world, -100, OCT)
    assert balances_of(world.group)[source(world).pk] == 0


@pytest.mark.parametrize(("received", "spent"), [(0, 0), (5, 5), (10_000_000_001, 0)])
def test_amounts_that_cannot_be(world: World, received: int, spent: int) -> None:
    with pytest.raises(Refused, match="lebih dari nol"):
        write_entry(
            actor=treasurer(world),
            now=NOW,
            group=world.group,
            what=what(world, 5, OCT, received=received, spent=spent),
        )


def test_other_groups_and_closed_sources_are_refused(world: World) -> None:
    theirs = source(world, "Lain")
    theirs.closed_at = NOW
    theirs.save()
    assert "sudah ditutup" in refused(world, 5, OCT, source=theirs).message
    theirs.closed_at, theirs.group = None, world.other
    theirs.save()
    assert refused(world, 5, OCT, source=theirs).field == "source"


def test_items_belong_to_source_year_and_spending(world: World) -> None:
    write(world, 900_000, OCT)
    write(world, 900_000, OCT, source=source(world, "BOS"))
    right = item(world)
    entry = write(world, -60_000, OCT, item=right)
    assert entry.item == right
    assert refused(world, -5, OCT, item=right, source=source(world, "BOS")).field == "item"
    assert refused(world, 5, OCT, item=right).field == "item"
    last_year = item(world, year=2025)
    assert "2025/2026" in refused(world, -5, OCT, item=last_year).message
    # Past the item's budget: kept and told, or refused, as the group wishes.
    assert spent_of(right, 40_001) == 100_001
    write(world, -50_000, OCT, item=right)
    assert spent_of(right) == 110_000
    TreasurySettings.objects.create(group=world.group, over_item="refuse")
    said = refused(world, -5, OCT, item=right).message
    assert mentions(said, "Konsumsi", "Iuran", "Rp10.005", "Rp100.000", "Rp110.005")
    right.line = line(world)
    right.save()
    said = refused(world, -5, OCT, item=right).message
    assert mentions(said, "Konsumsi", "Lokakarya", "Iuran", "Rp10.005")
    assert spent_by_item(right.budget) == {right.pk: 110_000}
    # A smaller sum in its place fits again.
    correct_entry(
        actor=treasurer(world),
        now=NOW,
        entry=entry,
        reason="Salah ketik",
        right=what(world, -50_000, OCT, item=right),
    )
    assert spent_by_item(right.budget) == {right.pk: 100_000}


def test_the_same_form_sent_twice_is_one_entry(world: World) -> None:
    sent = uuid4()
    both = [
        write_entry(
            actor=treasurer(world),
            now=NOW,
            group=world.group,
            what=what(world, 500, OCT),
            sent_id=sent,
        )
        for _tap in range(2)
    ]
    assert both[0] == both[1]
    assert CashEntry.objects.count() == 1


def test_a_mark_of_another_group_is_no_second_tap(world: World) -> None:
    there = Source.objects.create(group=world.other, kind="iuran", name="Iuran", made_at=NOW)
    sent = uuid4()
    for group, of in ((world.other, there), (world.group, source(world))):
        made = write_entry(
            actor=treasurer(world),
            now=NOW,
            group=group,
            what=what(world, 500, OCT, source=of),
            sent_id=sent,
        )
        assert made.group == group


def correct(world: World, entry: CashEntry, **more: object) -> CashEntry:
    return correct_entry(actor=treasurer(world), now=NOW, entry=entry, reason="Salah ketik", **more)


def test_a_correction_is_a_counter_entry_and_the_right_one(world: World) -> None:
    write(world, 500, OCT)
    wrong = write(world, -400, OCT, description="Fotokopi")
    right = correct(world, wrong, right=what(world, -40, OCT, description="Fotokopi"))
    counter = wrong.corrected_by
    assert (counter.received, counter.spent, counter.dated) == (400, 0, OCT)
    assert mentions(counter.description, wrong.voucher, "Fotokopi")
    assert counter.correction_reason == "Salah ketik"
    assert (right.voucher, counter.voucher) == ("BKK-002/2026-2027", "BKM-002/2026-2027")
    assert balances_of(world.group)[source(world).pk] == 460
    with pytest.raises(Refused, match="sudah dibetulkan"):
        correct(world, wrong)
    with pytest.raises(Refused, match="sebuah pembetulan"):
        correct(world, counter)


def test_a_correction_of_a_closed_month_carries_today(world: World) -> None:
    write(world, 500, OCT)
    wrong = write(world, -400, OCT)
    closed(world, date(2026, 10, 1))
    assert correct(world, wrong).dated == date(2026, 11, 20)
    assert balances_of(world.group, date(2026, 10, 31))[source(world).pk] == 100


def test_a_closed_source_is_reopened_before_its_entries_are_put_right(world: World) -> None:
    write(world, 900, OCT, source=source(world, "BOS"))
    came, spent = (write(world, amount, OCT) for amount in (500, -500))
    pot, options = source(world), {"actor": treasurer(world), "now": NOW}
    close_source(**options, source=pot)
    elsewhere = what(world, -500, OCT, source=source(world, "BOS"))
    for wrong, more in ((came, {}), (spent, {}), (spent, {"right": elsewhere})):
        with pytest.raises(Refused, match=r"Iuran.*Buka kembali"):
            correct(world, wrong, **more)
    # A whole import, and one side of a move.
    draft = ImportDraft.objects.create(
        kind="cash", group_id=world.group.pk, state="applied", made_at=NOW,
        made_by_id=treasurer(world).user_id,
    )  # fmt: skip
    reopen_source(**options, source=pot)
    add_entries(
        options["actor"], NOW, world.group,
        [NewEntry(what(world, amount, NOV), EntryReferences(batch=draft.mark)) for amount in (70, -70)],
    )  # fmt: skip
    moved = transfer_money(
        **options, group=world.group, what=what(world, -9, NOV, source=source(world, "BOS")), to=pot
    )
    write(world, -9, NOV)
    close_source(**options, source=pot)
    with pytest.raises(Refused, match="Buka kembali"):
        reverse_import(**options, draft=draft, reason="x")
    with pytest.raises(Refused, match="Buka kembali"):
        correct(world, moved)
    assert balances_of(world.group)[pot.pk] == 0
    # The way that the words tell.
    reopen_source(**options, source=pot)
    correct(world, spent, right=elsewhere)
    with pytest.raises(Refused, match="Rp500"):
        close_source(**options, source=pot)
    transfer_money(
        **options, group=world.group, what=what(world, -500, NOV), to=source(world, "BOS")
    )
    close_source(**options, source=pot)
    assert balances_of(world.group) == {pot.pk: 0, source(world, "BOS").pk: 891}


def test_a_mistake_of_long_ago_is_taken_back_today(world: World) -> None:
    then = NOW - timedelta(days=900)
    wrong = write_entry(
        actor=treasurer(world), now=then, group=world.group, what=what(world, 500, then.date())
    )
    assert correct(world, wrong).dated == date(2026, 11, 20)


def test_money_that_was_spent_since_cannot_be_taken_back(world: World) -> None:
    income = write(world, 500, OCT)
    write(world, -400, NOV)
    with pytest.raises(Refused, match=r"terlampaui Rp400"):
        correct(world, income)
    # With the right sum beside it the days between hold.
    correct(world, income, right=what(world, 450, OCT))
    assert balances_of(world.group)[source(world).pk] == 50


def test_money_moves_as_a_pair_and_goes_back_as_a_pair(world: World) -> None:
    bos = source(world, "BOS")
    write(world, 500, OCT)
    moved = transfer_money(
        actor=treasurer(world), now=NOW, group=world.group, what=what(world, -300, OCT), to=bos
    )
    assert balances_of(world.group) == {source(world).pk: 200, bos.pk: 300}
    with pytest.raises(Refused, match="dicatat lagi"):
        correct(world, moved, right=what(world, -30, OCT))
    correct(world, moved)
    assert balances_of(world.group) == {source(world).pk: 500, bos.pk: 0}
    with pytest.raises(Refused, match="sumber asal"):
        transfer_money(
            actor=treasurer(world),
            now=NOW,
            group=world.group,
            what=what(world, -300, OCT),
            to=source(world),
        )


def test_spending_without_receipt_is_listed(world: World) -> None:
    write(world, 500, OCT)
    plain = write(world, -100, OCT)
    wrong = write(world, -50, OCT)
    correct(world, wrong)
    transfer_money(
        actor=treasurer(world),
        now=NOW,
        group=world.group,
        what=what(world, -30, OCT),
        to=source(world, "BOS"),
    )
    assert list(without_receipt(world.group, 2026)) == [plain]
