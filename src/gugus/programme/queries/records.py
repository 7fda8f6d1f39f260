"""What was recorded about a year's programme: its steps, forums and revisions."""

from dataclasses import dataclass
from datetime import datetime

from gugus.people.models import Group
from gugus.programme.models import Forum, Programme, Revision, StatusChange
from gugus.programme.queries.coverage import ProgrammeCoverage, coverage_of
from gugus.programme.queries.forum import forums_of
from gugus.programme.queries.programmes import previous_programme, programme_of, years_of
from gugus.programme.queries.revisions import revisions_in_force, revisions_of


@dataclass(frozen=True)
class ProgrammeRecords:
    """A year's programme with all that was recorded; no programme before the year is started."""

    programme: Programme | None
    years: tuple[int, ...]
    covered: ProgrammeCoverage
    has_earlier: bool = False
    # The steps that were taken, the latest first.
    changes: tuple[StatusChange, ...] = ()
    forums: tuple[Forum, ...] = ()
    revisions: tuple[Revision, ...] = ()
    in_force: tuple[Revision, ...] = ()

    @property
    def agreed_at(self) -> datetime | None:
        """When the agreement was recorded, while it still stands."""
        if self.programme is None or self.programme.status == Programme.Status.DRAFT:
            return None
        agreed = (one.at for one in self.changes if one.status == Programme.Status.AGREED)
        return next(agreed, None)

    @property
    def newest_revision(self) -> int:
        """The number of the newest revision; 0 when there is none."""
        return max((one.number for one in self.revisions), default=0)


def programme_records(group: Group, year: int, *, edits: bool) -> ProgrammeRecords:
    """A year's programme with all that was recorded; only who edits asks what can be copied."""
    found, years = programme_of(group, year), years_of(group)
    covered = coverage_of(group, found)
    if found is None:
        return ProgrammeRecords(None, years, covered)
    return ProgrammeRecords(
        programme=found,
        years=years,
        covered=covered,
        has_earlier=edits and previous_programme(found) is not None,
        changes=tuple(found.changes.select_related("by").order_by("-id")),
        forums=tuple(forums_of(found)),
        revisions=tuple(revisions_of(found)),
        in_force=tuple(revisions_in_force(found)),
    )
