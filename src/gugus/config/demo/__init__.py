"""The example: Gugus I Ciawi.

The seven schools' group, its programme table, its fourteen measured percentages and the posts of
its officers are facts of a field study; every person, number and meeting is invented and looks
invented. Built only in an installation that holds nobody yet.
"""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from gugus.config.demo import budget as treasury_plan
from gugus.config.demo import (
    calendar,
    certificates,
    displacement,
    meetings,
    opening,
    people,
    problems,
    programme,
    speakers,
)
from gugus.config.demo import cash as treasury_cash
from gugus.config.demo import catchup as reading
from gugus.config.demo import competence as measurement
from gugus.config.demo import schedule_settings as planning
from gugus.people.queries import is_empty_installation
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import Installation
from gugus.platform.foundation.services import mark_as_example

_PARTS = (
    people.build,
    measurement.build_summary,
    measurement.build_round,
    programme.build,
    planning.build_settings,
    calendar.build,
    meetings.build,
    displacement.build,
    certificates.build,
    speakers.build,
    problems.build,
    reading.build,
    opening.build_last_year,
    opening.build_findings,
    treasury_plan.build,
    # After whatever makes sources and the budget.
    treasury_cash.build,
)


def count_parts() -> int:
    """How many steps `build_demo` reports."""
    return len(_PARTS)


def build_demo(progress: Callable[[], object] = lambda: None) -> bool:
    """Build the example; False when it is there already. All of it, or nothing."""
    if Installation.objects.filter(is_example=True).exists():
        return False
    if not is_empty_installation():
        raise Refused(
            "This installation holds real data; the example needs an empty one (GUGUS_DATA)."
        )
    now = timezone.now()
    with transaction.atomic():
        mark_as_example()
        for build in _PARTS:
            build(now)
            progress()
    return True
