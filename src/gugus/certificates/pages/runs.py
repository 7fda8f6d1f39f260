"""Screens of certificates: the list, a run's form, its draft, its progress, what it issued."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.certificates.forms import SECTIONS
from gugus.certificates.models import Certificate, CertificateRun
from gugus.certificates.papers.certificate import period
from gugus.certificates.queries import CertificatePreview, TeacherEligibility
from gugus.certificates.rules.eligibility import IneligibilityReason
from gugus.certificates.rules.facts import (
    CertificateRecipient,
    certificate_facts_of,
    certificate_plan_of,
)
from gugus.people.models import Group
from gugus.platform.jobs.models import Job
from gugus.platform.jobs.pages import JobProgress, job_progress
from gugus.platform.jobs.queries import JobStatus
from gugus.platform.web.pages import FormPage

State = CertificateRun.State
_TONES = {State.READY: "badge warn", State.RUNNING: "badge warn"}


@dataclass(frozen=True)
class CertificateRunRow:
    """A run in the list."""

    run: CertificateRun
    detail: str
    state: str
    tone: str


@dataclass(frozen=True)
class CertificateRow:
    """A certificate in a list; its files are offered where it holds and the reader may have them."""

    certificate: Certificate
    title: str
    detail: str
    state: str
    tone: str
    is_usable: bool


@dataclass(frozen=True)
class CertificatesPage:
    """One's own certificates, one's school's, and the runs, as far as one's roles reach."""

    is_teacher: bool
    own: tuple[CertificateRow, ...]
    sees_school: bool
    school: tuple[CertificateRow, ...]
    issues: bool
    runs: tuple[CertificateRunRow, ...]


def certificates_page(
    *,
    own: Iterable[Certificate] | None,
    school: Iterable[Certificate] | None,
    runs: Iterable[CertificateRun] | None,
    jobs: Mapping[int, Job],
) -> CertificatesPage:
    """None for what this person may not see; `jobs` of the runs by their keys."""
    return CertificatesPage(
        is_teacher=own is not None,
        own=tuple(certificate_row(one) for one in own or ()),
        sees_school=school is not None,
        school=tuple(certificate_row(one) for one in school or ()),
        issues=runs is not None,
        runs=tuple(_run_row(run, jobs.get(run.pk)) for run in runs or ()),
    )


def certificate_row(one: Certificate, *, with_period: bool = True) -> CertificateRow:
    """A certificate with how it stands; under its run's heading the period is said already."""
    facts = certificate_facts_of(one.facts)
    state, tone = invalidity_label(one)
    parts = [str(one.get_role_display()), f"{facts.entry.jp} JP"]
    if with_period:
        parts.append(period(facts.activity))
    return CertificateRow(
        certificate=one,
        title=facts.activity.title,
        detail=" · ".join(parts),
        state=state,
        tone=tone,
        is_usable=not state,
    )


def invalidity_label(one: Certificate) -> tuple[str, str]:
    """Why it no longer holds, and in which tone that is shown; nothing while it holds."""
    if hasattr(one, "withdrawal"):
        return _("Ditarik"), "badge bad"
    if hasattr(one, "replaced_by"):
        number = one.replaced_by.letter.text
        return _("Digantikan oleh %(number)s") % {"number": number}, "badge warn"
    return "", ""


def _run_row(run: CertificateRun, job: Job | None) -> CertificateRunRow:
    plan = certificate_plan_of(run.plan)
    issued = len(run.people) if run.state == State.DONE else job.done if job is not None else 0
    made = ngettext("%(n)d sertifikat", "%(n)d sertifikat", issued) % {"n": issued}
    parts = (period(plan.activity), made if run.state != State.READY else "")
    state, tone = _state_of(run, job)
    return CertificateRunRow(run, " · ".join(part for part in parts if part), state, tone)


def _state_of(run: CertificateRun, job: Job | None) -> tuple[str, str]:
    if run.state == State.RUNNING and (job is None or job.state == Job.State.FAILED):
        return _("Terhenti"), "badge bad"
    return run.get_state_display(), _TONES.get(State(run.state), "badge")


