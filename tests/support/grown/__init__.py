"""A group as it stands after years of meetings, for measurements and for counts of queries.

Rows are written many at a time and past the services, which decide one thing at a time: five years
take seconds. The same kinds of row stand in every size, so that a page asks the same questions in a
small group and in a grown one, and only the number of rows differs.
"""

from collections.abc import Mapping

from tests.support.grown.ground import GROWN, SMALL, Size, lay_ground
from tests.support.grown.measurements import add_measurements
from tests.support.grown.meetings import add_meetings, fill_meetings
from tests.support.grown.money import add_former_books, add_this_years_money
from tests.support.grown.plans import add_programmes, fill_plans
from tests.support.grown.records import add_certificates, add_days, add_journals, add_problems
from tests.support.samples import Sample, samples
from tests.support.world import World, build_world

__all__ = ["GROWN", "SMALL", "Size", "grown_group"]


def grown_group(size: Size = GROWN) -> tuple[World, Mapping[str, Sample]]:
    """The world of the tests with years behind it, and a sample with many rows for each address."""
    world = build_world()
    ground = lay_ground(world, size)
    # A closed month takes no entry, and the samples close one.
    add_former_books(ground)
    known = samples(world)
    lines = add_programmes(ground)
    meetings = add_meetings(ground, lines)
    fill_meetings(ground, meetings)
    fill_plans(ground, lines, meetings, known)
    add_measurements(ground)
    add_problems(ground, meetings, known)
    add_journals(ground, meetings)
    add_certificates(ground, known)
    add_days(ground, known)
    add_this_years_money(ground, lines)
    return world, known
