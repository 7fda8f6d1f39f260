"""Screens of certificates: the list, a run's form, its draft, its progress, what it issued."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField, Form
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
from gugus.platform.web.formats import short_date

State = CertificateRun.State
_TONES = {State.READY: "badge warn", State.RUNNING: "badge warn"}


@dataclass(frozen=True)
class CertificateRunRow:
    """A run in the list."""

    title: str
    href: str
    detail: str
    state: str
    tone: str


@dataclass(frozen=True)
class CertificateRow:
    """A certificate in a list."""

    holder: str
    title: str
    detail: str
    number: str
    state: str
    tone: str
    href: str
    pdf: str
    badge: str


@dataclass(frozen=True)
class CertificatesPage:
    """One's own certificates, one's school's, and the runs, as far as one's roles reach."""

    is_teacher: bool
    own: tuple[CertificateRow, ...]
    sees_school: bool
    school: tuple[CertificateRow, ...]
    issues: bool
    runs: tuple[CertificateRunRow, ...]
    new: str
    keys: str
    check: str


def certificates_page(
    group: Group,
    *,
    own: Iterable[Certificate] | None,
    school: Iterable[Certificate] | None,
    runs: Iterable[CertificateRun] | None,
    jobs: Mapping[int, Job],
) -> CertificatesPage:
    """None for what this person may not see; `jobs` of the runs by their keys."""
    return CertificatesPage(
        is_teacher=own is not None,
        own=tuple(certificate_row(group, one, files=True) for one in own or ()),
        sees_school=school is not None,
        school=tuple(certificate_row(group, one, files=False) for one in school or ()),
        issues=runs is not None,
        runs=tuple(_run_row(group, run, jobs.get(run.pk)) for run in runs or ()),
        new=reverse("certificates:run_new", args=[group.code]),
        keys=reverse("certificates:signing_keys", args=[group.code]),
        check=reverse("certificates:check_form"),
    )


def certificate_row(
    group: Group, one: Certificate, *, files: bool, officer: bool = False
) -> CertificateRow:
    """A certificate with how it stands; files only of one that holds."""
    facts = certificate_facts_of(one.facts)
    state, tone = invalidity_label(one)
    where = [group.code, one.pk]
    usable = files and not state
    return CertificateRow(
        holder=one.holder,
        title=facts.activity.title,
        # Under its run's heading the period would be said again in every row.
        detail=" · ".join(
            (
                str(one.get_role_display()),
                f"{facts.entry.jp} JP",
                *(() if officer else (period(facts.activity),)),
            )
        ),
        number=one.letter.text,
        state=state,
        tone=tone,
        href=reverse("certificates:certificate", args=where) if officer else "",
        pdf=reverse("certificates:paper", args=where) if usable else "",
        badge=reverse("certificates:badge", args=where) if usable else "",
    )


def invalidity_label(one: Certificate) -> tuple[str, str]:
    """Why it no longer holds, and in which tone that is shown; nothing while it holds."""
    if hasattr(one, "withdrawal"):
        return _("Ditarik"), "badge bad"
    if hasattr(one, "replaced_by"):
        number = one.replaced_by.letter.text
        return _("Digantikan oleh %(number)s") % {"number": number}, "badge warn"
    return "", ""


def _run_row(group: Group, run: CertificateRun, job: Job | None) -> CertificateRunRow:
    plan = certificate_plan_of(run.plan)
    issued = len(run.people) if run.state == State.DONE else job.done if job is not None else 0
    made = ngettext("%(n)d sertifikat", "%(n)d sertifikat", issued) % {"n": issued}
    parts = (period(plan.activity), made if run.state != State.READY else "")
    state, tone = _state_of(run, job)
    return CertificateRunRow(
        title=run.title,
        href=reverse("certificates:run", args=[group.code, run.pk]),
        detail=" · ".join(part for part in parts if part),
        state=state,
        tone=tone,
    )


def _state_of(run: CertificateRun, job: Job | None) -> tuple[str, str]:
    if run.state == State.RUNNING and (job is None or job.state == Job.State.FAILED):
        return _("Terhenti"), "badge bad"
    return run.get_state_display(), _TONES.get(State(run.state), "badge")


@dataclass(frozen=True)
class FormSection:
    """Fields under one heading."""

    title: str
    fields: tuple[BoundField, ...]


@dataclass(frozen=True)
class CertificateRunFormPage:
    """What a run is about."""

    title: str
    form: Form
    sections: tuple[FormSection, ...]
    back: str


def run_form_page(group: Group, form: Form, run: CertificateRun | None) -> CertificateRunFormPage:
    """A new run, or the draft of one."""
    return CertificateRunFormPage(
        title=_("Ubah rancangan sertifikat") if run else _("Sertifikat baru"),
        form=form,
        sections=tuple(
            FormSection(str(title), tuple(form[name] for name in names))
            for title, names in SECTIONS
        ),
        back=(
            reverse("certificates:run", args=[group.code, run.pk])
            if run
            else reverse("certificates:certificates", args=[group.code])
        ),
    )


@dataclass(frozen=True)
class RecipientRow:
    """Somebody who is to get one."""

    holder: str
    institution: str
    role: str
    hours: str


@dataclass(frozen=True)
class IneligibleRow:
    """Somebody who is not, and why."""

    name: str
    school: str
    reason: str


@dataclass(frozen=True)
class CertificateDraftPage:
    """What issuing would do."""

    title: str
    when: str
    rule: str
    due: tuple[RecipientRow, ...]
    not_due: tuple[IneligibleRow, ...]
    count: int
    meetings: int
    unrecorded: tuple[str, ...]
    form: Form
    without_hours: tuple[str, ...]
    back: str
    edit: str
    people: str
    issue: str
    discard: str


def certificate_draft_page(
    group: Group, run: CertificateRun, found: CertificatePreview, form: Form
) -> CertificateDraftPage:
    """The draft with everybody judged."""
    what = certificate_plan_of(run.plan).activity
    here = {
        name: reverse(f"certificates:run_{name}", args=[group.code, run.pk])
        for name in ("edit", "people", "issue", "discard")
    }
    return CertificateDraftPage(
        title=run.title,
        when=period(what),
        rule=_("Syarat: mengikuti sedikitnya %(percent)s%% jam. 1 JP = %(minutes)s menit.")
        % {"percent": what.percent, "minutes": what.minutes_per_jp},
        due=tuple(_due(entry) for entry in found.entries),
        not_due=tuple(_not_due(one, what.percent) for one in found.without),
        count=len(found.entries),
        meetings=len(found.chosen),
        unrecorded=tuple(f"{short_date(one.day)} · {one.title}" for one in found.unrecorded),
        form=form,
        without_hours=tuple(entry.holder for entry in found.entries if not entry.jp),
        back=reverse("certificates:certificates", args=[group.code]),
        **here,
    )


def _due(entry: CertificateRecipient) -> RecipientRow:
    return RecipientRow(
        holder=entry.holder,
        institution=entry.institution,
        role=str(Certificate.Role(entry.role).label),
        hours=jp_and_minutes_text(entry.jp, entry.minutes),
    )


def jp_and_minutes_text(jp: int, minutes: int) -> str:
    """'8 JP (360 menit)'."""
    return _("%(jp)s JP (%(minutes)s menit)") % {"jp": jp, "minutes": minutes}


def _not_due(one: TeacherEligibility, need: int) -> IneligibleRow:
    return IneligibleRow(one.name, one.school, _reason(one, need))


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
    back: str
    progress: JobProgress


def progress_page(group: Group, run: CertificateRun, status: JobStatus) -> CertificateProgressPage:
    """How far it is."""
    where = [group.code, run.pk]
    return CertificateProgressPage(
        title=run.title,
        back=reverse("certificates:certificates", args=[group.code]),
        progress=job_progress(
            status,
            again=reverse("certificates:run_progress", args=where),
            resume=reverse("certificates:run_resume", args=where),
        ),
    )


@dataclass(frozen=True)
class IssuedCertificatesPage:
    """What a run issued."""

    title: str
    when: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[CertificateRow, ...]
    back: str
    print_all: str


def issued_page(
    group: Group, run: CertificateRun, rows: Iterable[Certificate]
) -> IssuedCertificatesPage:
    """All certificates of a run, replacements too."""
    what = certificate_plan_of(run.plan).activity
    shown = tuple(certificate_row(group, one, files=True, officer=True) for one in rows)
    facts: tuple[tuple[str, Any], ...] = (
        (_("Jenis diklat"), what.kind),
        (_("Penyelenggara"), what.organiser),
        (_("Tingkat"), what.level),
        (_("Tahun"), what.year),
    )
    return IssuedCertificatesPage(
        title=run.title,
        when=period(what),
        facts=tuple((name, str(value)) for name, value in facts),
        rows=shown,
        back=reverse("certificates:certificates", args=[group.code]),
        print_all=(
            reverse("certificates:run_paper", args=[group.code, run.pk])
            if any(not row.state for row in shown)
            else ""
        ),
    )
