"""A certificate that is wrong: another takes its place, or it is withdrawn. It never changes."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.certificates.models import Certificate, CertificateWithdrawal
from gugus.certificates.rules.facts import certificate_facts_of
from gugus.certificates.services.issuance import make_certificate
from gugus.certificates.services.runs import locked_run
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record


@dataclass(frozen=True)
class CertificateCorrection:
    """What the new certificate says of its holder, and why it was needed."""

    holder: str
    nip: str
    institution: str
    because: str


def replace_certificate(
    *, actor: Actor, now: datetime, certificate: Certificate, correction: CertificateCorrection
) -> Certificate:
    """Issue another with a number of its own; the old one points to it from then on."""
    with transaction.atomic():
        # The run is held: two who replace at once take turns.
        run = locked_run(certificate.run_id)
        _check_valid(certificate)
        old = certificate_facts_of(certificate.facts)
        entry = replace(
            old.entry,
            holder=correction.holder,
            nip=correction.nip,
            institution=correction.institution,
        )
        today = day_of(run.group, now)
        activity = replace(old.activity, dated=max(today, old.activity.dated))
        facts = replace(old, activity=activity, entry=entry, because=correction.because)
        made = make_certificate(
            run=run, facts=facts, user_id=actor.user_id, now=now, replaces=certificate
        )
        record(actor.user_id, now, "certificate.replaced", certificate, certificate.group_id)
    return made


def withdraw_certificate(
    *, actor: Actor, now: datetime, certificate: Certificate, reason: str
) -> CertificateWithdrawal:
    """Say that it no longer holds, and why; whoever checks its code sees that at once."""
    with transaction.atomic():
        locked_run(certificate.run_id)
        _check_valid(certificate)
        made: CertificateWithdrawal = CertificateWithdrawal.objects.create(
            certificate=certificate, reason=reason, made_at=now, made_by_id=actor.user_id
        )
        record(actor.user_id, now, "certificate.withdrawn", certificate, certificate.group_id)
    return made


def _check_valid(certificate: Certificate) -> None:
    if CertificateWithdrawal.objects.filter(certificate=certificate).exists():
        raise Refused(_("Sertifikat ini sudah ditarik."))
    if Certificate.objects.filter(replaces=certificate).exists():
        raise Refused(_("Sertifikat ini sudah digantikan. Ubah penggantinya."))
