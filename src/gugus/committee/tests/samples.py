"""Sample objects of `committee` for the walk through all addresses."""

from gugus.people.models import CommitteePost
from tests.support.samples import Sample
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """A post of the group."""
    post = Sample({"pk": CommitteePost.objects.filter(group=world.group)[0].pk})
    return {f"committee:post_{name}": post for name in ("edit", "end")}
