"""Certificates as signed PDF. They are rendered from their facts and signed at each download.

What is kept is the record, not the file: each file carries its own signature, and each can be
checked for as long as the group's certificate is known.
"""

from collections.abc import Sequence
from datetime import datetime

from gugus.certificates.models import Certificate, SigningKey
from gugus.certificates.papers.certificate import certificates_pdf, place_of_issue, subject_of
from gugus.certificates.rules.facts import certificate_facts_of
from gugus.certificates.services.signing_keys import ensure_key, paper_key
from gugus.people.models import Group
from gugus.platform.documents.signing import sign_pdf


def print_certificates(
    *, user_id: int, now: datetime, group: Group, certificates: Sequence[Certificate]
) -> bytes:
    """One PDF with all of them, two pages each, signed once by the group's key."""
    opened = ensure_key(group=group, kind=SigningKey.Kind.PAPER, user_id=user_id, now=now)
    facts = certificate_facts_of(certificates[0].facts)
    pdf = certificates_pdf(certificates)
    return sign_pdf(pdf, paper_key(opened), reason=subject_of(facts), place=place_of_issue(facts))
