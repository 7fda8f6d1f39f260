"""Every address of the product. `g/<group>/` addresses belong to one group."""

from django.urls import include, path

from gugus.platform.web.dispatch import IndexedResolver

_ADDRESSES = [
    path("", include("gugus.platform.sync.urls")),
    path("", include("gugus.people.urls")),
    path("", include("gugus.accounts.urls")),
    path("", include("gugus.roster.urls")),
    path("", include("gugus.competence.urls")),
    path("", include("gugus.programme.urls")),
    path("", include("gugus.meetings.urls")),
    path("", include("gugus.problems.urls")),
    path("", include("gugus.attendance.urls")),
    path("", include("gugus.steps.urls")),
    path("", include("gugus.minutes.urls")),
    path("", include("gugus.catchup.urls")),
    path("", include("gugus.participation.urls")),
    path("", include("gugus.certificates.urls")),
    path("", include("gugus.agenda.urls")),
    path("", include("gugus.calendar.urls")),
    path("", include("gugus.speakers.urls")),
    path("", include("gugus.feeds.urls")),
    path("", include("gugus.hosts.urls")),
    path("", include("gugus.opening.urls")),
    path("", include("gugus.schedule.urls")),
    path("", include("gugus.displacement.urls")),
    path("", include("gugus.yearplan.urls")),
    path("", include("gugus.district.urls")),
    path("", include("gugus.cash.urls")),
    path("", include("gugus.closing.urls")),
    path("", include("gugus.budget.urls")),
    path("", include("gugus.actuals.urls")),
    path("", include("gugus.home.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
urlpatterns = [IndexedResolver(_ADDRESSES, group_prefix="g")]
handler404 = "gugus.platform.web.views.not_found"
handler403 = "gugus.platform.web.views.csrf_failure"
handler500 = "gugus.platform.web.views.server_error"
