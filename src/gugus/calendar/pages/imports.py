"""A file or table that was read, event by event, before anything is stored."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.calendar.models import Occasion, OccasionDraft
from gugus.calendar.pages.calendar import Link, to_calendar
from gugus.calendar.pages.entries import full_days
from gugus.calendar.queries.days import holiday_title
from gugus.calendar.rules.comparison import Compared, Verdict
from gugus.calendar.rules.kinds import guess_kind
from gugus.calendar.services.imports import BLOCK, SHOW, SKIP, TAKE, compared, key_of, usual_word
from gugus.cores.holidays import holidays_between
from gugus.people.models import Group
from gugus.people.rules.years import label


@dataclass(frozen=True)
class ImportPage:
    """The screen `calendar:events_import`."""

    title: str
    back: str
    form: forms.Form
    waiting: tuple[Link, ...]


@dataclass(frozen=True)
class Option:
    """One word that can be said about an event."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class DraftRow:
    """One event that was read, with its verdict."""

    key: str
    days: str
    title: str
    facts: str
    was: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class UnreadRow:
    """What was not read, and why."""

    title: str
    reason: str


@dataclass(frozen=True)
class DraftPart:
    """The events of one verdict."""

    title: str
    note: str
    rows: tuple[DraftRow, ...]


@dataclass(frozen=True)
class DraftPage:
    """The screen `calendar:event_draft`."""

    code: str
    pk: int
    state: str
    source: str
    whose: str
    year: str
    counts: str
    parts: tuple[DraftPart, ...]
    same: tuple[DraftRow, ...]
    unread: tuple[UnreadRow, ...]
    outside: str
    can_apply: bool
    back: str
    again: str


def import_page(group: Group, form: forms.Form, year: int, waiting: tuple[Link, ...]) -> ImportPage:
    """Choose a file or paste a table."""
    return ImportPage(_("Tempel atau unggah acara"), to_calendar(group, year), form, waiting)


def draft_page(draft: OccasionDraft) -> DraftPage:
    """Sort what was read by its verdict."""
    found = compared(draft) if draft.state == OccasionDraft.State.READY else []
    unread = [row for row in draft.rows if row.get("fault")]
    parts = tuple(_parts(draft, found))
    code = draft.group.code
    return DraftPage(
        code=code,
        pk=draft.pk,
        state=draft.state,
        source=draft.file_name or _("Tabel yang ditempel"),
        whose=draft.school.name if draft.school else _("Seluruh kelompok"),
        year=label(draft.school_year),
        counts=_counts(found, len(unread)),
        parts=parts,
        same=tuple(_row(draft, one) for one in found if one.verdict is Verdict.SAME),
        unread=tuple(UnreadRow(row["title"] or _("Tanpa nama"), _fault(row)) for row in unread),
        outside=_outside(draft.outside),
        can_apply=bool(parts),
        back=to_calendar(draft.group, draft.school_year),
        again=f"{reverse('calendar:events_import', args=[code])}?tahun={draft.school_year}",
    )


def _parts(draft: OccasionDraft, found: list[Compared]) -> Iterator[DraftPart]:
    titles = {
        Verdict.NEW: (_("Acara baru"), ""),
        Verdict.CHANGED: (_("Berubah"), _("Sudah ada di kalender; berkas ini mengubahnya.")),
        Verdict.GONE: (
            _("Tidak ada lagi di berkas"),
            _("Dulu dari berkas ini, sekarang dibatalkan atau dihapus dari berkas."),
        ),
    }
    for verdict, (title, note) in titles.items():
        rows = tuple(_row(draft, one) for one in found if one.verdict is verdict)
        if rows:
            yield DraftPart(title, note, rows)


def _row(draft: OccasionDraft, one: Compared) -> DraftRow:
    event, standing = one.event, one.standing
    shown = event or standing
    assert shown is not None
    holiday = _holiday_on(shown.first, shown.last) if one.verdict is Verdict.NEW else ""
    kind = Occasion.Kind(guess_kind(shown.title)).label
    facts = [str(kind) if one.verdict is Verdict.NEW else "", _repeats(draft, one)]
    if holiday:
        facts.append(_("sudah libur: %(name)s") % {"name": holiday})
    was = ""
    if one.verdict is Verdict.CHANGED and standing is not None:
        was = f"{full_days(standing.first, standing.last)} · {standing.title}"
    return DraftRow(
        key=key_of(one),
        days=full_days(shown.first, shown.last),
        title=shown.title,
        facts=" · ".join(fact for fact in facts if fact),
        was=was,
        options=_options(one, SKIP if holiday else usual_word(one, draft)),
    )


def _options(one: Compared, usual: str) -> tuple[Option, ...]:
    words = {
        Verdict.NEW: ((BLOCK, _("Tidak dapat bertemu")), (SHOW, _("Tampilkan saja")),
                      (SKIP, _("Lewati"))),
        Verdict.CHANGED: ((TAKE, _("Ubah")), (SKIP, _("Biarkan yang lama"))),
        Verdict.GONE: ((TAKE, _("Hapus dari kalender")), (SKIP, _("Biarkan"))),
    }.get(one.verdict, ())  # fmt: skip
    return tuple(Option(value, text, value == usual) for value, text in words)


def _holiday_on(first: date, last: date) -> str:
    """A single day that the library knows as a day off needs no occasion of its own."""
    if first != last:
        return ""
    found = holidays_between(first, last)
    return holiday_title(found[0]) if found else ""


def _repeats(draft: OccasionDraft, one: Compared) -> str:
    if one.event is None:
        return ""
    words = {
        "daily": _("berulang tiap hari"),
        "weekly": _("berulang tiap minggu"),
        "monthly": _("berulang tiap bulan"),
        "yearly": _("berulang tiap tahun"),
        "dates": _("pada beberapa tanggal"),
    }
    told = {row["n"]: row.get("repeats", "") for row in draft.rows}
    return words.get(told.get(one.event.number, ""), "")


def _counts(found: list[Compared], unread: int) -> str:
    n = Counter(one.verdict for one in found)
    named = (
        (n[Verdict.NEW], _("baru")),
        (n[Verdict.CHANGED], _("berubah")),
        (n[Verdict.GONE], _("tidak ada lagi di berkas")),
        (n[Verdict.SAME], _("sudah sama")),
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
