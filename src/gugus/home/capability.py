"""What `home` adds itself: Beranda, the list of all pages, one's own records; two links to come."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gugus.people.registry import (
    Answers,
    Bead,
    Capability,
    HomePart,
    NavPlace,
    OfflineEntry,
    Tab,
    ThreadItem,
    Viewer,
)
from gugus.people.rules.roles import May


def _products_item(viewer: Viewer, answers: Answers) -> ThreadItem:
    del viewer, answers
    return ThreadItem(_("Produk"), "–", _("belum dicatat di versi ini"), "", "no")


def _findings_item(viewer: Viewer, answers: Answers) -> ThreadItem:
    del viewer, answers
    return ThreadItem(_("Temuan"), "–", _("belum dicatat di versi ini"), "", "no")


capability = Capability(
    tabs=(
        Tab("home:home", noop("Beranda"), NavPlace.HOME, May.SEE_GROUP, 10),
        Tab("home:region", noop("Kelompok di wilayah"), NavPlace.REGION, May.SEE_COUNTS, 10),
    ),
    grounds={NavPlace.HOME: ("bekal/", "saya/")},
    home=HomePart(thread=(Bead(40, _products_item), Bead(70, _findings_item))),
    offline=(
        OfflineEntry("home:home", noop("Beranda"), May.SEE_GROUP, order=10),
        OfflineEntry("home:more", noop("Lainnya"), May.SEE_GROUP, order=120),
    ),
    samples="gugus.home.tests.samples.samples",
)
