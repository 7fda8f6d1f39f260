"""Screens of sources, budget, and revisions, tapped through."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from gugus.budget.models import BudgetRevision
from gugus.budget.queries import budget_rows_of
from gugus.budget.services.revisions import withdraw_revision
from gugus.funds.models import Budget, BudgetItem, Contribution, Source, TreasurySettings
from gugus.people.rules.roles import Role
from gugus.programme.models import Line
from tests.support.budgets import (
    YEAR,
    add,
    agreed,
    begin,
    bos,
    budget,
    change,
    hand_in,
    line,
)
from tests.support.cash_book import NOW, source, treasurer, write
from tests.support.html import Part, mentions, page_of
from tests.support.world import World


def at(world: World, path: str) -> str:
    return f"/g/{world.group.code}/anggaran/{path}"


def page(world: World, path: str = f"?tahun={YEAR}", role: Role = Role.TREASURER) -> Part:
    answer = world.client(role).get(at(world, path))
    assert answer.status_code == 200
    return page_of(answer)


def typed(world: World, **more: object) -> dict[str, object]:
    values = {
        "item": "Konsumsi peserta",
        "volume": "2,5",
        "unit": "rim",
        "price": "Rp 50.000",
        "source": source(world).pk,
        "line": "",
        "month": "8",
    }
    return {**values, **more}


def send(client: Client, world: World, path: str, **data: object) -> int:
    return client.post(at(world, path), data).status_code


def test_the_first_time_one_is_led_from_source_to_agreement(world: World) -> None:
    client = world.client(Role.TREASURER)
    assert page(world).empty and page(world).leads_to(at(world, "mulai/"))
    assert send(client, world, "mulai/", year=YEAR) == 302
    assert page(world).leads_to(at(world, "sumber/"))
    assert send(client, world, "sumber/tambah/", kind="bos", name="BOS", note="") == 302
    assert send(client, world, f"{YEAR}/baris/tambah/", **typed(world, source=bos(world).pk)) == 302
    assert "Rp125.000" in page(world)
    assert "seratus dua puluh lima ribu rupiah" in page(world)
    assert mentions(page(world).told, "BOS", "Rp125.000")
    assert page(world).leads_to(at(world, f"{YEAR}/baris/tambah/"))
    chair = world.client(Role.CHAIR)
    assert send(chair, world, f"{YEAR}/sepakati/", dated="2026-07-15") == 302
    assert Budget.objects.get().state == Budget.State.AGREED
    assert not page(world).leads_to(at(world, f"{YEAR}/baris/tambah/"))
    assert page(world).leads_to(at(world, f"{YEAR}/revisi/"))


def test_a_treasurer_does_not_agree(world: World) -> None:
    add(world, budget(world))
    assert send(world.client(Role.TREASURER), world, f"{YEAR}/sepakati/", dated="2026-07-15") == 404
    agreeing = at(world, f"{YEAR}/sepakati/")
    assert not page(world).leads_to(agreeing)
    assert page(world, role=Role.CHAIR).leads_to(agreeing)


@pytest.mark.parametrize("text", ["", "abcd", "20260", "²026"])
def test_an_ugly_year_starts_nothing(world: World, text: str) -> None:
    assert send(world.client(Role.TREASURER), world, "mulai/", year=text) == 302
    assert not Budget.objects.exists()
    assert page(world, f"?tahun={text}")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"item": " "}, "item"),
        ({"item": "x" * 201}, "item"),
        ({"volume": "0"}, "volume"),
        ({"volume": "1,255"}, "volume"),
        ({"volume": "banyak"}, "volume"),
        ({"volume": "0,33", "price": "50"}, "volume"),
        ({"unit": ""}, "unit"),
        ({"price": "0"}, "price"),
        ({"price": "1,5 juta"}, "price"),
        ({"price": "9" * 400}, "price"),
        ({"volume": "90000", "price": "9.000.000.000"}, "price"),
        ({"source": "999999"}, "source"),
        ({"line": "999999"}, "line"),
        ({"month": "13"}, "month"),
    ],
)
def test_ugly_input_is_refused_beside_its_field(
    world: World, changes: dict[str, object], field: str
) -> None:
    budget(world)
    client = world.client(Role.TREASURER)
    answer = client.post(at(world, f"{YEAR}/baris/tambah/"), typed(world, **changes))
    assert answer.status_code == 422
    assert set(answer.context["page"].form.errors) == {field}
    assert page_of(answer).value("item") == "Konsumsi peserta" or field == "item"
    assert not BudgetItem.objects.exists()


def test_quick_entry_goes_on_at_the_same_place(world: World) -> None:
    budget(world)
    mine = line(world)
    client = world.client(Role.TREASURER)
    form = typed(world, line=mine.pk, again="1")
    answer = client.post(at(world, f"{YEAR}/baris/tambah/"), form)
    assert f"program={mine.pk}&sumber={source(world).pk}&bulan=8" in answer["Location"]
    initial = client.get(answer["Location"]).context["page"].form.initial
    assert initial == {"line": mine.pk, "source": source(world).pk, "month": 8}


def test_a_row_is_copied_into_the_form(world: World) -> None:
    row = add(world, budget(world))
    copied = page(world, f"{YEAR}/baris/tambah/?salin={row.key}")
    assert copied.value("item") == "Konsumsi"
    assert copied.value("price") == "20.000"
    assert page(world, f"{YEAR}/baris/tambah/?salin=tidak-ada&program=x")


def test_a_row_is_changed_and_removed(world: World) -> None:
    row = add(world, budget(world))
    client = world.client(Role.TREASURER)
    path = f"{YEAR}/baris/{row.key}/"
    assert page(world, path).value("volume") == "10"
    assert send(client, world, path, **typed(world, seen=row.version)) == 302
    assert BudgetItem.objects.get().total == 125_000
    # Opened before that: what is stored is kept, what was typed too, and the next press counts.
    late = client.post(at(world, path), typed(world, item="Lain", seen=row.version))
    assert late.status_code == 422
    again = late.context["page"].form.data
    assert send(client, world, path, **again.dict()) == 302
    assert BudgetItem.objects.get().item == "Lain"
    assert "Lain" in page(world, f"{path}hapus/").heading
    assert send(client, world, f"{path}hapus/") == 302
    assert not BudgetItem.objects.exists()
    assert client.get(at(world, path)).status_code == 404
    assert client.get(at(world, "2031/baris/tambah/")).status_code == 404


def test_costs_go_both_ways(world: World) -> None:
    budget(world)
    first, second = line(world, "Lokakarya A", 700_000), line(world, "Lokakarya B", 50_000)
    client = world.client(Role.TREASURER)
    add(world, budget(world), line=second)
    rows = page(world).entries("Lokakarya B")
    assert any(row.says("Rp50.000") for row in rows)
    assert mentions(page(world).told, "Lokakarya A")
    assert send(client, world, f"{YEAR}/dari-program/", source=source(world).pk) == 302
    assert BudgetItem.objects.get(line=first).total == 700_000
    assert page(world).leads_to(at(world, f"{YEAR}/biaya-program/"))
    assert page(world, f"{YEAR}/biaya-program/").says("Lokakarya B", "Rp50.000", "Rp200.000")
    assert send(client, world, f"{YEAR}/biaya-program/") == 302
    assert Line.objects.get(pk=second.pk).cost == 200_000
    assert not page(world).leads_to(at(world, f"{YEAR}/biaya-program/"))


def test_a_source_that_promises_too_little_is_warned_of(world: World) -> None:
    made = budget(world)
    add(world, made, volume=Decimal(1), price=500_000)
    Contribution.objects.create(source=source(world), school_year=YEAR, planned=300_000)
    write(world, 50_000, date(2026, 6, 1))
    assert mentions(page(world).told, "Iuran", "Rp150.000", "Rp500.000", "Rp350.000")


def test_contributions_are_typed_for_all_schools_at_once(world: World) -> None:
    first, second = world.schools
    client = world.client(Role.TREASURER)
    path = f"sumber/{bos(world).pk}/rencana/?tahun={YEAR}"
    assert first.name in page(world, path)
    form = {"everybody": "500.000", f"s{first.pk}": "", f"s{second.pk}": "250.000"}
    assert send(client, world, path, **form) == 302
    planned = {row.school_id: row.planned for row in Contribution.objects.all()}
    assert planned == {first.pk: 500_000, second.pk: 250_000}
    write(world, 300_000, date(2026, 8, 1), source=bos(world), school=first)
    seen = page(world, f"sumber/?tahun={YEAR}")
    for words in ("Rp750.000", "Rp300.000", "Rp450.000", "Rp200.000"):
        assert words in seen
    assert send(client, world, path, everybody="x") == 422


def test_other_sources_have_one_plan(world: World) -> None:
    client = world.client(Role.TREASURER)
    path = f"sumber/{source(world).pk}/rencana/?tahun={YEAR}"
    assert send(client, world, path, whole="1.200.000") == 302
    assert Contribution.objects.get().planned == 1_200_000
    assert send(client, world, path, whole="") == 302
    assert not Contribution.objects.exists()


def test_sources_close_and_open_again(world: World) -> None:
    client, made = world.client(Role.TREASURER), source(world)
    write(world, 1_000, date(2026, 8, 1))
    closing = f"sumber/{made.pk}/tutup/"
    refused = page_of(client.post(at(world, closing), follow=True))
    assert refused.says("Rp1.000") and "masih bersaldo" in refused
    write(world, -1_000, date(2026, 8, 1))
    assert made.name in page(world, closing).heading
    assert send(client, world, f"sumber/{made.pk}/tutup/") == 302
    assert page(world, "sumber/").entry(made.name).leads_to(at(world, f"sumber/{made.pk}/buka/"))
    assert send(client, world, f"sumber/{made.pk}/buka/") == 302
    assert Source.objects.get().closed_at is None
    assert send(client, world, f"sumber/{made.pk}/", kind="hibah", name="Hibah", note="") == 422


def test_who_is_bound_by_the_rules_does_not_set_them(world: World) -> None:
    address = at(world, "aturan/")
    assert world.client(Role.TREASURER).get(address).status_code == 404
    assert not page(world, "sumber/").leads_to(address)
    assert page(world, "sumber/", Role.CHAIR).leads_to(address)


def test_only_changed_rules_are_written(world: World) -> None:
    client = world.client(Role.CHAIR)
    form = client.get(at(world, "aturan/")).context["page"].form
    seen = {f"initial-{name}": form[name].initial or "" for name in form.fields}
    data = {"revision_percent": "15", "over_item": "warn", "cash_limit": "2.000.000", **seen}
    assert send(client, world, "aturan/", **data) == 302
    row = TreasurySettings.objects.get()
    assert (row.revision_percent, row.over_item, row.cash_limit) == (15, "warn", 2_000_000)
    assert send(client, world, "aturan/", **{**data, "revision_percent": "26"}) == 422
    assert "sampai 15 %" in page(world, "sumber/")


def test_the_story_of_a_revision(world: World) -> None:
    made, rows = agreed(world, 500_000, 500_000)
    client, supervisor = world.client(Role.TREASURER), world.client(Role.SUPERVISOR)
    answer = client.post(at(world, f"{YEAR}/revisi/"))
    path = f"revisi/{BudgetRevision.objects.get().pk}/"
    assert answer["Location"].endswith(path)
    assert page(world, path).empty
    assert not page(world, path).leads_to(at(world, f"{path}ajukan/"))
    form = typed(
        world, item="Pos 1", volume="1", unit="kali", price="900.000", seen=rows[0].version
    )
    assert send(client, world, f"{YEAR}/baris/{rows[0].key}/", **form) == 302
    seen = page(world, path)
    assert seen.says("40 %") and seen.leads_to(at(world, f"{path}ajukan/"))
    assert "pengawas" in seen
    for told in (seen.told, page(world, f"{path}ajukan/").told):
        assert mentions(told, "Rp1.400.000")
    assert page(world).only("a", href=at(world, path))
    assert send(client, world, f"{path}ajukan/", dated="2026-11-20", reason="") == 422
    assert send(client, world, f"{path}ajukan/", dated="2026-11-20", reason="Harga naik") == 302
    assert "menunggu" in page(world).entry("Revisi 1").states[0].lower()
    home = f"/g/{world.group.code}/"
    assert page_of(supervisor.get(home)).leads_to(at(world, path))
    assert not page_of(client.get(home)).leads_to(at(world, path))
    assert send(client, world, f"{path}putuskan/", verdict="ya", dated="2026-11-20") == 404
    chair = world.client(Role.CHAIR)
    assert send(chair, world, f"{path}putuskan/", verdict="ya", dated="2026-11-20") == 422
    data = {"dated": "2026-11-20", "note": ""}
    assert send(supervisor, world, f"{path}putuskan/", verdict="tidak", **data) == 422
    assert send(supervisor, world, f"{path}putuskan/", verdict="ya", **data) == 302
    assert sum(row.total for row in budget_rows_of(made)) == 1_400_000
    done = page(world, path)
    for words in ("Berlaku", "Harga naik", "Contoh supervisor"):
        assert words in done
    assert "Revisi 1" in page(world)


def test_a_working_copy_is_thrown_away_and_a_waiting_one_withdrawn(world: World) -> None:
    made, rows = agreed(world, 500_000)
    client = world.client(Role.TREASURER)
    first = begin(world, made)
    assert page(world, f"revisi/{first.pk}/buang/").buttons
    assert send(client, world, f"revisi/{first.pk}/buang/") == 302
    assert not BudgetRevision.objects.exists()
    second = begin(world, made)
    change(world, made, rows[0], item="Pos 1", volume=Decimal(1), price=900_000)
    hand_in(world, second)
    assert "revisi 1" in page(world, f"revisi/{second.pk}/tarik/").heading
    assert send(client, world, f"revisi/{second.pk}/tarik/") == 302
    again = client.post(at(world, f"revisi/{second.pk}/tarik/"), follow=True)
    assert "tidak lagi menunggu" in page_of(again)


def test_cuts_below_spending_are_named_and_known(world: World) -> None:
    made, rows = agreed(world, 900_000, 100_000)
    write(world, 1_000_000, date(2026, 8, 1))
    item = BudgetItem.objects.get(pk=int(rows[1].key))
    write(world, -80_000, date(2026, 8, 2), item=item)
    revision = begin(world, made)
    change(world, made, rows[1], item="Pos 2", volume=Decimal(1), price=50_000)
    path, client = f"revisi/{revision.pk}/ajukan/", world.client(Role.TREASURER)
    assert page(world, path).says("Pos 2", "Rp80.000", "Rp50.000")
    said = {"dated": "2026-11-20", "reason": "Batal"}
    assert send(client, world, path, **said) == 422
    assert send(client, world, path, **said, knows="on") == 302


def test_readers_see_and_do_not_write(world: World) -> None:
    made, rows = agreed(world, 900_000)
    revision = begin(world, made)
    change(world, made, rows[0], item="Pos 1", volume=Decimal(1), price=890_000)
    for role in (Role.SUPERVISOR, Role.SECRETARY, Role.SCHOOL_HEAD):
        seen = page(world, f"revisi/{revision.pk}/", role)
        assert "Rp890.000" in seen
        assert not seen.leads_to(at(world, f"revisi/{revision.pk}/ajukan/"))
        assert not page(world, role=role).leads_to(at(world, f"{YEAR}/revisi/"))
    withdrawn = begin(world, made)
    hand_in(world, withdrawn)
    assert BudgetRevision.objects.get().state == BudgetRevision.State.IN_FORCE
    with pytest.raises(Exception, match="menunggu"):
        withdraw_revision(actor=treasurer(world), now=NOW, revision=withdrawn)
