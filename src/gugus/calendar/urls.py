"""Addresses of calendar."""

from django.urls import include, path

from gugus.calendar import interchange
from gugus.calendar.views import calendar, polls

app_name = "calendar"

in_group = [
    path("kalender/", calendar.calendar, name="calendar"),
    path("kalender/acara/baru/", calendar.event_new, name="event_new"),
    path("kalender/acara/<int:pk>/", calendar.event_edit, name="event_edit"),
    path("kalender/acara/<int:pk>/hapus/", calendar.event_delete, name="event_delete"),
    path("kalender/acara/urungkan/", calendar.event_restore, name="event_restore"),
    path("kalender/libur/", calendar.holiday, name="holiday"),
    path("kalender/impor/", interchange.upload, name="events_import"),
    path("kalender/impor/<int:pk>/", interchange.preview, name="event_draft"),
    path("kalender/impor/<int:pk>/kemajuan/", interchange.progress, name="draft_progress"),
    path("kalender/impor/<int:pk>/putuskan/", interchange.decide, name="draft_decide"),
    path("kalender/impor/<int:pk>/terapkan/", interchange.apply, name="draft_apply"),
    path("kalender/impor/<int:pk>/buang/", interchange.discard, name="draft_discard"),
    path("kalender/hari/", polls.poll, name="poll"),
    path("kalender/hari/tanya/", polls.poll_open, name="poll_open"),
    path("kalender/hari/<int:pk>/catat/", polls.poll_record, name="poll_record"),
    path("kalender/hari/<int:pk>/tutup/", polls.poll_close, name="poll_close"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]
