"""Sample objects of `second_factor` for the walk through all addresses."""

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import User
from gugus.second_factor.models import Passkey
from tests.support.samples import EVERYBODY, Sample
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """A passkey of the secretary's."""
    # Whoever has a password may have one; in the world nobody has.
    User.objects.update(password=make_password("tujuh kuda biru"))
    passkey = Passkey.objects.create(
        user=world.users[Role.SECRETARY],
        title="laptop rekaan",
        credential_id="x",
        credential="x",
        counter=0,
        made_at=timezone.now(),
    )
    return {
        "second_factor:passkey_remove": Sample({"pk": passkey.pk}, EVERYBODY - {Role.SECRETARY})
    }
