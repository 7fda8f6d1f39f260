"""Sample objects of `district` for the walk through all addresses."""

from tests.support.samples import Sample
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """The region in which the group lies."""
    place = Sample({"place": world.group.place_id}, owned=False)
    return {f"district:region{name}": place for name in ("", "_progress", "_start")}
