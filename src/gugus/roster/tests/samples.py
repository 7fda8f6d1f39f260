"""Sample objects of `roster` for the walk through all addresses."""

from django.utils import timezone

from gugus.people.rules.roles import Role
from gugus.roster.models import RosterDraft
from tests.support.samples import Sample
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """Objects of `roster`."""
    draft = RosterDraft.objects.create(
        group=world.group,
        school=world.schools[0],
        made_by=world.users[Role.SECRETARY],
        made_at=timezone.now(),
        file_name="contoh.xlsx",
        state=RosterDraft.State.READY,
        counts=dict.fromkeys(("new", "unchanged", "changed", "duplicate", "refused"), 0),
    )
    what = ("preview", "progress", "decide", "apply", "discard")
    return {f"roster:{name}": Sample({"pk": draft.pk}) for name in what}
