"""A revision: what it changes, what that shifts, and what can be done with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gugus.budget.models import BudgetRevision
from gugus.budget.pages.budget import share_text, shortage_texts
from gugus.budget.pages.rows import BudgetLineSection, budget_line_rows, month_of, volume_of
from gugus.budget.queries import RevisionReading
from gugus.budget.rules.revisions import BudgetRowChange, Overspent, RowChangeKind
from gugus.funds.models import LimitChange, Source
from gugus.funds.rules.budget_rows import BudgetRow
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
    revision: BudgetRevision
    waits: bool
    facts: tuple[tuple[str, str], ...]
    verdict: str
    # Changes of the limit since the budget was agreed, and which of them count here.
    limit_notes: tuple[str, ...]
    changes: tuple[BudgetChangeRow, ...]
    warnings: tuple[str, ...]
    old_total: int
    new_total: int
    groups: tuple[BudgetLineSection, ...]
    may_write: bool
    may_withdraw: bool
    may_decide: bool


def revision_page(
    actor: Actor, revision: BudgetRevision, read: RevisionReading
) -> BudgetRevisionPage:
    """The revision as it stands; a copy being written with its rows to change."""
    group = revision.budget.group
    is_draft, waits = revision.state == State.DRAFT, revision.state == State.PENDING
    plans = actor.may(May.PLAN_BUDGET, group.pk)
    marks = {c.after.key: change_word(c.what) for c in read.touched if c.after is not None}
    writes = is_draft and plans
    return BudgetRevisionPage(
        title=_("Revisi %(number)s") % {"number": revision.number}
        if revision.number
        else _("Revisi yang sedang disusun"),
        year=school_year_label(revision.budget.school_year),
        revision=revision,
        waits=is_draft or waits,
        facts=_facts(revision),
        verdict=revision_verdict(revision, read),
        limit_notes=tuple(
            limit_note(one, group, counts=counts) for one, counts in read.limit_changes
        ),
        changes=budget_change_rows(read.touched, read.after.sources),
        warnings=revision_warnings(read) if is_draft or waits else (),
        old_total=sum(row.total for row in read.before),
        new_total=read.after.total,
        groups=budget_line_rows(read.after, writes=True, marks=marks) if writes else (),
        may_write=writes,
        may_withdraw=waits and plans,
        may_decide=waits and actor.may(May.APPROVE_REVISION, group.pk),
    )


def revision_warnings(read: RevisionReading) -> tuple[str, ...]:
    """Warnings for the person who submits or decides it: cuts below spending, sources run
    short."""
    sources = {pk: one.name for pk, one in read.after.sources.items()}
    titles = {line.pk: line.title for line in read.after.lines}
    cuts = (cut_text(cut, sources, titles) for cut in read.cuts)
    return (*cuts, *shortage_texts(read.after))


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


def revision_verdict(revision: BudgetRevision, read: RevisionReading) -> str:
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
