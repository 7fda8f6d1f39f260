"""The year's account: corrections net out, sums agree, formulas live, undefined stays a dash."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gugus.actuals.papers.account import account_paper
from gugus.actuals.papers.sheets import account_workbook
from gugus.actuals.queries.account import YearAccount, year_account
from gugus.actuals.rules.actuals import PlanAndSpent
from gugus.attendance.models import Attendance
from gugus.budget.papers.rab import rab_paper
from gugus.budget.papers.rab_sheet import rab_workbook
from gugus.budget.services.sources import plan_contributions
from gugus.cash.models import CashEntry
from gugus.cash.queries.flows import SourceTransfers, flows_of
from gugus.cash.services.book import NewEntry, add_entries
from gugus.cash.services.entries import correct_entry, transfer_money
from gugus.funds.models import BudgetItem, Source
from gugus.meetings.models import Meeting
from gugus.people.rules.roles import Role
from gugus.platform.documents.render import to_docx, to_pdf
from tests.support.budgets import (
    TODAY,
    YEAR,
    add,
    agreed,
    begin,
    bos,
    budget,
    hand_in,
    line,
)
from tests.support.cash_book import NOW, source, treasurer, what, write
from tests.support.html import page_of
from tests.support.spreadsheets import Workbook, assert_formulas_hold
from tests.support.world import World

# Of the group's own money and of BOS: sources, or budget items.
Pair = tuple[Any, Any]
AUG, SEP, OCT = date(2026, 8, 10), date(2026, 9, 14), date(2026, 10, 12)


def read(world: World, today: date = TODAY) -> YearAccount:
    return year_account(world.group, YEAR, today=today)


def item(world: World, **more: object) -> BudgetItem:
    row = add(world, budget(world), **more)
    return BudgetItem.objects.get(pk=int(row.key))


def meeting(world: World, day: date, people: int, **more: object) -> Meeting:
    made = Meeting.objects.create(
        group=world.group,
        title="Lokakarya",
        date=day,
        starts_at=time(13),
        ends_at=time(15),
        state=Meeting.State.HELD,
        **more,
    )
    for teacher in world.teachers[:people]:
        Attendance.objects.create(
            meeting=made,
            teacher=teacher,
            status="hadir",
            recorded_by=world.users[Role.SECRETARY],
            recorded_at=NOW,
        )
    return made


def test_corrections_net_out(world: World) -> None:
    one = item(world, line=line(world))
    write(world, 1_000_000, AUG)
    wrong = write(world, -90_000, SEP, item=one)
    right = what(world, -60_000, SEP, item=one)
    correct_entry(actor=treasurer(world), now=NOW, entry=wrong, reason="Salah baca", right=right)
    income = write(world, 50_000, SEP)
    correct_entry(actor=treasurer(world), now=NOW, entry=income, reason="Bukan uang kita")
    flows = flows_of(world.group, YEAR)
    assert (flows.received, flows.spent) == (1_000_000, 60_000)
    assert flows.spent_by("item") == {one.pk: 60_000}
    account = read(world)
    assert account.plan.by_line[line(world).pk] == PlanAndSpent(200_000, 60_000)
    assert account.plan.by_month == {8: PlanAndSpent(200_000, 0), 9: PlanAndSpent(0, 60_000)}
    assert account.balance == 940_000


def test_money_moved_is_neither_income_nor_spending(world: World) -> None:
    write(world, 500_000, AUG)
    transfer_money(
        actor=treasurer(world),
        now=NOW,
        group=world.group,
        what=what(world, -200_000, SEP),
        to=bos(world),
    )
    account = read(world)
    assert (account.flows.received, account.flows.spent) == (500_000, 0)
    assert account.flows.moved == {
        source(world).pk: SourceTransfers(0, 200_000),
        bos(world).pk: SourceTransfers(200_000),
    }
    assert [one.balance for one in account.sources] == [300_000, 200_000]


def test_spending_without_a_row_stands_apart(world: World) -> None:
    one = item(world, month=None)
    write(world, 500_000, AUG)
    write(world, -100_000, SEP, item=one)
    write(world, -30_000, OCT)
    plan = read(world).plan
    assert (plan.unplanned, plan.total) == (30_000, PlanAndSpent(200_000, 130_000))
    assert plan.by_line == {None: PlanAndSpent(200_000, 100_000)}
    assert plan.by_month == {
        None: PlanAndSpent(200_000),
        9: PlanAndSpent(0, 100_000),
        10: PlanAndSpent(0, 30_000),
    }
    assert plan.by_month[9].percent is None


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["in", "out", "take back", "move"]),
            st.integers(1, 400_000),
            st.integers(1, 28),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_every_cut_of_the_year_gives_the_same_sum(
    world: World, steps: list[tuple[str, int, int, bool]]
) -> None:
    """opening + received - spent + moved = balance; lines, sources and months agree."""
    with transaction.atomic():
        pots = (source(world), bos(world))
        items = (item(world, line=line(world)), item(world, source=bos(world)))
        _carry_out(world, pots, items, steps)
        _assert_cuts_agree(read(world))
        transaction.set_rollback(True)


def _carry_out(
    world: World, pots: Pair, items: Pair, steps: list[tuple[str, int, int, bool]]
) -> None:
    """Income and spending in one go, then moves and corrections among them."""
    keeper, days = treasurer(world), [date(2026, 8, day) for _kind, _sum, day, _first in steps]
    rows = [what(world, 9_000_000, date(2026, 7, 1), source=pot) for pot in pots]
    for (kind, amount, _day, first), on in zip(steps, days, strict=True):
        if kind == "in":
            rows.append(what(world, amount, on, source=pots[first]))
        elif kind == "out":
            rows.append(what(world, -amount, on, source=pots[first], item=items[first]))
    add_entries(keeper, NOW, world.group, [NewEntry(one) for one in rows])
    for (kind, amount, _day, first), on in zip(steps, days, strict=True):
        if kind == "move":
            said = what(world, -amount, on, source=pots[first])
            transfer_money(actor=keeper, now=NOW, group=world.group, what=said, to=pots[not first])
        elif kind == "take back":
            last = CashEntry.objects.filter(corrects=None, corrected_by=None, spent__gt=0).last()
            if last is not None:
                correct_entry(actor=keeper, now=NOW, entry=last, reason="Keliru")


def _assert_cuts_agree(account: YearAccount) -> None:
    for own in account.sources:
        moved = own.moved.came - own.moved.went
        assert own.opening + own.received - own.spent + moved == own.balance
    book = sum(row.received - row.spent for row in CashEntry.objects.all())
    assert account.balance == account.flows.received - account.flows.spent == book
    plan = account.plan
    spent = account.flows.spent
    assert sum(f.spent for f in plan.by_line.values()) + plan.unplanned == spent
    assert sum(f.spent for f in plan.by_source.values()) == spent
    assert sum(f.spent for f in plan.by_month.values()) == spent
    assert sum(f.planned for f in plan.by_month.values()) == plan.total.planned


def test_cost_for_each_hour_of_a_person(world: World) -> None:
    mine, idle = line(world), line(world, "Tanpa pertemuan")
    one, other = item(world, line=mine), item(world, line=idle, item="Spanduk")
    write(world, 1_000_000, AUG)
    write(world, -120_000, SEP, item=one)
    write(world, -50_000, SEP, item=other)
    meeting(world, AUG, 3, line=mine)
    meeting(world, SEP, 1, line=mine)
    meeting(world, OCT, 2)
    account = read(world)
    # 3 x 2 hours and 1 x 2 hours.
    found = account.per_hour[mine.pk]
    assert (found.minutes, found.meetings, found.people, found.cost) == (480, 2, 3, 15_000)
    assert account.per_hour[idle.pk].cost is None
    whole = account.per_hour_in_all
    assert (whole.minutes, whole.meetings, whole.people, whole.cost) == (720, 3, 3, 14_167)


def test_nothing_at_all_is_a_dash(world: World) -> None:
    account = read(world)
    assert account.per_hour_in_all.cost is None
    assert account.plan.total.percent is None
    page = world.client(Role.TREASURER).get(f"/g/{world.group.code}/anggaran/realisasi/")
    assert page.status_code == 200


@pytest.fixture
def full(world: World) -> World:
    mine = line(world, "=Lokakarya")
    made = budget(world)
    one = add(world, made, line=mine, volume=Decimal("2.5"), price=50_000, item="=1+1")
    add(world, made, source=bos(world), item="@Spanduk", price=10_000)
    plan_contributions(
        actor=treasurer(world),
        now=NOW,
        source=bos(world),
        year=YEAR,
        planned={world.schools[0].pk: 400_000, world.schools[1].pk: 300_000},
    )
    write(world, 90_000, date(2026, 6, 20))
    write(world, 1_000_000, AUG)
    write(world, 400_000, AUG, source=bos(world), school=world.schools[0])
    write(world, -100_000, SEP, item=BudgetItem.objects.get(pk=int(one.key)))
    write(world, -25_000, OCT)
    meeting(world, SEP, 3, line=mine)
    return world


def test_the_budgets_workbook_lives(full: World) -> None:
    content = rab_workbook(budget(full))
    found = {(one.sheet, one.formula): one.cached for one in assert_formulas_hold(content)}
    assert found["RAB", "=C7*E7"] == 125_000
    assert found["RAB", "=SUM(F7:F7)"] == 125_000
    assert found["RAB", "=F8+F11"] == 225_000
    assert sum("SUMPRODUCT" in formula for _sheet, formula in found) == 2
    texts = Workbook(content).texts()
    assert {"=1+1", "@Spanduk", "=Lokakarya"} <= set(texts)


def test_the_accounts_workbook_lives(full: World) -> None:
    content = account_workbook(read(full))
    found = assert_formulas_hold(content)
    by_sheet = {one.sheet for one in found}
    assert by_sheet == {"Saldo", "RAB", "Realisasi", "Jam-orang"}
    results = {(one.sheet, one.formula): one.cached for one in found}
    # Opening 90,000 + 1,000,000 - 125,000.
    assert 965_000 in [value for (sheet, _f), value in results.items() if sheet == "Saldo"]
    assert results["Realisasi", "=RAB!F8"] == 125_000
    assert "–" in [one.cached for one in found if one.sheet == "Realisasi"]


def test_a_workbook_without_anything_opens(world: World) -> None:
    assert_formulas_hold(rab_workbook(budget(world)))
    assert_formulas_hold(account_workbook(read(world)))


def test_papers_say_what_the_records_say(full: World) -> None:
    paper = account_paper(read(full))
    said = repr(paper)
    for words in (
        "Rp1.400.000",
        "satu juta tiga ratus enam puluh lima ribu rupiah",
        "Belanja Rp25.000 tidak menyebut baris anggaran.",
        "SEMENTARA",
        "SDN Rekaan 01",
    ):
        assert words in said, words
    assert "SEMENTARA" not in repr(account_paper(read(full, date(2027, 7, 1))))
    rab = rab_paper(budget(full))
    assert "dua ratus dua puluh lima ribu rupiah" in repr(rab)
    assert rab.mark == "RANCANGAN"
    for one in (paper, rab):
        assert to_pdf(one).startswith(b"%PDF")
        assert to_docx(one).startswith(b"PK")


def test_revisions_in_force_are_printed(world: World) -> None:
    made, _rows = agreed(world, 1_000_000)
    revision = begin(world, made)
    add(world, made, item="Baru", volume=Decimal(1), price=50_000)
    hand_in(world, revision)
    paper = rab_paper(made)
    assert "Revisi yang berlaku" in repr(paper)
    assert "5,00 %" in repr(paper)
    assert paper.mark == ""
    assert paper.subtitle.endswith("REVISI KE-1")
    revision.refresh_from_db()
    assert paper.dated == revision.dated


def test_files_are_handed_out(full: World) -> None:
    reader, teacher = full.client(Role.SUPERVISOR), full.client(Role.TEACHER)
    for name in ("anggaran/rab", "laporan-keuangan/lpj"):
        here = f"/g/{full.group.code}/{name}"
        for kind in ("pdf", "docx", "xlsx"):
            answer = reader.get(f"{here}.{kind}?tahun={YEAR}")
            assert answer.status_code == 200
            assert answer["Content-Disposition"].startswith("attachment")
            assert teacher.get(f"{here}.{kind}").status_code == 404
        assert reader.get(f"{here}.exe?tahun={YEAR}").status_code == 404


def hub(client: Client, world: World) -> str:
    return client.get(f"/g/{world.group.code}/laporan-keuangan/?tahun={YEAR}").content.decode()


def test_every_member_reads_sums_and_no_more(full: World) -> None:
    write(full, -5_000, OCT, party="Toko Rekaan Jaya")
    page = hub(full.client(Role.TEACHER), full)
    for shown in ("Rp1.400.000", "Rp1.360.000", "=Lokakarya"):
        assert shown in page
    for hidden in ("Toko Rekaan Jaya", "Belanja rekaan", "/anggaran/", "/kas/", "BKK-"):
        assert hidden not in page
    officers = hub(full.client(Role.TREASURER), full)
    for way in (
        "/anggaran/?tahun=",
        "/kas/",
        "/anggaran/sumber/",
        "/anggaran/realisasi/",
        "lpj.pdf",
    ):
        assert way in officers


def test_the_empty_hub_says_what_it_is_for(world: World) -> None:
    assert page_of(hub(world.client(Role.TEACHER), world)).empty
    Source.objects.create(group=world.other, name="Rahasia seberang", kind="lain", made_at=NOW)
    assert "Rahasia seberang" not in hub(world.client(Role.TREASURER), world)
