"""Addresses of catchup."""

from django.urls import include, path

from gugus.catchup.views import feedback, journal, packet

app_name = "catchup"

in_group = [
    path("pertemuan/<int:pk>/susulan/", packet.packet, name="packet"),
    path("pertemuan/<int:pk>/susulan/jawab/", packet.packet_answer, name="packet_answer"),
    path("pertemuan/<int:pk>/susulan/pertanyaan/", packet.packet_question, name="packet_question"),
    path("pertemuan/<int:pk>/umpan-balik/", feedback.feedback, name="feedback"),
    path("jurnal/", journal.journal, name="journal"),
    path("jurnal/tulis/", journal.journal_new, name="journal_new"),
    path("jurnal/kembalikan/", journal.journal_undo, name="journal_undo"),
    path("jurnal/cetak/<str:kind>/", journal.journal_paper, name="paper_journal"),
    path("jurnal/<uuid:key>/", journal.journal_entry, name="journal_entry"),
    path("jurnal/<uuid:key>/tarik/", journal.journal_share, name="journal_share"),
    path("jurnal/<uuid:key>/hapus/", journal.journal_delete, name="journal_delete"),
    path("catatan-guru/", journal.shared_journals, name="shared_journals"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]
