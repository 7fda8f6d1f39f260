"""Sample objects of `certificates` for the walk through all addresses."""

from dataclasses import replace

from django.utils import timezone

from gugus.certificates.models import CertificateRun, SigningKey
from gugus.certificates.rules.facts import CertificateFacts, KeptLetterhead
from gugus.certificates.services.issuance import make_certificate
from gugus.certificates.services.runs import draft_run
from gugus.certificates.services.signing_keys import ensure_key
from gugus.people.access import load_actor
from gugus.people.rules.roles import Role
from tests.support.certificate_facts import ENTRY
from tests.support.certificates import plan as plan_to_try
from tests.support.samples import EVERYBODY, Sample
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """Objects of `certificates`."""
    actor, now = load_actor(world.users[Role.SECRETARY]), timezone.now()
    draft = draft_run(actor=actor, now=now, group=world.group, plan=plan_to_try())
    run = CertificateRun.objects.create(
        group=world.group,
        title=draft.title,
        plan=draft.plan,
        state=CertificateRun.State.DONE,
        made_at=now,
        made_by_id=actor.user_id,
    )
    entry = replace(ENTRY, teacher=world.teachers[0].pk)
    facts = CertificateFacts(plan_to_try().activity, entry, KeptLetterhead((), "KKG Rekaan"))
    one = make_certificate(run=run, facts=facts, user_id=actor.user_id, now=now)
    key = ensure_key(group=world.group, kind=SigningKey.Kind.PAPER, user_id=None, now=now).row
    # Its holder and those who issue.
    holders = frozenset({Role.TEACHER, Role.SECRETARY, Role.CHAIR})
    file = Sample({"pk": one.pk}, EVERYBODY - holders)
    drafted = ("", "_edit", "_people", "_discard", "_issue", "_resume", "_progress")
    return {
        **{f"certificates:run{name}": Sample({"pk": draft.pk}) for name in drafted},
        "certificates:run_paper": Sample({"pk": run.pk}),
        **{
            f"certificates:{name}": Sample({"pk": one.pk})
            for name in ("certificate", "replace", "withdraw")
        },
        "certificates:paper": file,
        "certificates:badge": file,
        "certificates:signing_key_file": Sample({"pk": key.pk}),
        "certificates:check": Sample({"typed": one.code}, owned=False),
    }
