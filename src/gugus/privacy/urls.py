"""Addresses of privacy."""

from django.urls import include, path

from gugus.privacy.views import breaches, erasure, mine, papers

app_name = "privacy"

in_group = [
    path("hak-data/", mine.mine, name="mine"),
    path("hak-data/persetujuan/<str:use>/", mine.consent, name="consent"),
    path("hak-data/hapus/", mine.ask, name="ask"),
    path("persetujuan-kertas/", papers.paper_consent, name="paper_consent"),
    path("dilupakan/", erasure.erasures, name="erasures"),
    path("dilupakan/minta/<int:pk>/", erasure.ask_for, name="ask_for"),
    path("dilupakan/<int:pk>/batal/", erasure.cancel, name="cancel"),
    path("dilupakan/<int:pk>/hapus/", erasure.erase, name="erase"),
    path("kebocoran/", breaches.breaches, name="breaches"),
    path("kebocoran/baru/", breaches.breach_new, name="breach_new"),
    path("kebocoran/<int:pk>/", breaches.breach, name="breach"),
    path("kebocoran/<int:pk>/ubah/", breaches.breach_edit, name="breach_edit"),
    path("kebocoran/<int:pk>/sudah/<str:whom>/", breaches.told, name="told"),
    path("kebocoran/<int:pk>/surat-<str:whom>/<str:kind>/", breaches.letter, name="letter"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
    path("saya/data/semua/", mine.download, name="download"),
    path("saya/data/tidak-jadi/", mine.take_back, name="take_back"),
]
