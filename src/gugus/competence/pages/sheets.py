"""Handing ratings in as a spreadsheet: download, and what a preview shows of a row."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gugus.competence.models import Rater, Round
from gugus.platform.interchange.models import ImportDraft, ImportRow


@dataclass(frozen=True)
class SheetsAbout:
    """What the upload screen knows beside its form."""

    round: Round
    rater: Rater
    raters: tuple[Rater, ...]
    teachers: int
    is_copying: bool


@dataclass(frozen=True)
class SheetPreviewRow:
    """One row with what applying it would do."""

    row: int
    name: str
    detail: str
    reasons: tuple[str, ...]


def sheet_rows(_draft: ImportDraft, rows: Sequence[ImportRow]) -> list[SheetPreviewRow]:
    """Rows of one page of a preview."""
    return [
        SheetPreviewRow(
            row.number, row.findings["name"], _detail(row), tuple(row.findings["reasons"])
        )
        for row in rows
    ]


def _detail(row: ImportRow) -> str:
    found = row.findings
    if row.verdict == "refused":
        return ""
    if row.verdict == "empty":
        return _("tidak ada isian; dilewati")
    parts = [_("%(n)d jawaban") % {"n": found["answers"]}]
    if row.verdict == "changed":
        parts.append(_("%(n)d berubah") % {"n": found["changes"]})
    parts.append(
        _("%(n)d pernyataan masih kosong") % {"n": found["missing"]}
        if found["missing"]
        else _("lengkap")
    )
    return ", ".join(parts)
