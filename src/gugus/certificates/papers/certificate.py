"""A certificate from its kept facts: the two printed pages, and the badge for other software.

Nothing is read but the certificate's own row, so the same paper comes out for ever, whoever has
left and whatever the group is called by then.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.utils import formats as django_formats
from django.utils.translation import override

from gugus.certificates.models import Certificate
from gugus.certificates.papers.sheet import CertificateSheet, to_certificates_pdf
from gugus.certificates.rules.eligibility import format_code
from gugus.certificates.rules.facts import (
    Activity,
    CertificateFacts,
    CertificateRecipient,
    KeptLetterhead,
    Signer,
    certificate_facts_of,
)
from gugus.cores.credentials import Achievement, Award, Issuer
from gugus.meetings.papers import chair
from gugus.people.models import CommitteePost, Group
from gugus.people.papers import letterhead_of, signature_of
from gugus.people.queries import post_holder, roles_in_force
from gugus.people.rules.roles import Role as PeopleRole
from gugus.platform.documents.paper import Letterhead, Signature
from gugus.platform.web.formats import short_date

Role = Certificate.Role
_COLUMNS = ("No", "Tanggal", "Materi", "Menit", "JP")


def kept_letterhead(group: Group) -> KeptLetterhead:
    """The group's letterhead as it is today, to be kept."""
    head = letterhead_of(group)
    return KeptLetterhead(head.above, head.name, head.address, head.contact)


def signers_on(group: Group, day: date) -> tuple[Signature, Signature]:
    """Who signs: the supervisor (the patron, else who has the role that day), and the chair."""
    patron = post_holder(group, CommitteePost.Post.PATRON, day)
    if patron is not None:
        return signature_of(patron), chair(group, day)
    role = roles_in_force(day).filter(group=group, role=PeopleRole.SUPERVISOR).first()
    return Signature("Pengawas Pembina", role.user.name if role else ""), chair(group, day)


def certificates_pdf(certificates: Sequence[Certificate]) -> bytes:
    """All of them in one document, not yet signed."""
    facts = [certificate_facts_of(one.facts) for one in certificates]
    with override("id"):
        sheets = [
            sheet_of(known, one.letter.text, one.code)
            for known, one in zip(facts, certificates, strict=True)
        ]
        title = subject_of(facts[0])
    if len(facts) == 1:
        title = f"{title}, {facts[0].entry.holder}"
    return to_certificates_pdf(
        sheets, title=title, author=facts[0].head.name, dated=facts[0].activity.dated
    )


def subject_of(facts: CertificateFacts) -> str:
    """'Sertifikat Penguatan asesmen'."""
    return f"Sertifikat {facts.activity.title}"


def place_of_issue(facts: CertificateFacts) -> str:
    """Where it was signed."""
    return facts.activity.place


def role_of(facts: CertificateFacts) -> str:
    """'Peserta', whatever language the screen speaks."""
    with override("id"):
        return str(Role(facts.entry.role).label)


def sheet_of(facts: CertificateFacts, number: str, code: str) -> CertificateSheet:
    """The words of both pages."""
    what, who = facts.activity, facts.entry
    return CertificateSheet(
        letterhead=Letterhead(**vars(facts.head)),
        title="SERTIFIKAT",
        number=f"Nomor: {number}",
        given_to="diberikan kepada",
        holder=who.holder,
        identity=" · ".join(_identity(who)),
        as_role=f"sebagai {role_of(facts).upper()} dalam kegiatan",
        activity=what.title,
        sentence=_sentence(what, who),
        signatures=(
            _signature(what.supervisor, "Mengetahui,"),
            _signature(what.chair, ", ".join(filter(None, (what.place, long_day(what.dated))))),
        ),
        address=check_address(what, code),
        check=f"Periksa: pindai, atau buka\n{_site(what)}/s/\ndan ketik\n{format_code(code)}",
        qr_alt=f"Kode QR ke halaman pemeriksaan: {check_address(what, code)}",
        back_title="Materi kegiatan",
        back_head=f"{what.title}\n{who.holder} · Nomor: {number}",
        columns=_COLUMNS,
        topics=tuple(
            (str(n), short_date(topic.day), topic.title, str(topic.minutes), str(topic.jp))
            for n, topic in enumerate(who.topics, 1)
        ),
        sum=("Jumlah", str(who.minutes), str(who.jp)),
        note=(
            f"1 JP = {what.minutes_per_jp} menit. Jumlah JP ialah seluruh menit kehadiran dibagi "
            f"{what.minutes_per_jp}, dibulatkan ke bawah; JP tiap materi dibulatkan sehingga "
            "jumlahnya sama."
        ),
    )


def _identity(who: CertificateRecipient) -> list[str]:
    parts = (f"NIP {who.nip}" if who.nip else "", who.institution)
    return [part for part in parts if part]


def _sentence(what: Activity, who: CertificateRecipient) -> str:
    # The hours stay on one line.
    hours = f"{who.jp} jam pelajaran (JP)".replace(" ", "\u00a0")
    return (
        f"{what.kind}, diselenggarakan oleh {what.organiser}, tingkat {what.level}, "
        f"tahun {what.year},\npada {period(what)}, selama {hours}"
    )


def period(what: Activity) -> str:
    """'5 Agustus s.d. 18 November 2026'."""
    if what.since == what.until:
        return long_day(what.until)
    same_year = what.since.year == what.until.year
    began = django_formats.date_format(what.since, "j F") if same_year else long_day(what.since)
    return f"{began} s.d. {long_day(what.until)}"


def long_day(day: date) -> str:
    """'21 November 2026'."""
    return django_formats.date_format(day, "j F Y")


def _signature(signer: Signer, above: str) -> Signature:
    return Signature(signer.office, signer.name, signer.nip, above)


def check_address(what: Activity, code: str) -> str:
    """Where the code can be checked: what the QR says."""
    return f"{what.address}s/{code}/"


def _site(what: Activity) -> str:
    return what.address.partition("://")[2].rstrip("/")


def award_of(
    facts: CertificateFacts, number: str, code: str, issuer: str, achievement: UUID, zone: str
) -> Award:
    """The same facts for other software; `issuer` is the did of the key that will sign."""
    what, who = facts.activity, facts.entry
    with override("id"):
        when = period(what)
    return Award(
        id=check_address(what, code),
        number=number,
        holder=who.holder,
        role=role_of(facts),
        hours=f"{who.jp} JP",
        valid_from=_start_of(what.dated, zone),
        began=_start_of(what.since, zone),
        ended=_start_of(what.until, zone),
        achievement=Achievement(
            id=achievement.urn,
            hours_id=uuid5(achievement, "hours").urn,
            name=what.title,
            description=f"{what.kind} oleh {what.organiser}, tingkat {what.level}, {when}",
            criteria=_criteria(facts),
        ),
        issuer=Issuer(issuer, facts.head.name, what.address),
    )


def _criteria(facts: CertificateFacts) -> str:
    if facts.entry.role == Role.PARTICIPANT:
        return f"Hadir sedikitnya {facts.activity.percent}% dari jam pertemuan yang mengundangnya."
    return f"Bertugas sebagai {role_of(facts).lower()}."


def _start_of(day: date, zone: str) -> str:
    return datetime.combine(day, time(), ZoneInfo(zone)).isoformat()
