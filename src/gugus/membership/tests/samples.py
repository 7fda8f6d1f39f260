"""Sample objects of `membership` for the walk through all addresses."""

from gugus.membership.models import MembershipRequest
from tests.support.samples import Sample
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """A request of the other group for a teacher of this one."""
    row = MembershipRequest.objects.create(
        teacher=world.teachers[1], group=world.other, asked_on=world.today
    )
    return {"membership:answer": Sample({"pk": row.pk})}
