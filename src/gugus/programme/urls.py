"""Addresses of programme."""

from django.urls import include, path

from gugus.programme.views import coverage, forum, lines, programmes, revisions, steps

app_name = "programme"

in_group = [
    path("program/<int:pk>/sepakati/", forum.agree, name="agree"),
    path("program/forum/<int:pk>/", forum.forum, name="forum"),
    path("program/forum/<int:pk>/berita-acara.<slug:kind>", forum.paper, name="forum_paper"),
    path("program/<int:pk>/revisi/tambah/", revisions.add, name="revise_add"),
    path("program/baris/<int:pk>/revisi/", revisions.revise, name="revise"),
    path("program/baris/<int:pk>/revisi/keluarkan/", revisions.remove, name="revise_remove"),
    path("program/", programmes.programme, name="programme"),
    path("program/mulai/", programmes.start, name="start"),
    path("program/cakupan/", coverage.coverage, name="coverage"),
    path("program/cakupan/tabel.<slug:kind>", coverage.coverage_file, name="coverage_file"),
    path("program/<int:pk>/tambah/", lines.add_line, name="add_line"),
    path("program/<int:pk>/salin/", lines.copy, name="copy"),
    path("program/<int:pk>/tanda-tangani/", steps.sign, name="sign"),
    path("program/<int:pk>/buka/", steps.reopen, name="reopen"),
    path("program/<int:pk>/ketahui/", steps.acknowledge, name="acknowledge"),
    path("program/<int:pk>/naskah/", programmes.texts, name="texts"),
    path("program/<int:pk>/ukuran/", coverage.choose_round, name="round"),
    path("program/<int:pk>/program-kerja.<slug:kind>", programmes.paper, name="paper"),
    path("program/baris/<int:pk>/", lines.line, name="line"),
    path("program/baris/<int:pk>/ubah/", lines.edit_line, name="edit_line"),
    path("program/baris/<int:pk>/hapus/", lines.delete_line, name="delete_line"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]
