"""Addresses of steps."""

from django.urls import include, path

from gugus.steps.views import overdue, reports, steps

app_name = "steps"

in_group = [
    path("pertemuan/<int:pk>/langkah/", steps.steps, name="steps"),
    path("pertemuan/<int:pk>/langkah/semua/", steps.give, name="give"),
    path("pertemuan/<int:pk>/langkah/satu/", steps.step_add, name="add"),
    path("pertemuan/<int:pk>/langkah/saya/", steps.step_take, name="take"),
    path("langkah-saya/", reports.my_steps, name="my_steps"),
    path("langkah-lewat/", overdue.overdue, name="overdue"),
    path("langkah-lewat/aturan/", overdue.escalation, name="escalation"),
    path("langkah/<int:pk>/", reports.step, name="step"),
    path("langkah/<int:pk>/bagikan/", reports.step_share, name="share"),
    path("langkah/<int:pk>/foto/<int:photo>/", reports.step_photo, name="photo"),
    path(
        "langkah/<int:pk>/foto/<int:photo>/hapus/", reports.step_photo_remove, name="photo_remove"
    ),
    path("langkah/<int:pk>/hapus/", steps.step_delete, name="delete"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]
