"""Sample objects of `roster` for the walk through all addresses."""

from gugus.people.rules.roles import Role
from tests.support.samples import Sample, sample_import
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """A list of teachers to decide on."""
    draft = sample_import(world, "roster", Role.SECRETARY, {"school": world.schools[0].pk})
    what = ("preview", "progress", "decide", "apply", "discard")
    return {f"roster:{name}": Sample({"pk": draft.pk}) for name in what}
