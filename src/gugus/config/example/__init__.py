"""The example: Gugus I Ciawi.

The seven schools' group, its programme table, its fourteen measured percentages and the posts of
its officers are facts of a field study; every person, number and meeting is invented and looks
invented. What an app adds to it stands in the module of its name, as its
`capability.py` declares. Built only in an installation that holds nobody yet.
"""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from gugus.people.queries import is_empty_installation
from gugus.people.registry import DemoPart, capabilities
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import Installation
from gugus.platform.foundation.services import mark_as_example


def demo_parts() -> tuple[DemoPart, ...]:
    """Every app's steps, each after those whose records it stands on."""
    return in_order(part for one in capabilities().values() for part in one.demo)


def in_order(parts: Iterable[DemoPart]) -> tuple[DemoPart, ...]:
    """Sort steps by what they come after; otherwise they stay as they were declared."""
    left, done = list(parts), list[DemoPart]()
    while left:
        built = {part.name for part in done}
        ready = next((part for part in left if built.issuperset(part.after)), None)
        if ready is None:
            waits = ", ".join(f"{part.name} after {part.after}" for part in left)
            raise ValueError(f"these steps of the example never come to their turn: {waits}")
        left.remove(ready)
        done.append(ready)
    return tuple(done)


def count_parts() -> int:
    """How many steps `build_demo` reports."""
    return len(demo_parts())


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
        for part in demo_parts():
            import_string(part.build)(now)
            progress()
    return True
