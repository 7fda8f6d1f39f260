"""The import of a cash book: its words, its addresses and its guard."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from gugus.cash.forms.entries import ReverseEntryForm
from gugus.cash.forms.imports import CashUploadForm
from gugus.cash.models import CashEntry
from gugus.cash.pages.imports import CashImportRow, cash_imported_page, cash_rows
from gugus.cash.pages.links import to_book, to_draft
from gugus.cash.queries.book import closed_until
from gugus.cash.rules.entry_parser import EntryVerdict
from gugus.cash.services.imports import (
    KIND,
    MAX_FILE,
    TAKE,
    cash_file_refusal,
    judge_cash_book,
    lock_cash_book,
    parse_cash_book,
    reverse_import,
    write_cash_book,
)
from gugus.cash.views.papers import XLSX
from gugus.cores.formats.tables import to_xlsx
from gugus.funds.queries import sources_of
from gugus.people.access import MemberRequest, group_view
from gugus.people.clock import today_of
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.platform.documents.responses import file_response
from gugus.platform.interchange import views
from gugus.platform.interchange.importer import Importer, ImportWords, VerdictWords
from gugus.platform.interchange.models import ImportDraft, ImportRow
from gugus.platform.interchange.queries import listed_drafts
from gugus.platform.interchange.services import NewImport
from gugus.platform.web.answers import render_form, saved
from gugus.platform.web.links import Link
from gugus.platform.web.uploads import was_too_large

# The headings of the template, as the reader knows them.
TEMPLATE = (
    "Tanggal",
    "No. Bukti",
    "Uraian",
    "Penerima",
    "Sumber Dana",
    "Penerimaan",
    "Pengeluaran",
)
_NAMES = {"upload": "import", "preview": "draft"}
_guarded = group_view(May.KEEP_CASH)


def _href(request: MemberRequest, step: str, draft: Any) -> str:
    parts = () if step == "upload" else (draft.pk,)
    return reverse(f"cash:{_NAMES.get(step, step)}", args=(request.group.code, *parts))


def _place(request: MemberRequest, _draft: object) -> Link:
    return Link(_("Buku kas"), to_book(request.group))


def _done(draft: ImportDraft) -> str:
    return _("%(n)d entri ditulis ke buku kas.") % {"n": draft.outcome["new"]}


def _shown(draft: ImportDraft, rows: Sequence[ImportRow]) -> list[CashImportRow]:
    group = Group.objects.get(pk=draft.group_id)
    names = {one.pk: one.name for one in sources_of(group, with_closed=True)}
    return cash_rows(rows, names, today_of(group), closed_until(group))


IMPORTER = Importer(
    kind=KIND,
    parse=parse_cash_book,
    judge=judge_cash_book,
    write=write_cash_book,
    lock=lock_cash_book,
    row_template="cash/_import_row.html",
    show=_shown,
    verdicts={
        EntryVerdict.NEW: VerdictWords(
            gettext_lazy("Baru"), gettext_lazy("Ditulis ke buku, kecuali centangnya dilepas.")
        ),
        EntryVerdict.ALREADY_IN_BOOK: VerdictWords(
            gettext_lazy("Sudah ada di buku"),
            gettext_lazy(
                "Tanggal, sumber, dan jumlahnya sama dengan entri yang ada. Dilewati, kecuali "
                "dicentang."
            ),
        ),
        EntryVerdict.BALANCE: VerdictWords(
            gettext_lazy("Saldo dan jumlah"),
            gettext_lazy(
                "Baris ini mengulang uang yang sudah tercatat, jadi tidak ditulis. Centang hanya "
                "bila itu uang yang sungguh masuk atau keluar, misalnya saldo awal ketika buku di "
                "sini masih kosong."
            ),
        ),
        EntryVerdict.OVERDRAWS_SOURCE: VerdictWords(
            gettext_lazy("Uangnya tidak cukup"),
            gettext_lazy("Baris ini membuat saldo sumbernya kurang dari nol. Tidak ditulis."),
        ),
        EntryVerdict.INVALID_DATE: VerdictWords(
            gettext_lazy("Tanggalnya tidak dapat dipakai"), gettext_lazy("Tidak ditulis.")
        ),
        EntryVerdict.UNREADABLE: VerdictWords(
            gettext_lazy("Tidak terbaca"),
            gettext_lazy(
                "Perbaiki di berkasnya, lalu impor lagi: yang sudah ada tidak tertulis dua kali."
            ),
        ),
    },
    choice_label=lambda _row, _choice: _("Tulis ke buku"),
    to_do={TAKE: gettext_lazy("Entri ditulis ke buku")},
    report={"new": gettext_lazy("Entri ditulis ke buku")},
    words=ImportWords(
        title=gettext_lazy("Impor buku kas"),
        untouched=gettext_lazy("Buku kas tidak berubah."),
        lead=gettext_lazy(
            "Buku kas yang sudah ada di Excel dibaca dulu dan ditampilkan baris demi baris. Belum "
            "ada yang ditulis sebelum Anda menerapkannya."
        ),
        nothing=gettext_lazy("Tidak ada baris yang dapat ditulis ke buku."),
    ),
    refusal=cash_file_refusal,
    max_bytes=MAX_FILE,
    done=_done,
    href=_href,
    place=_place,
    upload_template="cash/cash_upload.html",
)


@_guarded
def upload(request: MemberRequest) -> HttpResponse:
    """Choose a file, and the source of rows that name none."""
    posted, group = request.method == "POST", request.group
    sources = sources_of(group)
    form = CashUploadForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        sources=sources,
        too_large=was_too_large(request),
    )
    return views.upload(
        request,
        IMPORTER,
        form=form,
        drafts=listed_drafts(KIND, group.pk),
        what=lambda: NewImport(
            group_id=group.pk,
            data=form.cleaned_data["file"].read(),
            file_name=form.cleaned_data["file"].name,
            subject={"source": form.cleaned_data["source"] and form.cleaned_data["source"].pk},
        ),
        about=bool(sources),
    )


@_guarded
def template(request: MemberRequest) -> HttpResponse:
    """An empty table with the headings that are understood."""
    del request
    content = to_xlsx("Buku kas", TEMPLATE, [])
    return file_response(content, "Templat buku kas", "xlsx", XLSX)


def _draft(request: MemberRequest, pk: int) -> ImportDraft:
    return get_object_or_404(ImportDraft, pk=pk, kind=KIND, group_id=request.group.pk)


@_guarded
def draft(request: MemberRequest, pk: int) -> HttpResponse:
    """A preview, or what became of it and the way to take it back."""
    found = _draft(request, pk)
    if found.state != ImportDraft.State.APPLIED:
        return views.preview(request, IMPORTER, found)
    return _imported(request, found, ReverseEntryForm())


def _imported(request: MemberRequest, found: ImportDraft, form: ReverseEntryForm) -> HttpResponse:
    entries = CashEntry.objects.filter(group=request.group, batch=found.mark)
    entries = entries.select_related("corrected_by").order_by("dated")
    page = cash_imported_page(request.group, found, list(entries), form)
    return render_form(request, "cash/cash_imported.html", page, form)


progress, decide, apply, discard = (
    _guarded(views.step(IMPORTER, act, _draft))
    for act in (views.progress, views.decide, views.apply, views.discard)
)


@_guarded
@require_POST
def undo(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a whole import back by counter-entries."""
    found, form = _draft(request, pk), ReverseEntryForm(request.POST)
    reversed_ = saved(
        request,
        form,
        lambda: reverse_import(
            actor=request.actor,
            now=timezone.now(),
            draft=found,
            reason=form.cleaned_data["reason"],
        ),
        lambda n: _("%(n)d entri ditarik kembali.") % {"n": n},
    )
    if reversed_ is not None:
        return redirect(to_draft(request.group, found))
    return _imported(request, found, form)
