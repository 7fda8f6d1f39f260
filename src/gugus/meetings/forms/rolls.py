"""Sheets with one row for each teacher or step, sent whole or row by row.

A field's name is one letter and the row's number (`s12`). A sheet sent whole also carries `base`,
the marks of its rows as they were shown, so that only rows this person changed are read. A row
that was tapped and saved since then has its newer mark beside it (`m12`).
"""

import re
from collections.abc import Iterator
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from gugus.meetings.forms.planning import FIRST_DAY, LAST_DAY
from gugus.meetings.forms.steps import too_long
from gugus.meetings.models import Step
from gugus.meetings.rules.attendance import fingerprint, unpack
from gugus.meetings.rules.reports import read_ids
from gugus.meetings.services.reports import Report
from gugus.meetings.services.steps import StepText
from gugus.platform.foundation.errors import Refused

# Several sentences that were joined are longer than the one that a row asks for.
_LONGEST_ROW = 4000
_ROW = re.compile(r"[a-z]([0-9]{1,15})", re.ASCII)


def step_reports(data: QueryDict) -> list[Report]:
    """The rows that were touched: `s` state, `r` what came of it, `v` the reports seen there."""
    reports = []
    for row, (state, report) in touched(data, "sr", untouched=fingerprint("open", "")):
        if state not in Step.State.values:
            raise Refused(_("Pilihan keadaan langkah tidak dikenal. Tidak ada yang diubah."))
        if len(report) > _LONGEST_ROW:
            raise Refused(too_long(_LONGEST_ROW))
        reports.append(Report(row, state, report, read_ids(data.get(f"v{row}", ""))))
    return reports


def step_texts(data: QueryDict) -> dict[int, StepText]:
    """The rows that were touched: `w` what, `d` due day, `p` proof."""
    texts = {}
    for row, (what, due_on, proof) in touched(data, "wdp", untouched=""):
        if not what:
            raise Refused(_("Langkah tidak boleh kosong. Hapus langkahnya kalau tidak dipakai."))
        texts[row] = StepText(what[:250], _day(due_on), proof[:150])
    return texts


def touched(data: QueryDict, letters: str, untouched: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Rows whose values differ from what was shown; every row when nothing tells."""
    base = unpack(data.get("base", "")) if "base" in data else None
    for name in data:
        match = _ROW.fullmatch(name)
        if match is None or name[0] != letters[0]:
            continue
        row = match[1]
        values = tuple(_clean(data.get(letter + row, "")) for letter in letters)
        if base is None or fingerprint(*values) != data.get("m" + row, base.get(row, untouched)):
            yield int(row), values


def _clean(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as fault:
        raise Refused(_("Ada tenggat yang bukan tanggal. Perbaiki, lalu simpan lagi.")) from fault
    if not FIRST_DAY <= day < LAST_DAY:
        raise Refused(_("Ada tenggat dengan tahun yang tampaknya salah ketik."))
    return day
