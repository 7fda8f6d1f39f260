"""Addresses of opening."""

from django.urls import include, path

from gugus.opening.views import findings, opening, proposals

app_name = "opening"

in_group = [
    path("program/temuan/", findings.findings, name="findings"),
    path("program/temuan/tulis/", findings.write, name="finding_write"),
    path("program/temuan/<int:pk>/tarik/", findings.withdraw, name="finding_withdraw"),
    path("program/temuan/<int:pk>/kembalikan/", findings.restore, name="finding_restore"),
    path("program/usulan/<int:pk>/", proposals.accept, name="accept"),
    path("pembukaan/", opening.opening, name="opening"),
    path("pembukaan/mulai/", opening.start, name="start"),
    path("pembukaan/cari/", opening.gather_again, name="gather"),
    path("pembukaan/putuskan/", opening.decide, name="decide"),
    path("pembukaan/usulan/<int:pk>/pertimbangkan/", opening.reconsider, name="reconsider"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]
