"""Everything that a group's records hold about the person who asks (UU 27/2022: access, copy)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.people.models import Group
from gugus.platform.web.formats import short_date, time_text

# What is shown of each row, in this order; the file holds every field.
_SHOWN = {
    "attendance": ("meeting_day", "meeting_title", "status", "note"),
    "steps": ("meeting_day", "what", "state", "report"),
    "packet_readings": ("meeting_day", "meeting_title", "answer"),
    "feedback": ("meeting_day", "meeting_title", "useful", "clear", "usable", "time", "sentence"),
    "journal": ("written_at", "learnt", "applied", "obstacle", "next_step"),
    "certificates": ("issued_at", "code", "role", "minutes"),
    "step_reports": ("stamp_at", "step_what", "state", "text"),
    "problems": ("raised_at", "words", "state"),
    "proposals": ("made_at", "about", "words"),
    "trials": ("made_at", "about", "outcome", "words"),
    "ratings": ("round", "rater", "indicator_code", "value"),
    "weekdays": ("said_at", "weekday", "word", "recorded_by"),
}


@dataclass(frozen=True)
class RecordList:
    """The rows of one kind, each as one line."""

    title: str
    count: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class OwnRecordsPage:
    """All of it, to read and to take along."""

    group: str
    kinds: tuple[RecordList, ...]
    empty: tuple[str, ...]
    download: str


def own_records_page(
    group: Group, records: Mapping[str, Sequence[Mapping[str, Any]]]
) -> OwnRecordsPage:
    """Put rows into lines; empty kinds are listed by name."""
    titles = _titles()
    return OwnRecordsPage(
        group=group.name,
        kinds=tuple(_kind(titles[name], name, rows) for name, rows in records.items() if rows),
        empty=tuple(titles[name] for name, rows in records.items() if not rows),
        download=reverse("home:own_records_file", args=[group.code]),
    )


def _titles() -> dict[str, str]:
    return {
        "attendance": _("Kehadiran"),
        "steps": _("Langkah"),
        "packet_readings": _("Susulan yang dibaca"),
        "feedback": _("Umpan balik yang diberikan"),
        "journal": _("Jurnal refleksi"),
        "certificates": _("Sertifikat"),
        "step_reports": _("Kabar langkah yang ditulis"),
        "problems": _("Masalah yang diajukan"),
        "proposals": _("Usul jalan keluar"),
        "trials": _("Hasil mencoba"),
        "ratings": _("Penilaian"),
        "weekdays": _("Jawaban hari yang cocok"),
    }


def _kind(title: str, name: str, rows: Sequence[Mapping[str, Any]]) -> RecordList:
    n = len(rows)
    count = ngettext("%(n)d catatan", "%(n)d catatan", n) % {"n": n}
    return RecordList(title, count, tuple(_line(row, _SHOWN[name]) for row in rows))


def _line(row: Mapping[str, Any], names: Sequence[str]) -> str:
    return " · ".join(text for name in names if (text := _text(row.get(name))))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date | datetime):
        return short_date(value)
    return time_text(value) if isinstance(value, time) else str(value)