def run_form_page(group: Group, form: Form, run: CertificateRun | None) -> FormPage:
    """A new run, or the draft of one."""
    return FormPage(
        title=_("Ubah rancangan sertifikat") if run else _("Sertifikat baru"),
        lead=_(
            "Sesudah disimpan Anda melihat siapa yang berhak dan siapa yang belum. Belum ada yang "
            "terbit."
        ),
        form=form,
        submit=_("Simpan dan lihat daftarnya"),
        back_href=(
            reverse("certificates:run", args=[group.code, run.pk])
            if run
            else reverse("certificates:certificates", args=[group.code])
        ),
        back=_("Kembali"),
        sections=[(title, [form[name] for name in names]) for title, names in SECTIONS],
    )


@dataclass(frozen=True)
class RecipientRow:
    """Somebody who is to get one."""

    entry: CertificateRecipient
    role: str
    hours: str


@dataclass(frozen=True)
class CertificateDraftPage:
    """What issuing would do; who is not to get one stands with the reason."""

    run: CertificateRun
    when: str
    rule: str
    due: tuple[RecipientRow, ...]
    not_due: tuple[tuple[TeacherEligibility, str], ...]
    found: CertificatePreview
    form: Form
    without_hours: tuple[str, ...]


def certificate_draft_page(
    run: CertificateRun, found: CertificatePreview, form: Form
) -> CertificateDraftPage:
    """The draft with everybody judged."""
    what = certificate_plan_of(run.plan).activity
    return CertificateDraftPage(
        run=run,
        when=period(what),
        rule=_("Syarat: mengikuti sedikitnya %(percent)s%% jam. 1 JP = %(minutes)s menit.")
        % {"percent": what.percent, "minutes": what.minutes_per_jp},
        due=tuple(_due(entry) for entry in found.entries),
        not_due=tuple((one, _reason(one, what.percent)) for one in found.without),
        found=found,
        form=form,
        without_hours=tuple(entry.holder for entry in found.entries if not entry.jp),
    )


def _due(entry: CertificateRecipient) -> RecipientRow:
    role = str(Certificate.Role(entry.role).label)
    return RecipientRow(entry, role, jp_and_minutes_text(entry.jp, entry.minutes))


def jp_and_minutes_text(jp: int, minutes: int) -> str:
    """'8 JP (360 menit)'."""
    return _("%(jp)s JP (%(minutes)s menit)") % {"jp": jp, "minutes": minutes}


def _reason(one: TeacherEligibility, need: int) -> str:
    sentences = {
        IneligibilityReason.NEVER_CAME: _("Belum pernah tercatat hadir"),
        IneligibilityReason.BELOW_SHARE: _("%(percent)s%% dari jam, perlu %(need)s%%"),
        IneligibilityReason.NO_FULL_HOUR: _("%(minutes)s menit, belum satu JP"),
        IneligibilityReason.NOT_CALLED: _(
            "Hadir di luar undangan; tambahkan sebagai peran lain kalau perlu"
        ),
    }
    assert one.verdict.lack is not None
    facts = {"percent": one.verdict.percent, "need": need, "minutes": one.verdict.minutes}
    return sentences[one.verdict.lack] % facts


@dataclass(frozen=True)
class CertificateProgressPage:
    """A run that is being issued, or that was broken off."""

    title: str
    progress: JobProgress


def progress_page(group: Group, run: CertificateRun, status: JobStatus) -> CertificateProgressPage:
    """How far it is."""
    where = [group.code, run.pk]
    return CertificateProgressPage(
        title=run.title,
        progress=job_progress(
            status,
            again=reverse("certificates:run_progress", args=where),
            resume=reverse("certificates:run_resume", args=where),
        ),
    )


@dataclass(frozen=True)
class IssuedCertificatesPage:
    """What a run issued."""

    run: CertificateRun
    when: str
    facts: tuple[tuple[str, Any], ...]
    rows: tuple[CertificateRow, ...]
    can_print: bool


def issued_page(run: CertificateRun, rows: Iterable[Certificate]) -> IssuedCertificatesPage:
    """All certificates of a run, replacements too."""
    what = certificate_plan_of(run.plan).activity
    shown = tuple(certificate_row(one, with_period=False) for one in rows)
    return IssuedCertificatesPage(
        run=run,
        when=period(what),
        facts=(
            (_("Jenis diklat"), what.kind),
            (_("Penyelenggara"), what.organiser),
            (_("Tingkat"), what.level),
            (_("Tahun"), what.year),
        ),
        rows=shown,
        can_print=any(row.is_usable for row in shown),
    )
