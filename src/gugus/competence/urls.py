"""Addresses of competence."""

from django.urls import path

from gugus.competence import interchange
from gugus.competence.views import needs, rating, results, rounds, sheets

app_name = "competence"
_NEEDS = "g/<slug:code>/kebutuhan/"
_ROUND = _NEEDS + "<int:pk>/"
_RUN = _NEEDS + "ukur/"
_SHEET = _NEEDS + "lembar/<int:pk>/"
_DRAFT = _SHEET + "periksa/<int:draft>/"
_RATE = _NEEDS + "nilai/<int:pk>/<slug:rater>/<int:teacher>/"

urlpatterns = [
    path(_NEEDS, needs.needs, name="needs"),
    path(_ROUND, needs.round_needs, name="round_needs"),
    path(_ROUND + "tabel.csv", needs.needs_table, {"form": "csv"}, name="needs_csv"),
    path(_ROUND + "tabel.xlsx", needs.needs_table, {"form": "xlsx"}, name="needs_xlsx"),
    path(_ROUND + "antarpenilai/", results.compare, name="compare"),
    path(_ROUND + "sekolah/", results.schools, name="schools"),
    path(_ROUND + "sekolah/<int:school>/", results.school, name="school"),
    path(_ROUND + "guru/<int:teacher>/", results.teacher_result, name="teacher"),
    path(_ROUND + "saya/", results.mine, name="mine"),
    path(_RUN, rounds.rounds, name="rounds"),
    path(_RUN + "buka/", rounds.open_round, name="round_open"),
    path(_RUN + "catat/", rounds.record_summary, name="round_summary"),
    path(_RUN + "catat/<int:framework>/", rounds.record_summary, name="round_summary_of"),
    path(_RUN + "<int:pk>/", rounds.round_, name="round"),
    path(_RUN + "<int:pk>/tutup/", rounds.close_round, name="round_close"),
    path(_RUN + "<int:pk>/buka-lagi/", rounds.reopen_round, name="round_reopen"),
    path(_RUN + "<int:pk>/hapus/", rounds.discard_round, name="round_discard"),
    path(_RUN + "<int:pk>/kembalikan/<int:assessment>/", rounds.unlock, name="unlock"),
    path(_SHEET, interchange.upload, name="sheets_first"),
    path(_SHEET + "<slug:rater>/", interchange.upload, name="sheets"),
    path(_SHEET + "<slug:rater>/unduh/", sheets.sheet_template, name="sheet_template"),
    path(
        _SHEET + "<slug:rater>/formulir.<slug:kind>",
        sheets.paper_form,
        name="paper_form",
    ),
    path(_DRAFT, interchange.preview, name="sheet_draft"),
    path(_DRAFT + "kemajuan/", interchange.progress, name="sheet_progress"),
    path(_DRAFT + "putuskan/", interchange.decide, name="sheet_decide"),
    path(_DRAFT + "terapkan/", interchange.apply, name="sheet_apply"),
    path(_DRAFT + "batal/", interchange.discard, name="sheet_discard"),
    path(_NEEDS + "nilai/", rating.duties, name="rating"),
    path(_RATE, rating.rate, name="rate"),
    path(_RATE + "kirim/", rating.send, name="rate_send"),
    path(_RATE + "penting/", rating.rate_importance, name="rate_importance"),
    path(_RATE + "<int:order>/", rating.rate_item, name="rate_item"),
]
