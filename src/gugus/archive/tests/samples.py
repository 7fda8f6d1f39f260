"""Sample objects of `archive` for the walk through all addresses."""

from tests.support.samples import Sample
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """Years, which name nothing of a group."""
    year = {"year": str(world.today.year - 3)}
    return {f"archive:{name}": Sample(year, owned=False) for name in ("close", "reopen")}
