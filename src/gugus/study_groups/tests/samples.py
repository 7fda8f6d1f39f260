"""Sample objects of `study_groups` for the walk through all addresses."""

from tests.support.samples import Sample
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """A study group."""
    return {f"study_groups:{name}": Sample({"pk": world.lower.pk}) for name in ("edit", "delete")}
