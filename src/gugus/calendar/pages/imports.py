"""A file or table that was read, event by event, before anything is stored."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.calendar.models import CalendarEvent, CalendarImport
from gugus.calendar.pages.calendar import NotedLink, to_calendar
from gugus.calendar.pages.entries import full_days
from gugus.calendar.queries.days import holiday_title
from gugus.calendar.rules.comparison import EventComparison, EventVerdict
from gugus.calendar.rules.kinds import guess_event_kind
from gugus.calendar.services.imports import (
    BLOCK,
    SHOW,
    SKIP,
    TAKE,
    compare_with_calendar,
    default_decision,
    key_of,
)
from gugus.cores.holidays import holidays_between
from gugus.people.models import Group
from gugus.people.rules.years import school_year_label


@dataclass(frozen=True)
class CalendarImportFormPage:
    """The screen `calendar:events_import`."""

    title: str
    back: str
    form: forms.Form
    waiting: tuple[NotedLink, ...]


@dataclass(frozen=True)
class DecisionOption:
    """One word that can be said about an event."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class ImportedEventRow:
    """One event that was read, with its verdict."""

    key: str
    days: str
    title: str
    facts: str
    was: str
    options: tuple[DecisionOption, ...]


@dataclass(frozen=True)
class UnreadEventRow:
    """What was not read, and why."""

    title: str
    reason: str


@dataclass(frozen=True)
class ImportSection:
    """The events of one verdict."""

    title: str
    note: str
    rows: tuple[ImportedEventRow, ...]


@dataclass(frozen=True)
class CalendarImportPage:
    """The screen `calendar:event_draft`."""

    code: str
    pk: int
    state: str
    source: str
    whose: str
    year: str
    counts: str
    parts: tuple[ImportSection, ...]
    same: tuple[ImportedEventRow, ...]
    unread: tuple[UnreadEventRow, ...]
    outside: str
    can_apply: bool
    back: str
    again: str


def calendar_import_form_page(
    group: Group, form: forms.Form, year: int, waiting: tuple[NotedLink, ...]
) -> CalendarImportFormPage:
    """Choose a file or paste a table."""
    return CalendarImportFormPage(
        _("Tempel atau unggah acara"), to_calendar(group, year), form, waiting
    )


def calendar_import_page(draft: CalendarImport) -> CalendarImportPage:
    """Sort what was read by its verdict."""
    found = compare_with_calendar(draft) if draft.state == CalendarImport.State.READY else []
    unread = [row for row in draft.rows if row.get("fault")]
    parts = tuple(_parts(draft, found))
    code = draft.group.code
    return CalendarImportPage(
        code=code,
        pk=draft.pk,
        state=draft.state,
        source=draft.file_name or _("Tabel yang ditempel"),
        whose=draft.school.name if draft.school else _("Seluruh kelompok"),
        year=school_year_label(draft.school_year),
        counts=_counts(found, len(unread)),
        parts=parts,
        same=tuple(_row(draft, one) for one in found if one.verdict is EventVerdict.SAME),
        unread=tuple(
            UnreadEventRow(row["title"] or _("Tanpa nama"), _fault(row)) for row in unread
        ),
        outside=_outside(draft.outside),
        can_apply=bool(parts),
        back=to_calendar(draft.group, draft.school_year),
        again=f"{reverse('calendar:events_import', args=[code])}?tahun={draft.school_year}",
    )


def _parts(draft: CalendarImport, found: list[EventComparison]) -> Iterator[ImportSection]:
    titles = {
        EventVerdict.NEW: (_("Acara baru"), ""),
        EventVerdict.CHANGED: (_("Berubah"), _("Sudah ada di kalender; berkas ini mengubahnya.")),
        EventVerdict.REMOVED: (
            _("Tidak ada lagi di berkas"),
            _("Dulu dari berkas ini, sekarang dibatalkan atau dihapus dari berkas."),
        ),
    }
    for verdict, (title, note) in titles.items():
        rows = tuple(_row(draft, one) for one in found if one.verdict is verdict)
        if rows:
            yield ImportSection(title, note, rows)


def _row(draft: CalendarImport, one: EventComparison) -> ImportedEventRow:
    event, existing = one.event, one.existing
    shown = event or existing
    assert shown is not None
    holiday = _holiday_on(shown.first, shown.last) if one.verdict is EventVerdict.NEW else ""
    kind = CalendarEvent.Kind(guess_event_kind(shown.title)).label
    facts = [str(kind) if one.verdict is EventVerdict.NEW else "", _repeats(draft, one)]
    if holiday:
        facts.append(_("sudah libur: %(name)s") % {"name": holiday})
    was = ""
    if one.verdict is EventVerdict.CHANGED and existing is not None:
        was = f"{full_days(existing.first, existing.last)} · {existing.title}"
    return ImportedEventRow(
        key=key_of(one),
        days=full_days(shown.first, shown.last),
        title=shown.title,
        facts=" · ".join(fact for fact in facts if fact),
        was=was,
        options=_options(one, SKIP if holiday else default_decision(one, draft)),
    )


def _options(one: EventComparison, usual: str) -> tuple[DecisionOption, ...]:
    words = {
        EventVerdict.NEW: ((BLOCK, _("Tidak dapat bertemu")), (SHOW, _("Tampilkan saja")),
                      (SKIP, _("Lewati"))),
        EventVerdict.CHANGED: ((TAKE, _("Ubah")), (SKIP, _("Biarkan yang lama"))),
        EventVerdict.REMOVED: ((TAKE, _("Hapus dari kalender")), (SKIP, _("Biarkan"))),
    }.get(one.verdict, ())  # fmt: skip
    return tuple(DecisionOption(value, text, value == usual) for value, text in words)


def _holiday_on(first: date, last: date) -> str:
    """A single day that the library knows as a day off needs no occasion of its own."""
    if first != last:
        return ""
    found = holidays_between(first, last)
    return holiday_title(found[0]) if found else ""


def _repeats(draft: CalendarImport, one: EventComparison) -> str:
    if one.event is None:
        return ""
    words = {
        "daily": _("berulang tiap hari"),
        "weekly": _("berulang tiap minggu"),
        "monthly": _("berulang tiap bulan"),
        "yearly": _("berulang tiap tahun"),
        "dates": _("pada beberapa tanggal"),
    }
    repeats = {row["n"]: row.get("repeats", "") for row in draft.rows}
    return words.get(repeats.get(one.event.number, ""), "")


def _counts(found: list[EventComparison], unread: int) -> str:
    n = Counter(one.verdict for one in found)
    named = (
        (n[EventVerdict.NEW], _("baru")),
        (n[EventVerdict.CHANGED], _("berubah")),
        (n[EventVerdict.REMOVED], _("tidak ada lagi di berkas")),
        (n[EventVerdict.SAME], _("sudah sama")),
        (unread, _("tidak terbaca")),
    )
    return " · ".join(f"{count} {word}" for count, word in named if count)


def _outside(n: int) -> str:
    if not n:
        return ""
    return ngettext(
        "%(n)s acara di berkas ini tidak punya tanggal pada tahun pelajaran ini, jadi tidak ditampilkan.",
        "%(n)s acara di berkas ini tidak punya tanggal pada tahun pelajaran ini, jadi tidak ditampilkan.",
        n,
    ) % {"n": n}


def _fault(row: dict[str, str]) -> str:
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
    return words.get(row.get("fault", ""), _("Tidak terbaca."))
