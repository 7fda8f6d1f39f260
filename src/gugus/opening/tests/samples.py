"""Sample objects of `opening` for the walk through all addresses."""

from datetime import date

from django.utils import timezone

from gugus.opening.models import Finding, LineProposal
from gugus.people.clock import current_year
from gugus.people.rules.roles import Role
from gugus.programme.models import Programme
from tests.support.samples import Sample
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """What opens a year: a finding and a proposal."""
    programme = Programme.objects.get(group=world.group, school_year=current_year(world.group))
    finding = Finding.objects.create(
        group=world.group,
        school_year=current_year(world.group),
        found_on=date(2026, 11, 2),
        text="Murid jarang bertanya",
        written_at=timezone.now(),
        written_by=world.users[Role.SUPERVISOR],
    )
    content = {"kind": "rutin", "title": "Usulan", "objective": "-", "activities": "-"}
    content |= {"strategy": "diskusi", "speaker_note": "", "product": "", "jp": 3, "cost": 0}
    proposal = LineProposal.objects.create(
        programme=programme, source="finding", key="finding:1", title="Usulan", content=content
    )
    found, proposed = Sample({"pk": finding.pk}), Sample({"pk": proposal.pk})
    return {
        **{f"opening:finding_{name}": found for name in ("withdraw", "restore")},
        **{f"opening:{name}": proposed for name in ("accept", "reconsider")},
    }
