"""Addresses of problems."""

from django.urls import include, path

from gugus.problems.views import changes, problems

app_name = "problems"

in_group = [
    path("masalah/", problems.problems, name="problems"),
    path("masalah/baru/", problems.problem_raise, name="raise"),
    path("masalah/serupa/", problems.problem_similar, name="similar"),
    path("masalah/<int:pk>/", problems.problem, name="problem"),
    path("masalah/<int:pk>/usul/", problems.problem_propose, name="propose"),
    path("masalah/<int:pk>/coba/", problems.problem_try, name="try"),
    path("masalah/<int:pk>/pakai/", problems.problem_adopt, name="adopt"),
    path("masalah/<int:pk>/keadaan/", problems.problem_settle, name="settle"),
    path("masalah/<int:pk>/ubah/", changes.problem_edit, name="edit"),
    path("masalah/<int:pk>/nama/", changes.problem_name, name="name"),
    path("masalah/<int:pk>/tarik/", changes.problem_withdraw, name="withdraw"),
    path("masalah/<int:pk>/suara/", changes.problem_voice, name="voice"),
    path("masalah/<int:pk>/foto/", changes.problem_photo, name="photo"),
    path("pertemuan/<int:pk>/masalah/", changes.agenda_problems, name="agenda_problems"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]
