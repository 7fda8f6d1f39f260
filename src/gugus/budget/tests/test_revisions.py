"""Revisions of an agreed budget."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from gugus.budget.models import BudgetRevision
from gugus.budget.queries import budget_rows_of, limit_of
from gugus.budget.services.budget import agree_budget
from gugus.budget.services.revisions import (
    RevisionDecision,
    decide_revision,
    discard_revision,
    withdraw_revision,
)
from gugus.budget.services.sources import change_treasury_settings
from gugus.funds.models import BudgetItem, LimitChange, TreasurySettings
from gugus.funds.rules.budget_rows import rows_from_json
from gugus.people.models import RoleAssignment
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from tests.support.budgets import (
    TODAY,
    YEAR,
    add,
    agreed,
    begin,
    budget,
    change,
    hand_in,
    line,
    supervisor,
    take_out,
)
from tests.support.cash_book import NOW, chair, treasurer, write
from tests.support.html import mentions, page_of
from tests.support.world import SINCE, World

State = BudgetRevision.State


def one(world: World, made: object, row: object, price: int) -> None:
    """A row gets another price, with what else it says."""
    change(world, made, row, item=row.item, volume=Decimal(1), price=price)


def test_a_small_revision_is_in_force_at_once(world: World) -> None:
    made, rows = agreed(world, 500_000, 500_000)
    revision = begin(world, made)
    one(world, made, rows[0], 400_000)
    one(world, made, rows[1], 600_000)
    assert budget_rows_of(made) == tuple(rows), "the budget stands until the revision is handed in"
    done = hand_in(world, revision)
    assert (done.number, done.state, done.share, done.needs_approval) == (
        1,
        State.IN_FORCE,
        1000,
        False,
    )
    assert [row.total for row in budget_rows_of(made)] == [400_000, 600_000]
    assert {row.key for row in budget_rows_of(made)} == {row.key for row in rows}


def test_above_the_limit_it_waits_and_changes_nothing(world: World) -> None:
    made, rows = agreed(world, 500_000, 500_000)
    revision = begin(world, made)
    one(world, made, rows[0], 600_001)
    done = hand_in(world, revision)
    assert (done.state, done.needs_approval) == (State.PENDING, True)
    assert budget_rows_of(made) == tuple(rows)
    with pytest.raises(Refused):
        begin(world, made)
    with pytest.raises(Refused):
        add(world, made)


def test_the_limit_is_the_groups_own(world: World) -> None:
    TreasurySettings.objects.create(group=world.group, revision_percent=25)
    made, rows = agreed(world, 1_000_000)
    revision = begin(world, made)
    one(world, made, rows[0], 1_250_000)
    assert hand_in(world, revision).state == State.IN_FORCE


def set_limit(world: World, percent: int) -> None:
    change_treasury_settings(
        actor=chair(world), now=NOW, group=world.group, changes={"revision_percent": percent}
    )


def test_a_limit_raised_for_one_revision_does_not_count(world: World) -> None:
    """What was agreed keeps its limit; lowered it counts at once, raised for the next budget."""
    made, rows = agreed(world, 500_000, 500_000)
    with pytest.raises(Refused, match="25") as refused:
        set_limit(world, 26)
    assert refused.value.field == "revision_percent"
    set_limit(world, 25)
    set_limit(world, 25)
    revision = begin(world, made)
    one(world, made, rows[0], 700_000)
    client, path = world.client(Role.CHAIR), f"/g/rekaan-1/anggaran/revisi/{revision.pk}/"
    page = page_of(client.get(path))
    assert page.says("10 %")
    assert mentions(page.told, "10 %", "25 %", "Contoh chair")
    done = hand_in(world, revision)
    assert (done.state, done.limit_percent) == (State.PENDING, 10)
    withdraw_revision(actor=chair(world), now=NOW, revision=done)
    set_limit(world, 3)
    rules = page_of(client.get("/g/rekaan-1/anggaran/sumber/?tahun=2026"))
    assert mentions(rules.items[0].text, "3 %")
    again = begin(world, made)
    one(world, made, rows[0], 550_000)
    done = hand_in(world, again)
    assert (done.share, done.state, done.limit_percent) == (500, State.PENDING, 3)
    set_limit(world, 20)
    rules = page_of(client.get("/g/rekaan-1/anggaran/sumber/?tahun=2026"))
    assert mentions(rules.items[0].text, "10 %") and mentions(rules.items[1].text, "20 %")
    # What comes later does not change what a revision was judged by.
    set_limit(world, 20)
    page = page_of(client.get(path))
    assert page.says("10 %")
    assert page_of(client.get("/g/rekaan-1/anggaran/?tahun=2026")).says("3 %")
    assert [(c.before, c.after) for c in LimitChange.objects.all()] == [(10, 25), (25, 3), (3, 20)]
    assert page_of(client.get("/g/rekaan-1/anggaran/sumber/")).says("3 %", "20 %")
    with pytest.raises(DatabaseError), transaction.atomic():
        LimitChange._base_manager.all()._raw_delete("default")
    # A budget that is agreed from now on has it.
    following = budget(world, YEAR + 1)
    add(world, following, price=50_000)
    agree_budget(actor=chair(world), now=NOW, budget=following, dated=TODAY)
    following.refresh_from_db()
    assert limit_of(following) == 20


def test_small_steps_add_up(world: World) -> None:
    """Two self-reported revisions of 6 % are 12 %: the second waits."""
    made, rows = agreed(world, 500_000, 500_000)
    revision = begin(world, made)
    one(world, made, rows[0], 440_000)
    one(world, made, rows[1], 560_000)
    assert hand_in(world, revision).state == State.IN_FORCE
    revision = begin(world, made)
    rows = budget_rows_of(made)
    one(world, made, rows[0], 380_000)
    one(world, made, rows[1], 620_000)
    done = hand_in(world, revision)
    assert (done.number, done.state, done.share, done.share_since) == (2, State.PENDING, 600, 1200)
    decide_revision(
        actor=supervisor(world), now=NOW, revision=done, decision=RevisionDecision(True, TODAY)
    )
    # Approved: from here the count begins anew.
    revision = begin(world, made)
    rows = budget_rows_of(made)
    one(world, made, rows[0], 320_000)
    one(world, made, rows[1], 680_000)
    assert hand_in(world, revision).state == State.IN_FORCE


def test_new_and_removed_rows(world: World) -> None:
    made, rows = agreed(world, 900_000, 100_000)
    revision = begin(world, made)
    take_out(world, made, rows[1])
    fresh = add(world, made, item="Baru", volume=Decimal(1), price=100_000, line=line(world))
    assert fresh.key == "b1"
    done = hand_in(world, revision)
    kept = budget_rows_of(made)
    assert [row.item for row in kept] == ["Pos 1", "Baru"]
    assert rows_from_json(done.after) == kept, "new rows are remembered by the number they now have"
    gone = BudgetItem.objects.get(pk=int(rows[1].key))
    assert gone.removed_at == NOW


def test_a_row_below_what_was_spent_needs_a_word(world: World) -> None:
    made, rows = agreed(world, 900_000, 100_000)
    write(world, 1_000_000, date(2026, 8, 1))
    item = BudgetItem.objects.get(pk=int(rows[1].key))
    write(world, -80_000, date(2026, 8, 2), item=item)
    revision = begin(world, made)
    one(world, made, rows[1], 50_000)
    with pytest.raises(Refused) as refused:
        hand_in(world, revision)
    assert refused.value.field == "knows"
    assert hand_in(world, revision, knows=True).state == State.IN_FORCE


def test_what_cannot_be_handed_in(world: World) -> None:
    made, rows = agreed(world, 900_000)
    revision = begin(world, made)
    with pytest.raises(Refused):
        hand_in(world, revision)
    take_out(world, made, rows[0])
    with pytest.raises(Refused):
        hand_in(world, revision)
    add(world, made, item="Pos", volume=Decimal(1), price=900_000)
    for dated in (date(2026, 11, 21), date(2026, 7, 14)):
        with pytest.raises(Refused) as refused:
            hand_in(world, revision, dated=dated)
        assert refused.value.field == "dated"
    done = hand_in(world, revision)
    with pytest.raises(Refused):
        hand_in(world, done)


def waiting(world: World) -> BudgetRevision:
    made, rows = agreed(world, 500_000, 500_000)
    revision = begin(world, made)
    one(world, made, rows[0], 900_000)
    return hand_in(world, revision)


def test_a_supervisor_approves_in_the_own_name(world: World) -> None:
    done = decide_revision(
        actor=supervisor(world),
        now=NOW,
        revision=waiting(world),
        decision=RevisionDecision(True, TODAY),
    )
    assert (done.state, done.decided_by_name) == (State.IN_FORCE, supervisor(world).name)
    assert sum(row.total for row in budget_rows_of(done.budget)) == 1_400_000


def test_a_chair_needs_the_offices_letter(world: World) -> None:
    revision = waiting(world)

    def decide(**more: object) -> BudgetRevision:
        decision = RevisionDecision(**({"approves": True, "dated": TODAY} | more))
        return decide_revision(actor=chair(world), now=NOW, revision=revision, decision=decision)

    for said, field in (
        ({}, "letter"),
        ({"letter": "900/12/Disdik"}, "name"),
        ({"letter": "900/12/Disdik", "name": "Pejabat", "dated": date(2026, 12, 1)}, "dated"),
    ):
        with pytest.raises(Refused) as refused:
            decide(**said)
        assert refused.value.field == field
    done = decide(letter="900/12/Disdik", name="Pejabat Rekaan")
    assert (done.state, done.decided_letter) == (State.IN_FORCE, "900/12/Disdik")
    with pytest.raises(Refused):
        decide(letter="900/12/Disdik", name="Pejabat Rekaan")


def test_nobody_approves_the_own_revision_alone(world: World) -> None:
    revision = waiting(world)
    both = world.users[Role.TREASURER]
    RoleAssignment.objects.create(user=both, role=Role.SUPERVISOR, group=world.group, since=SINCE)
    with pytest.raises(Refused) as refused:
        decide_revision(
            actor=treasurer(world),
            now=NOW,
            revision=revision,
            decision=RevisionDecision(True, TODAY),
        )
    assert refused.value.field == "letter"


def test_refused_with_a_reason_and_begun_again(world: World) -> None:
    revision = waiting(world)
    with pytest.raises(Refused) as refused:
        decide_revision(
            actor=supervisor(world),
            now=NOW,
            revision=revision,
            decision=RevisionDecision(False, TODAY),
        )
    assert refused.value.field == "note"
    done = decide_revision(
        actor=supervisor(world),
        now=NOW,
        revision=revision,
        decision=RevisionDecision(False, TODAY, note="Kurangi honor"),
    )
    assert done.state == State.REFUSED
    assert sum(row.total for row in budget_rows_of(done.budget)) == 1_000_000
    again = begin(world, done.budget)
    one(world, done.budget, budget_rows_of(done.budget)[0], 510_000)
    assert hand_in(world, again).number == 2


def test_numbers_have_no_gap(world: World) -> None:
    made, _rows = agreed(world, 1_000_000)
    discard_revision(actor=treasurer(world), now=NOW, revision=begin(world, made))
    for price, number in ((1_010_000, 1), (1_020_000, 2)):
        revision = begin(world, made)
        one(world, made, budget_rows_of(made)[0], price)
        assert hand_in(world, revision).number == number
    revision = begin(world, made)
    one(world, made, budget_rows_of(made)[0], 2_000_000)
    waits = hand_in(world, revision)
    withdraw_revision(actor=treasurer(world), now=NOW, revision=waits)
    waits.refresh_from_db()
    assert (waits.number, waits.state) == (3, State.WITHDRAWN)
    with pytest.raises(Refused):
        withdraw_revision(actor=treasurer(world), now=NOW, revision=waits)
    with pytest.raises(Refused):
        discard_revision(actor=treasurer(world), now=NOW, revision=waits)


def test_one_open_revision_a_budget(world: World) -> None:
    made, _rows = agreed(world, 1_000_000)
    first = begin(world, made)
    assert begin(world, made) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetRevision.objects.create(
            budget=made, before=[], after=[], made_at=NOW, made_by_id=treasurer(world).user_id
        )
    discard_revision(actor=treasurer(world), now=NOW, revision=first)
    with pytest.raises(Refused):
        hand_in(world, first)


def test_a_draft_needs_no_revision(world: World) -> None:
    with pytest.raises(Refused):
        begin(world, budget(world))


def test_a_line_that_left_the_programme_is_let_go(world: World) -> None:
    made, _rows = agreed(world, 1_000_000)
    revision, gone = begin(world, made), line(world, "Sementara")
    add(world, made, item="Baru", volume=Decimal(1), price=10_000, line=gone)
    gone.delete()
    hand_in(world, revision)
    assert [row.line for row in budget_rows_of(made)] == [None, None]
