"""What `feeds` adds: the calendar on one's own phone in the navigation."""

from django.utils.translation import gettext_noop as noop

from gugus.people.registry import Capability, NavPlace, Tab
from gugus.people.rules.roles import May
from gugus.platform.foundation.erasure import deleted

capability = Capability(
    held=(*deleted("feeds.Feed.user"),),
    tabs=(
        Tab(
            "feeds:feeds",
            noop("Kalender di HP"),
            NavPlace.HOME,
            May.SEE_GROUP,
            30,
            prefixes=("kalender-hp/",),
        ),
    ),
    title=noop("Kalender di HP"),
    deeds={
        "feed.created": noop("membuat alamat kalender pribadi"),
        "feed.deleted": noop("menghapus alamat kalender pribadi"),
    },
    private_deeds=frozenset({"feed.created", "feed.deleted"}),
    samples="gugus.feeds.tests.samples.samples",
)
