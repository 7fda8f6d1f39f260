"""Addresses of treasury."""

from django.urls import URLPattern, path

from gugus.treasury.views import (
    account,
    budget,
    cash,
    cash_entry,
    cash_import,
    cash_papers,
    cash_receipts,
    closing,
    revisions,
    sources,
)

app_name = "treasury"

# The cash book.
_CASH = "g/<slug:code>/kas/"
_RECEIPT = f"{_CASH}<int:pk>/bukti/<int:receipt>/"
cash_urls = [
    path(_CASH, cash.book, name="cash"),
    path(f"{_CASH}catat/", cash.write, name="cash_write"),
    path(f"{_CASH}pindah/", cash.move, name="cash_move"),
    path(f"{_CASH}bku.<str:kind>", cash_papers.paper, name="cash_paper"),
    path(f"{_CASH}impor/", cash_import.upload, name="cash_import"),
    path(f"{_CASH}impor/templat/", cash_import.template, name="cash_template"),
    path(f"{_CASH}impor/<int:pk>/", cash_import.draft, name="cash_draft"),
    path(f"{_CASH}impor/<int:pk>/terapkan/", cash_import.apply, name="cash_apply"),
    path(f"{_CASH}impor/<int:pk>/buang/", cash_import.discard, name="cash_discard"),
    path(f"{_CASH}impor/<int:pk>/tarik/", cash_import.undo, name="cash_undo"),
    path(f"{_CASH}periksa/", closing.closes, name="cash_closes"),
    path(f"{_CASH}periksa/<str:month>/", closing.close, name="cash_close"),
    path(f"{_CASH}periksa/<str:month>/sahkan/", closing.countersigned, name="cash_countersign"),
    path(
        f"{_CASH}periksa/<str:month>/berita-acara.<str:kind>",
        closing.count_paper,
        name="cash_count_paper",
    ),
    path(f"{_CASH}<int:pk>/", cash_entry.entry, name="cash_entry"),
    path(f"{_CASH}<int:pk>/perbaiki/", cash_entry.correct, name="cash_correct"),
    path(f"{_CASH}<int:pk>/batal/", cash_entry.take_back, name="cash_take_back"),
    path(f"{_CASH}<int:pk>/foto/", cash_receipts.photo, name="cash_photo"),
    path(f"{_CASH}<int:pk>/pdf/", cash_receipts.pdf, name="cash_pdf"),
    path(f"{_RECEIPT}", cash_receipts.receipt, name="cash_receipt"),
    path(f"{_RECEIPT}batal/", cash_receipts.void, name="cash_receipt_void"),
    path(f"{_RECEIPT}pakai/", cash_receipts.again, name="cash_receipt_again"),
]
# Sources, the budget and its revisions, the account.
_PLAN = "g/<slug:code>/anggaran/"
_REVISION = f"{_PLAN}revisi/<int:pk>/"
_SOURCE = f"{_PLAN}sumber/<int:pk>/"
_YEAR = f"{_PLAN}<int:year>/"
budget_urls = [
    path("g/<slug:code>/laporan-keuangan/", account.report, name="report"),
    path("g/<slug:code>/laporan-keuangan/lpj.<slug:kind>", account.account, name="account"),
    path(_PLAN, budget.budget, name="budget"),
    path(f"{_PLAN}mulai/", budget.start, name="budget_start"),
    path(f"{_PLAN}rab.<slug:kind>", account.rab, name="rab"),
    path(f"{_PLAN}realisasi/", account.actual, name="actual"),
    path(f"{_PLAN}aturan/", sources.settings, name="settings"),
    path(f"{_PLAN}sumber/", sources.sources, name="sources"),
    path(f"{_PLAN}sumber/tambah/", sources.add, name="source_add"),
    path(_SOURCE, sources.edit, name="source_edit"),
    path(f"{_SOURCE}rencana/", sources.plan, name="source_plan"),
    path(f"{_SOURCE}tutup/", sources.close, name="source_close"),
    path(f"{_SOURCE}buka/", sources.reopen, name="source_reopen"),
    path(_REVISION, revisions.revision, name="revision"),
    path(f"{_REVISION}ajukan/", revisions.hand_in, name="revision_hand_in"),
    path(f"{_REVISION}buang/", revisions.discard, name="revision_discard"),
    path(f"{_REVISION}tarik/", revisions.withdraw, name="revision_withdraw"),
    path(f"{_REVISION}putuskan/", revisions.decide, name="revision_decide"),
    path(f"{_YEAR}baris/tambah/", budget.add_row, name="row_add"),
    path(f"{_YEAR}baris/<slug:key>/", budget.edit_row, name="row_edit"),
    path(f"{_YEAR}baris/<slug:key>/hapus/", budget.remove_row, name="row_remove"),
    path(f"{_YEAR}dari-program/", budget.costs_in, name="costs_in"),
    path(f"{_YEAR}biaya-program/", budget.costs_out, name="costs_out"),
    path(f"{_YEAR}sepakati/", budget.agree, name="budget_agree"),
    path(f"{_YEAR}revisi/", revisions.begin, name="revision_begin"),
]
urlpatterns: list[URLPattern] = [*cash_urls, *budget_urls]
