"""Addresses of programme."""

from django.urls import path

from gugus.programme.views import (
    coverage,
    findings,
    forum,
    lines,
    programmes,
    proposals,
    revisions,
    steps,
)

app_name = "programme"
forum_urls = [
    path("g/<slug:code>/program/<int:pk>/sepakati/", forum.agree, name="agree"),
    path("g/<slug:code>/program/forum/<int:pk>/", forum.forum, name="forum"),
    path(
        "g/<slug:code>/program/forum/<int:pk>/berita-acara.<slug:kind>",
        forum.paper,
        name="forum_paper",
    ),
]
finding_urls = [
    path("g/<slug:code>/program/temuan/", findings.findings, name="findings"),
    path("g/<slug:code>/program/temuan/tulis/", findings.write, name="finding_write"),
    path(
        "g/<slug:code>/program/temuan/<int:pk>/tarik/", findings.withdraw, name="finding_withdraw"
    ),
    path(
        "g/<slug:code>/program/temuan/<int:pk>/kembalikan/",
        findings.restore,
        name="finding_restore",
    ),
]
revision_urls = [
    path("g/<slug:code>/program/<int:pk>/revisi/tambah/", revisions.add, name="revise_add"),
    path("g/<slug:code>/program/baris/<int:pk>/revisi/", revisions.revise, name="revise"),
    path(
        "g/<slug:code>/program/baris/<int:pk>/revisi/keluarkan/",
        revisions.remove,
        name="revise_remove",
    ),
]
urlpatterns = [
    *forum_urls,
    *finding_urls,
    *revision_urls,
    path("g/<slug:code>/program/usulan/<int:pk>/", proposals.accept, name="accept"),
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
    path("g/<slug:code>/program/<int:pk>/tanda-tangani/", steps.sign, name="sign"),
    path("g/<slug:code>/program/<int:pk>/buka/", steps.reopen, name="reopen"),
    path("g/<slug:code>/program/<int:pk>/ketahui/", steps.acknowledge, name="acknowledge"),
    path("g/<slug:code>/program/<int:pk>/naskah/", programmes.texts, name="texts"),
    path("g/<slug:code>/program/<int:pk>/ukuran/", coverage.choose_round, name="round"),
    path(
        "g/<slug:code>/program/<int:pk>/program-kerja.<slug:kind>", programmes.paper, name="paper"
    ),
    path("g/<slug:code>/program/baris/<int:pk>/", lines.line, name="line"),
    path("g/<slug:code>/program/baris/<int:pk>/ubah/", lines.edit_line, name="edit_line"),
    path("g/<slug:code>/program/baris/<int:pk>/hapus/", lines.delete_line, name="delete_line"),
]
