"""Importing a cash book from a spreadsheet."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.cash.forms.entries import ReverseEntryForm
from gugus.cash.forms.imports import CashUploadForm, ticked_rows
from gugus.cash.models import CashDraft
from gugus.cash.pages.imports import cash_draft_page, cash_imported_page, cash_upload_page
from gugus.cash.pages.links import to_draft
from gugus.cash.services.imports import (
    apply_cash_draft,
    discard_cash_draft,
    judge_entries,
    preview_cash_import,
    reverse_import,
)
from gugus.cores.formats.tables import to_xlsx
from gugus.funds.queries import sources_of
from gugus.people.access import MemberRequest, group_view
from gugus.people.rules.roles import May
from gugus.platform.documents.responses import file_response
from gugus.platform.foundation.errors import Refused
from gugus.platform.web.render import render_page
from gugus.platform.web.uploads import was_too_large

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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


@group_view(May.KEEP_CASH)
def upload(request: MemberRequest) -> HttpResponse:
    """Choose a file; it is read into a preview."""
    sources = sources_of(request.group)
    if request.method != "POST":
        page = cash_upload_page(request.group, CashUploadForm(sources=sources))
        return render_page(request, "cash/cash_upload.html", page)
    form = CashUploadForm(
        request.POST, request.FILES, sources=sources, too_large=was_too_large(request)
    )
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            draft = preview_cash_import(
                actor=request.actor,
                now=timezone.now(),
                group=request.group,
                data=file.read(),
                file_name=file.name,
                default=form.cleaned_data["source"],
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            return redirect(to_draft(request.group, draft))
    page = cash_upload_page(request.group, form)
    return render_page(request, "cash/cash_upload.html", page, status=422)


@group_view(May.KEEP_CASH)
def template(request: MemberRequest) -> HttpResponse:
    """An empty table with the headings that are understood."""
    content = to_xlsx("Buku kas", TEMPLATE, [])
    return file_response(content, "Templat buku kas", "xlsx", XLSX)


@group_view(May.KEEP_CASH)
def draft(request: MemberRequest, pk: int) -> HttpResponse:
    """A preview, or what became of it."""
    found = _draft(request, pk)
    if found.state == CashDraft.State.READY:
        page = cash_draft_page(request.group, found, judge_entries(found, timezone.now()))
        return render_page(request, "cash/cash_draft.html", page)
    done = cash_imported_page(request.group, found, ReverseEntryForm())
    return render_page(request, "cash/cash_imported.html", done)


@group_view(May.KEEP_CASH)
@require_POST
def apply(request: MemberRequest, pk: int) -> HttpResponse:
    """Write the ticked rows."""
    found = _draft(request, pk)
    try:
        n = apply_cash_draft(
            actor=request.actor, now=timezone.now(), draft=found, taken=ticked_rows(request.POST)
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("%(n)d entri ditulis ke buku kas.") % {"n": n})
    return redirect(to_draft(request.group, found))


@group_view(May.KEEP_CASH)
@require_POST
def discard(request: MemberRequest, pk: int) -> HttpResponse:
    """Throw a preview away."""
    found = _draft(request, pk)
    try:
        discard_cash_draft(actor=request.actor, now=timezone.now(), draft=found)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Pratinjau dibuang. Buku kas tidak berubah."))
    return redirect("cash:import", request.group.code)


@group_view(May.KEEP_CASH)
@require_POST
def undo(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a whole import back by counter-entries."""
    found = _draft(request, pk)
    form = ReverseEntryForm(request.POST)
    if form.is_valid():
        try:
            n = reverse_import(
                actor=request.actor,
                now=timezone.now(),
                draft=found,
                reason=form.cleaned_data["reason"],
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("%(n)d entri ditarik kembali.") % {"n": n})
            return redirect(to_draft(request.group, found))
    page = cash_imported_page(request.group, found, form)
    return render_page(request, "cash/cash_imported.html", page, status=422)


def _draft(request: MemberRequest, pk: int) -> CashDraft:
    rows = CashDraft.objects.select_related("group")
    return get_object_or_404(rows, pk=pk, group=request.group)
