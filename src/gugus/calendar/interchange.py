"""The import of a calendar: its words, its addresses and its guard."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.calendar.events import days_changed
from gugus.calendar.forms.events import CalendarImportForm
from gugus.calendar.models import CalendarEvent
from gugus.calendar.pages.calendar import to_calendar
from gugus.calendar.pages.imports import choice_label, event_rows
from gugus.calendar.rules.comparison import EventVerdict
from gugus.calendar.services.imports import (
    BLOCK,
    CHANGE,
    KIND,
    REMOVE,
    SHOW,
    judge_events,
    lock_calendar,
    parse_events,
    write_events,
)
from gugus.calendar.services.reader import MAX_FILE, event_file_refusal
from gugus.people.access import MemberRequest, group_view, year_asked
from gugus.people.clock import current_year
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_label
from gugus.platform.interchange import views
from gugus.platform.interchange.importer import Importer, ImportWords, VerdictWords
from gugus.platform.interchange.models import ImportDraft
from gugus.platform.interchange.queries import listed_drafts
from gugus.platform.interchange.services import NewImport
from gugus.platform.web.links import Link
from gugus.platform.web.uploads import was_too_large

_NAMES = {"upload": "events_import", "preview": "event_draft"}
_guarded = group_view(May.PLAN_YEAR)


def _href(request: MemberRequest, step: str, draft: Any) -> str:
    parts = () if step == "upload" else (draft.pk,)
    address = reverse(
        f"calendar:{_NAMES.get(step, f'draft_{step}')}", args=(request.group.code, *parts)
    )
    return f"{address}?tahun={draft.subject['year']}" if draft and step == "upload" else address


def _place(request: MemberRequest, draft: Any) -> Link:
    year = draft.subject["year"] if draft else year_asked(request)
    return Link(_("Kalender"), to_calendar(request.group, year))


def _done(draft: ImportDraft) -> str:
    words = _("Kalender diperbarui: %(new)s baru, %(changed)s berubah, %(gone)s dihapus.")
    return words % {name: draft.outcome[name] for name in ("new", "changed", "gone")}


IMPORTER = Importer(
    kind=KIND,
    parse=parse_events,
    judge=judge_events,
    write=write_events,
    lock=lock_calendar,
    row_template="calendar/_import_row.html",
    show=event_rows,
    verdicts={
        EventVerdict.NEW: VerdictWords(gettext_lazy("Acara baru")),
        EventVerdict.CHANGED: VerdictWords(
            gettext_lazy("Berubah"),
            gettext_lazy("Sudah ada di kalender; berkas ini mengubahnya."),
        ),
        EventVerdict.REMOVED: VerdictWords(
            gettext_lazy("Dibatalkan di berkas"),
            gettext_lazy("Dulu dari berkas ini, sekarang dibatalkan atau dihapus dari berkas."),
        ),
        EventVerdict.WITHDRAWN: VerdictWords(
            gettext_lazy("Tidak ada lagi di berkas"),
            gettext_lazy(
                "Ada di berkas yang dibaca sebelumnya, tidak disebut lagi di berkas ini. Tetap di "
                "kalender, kecuali Anda mencentang untuk menghapusnya."
            ),
        ),
        EventVerdict.UNREAD: VerdictWords(
            gettext_lazy("Tidak terbaca"),
            gettext_lazy(
                "Baris ini tidak disimpan. Perbaiki, lalu tempel atau unggah lagi; yang sudah ada "
                "tidak menjadi dua."
            ),
        ),
        EventVerdict.SAME: VerdictWords(gettext_lazy("Sudah sama")),
    },
    choice_label=choice_label,
    to_do={
        BLOCK: gettext_lazy("Acara baru: tidak dapat bertemu"),
        SHOW: gettext_lazy("Acara baru: tampil saja"),
        CHANGE: gettext_lazy("Acara diubah"),
        REMOVE: gettext_lazy("Acara dihapus"),
    },
    report={
        "new": gettext_lazy("Acara baru"),
        "changed": gettext_lazy("Acara diubah"),
        "gone": gettext_lazy("Acara dihapus"),
    },
    words=ImportWords(
        title=gettext_lazy("Tempel atau unggah acara"),
        untouched=gettext_lazy("Kalender tidak berubah."),
        lead=gettext_lazy(
            "Kalender sekolah, kalender dinas, atau tabel acara dibaca dulu. Anda melihat setiap "
            "acara dan memilih; baru sesudah itu ada yang disimpan."
        ),
        nothing=gettext_lazy(
            "Tidak ada yang perlu diterapkan: tidak ada acara baru dan tidak ada yang berubah."
        ),
    ),
    refusal=event_file_refusal,
    max_bytes=MAX_FILE,
    done=_done,
    href=_href,
    place=_place,
    upload_template="calendar/import_form.html",
    replaces_older=True,
)


@_guarded
def upload(request: MemberRequest) -> HttpResponse:
    """Take a file or a pasted table."""
    group, year, posted = request.group, year_asked(request), request.method == "POST"
    this = current_year(group)
    form = CalendarImportForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        group=group,
        years=tuple(sorted({this - 1, this, this + 1, year})),
        too_large=was_too_large(request),
        initial={"year": year},
    )
    return views.upload(
        request,
        IMPORTER,
        form=form,
        drafts=listed_drafts(KIND, group.pk),
        what=lambda: calendar_file(group.pk, **form.cleaned_data),
    )


def calendar_file(group_id: int, *, file: Any, text: str, school: Any, year: int) -> NewImport:
    """What the form holds."""
    whose = school.name if school else _("Seluruh kelompok")
    return NewImport(
        group_id=group_id,
        data=file.read() if file else text.encode(),
        file_name=file.name if file else "",
        label=f"{whose} · {school_year_label(year)}",
        subject={"school": school.pk if school else None, "year": year, "pasted": not file},
    )


def _draft(request: MemberRequest, pk: int) -> ImportDraft:
    return get_object_or_404(ImportDraft, pk=pk, kind=KIND, group_id=request.group.pk)


preview, progress, decide, discard = (
    _guarded(views.step(IMPORTER, act, _draft))
    for act in (views.preview, views.progress, views.decide, views.discard)
)


@_guarded
def apply(request: MemberRequest, pk: int) -> HttpResponse:
    """Write what was taken; what hangs on days is told."""
    draft = _draft(request, pk)
    waited = draft.state == ImportDraft.State.READY
    response = views.apply(request, IMPORTER, draft)
    if waited and draft.state == ImportDraft.State.APPLIED:
        days_changed.send(sender=CalendarEvent, request=request)
    return response
