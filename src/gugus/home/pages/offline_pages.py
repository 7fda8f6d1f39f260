"""Pages that a phone caches in advance for work without signal."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.home.queries.offline import OfflineContent
from gugus.meetings.models import Meeting
from gugus.people.registry import OfflineEntry, OfflineOf, OfflinePage, Viewer, offline_entries
from gugus.platform.web.formats import short_date


@dataclass(frozen=True)
class OfflinePageList:
    """The list, for the person who asked and nobody else."""

    made_at: str
    person: int
    group: str
    pages: tuple[OfflinePage, ...]


def offline_page_list(found: OfflineContent) -> OfflinePageList:
    """Name the pages of these meetings that the person may see."""
    return OfflinePageList(
        made_at=found.viewer.now.isoformat(),
        person=found.viewer.actor.user_id,
        group=found.viewer.group.code,
        pages=tuple(_pages(found)),
    )


def _pages(found: OfflineContent) -> Iterator[OfflinePage]:
    viewer, always = found.viewer, offline_entries(OfflineOf.MEETING)
    for entry in offline_entries(OfflineOf.GROUP):
        yield from _page(viewer, entry, _(entry.title))
    yield from found.records
    for meeting in found.coming:
        yield from _of_meeting(viewer, meeting, always)
        # Only where it still is to take place.
        yield from _of_meeting(viewer, meeting, offline_entries(OfflineOf.MEETING_AHEAD))
    for meeting in found.last:
        yield from _of_meeting(viewer, meeting, always)


def _of_meeting(
    viewer: Viewer, meeting: Meeting, entries: tuple[OfflineEntry, ...]
) -> Iterator[OfflinePage]:
    named = f"{meeting.title}, {short_date(meeting.date)}"
    for entry in entries:
        title = f"{_(entry.title)}: {named}" if entry.title else named
        yield from _page(viewer, entry, title, meeting.pk)


def _page(viewer: Viewer, entry: OfflineEntry, title: str, *parts: int) -> Iterator[OfflinePage]:
    if viewer.may(entry.may) and (viewer.teacher_id or not entry.for_teachers):
        yield OfflinePage(reverse(entry.name, args=[viewer.group.code, *parts]), title)
