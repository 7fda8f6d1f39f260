"""Addresses of cash."""

from django.urls import include, path

from gugus.cash import interchange
from gugus.cash.views import book, entry, papers, receipts

app_name = "cash"

in_group = [
    path("kas/", book.book, name="cash"),
    path("kas/catat/", book.write, name="write"),
    path("kas/pindah/", book.move, name="move"),
    path("kas/bku.<str:kind>", papers.paper, name="paper"),
    path("kas/impor/", interchange.upload, name="import"),
    path("kas/impor/templat/", interchange.template, name="template"),
    path("kas/impor/<int:pk>/", interchange.draft, name="draft"),
    path("kas/impor/<int:pk>/kemajuan/", interchange.progress, name="progress"),
    path("kas/impor/<int:pk>/putuskan/", interchange.decide, name="decide"),
    path("kas/impor/<int:pk>/terapkan/", interchange.apply, name="apply"),
    path("kas/impor/<int:pk>/buang/", interchange.discard, name="discard"),
    path("kas/impor/<int:pk>/tarik/", interchange.undo, name="undo"),
    path("kas/<int:pk>/", entry.entry, name="entry"),
    path("kas/<int:pk>/perbaiki/", entry.correct, name="correct"),
    path("kas/<int:pk>/batal/", entry.take_back, name="take_back"),
    path("kas/<int:pk>/foto/", receipts.photo, name="photo"),
    path("kas/<int:pk>/pdf/", receipts.pdf, name="pdf"),
    path("kas/<int:pk>/bukti/<int:receipt>/", receipts.receipt, name="receipt"),
    path("kas/<int:pk>/bukti/<int:receipt>/batal/", receipts.void, name="receipt_void"),
    path("kas/<int:pk>/bukti/<int:receipt>/pakai/", receipts.restore, name="receipt_again"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]
