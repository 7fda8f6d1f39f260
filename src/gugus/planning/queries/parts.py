"""Which part of its line each meeting is."""

from collections.abc import Iterable

from gugus.meetings.models import Meeting
from gugus.meetings.queries import LIVE
from gugus.planning.rules.numbering import Part, numbered


def parts_of(meetings: Iterable[Meeting]) -> dict[int, Part]:
    """By meeting: its part, where its line has several; cancelled meetings are no part. One query."""
    lines = {meeting.line_id for meeting in meetings} - {None}
    if not lines:
        return {}
    rows = Meeting.objects.filter(line__in=lines, state__in=LIVE)
    in_time = rows.order_by("date", "starts_at", "pk").values_list("pk", "line_id", "line__times")
    found = [(pk, line or 0, times) for pk, line, times in in_time]
    return numbered(
        ((pk, line) for pk, line, _times in found), {line: times for _pk, line, times in found}
    )
