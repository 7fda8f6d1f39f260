"""Handing ratings in as a spreadsheet: download, upload, preview."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gugus.competence.forms import SheetUploadForm
from gugus.competence.models import Rater, Round, SheetDraft


@dataclass(frozen=True)
class SheetsPage:
    """Where one downloads the template and hands it in."""

    code: str
    round: Round
    rater: Rater
    raters: tuple[Rater, ...]
    form: SheetUploadForm
    teachers: int
    is_copying: bool


@dataclass(frozen=True)
class SheetPreviewRow:
    """One row with what applying it would do."""

    row: int
    name: str
    verdict: str
    is_refused: bool
    detail: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class SheetPreviewPage:
    """What was read, before anything is stored."""

    code: str
    round: Round
    draft: SheetDraft
    rater: Rater
    rows: tuple[SheetPreviewRow, ...]
    counts: str
    usable: int
    refused: int
    gaps: int


def sheet_preview_page(draft: SheetDraft) -> SheetPreviewPage:
    """Put the verdicts into words, refused rows first."""
    verdicts = {
        "new": _("baru"),
        "changed": _("berubah"),
        "unchanged": _("sama"),
        "empty": _("kosong"),
        "refused": _("ditolak"),
    }
    counts = Counter(row["verdict"] for row in draft.rows)
    ordered = sorted(draft.rows, key=lambda row: (row["verdict"] != "refused", row["row"]))
    usable = [row for row in draft.rows if row["verdict"] not in {"refused", "empty"}]
    return SheetPreviewPage(
        code=draft.round.group.code,
        round=draft.round,
        draft=draft,
        rater=Rater(draft.rater),
        rows=tuple(_row(row, verdicts) for row in ordered),
        counts=", ".join(f"{counts[key]} {text}" for key, text in verdicts.items() if counts[key]),
        usable=len(usable),
        refused=counts["refused"],
        gaps=sum(row["missing"] > 0 for row in usable),
    )


def _row(row: dict[str, Any], verdicts: dict[str, str]) -> SheetPreviewRow:
    return SheetPreviewRow(
        row=row["row"],
        name=row["name"],
        verdict=verdicts[row["verdict"]],
        is_refused=row["verdict"] == "refused",
        detail=_detail(row),
        reasons=tuple(row["reasons"]),
    )


def _detail(row: dict[str, Any]) -> str:
    if row["verdict"] == "refused":
        return ""
    if row["verdict"] == "empty":
        return _("tidak ada isian; dilewati")
    parts = [_("%(n)d jawaban") % {"n": len(row["answers"])}]
    if row["verdict"] == "changed":
        parts.append(_("%(n)d berubah") % {"n": row["changes"]})
    parts.append(
        _("%(n)d pernyataan masih kosong") % {"n": row["missing"]}
        if row["missing"]
        else _("lengkap")
    )
    return ", ".join(parts)
