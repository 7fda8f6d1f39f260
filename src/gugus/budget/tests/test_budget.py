"""A year's budget is begun, written, agreed."""

from datetime import date
from decimal import Decimal

import pytest

from gugus.budget.queries import budget_rows_of, expected_by_source, opening_balance_by_source
from gugus.budget.services.budget import agree_budget, rows_from_costs, start_budget
from gugus.budget.services.sources import (
    SourceContent,
    add_source,
    change_source,
    close_source,
    plan_contributions,
    reopen_source,
)
from gugus.funds.models import Budget, BudgetItem, Contribution, Source
from gugus.people.models import School
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry
from gugus.programme.models import Line, Programme
from gugus.programme.services.line_costs import write_costs
from tests.support.budgets import (
    YEAR,
    add,
    agreed,
    bos,
    budget,
    change,
    line,
    take_out,
)
from tests.support.cash_book import NOW, chair, source, treasurer, write
from tests.support.world import World


def test_two_officers_begin_one_budget(world: World) -> None:
    assert budget(world) == budget(world)
    assert AuditEntry.objects.filter(verb="budget.started").count() == 1
    with pytest.raises(Refused):
        start_budget(actor=treasurer(world), now=NOW, group=world.group, year=1999)


def test_rows_are_added_changed_and_taken_out(world: World) -> None:
    made = budget(world)
    row = add(world, made, volume=Decimal("2.50"), price=50_000, line=line(world))
    assert (row.volume, row.total) == ("2.5", 125_000)
    changed = change(world, made, row, volume=Decimal(3), price=50_000)
    assert (changed.key, changed.total, changed.line) == (row.key, 150_000, None)
    take_out(world, made, changed)
    assert not BudgetItem.objects.exists()
    assert AuditEntry.objects.filter(verb__startswith="budget_item.").count() == 3


def test_a_broken_rupiah_is_refused_with_words(world: World) -> None:
    made = budget(world)
    with pytest.raises(Refused) as refused:
        add(world, made, volume=Decimal("0.33"), price=50)
    assert refused.value.field == "volume"
    with pytest.raises(Refused) as refused:
        add(world, made, volume=Decimal(99999), price=10**9)
    assert refused.value.field == "price"
    assert not BudgetItem.objects.exists()


def test_a_second_tap_adds_nothing(world: World) -> None:
    made = budget(world)
    add(world, made)
    with pytest.raises(Refused):
        add(world, made)
    assert BudgetItem.objects.count() == 1


def test_two_writers_of_one_row_notice_each_other(world: World) -> None:
    made = budget(world)
    row = add(world, made)
    change(world, made, row, price=30_000)
    with pytest.raises(Refused):
        change(world, made, row, price=40_000)
    assert BudgetItem.objects.get().price == 30_000
    take_out(world, made, row)
    with pytest.raises(Refused):
        take_out(world, made, row)


def test_another_groups_source_or_line_is_refused(world: World) -> None:
    made = budget(world)
    strange = Source.objects.create(group=world.other, name="BOS", kind="bos", made_at=NOW)
    with pytest.raises(Refused):
        add(world, made, source=strange)
    theirs = Programme.objects.create(group=world.other, school_year=YEAR)
    far = Line.objects.create(programme=theirs, kind="rutin", title="X", strategy="diskusi")
    with pytest.raises(Refused):
        add(world, made, line=far)
    close_source(actor=treasurer(world), now=NOW, source=source(world))
    with pytest.raises(Refused):
        add(world, made)


def test_a_row_that_was_spent_of_stays_behind_its_entries(world: World) -> None:
    made = budget(world)
    row = add(world, made)
    write(world, 500_000, date(2026, 8, 1))
    item = BudgetItem.objects.get()
    write(world, -50_000, date(2026, 8, 2), item=item)
    take_out(world, made, row)
    item.refresh_from_db()
    assert item.removed_at == NOW
    assert budget_rows_of(made) == ()


def test_the_chair_agrees_once_and_rows_stand(world: World) -> None:
    empty = budget(world)
    with pytest.raises(Refused):
        agree_budget(actor=chair(world), now=NOW, budget=empty, dated=date(2026, 7, 15))
    made, rows = agreed(world, 100_000)
    assert made.state == Budget.State.AGREED
    for act in (
        lambda: add(world, made),
        lambda: change(world, made, rows[0], price=5),
        lambda: take_out(world, made, rows[0]),
        lambda: agree_budget(actor=chair(world), now=NOW, budget=made, dated=date(2026, 7, 15)),
    ):
        with pytest.raises(Refused):
            act()
    assert budget_rows_of(made) == tuple(rows)


