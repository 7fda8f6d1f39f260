"""A loan for the walk through all addresses."""

from tests.support.samples import Sample
from tests.support.toy_capability.models import Loan
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """One thing that the group lent."""
    loan = Loan.objects.create(code="contoh", group=world.group, thing="Proyektor")
    return {
        "toy_capability:loan": Sample({"pk": loan.pk}),
        "toy_capability:invited_loan": Sample({"key": loan.pk}),
    }
