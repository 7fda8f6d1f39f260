"""The coverage as CSV and XLSX."""

import csv
import io
from collections.abc import Callable

import xlsxwriter
from django.utils.translation import gettext as _

from gugus.competence.queries import Need
from gugus.programme.queries import ProgrammeCoverage, need_name
from gugus.programme.rules.coverage import NeedCoverage, NeedStatus

Cell = str | float | int | None
Table = list[list[Cell]]

# A cell that begins so would be taken for a formula by a spreadsheet program.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def coverage_table(covered: ProgrammeCoverage) -> Table:
    """One row for each need, in the screen's order; then the lines that name no need."""
    head: list[Cell] = [
        _("Kode"),
        _("Kebutuhan"),
        _("Hasil (%)"),
        _("Standar (%)"),
        _("n"),
        _("Selang 95 % bawah"),
        _("Selang 95 % atas"),
        _("Keadaan"),
        _("Jumlah program"),
        _("Program yang melayani"),
    ]
    rows = [_need(covered, row) for row in covered.coverage.rows]
    without: Table = [
        ["", "", None, None, None, None, None, _("tidak menyebut kebutuhan"), None, title]
        for title in (covered.lines[key].title for key in covered.coverage.lines_without_need)
    ]
    return [head, *rows, *without]


def _need(covered: ProgrammeCoverage, row: NeedCoverage) -> list[Cell]:
    need: Need = covered.needs[row.need]
    standard = covered.round.standard_percent if covered.round is not None else None
    titles = "; ".join(covered.lines[key].title for key in row.lines)
    return [
        need.item.code,
        need_name(need.item),
        _rounded(need.mean),
        standard,
        need.n,
        _rounded(need.ci_low),
        _rounded(need.ci_high),
        _status_text(row.status),
        len(row.lines),
        titles,
    ]


def _status_text(status: NeedStatus) -> str:
    return {
        NeedStatus.LOW_UNSERVED: _("di bawah standar, belum ada program"),
        NeedStatus.LOW_SERVED: _("di bawah standar, sudah ada program"),
        NeedStatus.FINE: _("tidak di bawah standar"),
        NeedStatus.UNMEASURED: _("tidak terukur"),
    }[status]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def escape_formula(cell: Cell) -> Cell:
    """Text that no spreadsheet program takes for a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell


def _csv(table: Table) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([escape_formula(cell) for cell in row] for row in table)
    # Without this byte order mark Excel reads the file in a Windows code page.
    return out.getvalue().encode("utf-8-sig")


def _xlsx(table: Table) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    sheet = book.add_worksheet(_("Kebutuhan dan program"))
    bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
    for number, row in enumerate(table):
        sheet.write_row(
            number, 0, [escape_formula(cell) for cell in row], bold if number == 0 else None
        )
    for first, last, width in (
        (0, 0, 7),
        (1, 1, 44),
        (2, 6, 11),
        (7, 7, 34),
        (8, 8, 9),
        (9, 9, 60),
    ):
        sheet.set_column(first, last, width)
    sheet.freeze_panes(1, 2)
    book.close()
    return out.getvalue()


COVERAGE_FILES: dict[str, tuple[str, Callable[[Table], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
}
