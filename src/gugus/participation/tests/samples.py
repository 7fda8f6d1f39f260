"""Sample objects of `participation` for the walk through all addresses."""

from tests.support.samples import Sample
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """Objects of `participation`."""
    return {
        # The teacher's own; the own head, the supervisor and officers see it too.
        "participation:teacher": Sample({"pk": world.teachers[0].pk}),
        "participation:file": Sample({"kind": "csv"}, owned=False),
        "participation:paper": Sample({"kind": "pdf"}, owned=False),
    }
