"""Sample objects of `hosts` for the walk through all addresses."""

from tests.support.samples import Sample
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """Distances from a school, and the school as host."""
    school = Sample({"pk": world.schools[0].pk})
    return {"hosts:distances_school": school, "hosts:host": school}
