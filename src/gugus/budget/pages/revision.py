"""A revision: what it changes, what that shifts, and what can be done with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gugus.budget.models import BudgetRevision
from gugus.budget.pages import links
from gugus.budget.pages.budget import share_text, shortage_text
from gugus.budget.pages.rows import BudgetLineSection, budget_line_rows, month_of, volume_of
from gugus.budget.queries import (
    approved_rows,
    budget_rows_of,
    expected_by_source,
    limit_changes,
    limit_of,
    opening_balance_by_source,
    year_lines,
)
from gugus.budget.rules.limits import plans_by_source
from gugus.budget.rules.revisions import (
    BudgetRowChange,
    Overspent,
    RowChangeKind,
    budget_row_changes,
    budget_shift,
    overspent_rows,
)
from gugus.cash.queries.book import spent_by_item
from gugus.funds.models import LimitChange, Source
from gugus.funds.queries import sources_of
from gugus.funds.rules.budget_rows import BudgetRow, rows_from_json
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_label
from gugus.platform.web.formats import rupiah, short_date

State = BudgetRevision.State


@dataclass(frozen=True)
class BudgetChangeRow:
    """One row that is touched: what stood, what is to stand, and the step in rupiah."""

    what: str
    item: str
    before: str
    after: str
    old: int
    new: int
    step: int


@dataclass(frozen=True)
class BudgetRevisionPage:
    """The screen `budget:revision`."""

    title: str
    year: str
    budget_href: str
    state: str
    is_draft: bool
    waits: bool
    facts: tuple[tuple[str, str], ...]
    verdict: str
    # Changes of the limit since the budget was agreed, and which of them count here.
    limit_notes: tuple[str, ...]
    needs_approval: bool
    changes: tuple[BudgetChangeRow, ...]
    warnings: tuple[str, ...]
    old_total: int
    new_total: int
    groups: tuple[BudgetLineSection, ...]
    add_href: str
    hand_in_href: str
    discard_href: str
    withdraw_href: str
    decide_href: str


@dataclass(frozen=True)
class _Read:
    """Rows before and after, and what differs."""

    before: tuple[BudgetRow, ...]
    after: tuple[BudgetRow, ...]
    touched: tuple[BudgetRowChange, ...]
    share: int
    share_since: int
    # None on a revision handed in before limits were kept.
    limit: int | None
    needs_approval: bool


def revision_page(actor: Actor, revision: BudgetRevision) -> BudgetRevisionPage:
    """The revision as it stands; a copy being written with its rows to change."""
    budget, group = revision.budget, revision.budget.group
    read = _read(revision)
    is_draft, waits = revision.state == State.DRAFT, revision.state == State.PENDING
    plans = actor.may(May.PLAN_BUDGET, group.pk)
    sources = {one.pk: one for one in sources_of(group, with_closed=True)}
    lines = year_lines(group, budget.school_year, read.after) if is_draft and plans else []
    marks = {c.after.key: change_word(c.what) for c in read.touched if c.after is not None}
    return BudgetRevisionPage(
        title=_("Revisi %(number)s") % {"number": revision.number}
        if revision.number
        else _("Revisi yang sedang disusun"),
        year=school_year_label(budget.school_year),
        budget_href=links.to_year(group, budget.school_year),
        state=revision.get_state_display(),
        is_draft=is_draft,
        waits=waits,
        facts=_facts(revision),
        verdict=_verdict(revision, read),
        limit_notes=_limit_notes(revision),
        needs_approval=read.needs_approval,
        changes=budget_change_rows(read.touched, sources),
        warnings=revision_warnings(revision) if is_draft or waits else (),
        old_total=sum(row.total for row in read.before),
        new_total=sum(row.total for row in read.after),
        groups=budget_line_rows(budget, read.after, lines, sources, writes=True, marks=marks)
        if is_draft and plans
        else (),
        add_href=links.to_budget(budget, "budget:row_add") if is_draft and plans else "",
        hand_in_href=_offer(
            revision, "budget:revision_hand_in", is_draft and plans and read.touched
        ),
        discard_href=_offer(revision, "budget:revision_discard", is_draft and plans),
        withdraw_href=_offer(revision, "budget:revision_withdraw", waits and plans),
        decide_href=_offer(
            revision, "budget:revision_decide", waits and actor.may(May.APPROVE_REVISION, group.pk)
        ),
    )


def revision_warnings(revision: BudgetRevision) -> tuple[str, ...]:
    """Warnings for the person who submits or decides it: cuts below spending, sources run
    short."""
    budget, group = revision.budget, revision.budget.group
    sources = {one.pk: one.name for one in sources_of(group, with_closed=True)}
    rows = rows_from_json(revision.after)
    lines = year_lines(group, budget.school_year, rows)
    plans = plans_by_source(
        rows,
        expected_by_source(group, budget.school_year),
        opening_balance_by_source(group, budget.school_year),
    )
    short = [one for one in plans if one.missing]
    titles = {line.pk: line.title for line in lines}
    return (
        *(cut_text(cut, sources, titles) for cut in cuts_of(revision)),
        *(shortage_text(one, sources[one.source], rows, lines) for one in short),
    )


def cuts_of(revision: BudgetRevision) -> tuple[Overspent, ...]:
    """Rows that the revision leaves with less than was spent of them."""
    touched = budget_row_changes(budget_rows_of(revision.budget), rows_from_json(revision.after))
    return overspent_rows(touched, spent_by_item(revision.budget))


def cut_text(cut: Overspent, sources: Mapping[int, str], titles: Mapping[int, str]) -> str:
    """'Konsumsi (Lokakarya, dana BOS) terlampaui Rp30.000: sudah dibelanjakan Rp80.000, …'"""
    return _(
        "%(item)s (%(line)s, dana %(source)s) terlampaui %(over)s: sudah dibelanjakan %(spent)s, "
        "anggarannya menjadi %(left)s."
    ) % {
        "item": cut.row.item,
        "line": titles.get(cut.row.line or 0, _("umum, tanpa program")),
        "source": sources.get(cut.row.source, "–"),
        "over": rupiah(cut.spent - cut.left),
        "spent": rupiah(cut.spent),
        "left": rupiah(cut.left),
    }


def change_word(what: RowChangeKind) -> str:
    """What happened to a row, in a word."""
    return {
        RowChangeKind.NEW: _("baru"),
        RowChangeKind.CHANGED: _("berubah"),
        RowChangeKind.GONE: _("dihapus"),
    }[what]


def budget_change_rows(
    touched: Sequence[BudgetRowChange], sources: Mapping[int, Source]
) -> tuple[BudgetChangeRow, ...]:
    """Every touched row with what it said and what it says."""
    return tuple(
        BudgetChangeRow(
            what=change_word(change.what),
            item=(change.after or change.before or _NONE).item,
            before=_said(change.before, sources),
            after=_said(change.after, sources),
            old=change.before.total if change.before else 0,
            new=change.after.total if change.after else 0,
            step=change.step,
        )
        for change in touched
    )


_NONE = BudgetRow("b0", None, 0, "–", "0", "", 0, 0, None)


def _read(revision: BudgetRevision) -> _Read:
    if revision.state != State.DRAFT:
        before, after = rows_from_json(revision.before), rows_from_json(revision.after)
        touched = budget_row_changes(before, after)
        shares = revision.share, revision.share_since, revision.limit_percent
        return _Read(before, after, touched, *shares, revision.needs_approval)
    budget = revision.budget
    before, after = budget_rows_of(budget), rows_from_json(revision.after)
    since, limit = budget_shift(approved_rows(budget), after), limit_of(budget)
    return _Read(
        before,
        after,
        budget_row_changes(before, after),
        budget_shift(before, after).share,
        since.share,
        limit,
        since.passes(limit),
    )


def _offer(revision: BudgetRevision, name: str, offered: object) -> str:
    return links.to_revision(revision, name) if offered else ""


def _facts(revision: BudgetRevision) -> tuple[tuple[str, str], ...]:
    facts = [(_("Disusun oleh"), revision.made_by.name)]
    if revision.dated is not None:
        facts += [(_("Tanggal"), short_date(revision.dated)), (_("Alasan"), revision.reason)]
    if revision.decided_on is not None:
        facts += [
            (_("Diputuskan oleh"), revision.decided_by_name),
            (_("Tanggal keputusan"), short_date(revision.decided_on)),
        ]
        if revision.decided_letter:
            facts.append((_("Nomor surat"), revision.decided_letter))
        if revision.decided_note:
            facts.append((_("Catatan"), revision.decided_note))
    return tuple(facts)


def _verdict(revision: BudgetRevision, read: _Read) -> str:
    """How much is shifted, by which limit it is judged, and what follows."""
    words = {
        "share": share_text(read.share),
        "since": share_text(read.share_since),
        "percent": read.limit,
    }
    said = _("Bergeser %(share)s %% dari anggaran.") % words
    if read.share_since != read.share:
        said += (
            " "
            + _("Bersama revisi sejak anggaran terakhir disepakati atau disetujui: %(since)s %%.")
            % words
        )
    if revision.state != State.DRAFT:
        rule = _("Batas tanpa persetujuan waktu itu: %(percent)s %%.") % words
        return said if read.limit is None else f"{said} {rule}"
    if read.needs_approval:
        follows = _("Lebih dari %(percent)s %%: menunggu persetujuan pengawas atau surat dinas.")
    else:
        follows = _("Tidak lebih dari %(percent)s %%: langsung berlaku begitu diajukan.")
    return f"{said} {follows % words}"


def _limit_notes(revision: BudgetRevision) -> tuple[str, ...]:
    budget = revision.budget
    limit = revision.limit_percent
    counted = limit_of(budget) if limit is None else limit
    return tuple(
        limit_note(one, budget.group, counts=one.after <= counted)
        for one in limit_changes(budget, revision)
    )


def limit_note(change: LimitChange, group: Group, *, counts: bool = True) -> str:
    """'12 Nov 2026: batas diubah dari 10 % menjadi 25 % oleh …'"""
    said = _("%(day)s: batas revisi diubah dari %(before)s %% menjadi %(after)s %% oleh %(name)s.")
    words = said % {
        "day": short_date(day_of(group, change.changed_at)),
        "before": change.before,
        "after": change.after,
        "name": change.changed_by.name,
    }
    if counts:
        return words
    return words + " " + _("Tidak berlaku untuk anggaran ini, sebab disepakati sebelumnya.")


def _said(row: BudgetRow | None, sources: Mapping[int, Source]) -> str:
    if row is None:
        return "–"
    source = sources.get(row.source)
    parts = [
        f"{row.item}: {volume_of(row)} × {rupiah(row.price)}",
        source.name if source else "–",
        month_of(row.month),
    ]
    return " · ".join(parts)
