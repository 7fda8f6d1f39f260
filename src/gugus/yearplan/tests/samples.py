"""Sample objects of `yearplan` for the walk through all addresses."""

from tests.support.samples import Sample
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """Objects of `yearplan`."""
    del world
    return {
        "yearplan:prota_paper": Sample({"kind": "pdf"}, owned=False),
        "yearplan:prosem": Sample({"semester": 1}, owned=False),
        "yearplan:prosem_paper": Sample({"semester": 2, "kind": "docx"}, owned=False),
    }
