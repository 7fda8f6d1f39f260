"""Addresses of schedule."""

from django.urls import include, path

from gugus.schedule.views import draft, schedule, settings

app_name = "schedule"

in_group = [
    path("jadwal/", schedule.schedule, name="schedule"),
    path("jadwal/susun/", schedule.run, name="run"),
    path("jadwal/pertemuan/<int:pk>/mengapa/", schedule.meeting_why, name="meeting_why"),
    path("jadwal/pertemuan/<int:pk>/lain/", schedule.meeting_next, name="meeting_next"),
    path("jadwal/pertemuan/<int:pk>/semat/", schedule.meeting_pin, name="meeting_pin"),
    path("jadwal/rancangan/<int:pk>/", draft.draft, name="draft"),
    path("jadwal/rancangan/<int:pk>/kemajuan/", draft.progress, name="progress"),
    path("jadwal/rancangan/<int:pk>/lanjutkan/", draft.resume, name="resume"),
    path("jadwal/rancangan/<int:pk>/susun-ulang/", draft.solve_again, name="resolve"),
    path("jadwal/rancangan/<int:pk>/kembalikan/", draft.undo_change, name="take_back"),
    path("jadwal/rancangan/<int:pk>/buang/", draft.discard, name="discard"),
    path("jadwal/rancangan/<int:pk>/pakai/", draft.adopt, name="adopt"),
    path("jadwal/rancangan/<int:pk>/batalkan/", draft.undo, name="undo"),
    path("jadwal/baris/<int:pk>/pindahkan/", draft.move_row, name="move"),
    path("jadwal/baris/<int:pk>/semat/", draft.pin_row, name="pin"),
    path("jadwal/baris/<int:pk>/mengapa/", draft.why, name="why"),
    path("jadwal/baris/<int:pk>/lain/", draft.next_choice, name="next"),
    path("jadwal/aturan/", settings.settings, name="settings"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]
