"""Rows of a budget as a table by programme line."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from gugus.budget.queries import BudgetReading
from gugus.funds.models import Source
from gugus.funds.rules.budget_rows import BudgetRow


@dataclass(frozen=True)
class BudgetItemRow:
    """One row, where its money comes from and when, and what a revision does to it."""

    row: BudgetRow
    volume: str
    place: str
    mark: str


@dataclass(frozen=True)
class BudgetLineSection:
    """The rows of one programme line (or of none) with their sum."""

    line: int | None
    title: str
    note: str
    rows: tuple[BudgetItemRow, ...]
    total: int


def volume_of(row: BudgetRow) -> str:
    """'2,5 rim'."""
    return f"{row.volume.replace('.', ',')} {row.unit}"


def month_of(month: int | None) -> str:
    """'Agustus', or that it is not set."""
    return str(MONTHS[month]) if month else _("belum ditentukan")


def budget_line_rows(
    found: BudgetReading,
    *,
    writes: bool,
    marks: Mapping[str, str] | None = None,
    notes: Mapping[int, str] | None = None,
) -> tuple[BudgetLineSection, ...]:
    """Every line with rows (all lines, where rows may be added), then the rows without line."""
    groups: list[tuple[int | None, str]] = [(line.pk, line.title) for line in found.lines]
    known = {pk for pk, _title in groups}
    sections = []
    for pk, title in [*groups, (None, _("Umum (bukan program tertentu)"))]:
        own = [r for r in found.rows if r.line == pk or (pk is None and r.line not in known)]
        if not own and not writes:
            continue
        sections.append(
            BudgetLineSection(
                line=pk,
                title=title,
                note=(notes or {}).get(pk, "") if pk is not None else "",
                rows=tuple(_shown(r, found.sources, (marks or {}).get(r.key, "")) for r in own),
                total=sum(r.total for r in own),
            )
        )
    return tuple(sections)


def _shown(row: BudgetRow, sources: Mapping[int, Source], mark: str) -> BudgetItemRow:
    source = sources.get(row.source)
    place = (source.name if source else "–", *((month_of(row.month),) if row.month else ()))
    return BudgetItemRow(row, volume_of(row), ", ".join(place), mark)
