"""Addresses of speakers."""

from django.urls import include, path

from gugus.speakers.views import assistants, line_speakers, offers, speakers

app_name = "speakers"

in_group = [
    path("narasumber/", speakers.speakers, name="speakers"),
    path("narasumber/kelompok-sekitar/", speakers.speaker_share, name="share"),
    path("narasumber/untuk/<int:line_pk>/", line_speakers.line_speakers, name="line_speakers"),
    path("narasumber/pertemuan/<int:pk>/", assistants.assisting, name="assisting"),
    path(
        "narasumber/pertemuan/<int:pk>/lepas/<int:assist_pk>/",
        assistants.assist_release,
        name="assist_release",
    ),
    path("narasumber/<int:pk>/", speakers.speaker, name="speaker"),
    path("narasumber/<int:pk>/keahlian/", speakers.speaker_skills, name="skills"),
    path("narasumber/<int:pk>/naik/", speakers.speaker_rise, name="rise"),
    path("narasumber/<int:pk>/kesediaan/", speakers.speaker_terms, name="terms"),
    path("narasumber/<int:pk>/berhalangan/", speakers.speaker_away, name="away"),
    path(
        "narasumber/<int:pk>/berhalangan/<int:away_pk>/hapus/",
        speakers.speaker_away_remove,
        name="away_remove",
    ),
    path("membantu/", offers.offers, name="offers"),
]

urlpatterns = [
    path("g/<slug:code>/", include(in_group)),
]
