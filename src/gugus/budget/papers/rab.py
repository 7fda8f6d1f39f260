"""The RAB: a year's budget as an official paper, always in Indonesian."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.utils.dates import MONTHS
from django.utils.translation import override

from gugus.budget.models import BudgetRevision
from gugus.budget.queries import (
    budget_row_of,
    expected_by_source,
    items_of,
    opening_balance_by_source,
    year_lines,
)
from gugus.budget.rules.limits import SourcePlan, plans_by_source
from gugus.funds.models import Budget, BudgetItem, Source
from gugus.funds.papers import money_signatures
from gugus.funds.queries import sources_of
from gugus.funds.rules.budget_rows import without_trailing_zeros
from gugus.funds.rules.rupiah import MAX_IN_WORDS, terbilang
from gugus.people.papers import full_name, letterhead_of
from gugus.people.rules.years import school_year_bounds, school_year_label
from gugus.platform.documents.paper import Block, Column, Heading, Paper, Paragraph, Table
from gugus.platform.web.formats import long_date, rupiah
from gugus.programme.rules.months import SCHOOL_MONTHS

GENERAL = "Umum (bukan program tertentu)"
_NO = Column("No", 0.5, "center")


def rab_paper(budget: Budget) -> Paper:
    """The budget in force; the working copy of a revision is not on it."""
    with override("id"):
        year = school_year_label(budget.school_year)
        revised = _last_revision(budget)
        which = f"\nREVISI KE-{revised.number}" if revised is not None else ""
        return Paper(
            file_stem=f"RAB {budget.group.name} {year.replace('/', '-')}",
            title="RENCANA ANGGARAN BIAYA (RAB)",
            subtitle=f"{full_name(budget.group).upper()}\nTAHUN PELAJARAN {year}{which}",
            letterhead=letterhead_of(budget.group),
            blocks=_blocks(budget),
            mark="RANCANGAN" if budget.state == Budget.State.DRAFT else "",
            dated=_in_force_since(budget),
            keywords=("RAB", "anggaran", year),
        )


def _last_revision(budget: Budget) -> BudgetRevision | None:
    rows = budget.revisions.filter(state=BudgetRevision.State.IN_FORCE)
    return rows.order_by("number").last()


def _in_force_since(budget: Budget) -> date | None:
    """The day from which the printed rows hold: of the last revision, else of the agreement."""
    revised = _last_revision(budget)
    return (revised.decided_on or revised.dated) if revised is not None else budget.agreed_on


def items_by_line(budget: Budget) -> list[tuple[str, list[BudgetItem]]]:
    """Every programme line with its items, in the programme's order; items without line last."""
    items = items_of(budget)
    lines = year_lines(budget.group, budget.school_year, [budget_row_of(item) for item in items])
    titled: Iterable[tuple[int | None, str]] = [(x.pk, x.title) for x in lines]
    groups = [(title, [i for i in items if i.line_id == pk]) for pk, title in titled]
    groups.append((GENERAL, [item for item in items if item.line_id is None]))
    return [(title, own) for title, own in groups if own]


def source_plans(budget: Budget) -> list[tuple[Source, SourcePlan]]:
    """Every source with what it brings and what is planned of it."""
    plans = plans_by_source(
        [budget_row_of(item) for item in items_of(budget)],
        expected_by_source(budget.group, budget.school_year),
        opening_balance_by_source(budget.group, budget.school_year),
    )
    sources = {one.pk: one for one in sources_of(budget.group, with_closed=True)}
    return [(sources[plan.source], plan) for plan in plans if plan.source in sources]


def volume_text(volume: Decimal) -> str:
    """'2,5'."""
    return str(without_trailing_zeros(volume)).replace(".", ",")


def amount_in_words(amount: int) -> str:
    """'Terbilang: satu juta rupiah.'; nothing where words cannot say it."""
    if not 0 <= amount <= MAX_IN_WORDS:
        return ""
    return f"Terbilang: {terbilang(amount)} rupiah."


def _blocks(budget: Budget) -> tuple[Block, ...]:
    groups = items_by_line(budget)
    total = sum(item.total for _title, items in groups for item in items)
    first, _last = school_year_bounds(budget.school_year)
    since = _in_force_since(budget)
    return (
        Heading("A. Rencana penerimaan dan belanja menurut sumber dana"),
        _sources(source_plans(budget)),
        Heading("B. Rincian belanja"),
        *_details(groups),
        Heading("C. Rekapitulasi"),
        _summary(groups, total),
        Paragraph(amount_in_words(total)),
        Heading("D. Rencana belanja per bulan"),
        _months([item for _title, items in groups for item in items], total),
        *_revisions(budget),
        money_signatures(budget.group, since or first, dated=since),
    )


