"""Addresses of budget."""

from django.urls import include, path

from gugus.budget.views import budget, revisions, sources

app_name = "budget"

in_group = [
    path("anggaran/", budget.budget, name="budget"),
    path("anggaran/mulai/", budget.start, name="start"),
    path("anggaran/aturan/", sources.settings, name="settings"),
    path("anggaran/sumber/", sources.sources, name="sources"),
    path("anggaran/sumber/tambah/", sources.add, name="source_add"),
    path("anggaran/sumber/<int:pk>/", sources.edit, name="source_edit"),
    path("anggaran/sumber/<int:pk>/rencana/", sources.plan, name="source_plan"),
    path("anggaran/sumber/<int:pk>/tutup/", sources.close, name="source_close"),
    path("anggaran/sumber/<int:pk>/buka/", sources.reopen, name="source_reopen"),
    path("anggaran/revisi/<int:pk>/", revisions.revision, name="revision"),
    path("anggaran/revisi/<int:pk>/ajukan/", revisions.hand_in, name="revision_hand_in"),
    path("anggaran/revisi/<int:pk>/buang/", revisions.discard, name="revision_discard"),
    path("anggaran/revisi/<int:pk>/tarik/", revisions.withdraw, name="revision_withdraw"),
    path("anggaran/revisi/<int:pk>/putuskan/", revisions.decide, name="revision_decide"),
    path("anggaran/<int:year>/baris/tambah/", budget.add_row, name="row_add"),
    path("anggaran/<int:year>/baris/<slug:key>/", budget.edit_row, name="row_edit"),
    path("anggaran/<int:year>/baris/<slug:key>/hapus/", budget.remove_row, name="row_remove"),
    path("anggaran/<int:year>/dari-program/", budget.costs_in, name="costs_in"),
    path("anggaran/<int:year>/biaya-program/", budget.costs_out, name="costs_out"),
    path("anggaran/<int:year>/sepakati/", budget.agree, name="agree"),
    path("anggaran/<int:year>/revisi/", revisions.begin, name="revision_begin"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]
