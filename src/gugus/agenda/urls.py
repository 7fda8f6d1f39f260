"""Addresses of agenda."""

from django.urls import include, path

from gugus.agenda.views import invitation, list, meeting, papers

app_name = "agenda"

in_group = [
    path("pertemuan/", list.meeting_list, name="list"),
    path("pertemuan/<int:pk>/", meeting.meeting, name="meeting"),
    path("pertemuan/<int:pk>/langkah-lalu/", meeting.steps_report, name="steps_report"),
    path("pertemuan/<int:pk>/undang/", invitation.call, name="call"),
    path("pertemuan/<int:pk>/undangan/", invitation.invitation, name="invitation"),
    path(
        "pertemuan/<int:pk>/cetak/undangan/<str:kind>/", papers.invitation, name="paper_invitation"
    ),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]