def _sources(plans: Sequence[tuple[Source, SourcePlan]]) -> Block:
    if not plans:
        return Paragraph("Belum ada sumber dana.")
    columns = (
        _NO,
        Column("Sumber dana", 2.6),
        Column("Rencana masuk", 1.5, "right"),
        Column("Sisa tahun lalu", 1.5, "right"),
        Column("Rencana belanja", 1.5, "right"),
    )
    rows = [
        (f"{n}.", one.name, rupiah(p.expected), rupiah(p.carried), rupiah(p.planned))
        for n, (one, p) in enumerate(plans, start=1)
    ]
    sums = (
        rupiah(sum(getattr(plan, name) for _one, plan in plans))
        for name in ("expected", "carried", "planned")
    )
    return Table(columns, (*rows, ("", "Jumlah", *sums)))


def _details(groups: Sequence[tuple[str, list[BudgetItem]]]) -> tuple[Block, ...]:
    columns = (
        _NO,
        Column("Uraian", 2.9),
        Column("Volume", 0.8, "right"),
        Column("Satuan", 1.0),
        Column("Harga satuan", 1.4, "right"),
        Column("Jumlah", 1.5, "right"),
        Column("Sumber dana", 1.6),
    )
    blocks: list[Block] = []
    for number, (title, items) in enumerate(groups, start=1):
        rows = [_detail(n, item) for n, item in enumerate(items, start=1)]
        total = rupiah(sum(item.total for item in items))
        rows.append(("", "Jumlah", "", "", "", total, ""))
        blocks += [Heading(f"{number}. {title}", 2), Table(columns, tuple(rows))]
    return tuple(blocks) or (Paragraph("Belum ada baris anggaran."),)


def _detail(number: int, item: BudgetItem) -> tuple[str, ...]:
    return (
        f"{number}.",
        item.item,
        volume_text(item.volume),
        item.unit,
        rupiah(item.price),
        rupiah(item.total),
        item.source.name,
    )


def _summary(groups: Sequence[tuple[str, list[BudgetItem]]], total: int) -> Block:
    rows = [
        (f"{n}.", title, rupiah(sum(item.total for item in items)))
        for n, (title, items) in enumerate(groups, start=1)
    ]
    columns = (_NO, Column("Program", 4.5), Column("Jumlah", 1.6, "right"))
    return Table(columns, (*rows, ("", "Jumlah seluruhnya", rupiah(total))))


def _months(items: Sequence[BudgetItem], total: int) -> Block:
    sums: dict[int | None, int] = {}
    for item in items:
        sums[item.month] = sums.get(item.month, 0) + item.total
    months: tuple[int | None, ...] = (*SCHOOL_MONTHS, None)
    rows = [
        (str(MONTHS[month]) if month else "Belum ditentukan", rupiah(sums[month]))
        for month in months
        if month in sums
    ]
    columns = (Column("Bulan", 3.0), Column("Jumlah", 1.6, "right"))
    return Table(columns, (*rows, ("Jumlah", rupiah(total))))


def _revisions(budget: Budget) -> tuple[Block, ...]:
    rows = [
        _revision(revision)
        for revision in budget.revisions.filter(state=BudgetRevision.State.IN_FORCE)
    ]
    if not rows:
        return ()
    columns = (
        Column("Revisi", 0.6, "center"),
        Column("Tanggal", 1.4),
        Column("Alasan", 3.0),
        Column("Bergeser", 0.9, "right"),
        Column("Persetujuan", 2.2),
    )
    return (Heading("E. Revisi yang berlaku"), Table(columns, tuple(rows)))


def _revision(revision: BudgetRevision) -> tuple[str, ...]:
    approval = "dilaporkan sendiri"
    if revision.limit_percent is not None:
        approval += f" (batas {revision.limit_percent} %)"
    if revision.needs_approval:
        letter = f"\nsurat {revision.decided_letter}" if revision.decided_letter else ""
        approval = f"{revision.decided_by_name}, {_short(revision.decided_on)}{letter}"
    share = f"{revision.share / 100:.2f}".replace(".", ",")
    return (
        str(revision.number),
        _short(revision.dated),
        revision.reason,
        f"{share} %",
        approval,
    )


def _short(value: date | None) -> str:
    return long_date(value).partition(", ")[2] if value is not None else "–"
