"""The year's budget: begun, written row by row, agreed. Agreed rows change only by a revision.

The same four verbs write a draft's rows and the working copy of a revision: `_WritableRows` knows where
the rows of a budget stand at the moment.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.budget.models import BudgetRevision
from gugus.budget.queries import budget_row_of, budget_rows_of, open_revision
from gugus.cash.services.book import lock_book
from gugus.funds.models import Budget, BudgetItem, Source
from gugus.funds.queries import treasury_settings_of
from gugus.funds.rules.budget_rows import (
    MOST_TOTAL,
    BudgetRow,
    budget_row_total,
    duplicate_row,
    next_key,
    rows_from_json,
    rows_to_json,
    without_trailing_zeros,
)
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group
from gugus.people.rules.years import school_year_label, school_year_of
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.programme.models import Line

# A budget may be entered afterwards (for an account) or planned one year ahead.
YEARS_BACK, YEARS_AHEAD = 5, 1


@dataclass(frozen=True)
class BudgetRowContent:
    """What a person says about a row."""

    line: Line | None
    source: Source
    item: str
    volume: Decimal
    unit: str
    price: int
    month: int | None


def start_budget(*, actor: Actor, now: datetime, group: Group, year: int) -> Budget:
    """Begin a year's budget; two officers at once get the same one."""
    this = school_year_of(day_of(group, now))
    if not this - YEARS_BACK <= year <= this + YEARS_AHEAD:
        raise Refused(
            _("Anggaran hanya dapat dimulai untuk tahun %(first)s sampai %(last)s.")
            % {
                "first": school_year_label(this - YEARS_BACK),
                "last": school_year_label(this + YEARS_AHEAD),
            }
        )
    with transaction.atomic():
        group = lock_book(group)
        budget, made = Budget.objects.get_or_create(group=group, school_year=year)
        if made:
            record(actor.user_id, now, "budget.started", budget, budget.group_id)
    return budget


def add_row(*, actor: Actor, now: datetime, budget: Budget, content: BudgetRowContent) -> BudgetRow:
    """Add a row; exactly the same row twice is a second tap and is refused."""
    with transaction.atomic():
        work = _work(budget)
        row = work.write(_checked(work, "", content))
        record(actor.user_id, now, "budget_item.added", budget, budget.group_id, row=row.key)
    return row


def change_row(
    *, actor: Actor, now: datetime, budget: Budget, key: str, content: BudgetRowContent, seen: str
) -> BudgetRow:
    """Rewrite a row; refused when somebody changed it since the form was opened."""
    with transaction.atomic():
        work = _work(budget)
        if work.row(key).version != seen:
            raise Refused(
                _(
                    "Baris ini sudah diubah dari halaman lain sejak Anda membukanya. Lihat dulu "
                    "yang tersimpan. Simpan sekali lagi bila isian Anda yang dipakai."
                )
            )
        row = work.write(_checked(work, key, content))
        record(actor.user_id, now, "budget_item.changed", budget, budget.group_id, row=key)
    return row


def remove_row(*, actor: Actor, now: datetime, budget: Budget, key: str) -> None:
    """Take a row out; what was spent of it keeps pointing at it."""
    with transaction.atomic():
        work = _work(budget)
        work.remove(work.row(key), now)
        record(actor.user_id, now, "budget_item.removed", budget, budget.group_id, row=key)


def rows_from_costs(
    *, actor: Actor, now: datetime, budget: Budget, source: Source, lines: Sequence[Line]
) -> int:
    """One row for each programme line that has an estimate and no row yet; returns how many."""
    made = 0
    with transaction.atomic():
        work = _work(budget)
        planned = {row.line for row in work.rows}
        for line in lines:
            if line.cost and line.pk not in planned:
                content = BudgetRowContent(
                    line, source, _("Biaya kegiatan"), Decimal(1), _("kegiatan"), line.cost, None
                )
                work.write(_checked(work, "", content))
                made += 1
        if made:
            record(actor.user_id, now, "budget.costs_imported", budget, budget.group_id, rows=made)
    return made


def agree_budget(*, actor: Actor, now: datetime, budget: Budget, dated: date) -> Budget:
    """The chair puts the budget in force."""
    with transaction.atomic():
        budget = locked_budget(budget)
        if budget.state == Budget.State.AGREED:
            raise Refused(_("Anggaran ini sudah disepakati. Tidak ada yang diubah."))
        if dated > day_of(budget.group, now):
            raise Refused(
                _("Tanggalnya belum tiba. Isi tanggal hari ini atau sebelumnya."), "dated"
            )
        if not sum(row.total for row in budget_rows_of(budget)):
            raise Refused(_("Anggaran ini belum berisi apa pun. Tambahkan baris dahulu."))
        budget.state = Budget.State.AGREED
        budget.agreed_on, budget.agreed_by_id = dated, actor.user_id
        budget.revision_percent = treasury_settings_of(budget.group).revision_percent
        budget.save()
        record(actor.user_id, now, "budget.agreed", budget, budget.group_id)
    return budget


