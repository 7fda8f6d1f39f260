"""Addresses of meetings."""

from django.urls import include, path

from gugus.meetings.views import group_rules, meetings

app_name = "meetings"

in_group = [
    path("aturan-pertemuan/", group_rules.rules, name="rules"),
    path("pertemuan/baru/", meetings.plan, name="plan"),
    path("pertemuan/<int:pk>/ubah/", meetings.edit, name="edit"),
    path("pertemuan/<int:pk>/jadwal/", meetings.reschedule, name="reschedule"),
    path("pertemuan/<int:pk>/batal/", meetings.cancel, name="cancel"),
    path("pertemuan/<int:pk>/aktifkan/", meetings.restore, name="restore"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]
