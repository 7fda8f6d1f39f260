"""A revision: what it changes, what that shifts, and what can be done with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gugus.budget.models import BudgetRevision
from gugus.budget.pages import links
from gugus.budget.pages.budget import share_text, shortage_text
from gugus.budget.pages.rows import LineRows, line_rows, month_of, volume_of
from gugus.budget.queries import (
    approved_rows,
    carried_by_source,
    expected_by_source,
    limit_changes,
    limit_of,
    rows_of,
    year_lines,
)
from gugus.budget.rules.limits import plans_by_source
from gugus.budget.rules.revisions import Change, Overspent, What, below_spent, changes, shift
from gugus.cash.queries.book import spent_by_item
from gugus.funds.models import LimitChange, Source
from gugus.funds.queries import sources_of
from gugus.funds.rules.budget_rows import Row, from_json
from gugus.meetings.rules.times import local
from gugus.people.access import Actor
from gugus.people.rules.roles import May
from gugus.people.rules.years import label
from gugus.platform.web.formats import rupiah, short_day

State = BudgetRevision.State


@dataclass(frozen=True)
class ChangeView:
    """One row that is touched: what stood, what is to stand, and the step in rupiah."""

    what: str
    item: str
    before: str
    after: str
    old: int
    new: int
    step: int


@dataclass(frozen=True)
class RevisionPage:
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
    changes: tuple[ChangeView, ...]
    warnings: tuple[str, ...]
    old_total: int
    new_total: int
    groups: tuple[LineRows, ...]
    add_href: str
    hand_in_href: str
    discard_href: str
    withdraw_href: str
    decide_href: str


@dataclass(frozen=True)
class _Read:
    """Rows before and after, and what differs."""

    before: tuple[Row, ...]
    after: tuple[Row, ...]
    touched: tuple[Change, ...]
    share: int
    share_since: int
    # None on a revision handed in before limits were kept.
    limit: int | None
    needs_approval: bool


def revision_page(actor: Actor, revision: BudgetRevision) -> RevisionPage:
    """The revision as it stands; a copy being written with its rows to change."""
    budget, group = revision.budget, revision.budget.group
    read = _read(revision)
    is_draft, waits = revision.state == State.DRAFT, revision.state == State.PENDING
    plans = actor.may(May.PLAN_BUDGET, group.pk)
    sources = {one.pk: one for one in sources_of(group, with_closed=True)}
    lines = year_lines(group, budget.school_year, read.after) if is_draft and plans else []
    marks = {c.after.key: change_word(c.what) for c in read.touched if c.after is not None}
    return RevisionPage(
        title=_("Revisi %(number)s") % {"number": revision.number}
        if revision.number
        else _("Revisi yang sedang disusun"),
        year=label(budget.school_year),
        budget_href=links.to_year(group, budget.school_year),
        state=revision.get_state_display(),
        is_draft=is_draft,
        waits=waits,
        facts=_facts(revision),
        verdict=_verdict(revision, read),
        limit_notes=_limit_notes(revision),
        needs_approval=read.needs_approval,
        changes=change_views(read.touched, sources),
        warnings=revision_warnings(revision) if is_draft or waits else (),
        old_total=sum(row.total for row in read.before),
        new_total=sum(row.total for row in read.after),
        groups=line_rows(budget, read.after, lines, sources, writes=True, marks=marks)
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
    """What whoever hands it in or decides has to know: cuts below spending, sources run short."""
    budget, group = revision.budget, revision.budget.group
    sources = {one.pk: one.name for one in sources_of(group, with_closed=True)}
    rows = from_json(revision.after)
    lines = year_lines(group, budget.school_year, rows)
    plans = plans_by_source(
        rows,
        expected_by_source(group, budget.school_year),
        carried_by_source(group, budget.school_year),
    )
    short = [one for one in plans if one.missing]
    titles = {line.pk: line.title for line in lines}
    return (
        *(cut_text(cut, sources, titles) for cut in cuts_of(revision)),
        *(shortage_text(one, sources[one.source], rows, lines) for one in short),
    )


def cuts_of(revision: BudgetRevision) -> tuple[Overspent, ...]:
    """Rows that the revision leaves with less than was spent of them."""
    touched = changes(rows_of(revision.budget), from_json(revision.after))
    return below_spent(touched, spent_by_item(revision.budget))


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


def change_word(what: What) -> str:
    """What happened to a row, in a word."""
    return {What.NEW: _("baru"), What.CHANGED: _("berubah"), What.GONE: _("dihapus")}[what]


def change_views(
    touched: Sequence[Change], sources: Mapping[int, Source]
) -> tuple[ChangeView, ...]:
    """Every touched row with what it said and what it says."""
    return tuple(
        ChangeView(
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


_NONE = Row("b0", None, 0, "–", "0", "", 0, 0, None)


def _read(revision: BudgetRevision) -> _Read:
    if revision.state != State.DRAFT:
        before, after = from_json(revision.before), from_json(revision.after)
        touched = changes(before, after)
        shares = revision.share, revision.share_since, revision.limit_percent
        return _Read(before, after, touched, *shares, revision.needs_approval)
    budget = revision.budget
    before, after = rows_of(budget), from_json(revision.after)
    since, limit = shift(approved_rows(budget), after), limit_of(budget)
    return _Read(
        before,
        after,
        changes(before, after),
        shift(before, after).share,
        since.share,
        limit,
        since.passes(limit),
    )


def _offer(revision: BudgetRevision, name: str, offered: object) -> str:
    return links.to_revision(revision, name) if offered else ""


def _facts(revision: BudgetRevision) -> tuple[tuple[str, str], ...]:
    facts = [(_("Disusun oleh"), revision.made_by.name)]
    if revision.dated is not None:
        facts += [(_("Tanggal"), short_day(revision.dated)), (_("Alasan"), revision.reason)]
    if revision.decided_on is not None:
        facts += [
            (_("Diputuskan oleh"), revision.decided_by_name),
            (_("Tanggal keputusan"), short_day(revision.decided_on)),
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
    zone, limit = budget.group.time_zone, revision.limit_percent
    counted = limit_of(budget) if limit is None else limit
    return tuple(
        limit_note(one, zone, counts=one.after <= counted)
        for one in limit_changes(budget, revision)
    )


def limit_note(change: LimitChange, zone: str, *, counts: bool = True) -> str:
    """'12 Nov 2026: batas diubah dari 10 % menjadi 25 % oleh …'"""
    said = _("%(day)s: batas revisi diubah dari %(before)s %% menjadi %(after)s %% oleh %(name)s.")
    words = said % {
        "day": short_day(local(change.changed_at, zone).date()),
        "before": change.before,
        "after": change.after,
        "name": change.changed_by.name,
    }
    if counts:
        return words
    return words + " " + _("Tidak berlaku untuk anggaran ini, sebab disepakati sebelumnya.")


def _said(row: Row | None, sources: Mapping[int, Source]) -> str:
    if row is None:
        return "–"
    source = sources.get(row.source)
    parts = [
        f"{row.item}: {volume_of(row)} × {rupiah(row.price)}",
        source.name if source else "–",
        month_of(row.month),
    ]
    return " · ".join(parts)
