"""Sheets with one row for each teacher or step, sent whole or row by row.

A field's name is one letter and the row's number (`s12`). A sheet sent whole also carries `base`,
the marks of its rows as they were shown, so that only rows this person changed are read. A row
that was tapped and saved since then has its newer mark beside it (`m12`).
"""

from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from gugus.meetings.forms.meetings import FIRST_DAY, LAST_DAY
from gugus.meetings.forms.rolls import changed_rows
from gugus.meetings.rules.rolls import row_checksum
from gugus.platform.foundation.errors import Refused
from gugus.steps.forms.steps import too_long_message
from gugus.steps.models import Step
from gugus.steps.rules.reports import read_ids
from gugus.steps.services.reports import ReportContent
from gugus.steps.services.steps import StepText

# Several sentences that were joined are longer than the one that a row asks for.
_LONGEST_ROW = 4000


def reports_from_roll(data: QueryDict) -> list[ReportContent]:
    """The rows that were touched: `s` state, `r` what came of it, `v` the reports seen there."""
    reports = []
    for row, (state, report) in changed_rows(data, "sr", untouched=row_checksum("open", "")):
        if state not in Step.State.values:
            raise Refused(_("Pilihan keadaan langkah tidak dikenal. Tidak ada yang diubah."))
        if len(report) > _LONGEST_ROW:
            raise Refused(too_long_message(_LONGEST_ROW))
        reports.append(ReportContent(row, state, report, read_ids(data.get(f"v{row}", ""))))
    return reports


def texts_from_sheet(data: QueryDict) -> dict[int, StepText]:
    """The rows that were touched: `w` what, `d` due day, `p` proof."""
    texts = {}
    for row, (what, due_on, proof) in changed_rows(data, "wdp", untouched=""):
        if not what:
            raise Refused(_("Langkah tidak boleh kosong. Hapus langkahnya kalau tidak dipakai."))
        texts[row] = StepText(what[:250], _day(due_on), proof[:150])
    return texts


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as fault:
        raise Refused(_("Ada tenggat yang bukan tanggal. Perbaiki, lalu simpan lagi.")) from fault
    if not FIRST_DAY <= day < LAST_DAY:
        raise Refused(_("Ada tenggat dengan tahun yang tampaknya salah ketik."))
    return day
