"""Events that were read, beside those that stand: what is new, what changes, what stays."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gugus.cores.words.fold import folded


class EventVerdict(StrEnum):
    """What becomes of one event."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "gone"
    WITHDRAWN = "withdrawn"
    SAME = "same"
    UNREAD = "unread"


@dataclass(frozen=True)
class ImportedEvent:
    """An event that was read; `number` tells where."""

    number: int
    title: str
    first: date
    last: date
    uid: str


@dataclass(frozen=True)
class ExistingEvent:
    """An event that the group has already."""

    pk: int
    title: str
    first: date
    last: date
    uid: str
    # Which calendar or table it came from; '' for one that was typed.
    source: str = ""


@dataclass(frozen=True)
class EventComparison:
    """An event with its verdict. `event` is None for one that the file no longer holds."""

    verdict: EventVerdict
    event: ImportedEvent | None
    existing: ExistingEvent | None


def compare_events(
    read: Sequence[ImportedEvent],
    existing: Sequence[ExistingEvent],
    cancelled: Iterable[str] = (),
    source: str = "",
) -> list[EventComparison]:
    """Match by the uid of the file, else by title and days; nothing that was read is doubled.

    Of an event with a uid, occurrences that the file no longer holds are gone. Events that an
    earlier reading of the same `source` had, and this one does not name at all, are withdrawn: a
    person decides. Those of other sources, and those typed by hand, stay as they are.
    """
    by_uid: dict[str, list[ExistingEvent]] = defaultdict(list)
    for row in existing:
        if row.uid:
            by_uid[row.uid].append(row)
    alike = {(_key(row.title), row.first, row.last): row for row in reversed(existing)}
    found: list[EventComparison] = []
    for uid, events in _grouped(read).items():
        if uid:
            found += _series(events, by_uid.pop(uid, []))
        else:
            found += [_by_likeness(event, alike) for event in events]
    off = set(cancelled) - {event.uid for event in read}
    for uid, rows in by_uid.items():
        if uid in off:
            found += [EventComparison(EventVerdict.REMOVED, None, row) for row in rows]
    return sorted([*found, *_withdrawn(found, existing, source)], key=_order)


def _withdrawn(
    found: Sequence[EventComparison], existing: Sequence[ExistingEvent], source: str
) -> Iterable[EventComparison]:
    """What earlier readings of this source had in the half-years of which this one speaks.

    A file is of the same source by its name, or because it names events of that source again.
    """
    met = {one.existing.pk for one in found if one.existing}
    again = {one.existing.source for one in found if one.event and one.existing}
    sources = ({source} | again) - {""}
    halves = {_half(day) for one in found if one.event for day in (one.event.first, one.event.last)}
    for row in existing:
        if row.pk not in met and row.source in sources and _half(row.first) in halves:
            yield EventComparison(EventVerdict.WITHDRAWN, None, row)


def _half(day: date) -> tuple[int, bool]:
    return day.year, day.month > 6


def _grouped(read: Sequence[ImportedEvent]) -> dict[str, list[ImportedEvent]]:
    """By uid; what was read twice over counts once."""
    groups: dict[str, list[ImportedEvent]] = defaultdict(list)
    seen: set[tuple[object, ...]] = set()
    for event in read:
        mark: tuple[object, ...] = (event.uid, event.first)
        if not event.uid:
            mark = (_key(event.title), event.first, event.last)
        if mark not in seen:
            seen.add(mark)
            groups[event.uid].append(event)
    return groups


def _series(events: list[ImportedEvent], rows: list[ExistingEvent]) -> list[EventComparison]:
    """Occurrences of one uid: those of the same day first, then the rest in order."""
    by_day = {row.first: row for row in rows}
    found: list[EventComparison] = []
    moved: list[ImportedEvent] = []
    for event in events:
        row = by_day.pop(event.first, None)
        if row is None:
            moved.append(event)
        else:
            found.append(_pair(event, row))
    left = sorted(by_day.values(), key=lambda row: row.first)
    for event in moved:
        # An event that moved keeps its row, so that what hangs on the row stays.
        found.append(
            _pair(event, left.pop(0)) if left else EventComparison(EventVerdict.NEW, event, None)
        )
    return found + [EventComparison(EventVerdict.REMOVED, None, row) for row in left]


def _pair(event: ImportedEvent, row: ExistingEvent) -> EventComparison:
    same = (event.title, event.first, event.last) == (row.title, row.first, row.last)
    return EventComparison(EventVerdict.SAME if same else EventVerdict.CHANGED, event, row)


def _by_likeness(
    event: ImportedEvent, alike: dict[tuple[str, date, date], ExistingEvent]
) -> EventComparison:
    row = alike.get((_key(event.title), event.first, event.last))
    return EventComparison(EventVerdict.SAME if row else EventVerdict.NEW, event, row)


def _key(title: str) -> str:
    return folded(title)


def _order(one: EventComparison) -> tuple[date, int]:
    if one.event is not None:
        return (one.event.first, one.event.number)
    return (one.existing.first if one.existing else date.max, 0)
