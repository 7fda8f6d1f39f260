"""Sample objects of `actuals` for the walk through all addresses."""

from tests.support.samples import Sample
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """Kinds of files, which name nothing of a group."""
    del world
    return {f"actuals:{name}": Sample({"kind": "xlsx"}, owned=False) for name in ("account", "rab")}
