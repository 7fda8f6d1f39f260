"""Addresses of minutes."""

from django.urls import include, path

from gugus.minutes.views import approval, minutes, papers

app_name = "minutes"

in_group = [
    path("pertemuan/<int:pk>/notulen/", minutes.minutes, name="minutes"),
    path("pertemuan/<int:pk>/notulen/selesai/", minutes.finish, name="finish"),
    path("pertemuan/<int:pk>/notulen/buka/", minutes.reopen, name="reopen"),
    path("pertemuan/<int:pk>/notulen/pilih/", minutes.decide, name="decide"),
    path("pertemuan/<int:pk>/notulen/sahkan/", approval.approve, name="approve"),
    path("pertemuan/<int:pk>/notulen/adendum/", approval.addendum, name="addendum"),
    path("pertemuan/<int:pk>/notulen/kabar/", approval.follow_up, name="follow_up"),
    path("pertemuan/<int:pk>/cetak/notulen/<str:kind>/", papers.minutes, name="paper_minutes"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]
