"""Addresses of attendance."""

from django.urls import include, path

from gugus.attendance.views import cards, own, paper_sheets, papers, sheet, wall

app_name = "attendance"

in_group = [
    path("kartu-saya/", own.card, name="card"),
    path("kartu/<str:kind>/", cards.cards_paper, name="cards_paper"),
    path("pertemuan/<int:pk>/saya-hadir/", own.check_in, name="check_in"),
    path("pertemuan/<int:pk>/hadir/", sheet.attendance, name="attendance"),
    path("pertemuan/<int:pk>/hadir/sisanya/", sheet.rest, name="rest"),
    path("pertemuan/<int:pk>/hadir/tambah/", sheet.add, name="add"),
    path("pertemuan/<int:pk>/hadir/lembar/", paper_sheets.sheet, name="sheet"),
    path("pertemuan/<int:pk>/hadir/foto/", paper_sheets.sheet_photo, name="sheet_photo"),
    path(
        "pertemuan/<int:pk>/hadir/foto/<int:photo_pk>/",
        paper_sheets.sheet_picture,
        name="sheet_picture",
    ),
    path("pertemuan/<int:pk>/hadir/tanda-tangan/", paper_sheets.signatures, name="signatures"),
    path("pertemuan/<int:pk>/pindai/", cards.scan, name="scan"),
    path("pertemuan/<int:pk>/kode/", wall.wall, name="wall"),
    path("pertemuan/<int:pk>/kode/kini/", wall.wall_part, name="wall_now"),
    path("pertemuan/<int:pk>/kode-saya/", own.code, name="own_code"),
    path("pertemuan/<int:pk>/tanda-tangan-saya/", own.sign, name="own_sign"),
    path("pertemuan/<int:pk>/berhalangan/", own.excuse, name="own_excuse"),
    path("pertemuan/<int:pk>/hadir/tamu/", sheet.guest_add, name="guest_add"),
    path(
        "pertemuan/<int:pk>/hadir/tamu/<int:guest_pk>/hapus/",
        sheet.guest_remove,
        name="guest_remove",
    ),
    path(
        "pertemuan/<int:pk>/cetak/hadir/<str:kind>/", papers.filled_sheet, name="paper_attendance"
    ),
    path(
        "pertemuan/<int:pk>/cetak/hadir-kosong/<str:kind>/",
        papers.empty_sheet,
        name="paper_attendance_empty",
    ),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
    path("h/<int:pk>/<str:link>/", own.landing, name="landing"),
]
