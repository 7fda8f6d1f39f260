"""Certificates of a group: the list, and a run from its draft to its print."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.certificates import queries
from gugus.certificates.forms import (
    CertificateRunForm,
    RecipientsForm,
    initial_of_activity,
    initial_of_recipients,
)
from gugus.certificates.models import CertificateRun
from gugus.certificates.pages.runs import (
    CertificateProgressPage,
    certificate_draft_page,
    certificates_page,
    issued_page,
    progress_page,
    run_form_page,
)
from gugus.certificates.papers.certificate import signers_on
from gugus.certificates.rules.facts import NUMBER_FORMAT, CertificatePlan, certificate_plan_of
from gugus.certificates.services.issuance import issue_run, resume_run
from gugus.certificates.services.pdf import print_certificates
from gugus.certificates.services.runs import change_run, discard_run, draft_run
from gugus.meetings import papers as meeting_papers
from gugus.meetings.access import own_teacher
from gugus.meetings.queries import rules_of
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.papers import full_name
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_bounds, school_year_of
from gugus.platform.documents.responses import file_response
from gugus.platform.jobs.queries import job_status, latest_job
from gugus.platform.web.answers import done, form_page, posted, saved
from gugus.platform.web.formats import parse_id
from gugus.platform.web.render import render_page

State = CertificateRun.State


@group_view(May.SEE_GROUP)
def certificates(request: MemberRequest) -> HttpResponse:
    """One's own, one's school's, and the runs: each as far as one's roles reach."""
    group, actor = request.group, request.actor
    teacher = own_teacher(request)
    schools = None
    if actor.may(May.SEE_ATTENDANCE, group.pk):
        schools = actor.schools_for(May.SEE_ATTENDANCE, group.pk)
    runs = list(queries.runs_of(group)) if actor.may(May.ISSUE_CERTIFICATES, group.pk) else None
    page = certificates_page(
        own=queries.own_certificates(group, teacher.pk) if teacher else None,
        # Officers of the whole group find them by run.
        school=queries.school_certificates(group, schools) if schools else None,
        runs=runs,
        jobs=queries.issuing_jobs(runs or ()),
    )
    return render_page(request, "certificates/certificates.html", page)


@group_view(May.ISSUE_CERTIFICATES)
def run_new(request: MemberRequest) -> HttpResponse:
    """Say what is certified; issuing comes later."""
    form = CertificateRunForm(posted(request), initial=_first_values(request))
    made = saved(
        request,
        form,
        lambda: draft_run(**by(request), group=request.group, plan=_new_plan(request, form)),
    )
    if made is not None:
        return _to_run(made.value)
    return form_page(request, run_form_page(request.group, form, None))


def _new_plan(request: MemberRequest, form: CertificateRunForm) -> CertificatePlan:
    activity = form.activity(request.group.minutes_per_jp)
    speakers = queries.suggested_speakers(request.group, activity.since, activity.until)
    return CertificatePlan(activity, speakers=speakers)


def _first_values(request: MemberRequest) -> dict[str, Any]:
    """The last run's signers and words; for the first, what the group's records say."""
    group, today = request.group, today_of(request.group)
    since = school_year_bounds(school_year_of(today))[0]
    last = queries.runs_of(group).first()
    if last is not None:
        activity = certificate_plan_of(last.plan).activity
        return {
            **initial_of_activity(activity),
            "title": "",
            "since": since,
            "until": today,
            "dated": today,
            "year": today.year,
        }
    return {
        "since": since,
        "until": today,
        "percent": rules_of(group).certificate_percent,
        "kind": "Kegiatan kolektif guru (KKG)",
        "organiser": full_name(group),
        "level": "kabupaten/kota" if group.level == "kabupaten" else group.level,
        "year": today.year,
        "dated": today,
        "place": meeting_papers.letter_place(group),
        "number_format": NUMBER_FORMAT,
        "address": request.build_absolute_uri("/"),
        **_signers(request, today),
    }


def _signers(request: MemberRequest, today: date) -> dict[str, Any]:
    values: dict[str, Any] = {}
    supervisor, chair = signers_on(request.group, today)
    for who, block in (("supervisor", supervisor), ("chair", chair)):
        values |= {
            f"{who}_office": block.office,
            f"{who}_name": block.name,
            f"{who}_nip": block.nip,
        }
    return values


@group_view(May.ISSUE_CERTIFICATES)
def run_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    run = _run(request, pk)
    if run.state != State.READY:
        return _to_run(run)
    plan = certificate_plan_of(run.plan)
    form = CertificateRunForm(posted(request), initial=initial_of_activity(plan.activity))
    if saved(
        request,
        form,
        lambda: change_run(**by(request), run=run, plan=_changed_plan(request, plan, form)),
    ):
        return _to_run(run)
    return form_page(request, run_form_page(request.group, form, run))


def _changed_plan(
    request: MemberRequest, plan: CertificatePlan, form: CertificateRunForm
) -> CertificatePlan:
    """Another period has other meetings: all of them, until some are chosen again."""
    activity = form.activity(request.group.minutes_per_jp)
    same = (activity.since, activity.until) == (plan.activity.since, plan.activity.until)
    return replace(plan, activity=activity, meetings=plan.meetings if same else None)


@group_view(May.ISSUE_CERTIFICATES)
def run(request: MemberRequest, pk: int) -> HttpResponse:
    """A run as it stands: a draft, at work, or issued."""
    found = _run(request, pk)
    if found.state == State.READY:
        return _draft_answer(request, found, None)
    if found.state == State.DONE:
        rows = queries.certificates_of(request.group).filter(run=found)
        issued = issued_page(found, rows)
        return render_page(request, "certificates/certificate_run_issued.html", issued)
    page = _progress_page(request, found)
    return render_page(request, "certificates/certificate_run_progress.html", page)


def _draft_answer(
    request: MemberRequest, found: CertificateRun, form: RecipientsForm | None
) -> HttpResponse:
    plan = certificate_plan_of(found.plan)
    due = queries.certificate_preview(request.group, plan, today_of(request.group))
    shown = form or RecipientsForm(
        initial=initial_of_recipients(plan, due.chosen), held=due.meetings
    )
    page = certificate_draft_page(found, due, shown)
    status = 422 if form is not None else 200
    return render_page(request, "certificates/certificate_run_draft.html", page, status=status)


@group_view(May.ISSUE_CERTIFICATES)
@require_POST
def run_people(request: MemberRequest, pk: int) -> HttpResponse:
    """Choose meetings, add people in other roles."""
    found = _run(request, pk)
    plan = certificate_plan_of(found.plan)
    due = queries.certificate_preview(request.group, plan, today_of(request.group))
    form = RecipientsForm(request.POST, held=due.meetings)
    if not form.is_valid():
        return _draft_answer(request, found, form)
    done(
        request,
        lambda: change_run(**by(request), run=found, plan=form.plan(plan.activity)),
        _("Dihitung ulang. Belum ada yang diterbitkan."),
    )
    return _to_run(found)


@group_view(May.ISSUE_CERTIFICATES)
@require_POST
def run_discard(request: MemberRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    found = _run(request, pk)
    if not done(
        request,
        lambda: discard_run(**by(request), run=found),
        _("Rancangan dibuang. Tidak ada sertifikat yang diterbitkan."),
    ):
        return _to_run(found)
    return redirect("certificates:certificates", request.group.code)


@group_view(May.ISSUE_CERTIFICATES)
@require_POST
def run_issue(request: MemberRequest, pk: int) -> HttpResponse:
    """Issue what was shown; when it changed meanwhile, show it again."""
    found = _run(request, pk)
    expected = parse_id(request.POST.get("expected", "")) or 0
    done(request, lambda: issue_run(**by(request), run=found, expected=expected))
    return _to_run(found)


@group_view(May.ISSUE_CERTIFICATES)
@require_POST
def run_resume(request: MemberRequest, pk: int) -> HttpResponse:
    """Go on where it stopped."""
    found = _run(request, pk)
    resume_run(**by(request), run=found)
    return _to_run(found)


@group_view(May.ISSUE_CERTIFICATES)
def run_progress(request: MemberRequest, pk: int) -> HttpResponse:
    """The part that shows progress; sends the browser on when all are made."""
    found = _run(request, pk)
    page = _progress_page(request, found)
    response = render_page(request, "certificates/_certificate_progress.html", page)
    if found.state in {State.READY, State.DONE}:
        response["HX-Redirect"] = reverse("certificates:run", args=[request.group.code, pk])
    return response


@group_view(May.ISSUE_CERTIFICATES)
def run_paper(request: MemberRequest, pk: int) -> HttpResponse:
    """All certificates of a run that hold, in one PDF to print."""
    found = _run(request, pk)
    rows = list(
        queries.valid_certificates(queries.certificates_of(request.group).filter(run=found))
    )
    if not rows:
        raise Http404
    pdf = print_certificates(
        user_id=request.actor.user_id, now=timezone.now(), group=request.group, certificates=rows
    )
    return file_response(pdf, f"Sertifikat {found.title}", "pdf", "application/pdf", inline=True)


def _progress_page(request: MemberRequest, found: CertificateRun) -> CertificateProgressPage:
    return progress_page(request.group, found, job_status(latest_job(found), timezone.now()))


def _run(request: MemberRequest, pk: int) -> CertificateRun:
    found = get_object_or_404(queries.runs_of(request.group), pk=pk)
    found.group = request.group
    return found


def _to_run(run: CertificateRun) -> HttpResponse:
    return redirect("certificates:run", run.group.code, run.pk)
