"""Sample objects of `privacy` for the walk through all addresses."""

from datetime import timedelta

from django.utils import timezone

from gugus.people.models import Teacher
from gugus.people.rules.roles import Role
from gugus.privacy.models import Breach, ErasureRequest
from tests.support.samples import Sample
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """A former teacher who asked to be forgotten, another who did not, and a leak."""
    now, secretary = timezone.now(), world.users[Role.SECRETARY]
    gone, other = (
        Teacher.objects.create(
            school=world.schools[0], name=f"Guru Lampau {n}", active=False, left_on=world.today
        )
        for n in (1, 2)
    )
    request = ErasureRequest.objects.create(
        teacher=gone,
        group=world.group,
        asked_at=now,
        asked_by=secretary,
        own=False,
        due_on=world.today + timedelta(days=14),
    )
    breach = Breach.objects.create(
        group=world.group,
        known_at=now,
        what="Laptop hilang",
        which_data="Nama, NIP",
        whose="6 guru",
        done="PIN diganti",
        contact="Sekretaris",
        made_by=secretary,
    )
    of_request, of_breach = Sample({"pk": request.pk}), Sample({"pk": breach.pk})
    return {
        "privacy:consent": Sample({"use": "contact"}, owned=False),
        "privacy:ask_for": Sample({"pk": other.pk}),
        "privacy:cancel": of_request,
        "privacy:erase": of_request,
        "privacy:breach": of_breach,
        "privacy:breach_edit": of_breach,
        "privacy:told": Sample({"pk": breach.pk, "whom": "orang"}),
        "privacy:letter": Sample({"pk": breach.pk, "whom": "orang", "kind": "pdf"}),
    }
