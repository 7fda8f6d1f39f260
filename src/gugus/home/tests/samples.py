"""Sample objects of `home` for the walk through all addresses."""

from tests.support.samples import Sample
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """A kind of record that an officer who teaches nowhere has too."""
    del world
    return {"home:own_records_of_kind": Sample({"kind": "problems"}, owned=False)}
