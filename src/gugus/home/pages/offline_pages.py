"""Pages that a phone caches in advance for work without signal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gugus.home.queries.dashboard import OfflineContent
from gugus.meetings.models import Meeting
from gugus.people.rules.roles import May
from gugus.platform.web.formats import short_date


@dataclass(frozen=True)
class OfflinePage:
    """One page to keep."""

    href: str
    title: str


@dataclass(frozen=True)
class OfflinePageList:
    """The list, for the person who asked and nobody else."""

    made_at: str
    person: int
    group: str
    pages: tuple[OfflinePage, ...]


# Address, title, and who may open it.
_GROUP = (
    ("home:home", noop("Beranda"), May.SEE_GROUP),
    ("agenda:list", noop("Pertemuan"), May.SEE_GROUP),
    ("steps:my_steps", noop("Langkah saya"), May.REPORT_OWN_STEP),
    ("catchup:journal", noop("Jurnal refleksi"), May.REFLECT),
    ("catchup:journal_new", noop("Tulis catatan"), May.REFLECT),
    ("problems:problems", noop("Masalah kelas"), May.RAISE_PROBLEM),
    ("problems:raise", noop("Ajukan masalah"), May.RAISE_PROBLEM),
    ("speakers:offers", noop("Membantu sesama guru"), May.OFFER_SELF),
    ("calendar:poll", noop("Hari apa yang cocok?"), May.OFFER_SELF),
    ("cash:write", noop("Catat pengeluaran"), May.KEEP_CASH),
    ("cash:cash", noop("Buku kas"), May.KEEP_CASH),
    ("home:more", noop("Lainnya"), May.SEE_GROUP),
)
_MEETING = (
    ("agenda:meeting", "", May.SEE_GROUP),
    ("attendance:attendance", noop("Hadir"), May.SEE_ATTENDANCE),
    ("minutes:minutes", noop("Notulen"), May.SEE_MINUTES),
    ("steps:steps", noop("Langkah"), May.SEE_MINUTES),
    ("catchup:packet", noop("Bahan susulan"), May.SEE_MINUTES),
    ("catchup:feedback", noop("Umpan balik"), May.REFLECT),
)
# Only where it still is to take place.
_AHEAD = (
    ("attendance:wall", noop("Kode hadir"), May.RECORD_MEETING),
    ("attendance:scan", noop("Pindai kartu"), May.RECORD_MEETING),
    ("attendance:sheet", noop("Ketik nomor lembar"), May.RECORD_MEETING),
)
_SIGNING = (("attendance:own_sign", noop("Tanda tangan hadir"), May.REPORT_OWN_STEP),)


def offline_page_list(found: OfflineContent, now: datetime) -> OfflinePageList:
    """Name the pages of these meetings that the person may see."""
    return OfflinePageList(
        made_at=now.isoformat(),
        person=found.actor.user_id,
        group=found.group.code,
        pages=tuple(_pages(found)),
    )


def _pages(found: OfflineContent) -> Iterator[OfflinePage]:
    for name, title, may in _GROUP:
        yield from _page(found, name, may, _(title))
    if found.teaches:
        yield from _page(found, "attendance:card", May.REPORT_OWN_STEP, _("Kartu saya"))
    for entry in found.entries:
        title = _("Perbaiki %(voucher)s") % {"voucher": entry.voucher}
        yield from _page(found, "cash:correct", May.KEEP_CASH, title, entry.pk)
    for step in found.steps:
        yield from _page(found, "steps:step", May.REPORT_OWN_STEP, step.what, step.pk)
    for href, title in found.ratings:
        yield OfflinePage(href, title)
    for meeting in found.coming:
        yield from _of_meeting(found, meeting, _MEETING + _AHEAD)
        if found.teaches:
            yield from _of_meeting(found, meeting, _SIGNING)
    for meeting in found.last:
        yield from _of_meeting(found, meeting, _MEETING)


def _of_meeting(
    found: OfflineContent, meeting: Meeting, rows: tuple[tuple[str, str, May], ...]
) -> Iterator[OfflinePage]:
    named = f"{meeting.title}, {short_date(meeting.date)}"
    for name, title, may in rows:
        yield from _page(found, name, may, f"{_(title)}: {named}" if title else named, meeting.pk)


def _page(
    found: OfflineContent, name: str, may: May, title: str, *parts: int
) -> Iterator[OfflinePage]:
    if found.actor.may(may, found.group.pk):
        yield OfflinePage(reverse(name, args=[found.group.code, *parts]), title)
