"""The page where a person gets the private addresses of calendars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gugus.feeds.models import Feed
from gugus.meetings.models import Meeting
from gugus.meetings.pages.parts import with_part
from gugus.meetings.rules.parts import LinePart
from gugus.people.models import Group
from gugus.platform.web.formats import qr_picture

MOST_LISTED = 5


@dataclass(frozen=True)
class FeedAddress:
    """One calendar: its address if it was made, and what can be done with it."""

    kind: str
    title: str
    lead: str
    feed: Feed | None
    url: str
    webcal: str
    qr: SafeString


@dataclass(frozen=True)
class FeedsPage:
    """The screen `feeds:feeds`; of the meetings ahead each can be taken along as a file."""

    addresses: tuple[FeedAddress, ...]
    any_made: bool
    nearby: bool
    ahead: tuple[tuple[Meeting, str], ...]


@dataclass(frozen=True)
class RenewPage:
    """Asked before an address is revoked, or ended."""

    kind: str
    ends: bool


def feeds_page(
    group: Group,
    made: Sequence[tuple[str, Feed | None, str]],
    ahead: Sequence[Meeting],
    *,
    parts: Mapping[int, LinePart],
    nearby: bool,
) -> FeedsPage:
    """`made`: for each kind the row, if there is one, and its whole address."""
    words = {
        "saya": (
            _("Pertemuan saya"),
            _("Pertemuan yang memanggil Anda, di semua kelompok Anda, dan yang Anda isi."),
        ),
        "kelompok": (
            _("Semua pertemuan %(group)s") % {"group": group.name},
            _("Juga pertemuan kelompok belajar yang tidak memanggil Anda."),
        ),
    }
    addresses = tuple(
        FeedAddress(
            kind,
            *words[kind],
            feed=feed,
            url=url,
            webcal=f"webcal:{url.partition(':')[2]}" if url else "",
            qr=qr_picture(url) if url else SafeString(),
        )
        for kind, feed, url in made
    )
    return FeedsPage(
        addresses=addresses,
        any_made=any(one.url for one in addresses),
        nearby=nearby,
        ahead=tuple((one, with_part(one.title, parts.get(one.pk))) for one in ahead[:MOST_LISTED]),
    )