def locked_budget(budget: Budget) -> Budget:
    """The budget held for change until the transaction ends, together with the group's book."""
    lock_book(budget.group)
    return Budget.objects.select_related("group").get(pk=budget.pk)


class _WritableRows(ABC):
    """The rows that may be written now."""

    def __init__(self, budget: Budget, rows: Sequence[BudgetRow]) -> None:
        self.budget, self.rows = budget, list(rows)

    def row(self, key: str) -> BudgetRow:
        """One row by its key; refused when somebody took it out meanwhile."""
        for row in self.rows:
            if row.key == key:
                return row
        raise Refused(_("Baris ini sudah dihapus dari halaman lain. Tidak ada yang diubah."))

    @abstractmethod
    def write(self, row: BudgetRow) -> BudgetRow:
        """Keep a new row (without key) or one written anew; returns it with its key."""

    @abstractmethod
    def remove(self, row: BudgetRow, now: datetime) -> None:
        """Take a row out."""


class _DraftRows(_WritableRows):
    """A budget that is not agreed yet: the items themselves."""

    def write(self, row: BudgetRow) -> BudgetRow:
        item = BudgetItem(pk=row.stored if row.key else None, budget=self.budget)
        write_item(item, row)
        kept = budget_row_of(item)
        self.rows = [one for one in self.rows if one.key != kept.key] + [kept]
        return kept

    def remove(self, row: BudgetRow, now: datetime) -> None:
        item = self.budget.items.get(pk=row.key)
        if item.entries.exists():
            item.removed_at = now
            item.save(update_fields=["removed_at"])
        else:
            item.delete()


class _RevisionRows(_WritableRows):
    """The working copy of a revision."""

    def __init__(self, budget: Budget, revision: BudgetRevision) -> None:
        super().__init__(budget, rows_from_json(revision.after))
        self.revision = revision

    def write(self, row: BudgetRow) -> BudgetRow:
        if not row.key:
            row = replace(row, key=next_key(self.rows))
            self.rows.append(row)
        else:
            self.rows = [row if one.key == row.key else one for one in self.rows]
        self._keep()
        return row

    def remove(self, row: BudgetRow, now: datetime) -> None:
        self.rows.remove(row)
        self._keep()

    def _keep(self) -> None:
        self.revision.after = rows_to_json(self.rows)
        self.revision.save(update_fields=["after"])


def write_item(item: BudgetItem, row: BudgetRow) -> None:
    """Store a row as an item."""
    item.line_id, item.source_id, item.item = row.line, row.source, row.item
    item.volume, item.unit, item.price = Decimal(row.volume), row.unit, row.price
    item.total, item.month = row.total, row.month
    item.save()


def _work(budget: Budget) -> _WritableRows:
    budget = locked_budget(budget)
    if budget.state == Budget.State.DRAFT:
        return _DraftRows(budget, budget_rows_of(budget))
    revision = open_revision(budget)
    if revision is None or revision.state != BudgetRevision.State.DRAFT:
        raise Refused(
            _(
                "Anggaran ini sudah disepakati dan hanya berubah lewat revisi. Tidak ada yang "
                "diubah. Mulailah revisi di halaman anggaran."
            )
        )
    return _RevisionRows(budget, revision)


def _checked(work: _WritableRows, key: str, content: BudgetRowContent) -> BudgetRow:
    """The row, once everything in it fits."""
    budget, total = work.budget, budget_row_total(content.volume, content.price)
    _check_places(budget, content)
    if total is None:
        raise Refused(
            _(
                "Volume kali harga satuan tidak menghasilkan rupiah bulat. Belum tersimpan. "
                "Bulatkan volumenya atau harganya."
            ),
            "volume",
        )
    if not 0 < total <= MOST_TOTAL:
        raise Refused(
            _("Jumlah baris ini terlalu besar untuk kas kelompok. Periksa jumlah nolnya."), "price"
        )
    row = BudgetRow(
        key=key,
        line=content.line.pk if content.line is not None else None,
        source=content.source.pk,
        item=content.item,
        volume=str(without_trailing_zeros(content.volume)),
        unit=content.unit,
        price=content.price,
        total=total,
        month=content.month,
    )
    if duplicate_row(row, work.rows) is not None:
        raise Refused(
            _("Baris yang sama persis sudah ada. Ubah uraiannya bila memang dua kali."), "item"
        )
    return row


def _check_places(budget: Budget, content: BudgetRowContent) -> None:
    if content.source.group_id != budget.group_id or content.source.closed_at is not None:
        raise Refused(_("Pilih salah satu sumber dana kelompok ini yang masih dibuka."), "source")
    if content.line is not None and content.line.programme.group_id != budget.group_id:
        raise Refused(_("Pilih salah satu program kelompok ini."), "line")
