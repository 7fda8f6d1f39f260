"""Addresses of programme."""

from django.urls import path

from gugus.programme.views import coverage, lines, programmes, steps

app_name = "programme"
urlpatterns = [
    path("g/<slug:code>/program/", programmes.programme, name="programme"),
    path("g/<slug:code>/program/mulai/", programmes.start, name="start"),
    path("g/<slug:code>/program/cakupan/", coverage.coverage, name="coverage"),
    path(
        "g/<slug:code>/program/cakupan/tabel.<slug:kind>",
        coverage.coverage_file,
        name="coverage_file",
    ),
    path("g/<slug:code>/program/<int:pk>/tambah/", lines.add_line, name="add_line"),
    path("g/<slug:code>/program/<int:pk>/salin/", lines.copy, name="copy"),
    path("g/<slug:code>/program/<int:pk>/sepakati/", steps.agree, name="agree"),
    path("g/<slug:code>/program/<int:pk>/tanda-tangani/", steps.sign, name="sign"),
    path("g/<slug:code>/program/<int:pk>/buka/", steps.reopen, name="reopen"),
    path("g/<slug:code>/program/<int:pk>/naskah/", programmes.texts, name="texts"),
    path("g/<slug:code>/program/<int:pk>/ukuran/", coverage.choose_round, name="round"),
    path(
        "g/<slug:code>/program/<int:pk>/program-kerja.<slug:kind>", programmes.paper, name="paper"
    ),
    path("g/<slug:code>/program/baris/<int:pk>/", lines.line, name="line"),
    path("g/<slug:code>/program/baris/<int:pk>/ubah/", lines.edit_line, name="edit_line"),
    path("g/<slug:code>/program/baris/<int:pk>/hapus/", lines.delete_line, name="delete_line"),
]
