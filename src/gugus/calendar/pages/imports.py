"""What the screens of a calendar's import show of an event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gugus.calendar.models import CalendarEvent
from gugus.calendar.pages.entries import full_days
from gugus.calendar.rules.comparison import EventVerdict
from gugus.calendar.rules.kinds import guess_event_kind
from gugus.calendar.services.imports import BLOCK, CHANGE, REMOVE, SHOW, holiday_on
from gugus.platform.interchange.importer import SKIP
from gugus.platform.interchange.models import ImportDraft, ImportRow


@dataclass(frozen=True)
class ImportedEventRow:
    """One event that was read, or what was not read and why."""

    title: str
    days: str
    facts: str
    was: str
    reason: str


def event_rows(_draft: ImportDraft, rows: Sequence[ImportRow]) -> list[ImportedEventRow]:
    """Events of one page of a preview."""
    return [_row(row) for row in rows]


def choice_label(row: ImportRow, choice: str) -> str:
    """What a decision about an event is called."""
    del row
    words = {
        BLOCK: _("Tidak dapat bertemu"),
        SHOW: _("Tampilkan saja"),
        CHANGE: _("Ubah"),
        REMOVE: _("Hapus dari kalender"),
        SKIP: _("Lewati"),
    }
    return words[choice]


def _row(row: ImportRow) -> ImportedEventRow:
    if row.verdict == EventVerdict.UNREAD:
        title = row.values["title"] or _("Tanpa nama")
        return ImportedEventRow(title, "", "", "", _fault(row.values["fault"]))
    shown = row.values or row.findings
    is_new = row.verdict == EventVerdict.NEW
    facts = [_kind(shown["title"]) if is_new else "", _repeats(shown)]
    holiday = holiday_on(*_days(shown)) if is_new else ""
    if holiday:
        facts.append(_("sudah libur: %(name)s") % {"name": holiday})
    was = ""
    if row.verdict == EventVerdict.CHANGED:
        was = f"{full_days(*_days(row.findings))} · {row.findings['title']}"
    return ImportedEventRow(
        title=shown["title"],
        days=full_days(*_days(shown)),
        facts=" · ".join(fact for fact in facts if fact),
        was=was,
        reason="",
    )


def _days(event: Mapping[str, Any]) -> tuple[date, date]:
    return date.fromisoformat(event["first"]), date.fromisoformat(event["last"])


def _kind(title: str) -> str:
    return str(CalendarEvent.Kind(guess_event_kind(title)).label)


def _repeats(event: Mapping[str, Any]) -> str:
    words = {
        "daily": _("berulang tiap hari"),
        "weekly": _("berulang tiap minggu"),
        "monthly": _("berulang tiap bulan"),
        "yearly": _("berulang tiap tahun"),
        "dates": _("pada beberapa tanggal"),
    }
    return words.get(event.get("repeats", ""), "")


def _fault(code: str) -> str:
    words = {
        "no_title": _("Nama acaranya kosong."),
        "no_date": _("Tanggalnya tidak terbaca. Tulis misalnya 17 Agustus 2026 atau 17/8/2026."),
        "no_such_day": _("Tanggal ini tidak ada. Urutannya hari/bulan/tahun."),
        "ends_before": _("Selesainya sebelum mulai."),
        "too_long": _("Lebih dari setahun. Periksa tahunnya."),
        "outside": _("Di luar tahun pelajaran ini. Pilih tahun pelajarannya dulu."),
        "ical_broken": _("Bagian ini rusak di berkasnya."),
        "ical_bad_date": _("Tanggalnya kosong atau rusak di berkasnya."),
        "ical_ends_before": _("Selesainya sebelum mulai."),
        "ical_too_long": _("Lebih dari setahun."),
        "ical_too_heavy": _("Ulangannya terlalu sering atau tidak pernah berakhir dihitung."),
    }
    return words.get(code, _("Tidak terbaca."))
