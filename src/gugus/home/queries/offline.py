"""The meetings whose pages a phone keeps."""

from dataclasses import dataclass

from django.db.models import Q

from gugus.meetings.models import Meeting
from gugus.meetings.queries import LIVE, for_teacher, meetings_of
from gugus.people.registry import OfflinePage, Viewer, capabilities


@dataclass(frozen=True)
class OfflineContent:
    """Records whose pages a phone keeps for a meeting without signal."""

    viewer: Viewer
    coming: tuple[Meeting, ...]
    last: tuple[Meeting, ...]
    # Pages of single records that the person works on.
    records: tuple[OfflinePage, ...]


def offline_content_of(viewer: Viewer) -> OfflineContent:
    """The coming and the last three meetings that call the person, and what they work on."""
    group, today = viewer.group, viewer.today
    calls = viewer.teacher if viewer.only_teaches else None
    live = for_teacher(meetings_of(group).filter(state__in=LIVE), group, calls)
    coming = live.filter(date__gte=today).exclude(state=Meeting.State.HELD)
    last = live.filter(Q(date__lt=today) | Q(date=today, state=Meeting.State.HELD))
    return OfflineContent(
        viewer=viewer,
        coming=tuple(coming.order_by("date", "starts_at", "id")[:1]),
        last=tuple(last.order_by("-date", "-starts_at", "-id")[:3]),
        records=tuple(
            page
            for one in capabilities().values()
            if one.offline_records is not None
            for page in one.offline_records(viewer)
        ),
    )
