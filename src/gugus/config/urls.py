"""Every address of the product. `g/<group>/` addresses belong to one group."""

from django.urls import include, path

urlpatterns = [
    path("", include("gugus.platform.sync.urls")),
    path("", include("gugus.people.urls")),
    path("", include("gugus.competence.urls")),
    path("", include("gugus.programme.urls")),
    path("", include("gugus.meetings.urls")),
    path("", include("gugus.planning.urls")),
    path("", include("gugus.treasury.urls")),
    path("", include("gugus.home.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
handler404 = "gugus.platform.web.views.not_found"
handler403 = "gugus.platform.web.views.refused"
handler500 = "gugus.platform.web.views.broken"
