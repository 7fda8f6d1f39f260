"""Sample objects of `accounts` for the walk through all addresses."""

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from gugus.accounts.models import OfficeProposal
from gugus.people.models import RoleAssignment
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import User
from gugus.second_factor.models import SecondFactor
from tests.support.samples import Sample
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """Objects of `accounts`."""
    # Whoever has a password may change it; in the world nobody has one.
    User.objects.update(password=make_password("tujuh kuda biru"))
    office = RoleAssignment.objects.get(user=world.users[Role.TREASURER])
    beyond = RoleAssignment.objects.get(user=world.users[Role.DISTRICT_OFFICER])
    teacher = Sample({"pk": world.teachers[0].pk})
    for held in (office, beyond):
        SecondFactor.objects.create(user=held.user, sealed_secret="x", made_at=timezone.now())
    proposal = Sample({"pk": _proposal(world).pk})
    return {
        "accounts:sign_in_link": Sample({"token": "a" * 32}, owned=False),
        "accounts:site_withdraw": Sample({"pk": beyond.pk}),
        "accounts:site_reset": Sample({"pk": beyond.pk}),
        "accounts:keys_withdraw": teacher,
        "accounts:officers_withdraw": Sample({"pk": office.pk}),
        "accounts:officers_reset": Sample({"pk": office.pk}),
        "accounts:evaluators_end": Sample({"pk": _invitation(world).pk}),
        "accounts:officers_factor": Sample({"pk": office.pk}),
        "accounts:site_factor": Sample({"pk": beyond.pk}),
        "accounts:proposal_approve": proposal,
        "accounts:proposal_decline": proposal,
        "accounts:site_proposal_approve": proposal,
        "accounts:site_proposal_decline": proposal,
    }


def _proposal(world: World) -> OfficeProposal:
    """Somebody proposed as supervisor."""
    return OfficeProposal.objects.create(
        kind=OfficeProposal.Kind.ROLE,
        group=world.group,
        role=Role.SUPERVISOR,
        name="Pak Contoh Usul",
        proposed_by=world.users[Role.SECRETARY],
        proposed_on=world.today,
        open_until=world.today,
    )


def _invitation(world: World) -> RoleAssignment:
    """The world's own evaluator."""
    return RoleAssignment.objects.get(user=world.users[Role.EVALUATOR])
