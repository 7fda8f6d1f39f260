"""How the example group plans: its weekly day, turns of hosts before Gugus, a wish of one of them."""

from datetime import datetime

from gugus.calendar.models import PlanSettings
from gugus.config.example.people import example_group
from gugus.hosts.models import HostSettings
from gugus.people.queries import schools_of

_WEDNESDAY = 2


def build_settings(now: datetime) -> None:
    """Set the weekly learning day; the core school has been host most often."""
    del now
    made = example_group()
    PlanSettings.objects.update_or_create(
        group=made, defaults={"weekday": _WEDNESDAY, "objective": PlanSettings.Objective.FAIR}
    )
    schools = list(schools_of(made).order_by("sort_key", "pk"))
    HostSettings.objects.bulk_create(
        HostSettings(
            group=made,
            school=school,
            former_turns=3 if school == made.core_school else 2,
            # Its yard floods when the rains are at their heaviest.
            disliked_months=[1, 2] if school == schools[-1] else [],
        )
        for school in schools
    )
