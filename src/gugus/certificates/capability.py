"""What `certificates` adds: its page in the navigation, an issued run in the example."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from gugus.certificates.queries import own_certificate_records, own_certificates, valid_certificates
from gugus.certificates.searchable import SEARCHABLES
from gugus.people.models import Teacher
from gugus.people.registry import (
    Capability,
    DemoPart,
    NavPlace,
    OwnRecords,
    OwnRows,
    PersonPart,
    Tab,
    Viewer,
)
from gugus.people.rules.roles import May
from gugus.platform.foundation.erasure import kept
from gugus.platform.web.links import TaskLink


def _own(viewer: Viewer) -> OwnRows | None:
    return own_certificate_records(viewer.group, viewer.teacher_id) if viewer.teacher_id else None


def _person(viewer: Viewer, teacher: Teacher) -> Iterator[TaskLink]:
    if not (viewer.may(May.ISSUE_CERTIFICATES) or viewer.sees(May.SEE_ATTENDANCE, teacher)):
        return
    n = valid_certificates(own_certificates(viewer.group, teacher.pk)).count()
    if n:
        href = reverse("certificates:certificates", args=[viewer.group.code])
        yield TaskLink(_("Sertifikat"), href, str(n))


capability = Capability(
    person=(PersonPart(30, _person),),
    held=(
        *kept(
            "a certificate is its holder's, and is proved by its code",
            "certificates.Certificate.teacher",
        ),
        *kept(
            "the hand that wrote it, without a name",
            "certificates.CertificateRun.made_by",
            "certificates.CertificateWithdrawal.made_by",
        ),
    ),
    tabs=(
        Tab(
            "certificates:certificates",
            noop("Sertifikat"),
            NavPlace.MEETINGS,
            May.SEE_GROUP,
            50,
            prefixes=("sertifikat/",),
        ),
    ),
    own_records=(
        OwnRecords(
            "certificates",
            noop("Sertifikat"),
            60,
            _own,
            ("issued_at", "code", "role", "minutes"),
        ),
    ),
    demo=(
        DemoPart("certificates", "gugus.config.example.certificates.build", after=("meetings",)),
    ),
    title=noop("Sertifikat"),
    deeds={
        "certificate.replaced": noop("mengganti sertifikat"),
        "certificate.withdrawn": noop("mencabut sertifikat"),
        "certificate_run.changed": noop("mengubah rancangan sertifikat"),
        "certificate_run.discarded": noop("membuang rancangan sertifikat"),
        "certificate_run.drafted": noop("menyiapkan sertifikat"),
        "certificate_run.issued": noop("menerbitkan sertifikat"),
        "certificate_run.resumed": noop("melanjutkan penerbitan sertifikat"),
        "signing_key.created": noop("membuat kunci tanda tangan kelompok"),
    },
    searchables=SEARCHABLES,
    samples="gugus.certificates.tests.samples.samples",
)
