"""The summary of what several people reported about one step from several phones.

Every report stays. What a step shows is a function of the set of its reports, so it is the same
whatever the order in which they arrived, and a report that arrives twice changes nothing.

A report takes the place of those that stood on the page where it was written, and of earlier ones
by the same person from the same phone. A report that nothing replaced is current. So a
sentence can be corrected, and two sentences written without knowing of each other are both kept;
a step that was closed opens again only by somebody who saw it closed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gugus.meetings.rules.merge import WriteStamp

OPEN = "open"
BETWEEN = " / "


@dataclass(frozen=True)
class FiledReport:
    """One report: `source` names person and phone, `seen` the reports that it takes the place of."""

    stamp: WriteStamp
    state: str
    text: str = ""
    photo: int | None = None
    by: int | None = None
    source: str = ""
    seen: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class ReportSummary:
    """What a step shows: `standing` are the reports it is made of, `photos` all, oldest first."""

    state: str
    text: str
    at: datetime | None
    by: int | None
    photos: tuple[int, ...]
    current: tuple[UUID, ...]

    @property
    def photo(self) -> int | None:
        """The newest photo; earlier ones are kept beside it."""
        return self.photos[-1] if self.photos else None


def summarize_reports(reports: Iterable[FiledReport]) -> ReportSummary:
    """Summarize reports in the order of their stamps.

    Closed once is closed: a report that says "not yet" counts only where it saw the others.
    """
    ordered = sorted(set(reports), key=lambda report: report.stamp)
    current = [one for one in ordered if not any(_replaces(other, one) for other in ordered)]
    # Reports that claim in a circle to have seen one another: the latest stands.
    current = current or ordered[-1:]
    closed = [one for one in current if one.state != OPEN]
    last = closed[-1] if closed else None
    return ReportSummary(
        state=last.state if last else OPEN,
        text=BETWEEN.join(dict.fromkeys(one.text for one in current if one.text)),
        at=last.stamp.at if last else None,
        by=last.by if last else None,
        photos=tuple(one.photo for one in ordered if one.photo is not None),
        current=tuple(one.stamp.id for one in current),
    )


def _replaces(new: FiledReport, old: FiledReport) -> bool:
    if new.stamp.id == old.stamp.id:
        return False
    if old.stamp.id in new.seen:
        # Neither can have seen the other and be seen by it: the later one is believed.
        return new.stamp.id not in old.seen or new.stamp > old.stamp
    return bool(new.source) and new.source == old.source and new.stamp > old.stamp


def write_ids(ids: Iterable[UUID]) -> str:
    """Ids as one field of a form."""
    return ".".join(one.hex for one in ids)


def read_ids(text: str, most: int = 100) -> frozenset[UUID]:
    """Read what `write_ids` wrote; anything else in it is skipped.

    >>> read_ids("x.." + UUID(int=7).hex)
    frozenset({UUID('00000000-0000-0000-0000-000000000007')})
    """
    found = set()
    for part in text.split(".")[:most]:
        try:
            found.add(UUID(hex=part))
        except ValueError:
            continue
    return frozenset(found)
