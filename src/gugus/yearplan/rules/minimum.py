"""The yearly minimum of meetings, and the packages that meetings add up to.

The rule (guidance of the ministry's general directorate on KKG and MGMP activities for credit):
a teacher attends at least 12 meetings a year, in packages. Packages a to d (lesson plans and
materials; assessment; models and learning journals; teaching aids) are complete after 3 meetings,
package e (scientific writing, classroom research) after 4. A fourth meeting in a package of three
adds nothing; only a second full package counts again. A complete package was worth 0.15 credits:
that value is legacy since PermenPANRB 1/2023, so packages are counted here and points are not.
Every number of the rule is the group's own setting.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

PACKAGES = ("a", "b", "c", "d", "e")


@dataclass(frozen=True)
class PackageProgress:
    """Meetings in one package: how often it is full, and what the next one still needs.

    `toward` meetings have been made towards the package that is not full; they count when it is.
    """

    key: str
    meetings: int
    needed: int
    full: int
    toward: int

    @property
    def missing(self) -> int:
        """Meetings until the next full package; a package just filled asks for nothing more."""
        return self.needed - self.toward if self.toward or not self.full else 0


@dataclass(frozen=True)
class MinimumProgress:
    """Where somebody stands: meetings of the year, and packages in their order."""

    meetings: int
    minimum: int
    packages: tuple[PackageProgress, ...]

    @property
    def missing(self) -> int:
        """Meetings until the minimum."""
        return max(0, self.minimum - self.meetings)

    @property
    def full_packages(self) -> int:
        """Full packages, those twice full twice."""
        return sum(one.full for one in self.packages)


def package_of(key: str, meetings: int, needed: int) -> PackageProgress:
    """Count one package; a package that needs no meetings is never full."""
    if needed < 1:
        return PackageProgress(key, meetings, 0, 0, 0)
    return PackageProgress(key, meetings, needed, meetings // needed, meetings % needed)


def minimum_progress(
    packages_met: Iterable[str], minimum: int, needed: Mapping[str, int]
) -> MinimumProgress:
    """Judge meetings by the package that each counts for ('' for none).

    Every meeting counts towards the year's minimum, in a package or not.
    """
    met = list(packages_met)
    packages = tuple(
        package_of(key, met.count(key), needed.get(key, 0)) for key in PACKAGES if key in needed
    )
    return MinimumProgress(len(met), minimum, packages)


@dataclass(frozen=True)
class PlannedMeetings:
    """Meetings that the plan offers: for one study group (None: all), counting for a package.

    `undated` of the `meetings` have no day yet.
    """

    meetings: int
    undated: int = 0
    package: str = ""
    study_group: int | None = None


@dataclass(frozen=True)
class MinimumOutlook:
    """What the plan offers to teachers of the same study groups."""

    study_groups: frozenset[int]
    teachers: int
    offered: MinimumProgress
    undated: int

    @property
    def is_enough(self) -> bool:
        """Who comes to everything reaches the minimum."""
        return not self.offered.missing


def minimum_outlooks(
    members: Mapping[frozenset[int], int],
    offers: Sequence[PlannedMeetings],
    minimum: int,
    needed: Mapping[str, int],
) -> tuple[MinimumOutlook, ...]:
    """For each set of study groups that teachers belong to: how many meetings call them."""
    found = []
    for parts, teachers in members.items():
        own = [one for one in offers if one.study_group is None or one.study_group in parts]
        met = [one.package for one in own for _meeting in range(one.meetings)]
        undated = sum(one.undated for one in own)
        found.append(
            MinimumOutlook(parts, teachers, minimum_progress(met, minimum, needed), undated)
        )
    return tuple(found)
