"""The code on the wall, big enough for the last row."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gugus.attendance.rules.wall_codes import code_at_step, time_step
from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import MeetingHead, head_of, meeting_address
from gugus.meetings.rules.times import check_in_window, local_time
from gugus.people.access import Actor
from gugus.platform.web.formats import is_loopback, qr_picture, short_date, time_text


@dataclass(frozen=True)
class ShownWallCode:
    """What the wall shows at one moment; nothing outside the hours."""

    picture: SafeString
    digits: str
    closed: str
    at: int


@dataclass(frozen=True)
class WallPart:
    """The same, asked for every few seconds."""

    now: ShownWallCode


@dataclass(frozen=True)
class WallPage:
    """The page behind the projector, or on the recorder's laptop.

    The secret goes into this page alone, so that it can go on when the server is out of reach.
    """

    head: MeetingHead
    now: ShownWallCode
    now_url: str
    secret: str
    meeting: int
    link: str
    opens: int
    closes: int
    present_url: str
    # Opened as this very computer: no phone reaches the address in the code.
    only_here: bool


def wall_now(meeting: Meeting, secret: str, link: str, now: datetime) -> ShownWallCode:
    """The code of this half minute."""
    zone = meeting.group.time_zone
    hours = check_in_window(zone, meeting.date, meeting.starts_at, meeting.ends_at)
    if not hours.holds(now):
        closed = _("Kode tampil %(day)s pukul %(start)s sampai %(end)s.") % {
            "day": short_date(meeting.date),
            "start": time_text(local_time(hours.opens, zone).time()),
            "end": time_text(meeting.ends_at),
        }
        return ShownWallCode(SafeString(), "", closed, _millis(now))
    code = code_at_step(secret, meeting.pk, time_step(now))
    digits = f"{code.digits[:3]} {code.digits[3:]}"
    return ShownWallCode(qr_picture(f"{link}{code.link}/"), digits, "", _millis(now))


def wall_page(meeting: Meeting, actor: Actor, secret: str, link: str, now: datetime) -> WallPage:
    """The whole page."""
    hours = check_in_window(
        meeting.group.time_zone, meeting.date, meeting.starts_at, meeting.ends_at
    )
    return WallPage(
        head=head_of(meeting, actor, "attendance:attendance"),
        now=wall_now(meeting, secret, link, now),
        now_url=meeting_address(meeting, "attendance:wall_now"),
        secret=secret,
        meeting=meeting.pk,
        link=link,
        opens=_millis(hours.opens),
        closes=_millis(hours.closes),
        present_url=meeting_address(meeting, "attendance:attendance"),
        only_here=is_loopback(urlsplit(link).netloc),
    )


def _millis(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def link_of(meeting: Meeting) -> str:
    """The path in front of the code."""
    return reverse("attendance:landing", args=[meeting.pk, "-"]).removesuffix("-/")
