"""Addresses of planning."""

from django.urls import include, path

from gugus.planning.views import feeds, minimum, opening, yearplan

app_name = "planning"

yearplan_urls = [
    path("", yearplan.prota, name="prota"),
    path("cetak/<str:kind>/", yearplan.prota_file, name="prota_paper"),
    path("semester-<int:semester>/", yearplan.prosem, name="prosem"),
    path("semester-<int:semester>/cetak/<str:kind>/", yearplan.prosem_file, name="prosem_paper"),
    path("minimum/", minimum.minimum, name="minimum"),
    path("minimum/paket/", minimum.packages, name="packages"),
]

feed_urls = [
    path("g/<slug:code>/kalender-hp/", feeds.feeds, name="feeds"),
    path("g/<slug:code>/kalender-hp/<slug:kind>/buat/", feeds.feed_make, name="feed_make"),
    path("g/<slug:code>/kalender-hp/<slug:kind>/matikan/", feeds.feed_end, name="feed_end"),
    path("g/<slug:code>/pertemuan/<int:pk>/kalender.ics", feeds.meeting_ics, name="meeting_ics"),
    # No group and no sign-in: what a calendar reads by itself.
    path("kalender/<str:token>.ics", feeds.feed, name="feed"),
]

opening_urls = [
    path("g/<slug:code>/pembukaan/", opening.opening, name="opening"),
    path("g/<slug:code>/pembukaan/mulai/", opening.start, name="opening_start"),
    path("g/<slug:code>/pembukaan/cari/", opening.gather_again, name="opening_gather"),
    path("g/<slug:code>/pembukaan/putuskan/", opening.decide, name="opening_decide"),
    path(
        "g/<slug:code>/pembukaan/usulan/<int:pk>/pertimbangkan/",
        opening.reconsider,
        name="opening_reconsider",
    ),
]

urlpatterns = [
    *opening_urls,
    *feed_urls,
    path("g/<slug:code>/prota/", include(yearplan_urls)),
]
