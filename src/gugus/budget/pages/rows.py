"""Rows of a budget as a table by programme line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from gugus.budget.pages import links
from gugus.funds.models import Budget, Source
from gugus.funds.rules.budget_rows import BudgetRow
from gugus.programme.models import Line


@dataclass(frozen=True)
class BudgetItemRow:
    """One row; without addresses where it cannot be written."""

    item: str
    volume: str
    price: int
    total: int
    place: str
    mark: str
    edit_href: str
    copy_href: str
    remove_href: str


@dataclass(frozen=True)
class BudgetLineSection:
    """The rows of one programme line (or of none) with their sum."""

    title: str
    note: str
    rows: tuple[BudgetItemRow, ...]
    total: int
    add_href: str


def volume_of(row: BudgetRow) -> str:
    """'2,5 rim'."""
    return f"{row.volume.replace('.', ',')} {row.unit}"


def month_of(month: int | None) -> str:
    """'Agustus', or that it is not set."""
    return str(MONTHS[month]) if month else _("belum ditentukan")


def budget_line_rows(
    budget: Budget,
    rows: Sequence[BudgetRow],
    lines: Iterable[Line],
    sources: Mapping[int, Source],
    *,
    writes: bool,
    marks: Mapping[str, str] | None = None,
    notes: Mapping[int, str] | None = None,
) -> tuple[BudgetLineSection, ...]:
    """Every line with rows (all lines, where rows may be added), then the rows without line."""
    groups: list[tuple[int | None, str]] = [(line.pk, line.title) for line in lines]
    known = {pk for pk, _title in groups}
    found = []
    for pk, title in [*groups, (None, _("Umum (bukan program tertentu)"))]:
        own = [r for r in rows if r.line == pk or (pk is None and r.line not in known)]
        if not own and not writes:
            continue
        found.append(
            BudgetLineSection(
                title=title,
                note=(notes or {}).get(pk, "") if pk is not None else "",
                rows=tuple(
                    _view(budget, r, sources, (marks or {}).get(r.key, ""), writes=writes)
                    for r in own
                ),
                total=sum(r.total for r in own),
                add_href=_add_href(budget, pk) if writes else "",
            )
        )
    return tuple(found)


def _add_href(budget: Budget, line: int | None) -> str:
    return f"{links.to_budget(budget, 'budget:row_add')}?program={line or ''}"


def _view(
    budget: Budget, row: BudgetRow, sources: Mapping[int, Source], mark: str, *, writes: bool
) -> BudgetItemRow:
    source = sources.get(row.source)
    add = links.to_budget(budget, "budget:row_add")
    return BudgetItemRow(
        item=row.item,
        volume=volume_of(row),
        price=row.price,
        total=row.total,
        place=", ".join(
            (source.name if source else "–", *((month_of(row.month),) if row.month else ()))
        ),
        mark=mark,
        edit_href=links.to_row(budget, row.key) if writes else "",
        copy_href=f"{add}?salin={row.key}" if writes else "",
        remove_href=links.to_row(budget, row.key, "budget:row_remove") if writes else "",
    )
