"""What the supervisor found in the field."""

from datetime import date

import pytest
from django.urls import reverse

from gugus.opening.models import Finding
from gugus.opening.services.findings import FindingContent, withdraw_finding, write_finding
from gugus.people.rules.roles import Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import AuditEntry
from tests.support.ciawi import NOW, actor_of, items, measure
from tests.support.html import Part, page_of
from tests.support.world import World

FOUND = FindingContent(date(2026, 11, 20), "Murid jarang bertanya", None)


def written(world: World, found: FindingContent = FOUND) -> Finding:
    supervisor = actor_of(world, Role.SUPERVISOR)
    return write_finding(actor=supervisor, now=NOW, group=world.group, found=found)


def listed(world: World, role: Role) -> Part:
    address = reverse("opening:findings", args=[world.group.code])
    return page_of(world.client(role).get(address))


def test_the_supervisor_writes_and_officers_read(world: World) -> None:
    measure(world)
    address = reverse("opening:finding_write", args=[world.group.code])
    client, need = world.client(Role.SUPERVISOR), items()[6]
    assert listed(world, Role.CHAIR).empty
    sent = {"found_on": "2026-11-20", "text": "Murid jarang bertanya", "item": need.pk}
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 422  # a second tap
    finding = Finding.objects.get()
    assert (finding.item, finding.school_year) == (need, 2026)
    assert listed(world, Role.SECRETARY).entry("Murid jarang bertanya")
    # The words stay out of the audit trail.
    assert "jarang" not in str(AuditEntry.objects.get(verb="finding.recorded").data)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "x" * 2001}, "text"),
        ({"found_on": "2999-01-01"}, "found_on"),
        ({"found_on": "kemarin"}, "found_on"),
        ({"item": "999999"}, "item"),
        ({"item": "x"}, "item"),
    ],
)
def test_ugly_findings_are_refused_beside_their_field(
    world: World, changes: dict[str, str], field: str
) -> None:
    address = reverse("opening:finding_write", args=[world.group.code])
    sent = {"found_on": "2026-11-20", "text": "Murid jarang bertanya", "item": "", **changes}
    answer = world.client(Role.SUPERVISOR).post(address, sent)
    assert answer.status_code == 422
    assert set(answer.context["page"].form.errors) == {field}
    assert not Finding.objects.exists()


def test_a_finding_is_taken_back_and_put_back_by_its_writer_only(world: World) -> None:
    finding, code = written(world), world.group.code
    with pytest.raises(Refused):
        withdraw_finding(actor=actor_of(world, Role.CHAIR), now=NOW, finding=finding)
    client = world.client(Role.SUPERVISOR)
    client.post(reverse("opening:finding_withdraw", args=[code, finding.pk]))
    assert "Murid jarang bertanya" not in listed(world, Role.CHAIR).source
    restore = reverse("opening:finding_restore", args=[code, finding.pk])
    assert listed(world, Role.SUPERVISOR).entry("Murid jarang bertanya").leads_to(restore)
    client.post(restore)
    assert listed(world, Role.CHAIR).entry("Murid jarang bertanya")
