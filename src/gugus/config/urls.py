"""Every address of the product. `g/<group>/` addresses belong to one group."""

from django.urls import include, path

from gugus.people.registry import url_modules
from gugus.platform.web.dispatch import IndexedResolver

_ADDRESSES = [
    path("", include("gugus.platform.sync.urls")),
    *(path("", include(module)) for module in url_modules()),
    path("i18n/", include("django.conf.urls.i18n")),
]
urlpatterns = [IndexedResolver(_ADDRESSES, group_prefix="g")]
handler400 = "gugus.platform.web.views.bad_request"
handler404 = "gugus.platform.web.views.not_found"
handler403 = "gugus.platform.web.views.csrf_failure"
handler500 = "gugus.platform.web.views.server_error"