def test_a_budget_is_not_agreed_tomorrow(world: World) -> None:
    made = budget(world)
    add(world, made)
    with pytest.raises(Refused) as refused:
        agree_budget(actor=chair(world), now=NOW, budget=made, dated=date(2026, 11, 21))
    assert refused.value.field == "dated"


def test_costs_and_rows_take_over_from_each_other(world: World) -> None:
    made = budget(world)
    lines = [line(world, "A", 500_000), line(world, "B", 0), line(world, "C", 300_000)]
    add(world, made, line=lines[2], price=10_000)
    actor = treasurer(world)
    taken = {"actor": actor, "now": NOW, "budget": made, "source": source(world), "lines": lines}
    assert [rows_from_costs(**taken) for _ in range(2)] == [1, 0]
    assert {row.line: row.total for row in budget_rows_of(made)} == {
        lines[0].pk: 500_000,
        lines[2].pk: 100_000,
    }
    programme = lines[0].programme
    costs = {one.pk: 100_000 for one in lines[2:]}
    assert write_costs(actor=actor, now=NOW, programme=programme, costs=costs) == 1
    assert write_costs(actor=actor, now=NOW, programme=programme, costs=costs) == 0
    lines[2].refresh_from_db()
    assert (lines[2].cost, lines[2].changed_at) == (100_000, NOW)
    programme.status = Programme.Status.SIGNED
    programme.save()
    with pytest.raises(Refused):
        write_costs(actor=actor, now=NOW, programme=programme, costs={lines[0].pk: 1})


def test_sources_have_names_of_their_own(world: World) -> None:
    words = SourceContent("hibah", "Hibah kabupaten", "")
    made = add_source(actor=treasurer(world), now=NOW, group=world.group, content=words)
    with pytest.raises(Refused) as refused:
        add_source(actor=treasurer(world), now=NOW, group=world.group, content=words)
    assert refused.value.field == "name"
    with pytest.raises(Refused):
        shouted = SourceContent("hibah", "HIBAH KABUPATEN", "")
        add_source(actor=treasurer(world), now=NOW, group=world.group, content=shouted)
    add_source(actor=treasurer(world), now=NOW, group=world.other, content=words)
    other = SourceContent("lain", "Jasa giro", "Bank")
    change_source(actor=treasurer(world), now=NOW, source=made, content=other)
    made.refresh_from_db()
    assert (made.kind, made.name, made.note) == ("lain", "Jasa giro", "Bank")


def test_a_used_source_keeps_its_kind(world: World) -> None:
    add(world, budget(world))
    with pytest.raises(Refused) as refused:
        words = SourceContent("bos", "Iuran", "")
        change_source(actor=treasurer(world), now=NOW, source=source(world), content=words)
    assert refused.value.field == "kind"


def test_a_source_closes_only_when_it_holds_nothing(world: World) -> None:
    made, actor = source(world), treasurer(world)
    write(world, 75_000, date(2026, 8, 1))
    with pytest.raises(Refused, match=r"Rp75\.000"):
        close_source(actor=actor, now=NOW, source=made)
    write(world, -75_000, date(2026, 8, 2))
    close_source(actor=actor, now=NOW, source=made)
    made.refresh_from_db()
    assert made.closed_at == NOW
    reopen_source(actor=actor, now=NOW, source=made)
    made.refresh_from_db()
    assert made.closed_at is None


def test_contributions_by_school_and_without(world: World) -> None:
    first, second = (school.pk for school in world.schools)
    actor = treasurer(world)

    def plan(made: Source, year: int = YEAR, **planned: int) -> None:
        ids = {"a": first, "b": second, "whole": None}
        plan_contributions(
            actor=actor,
            now=NOW,
            source=made,
            year=year,
            planned={ids[name]: amount for name, amount in planned.items()},
        )

    plan(bos(world), a=500_000, b=500_000)
    plan(bos(world), b=250_000)
    plan(bos(world), year=2027, a=1)
    plan(source(world), whole=120_000)
    assert expected_by_source(world.group, YEAR) == {
        bos(world).pk: 750_000,
        source(world).pk: 120_000,
    }
    plan(bos(world), a=0)
    assert not Contribution.objects.filter(school_year=YEAR, school=world.schools[0]).exists()
    assert School.objects.count() == 3


def test_what_a_source_held_before_the_year_is_carried_over(world: World) -> None:
    write(world, 90_000, date(2026, 6, 30))
    write(world, 10_000, date(2026, 7, 1))
    assert opening_balance_by_source(world.group, YEAR) == {source(world).pk: 90_000}
