"""The page where a person gets the private addresses of calendars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gugus.feeds.models import Feed
from gugus.meetings.models import Meeting
from gugus.meetings.pages.parts import with_part
from gugus.meetings.rules.parts import LinePart
from gugus.meetings.rules.times import local_time
from gugus.people.clock import day_of
from gugus.people.models import Group
from gugus.platform.web.formats import long_date, qr_picture, short_date, time_text

MOST_LISTED = 5


@dataclass(frozen=True)
class FeedAddress:
    """One calendar: its address if it was made, and what can be done with it."""

    title: str
    lead: str
    make: str
    end: str
    url: str
    webcal: str
    qr: SafeString
    made: str
    read: str


@dataclass(frozen=True)
class MeetingFileRow:
    """A meeting whose event can be taken along once."""

    title: str
    when: str
    href: str


@dataclass(frozen=True)
class FeedsPage:
    """The screen `feeds:feeds`."""

    addresses: tuple[FeedAddress, ...]
    any_made: bool
    nearby: bool
    files: tuple[MeetingFileRow, ...]


@dataclass(frozen=True)
class RenewPage:
    """Asked before an address is revoked."""

    title: str
    lines: tuple[str, ...]
    act: str
    submit: str


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
    addresses = tuple(_address(group, kind, words[kind], feed, url) for kind, feed, url in made)
    return FeedsPage(
        addresses=addresses,
        any_made=any(one.url for one in addresses),
        nearby=nearby,
        files=tuple(_file(meeting, parts) for meeting in ahead[:MOST_LISTED]),
    )


def _address(
    group: Group, kind: str, words: tuple[str, str], feed: Feed | None, url: str
) -> FeedAddress:
    title, lead = words
    return FeedAddress(
        title=title,
        lead=lead,
        make=reverse("feeds:make", args=[group.code, kind]),
        end=reverse("feeds:end", args=[group.code, kind]),
        url=url,
        webcal=f"webcal:{url.partition(':')[2]}" if url else "",
        qr=qr_picture(url) if url else SafeString(),
        made=short_date(day_of(group, feed.made_at)) if feed else "",
        read=_read(feed, group.time_zone) if feed else "",
    )


def _read(feed: Feed, zone: str) -> str:
    if feed.last_read_at is None:
        return _("Belum pernah dibaca kalender.")
    at = local_time(feed.last_read_at, zone)
    return _("Terakhir dibaca kalender: %(day)s, %(clock)s.") % {
        "day": short_date(at.date()),
        "clock": time_text(at.time()),
    }


def _file(meeting: Meeting, parts: Mapping[int, LinePart]) -> MeetingFileRow:
    when = f"{long_date(meeting.date)}, {time_text(meeting.starts_at)}–{time_text(meeting.ends_at)}"
    href = reverse("feeds:meeting_ics", args=[meeting.group.code, meeting.pk])
    return MeetingFileRow(with_part(meeting.title, parts.get(meeting.pk)), when, href)


def renew_page(group: Group, kind: str, *, ends: bool) -> RenewPage:
    """What happens to calendars that read the address as it is."""
    stops = _("Kalender yang memakai alamat lama berhenti menerima jadwal.")
    again = _("Alamat baru perlu dipasang lagi di HP Anda.")
    act = "feeds:end" if ends else "feeds:make"
    return RenewPage(
        title=_("Matikan alamat kalender?") if ends else _("Buat alamat baru?"),
        lines=(stops, _("Pertemuannya sendiri tidak berubah.") if ends else again),
        act=reverse(act, args=[group.code, kind]),
        submit=_("Matikan") if ends else _("Buat alamat baru"),
    )
