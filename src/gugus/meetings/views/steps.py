"""Steps that a meeting gives, and one's own."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.meetings import queries
from gugus.meetings.forms.records import NewStepForm, ReportForm, StepTextForm
from gugus.meetings.forms.rolls import step_texts
from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import address
from gugus.meetings.pages.steps import (
    StepForms,
    StepsPage,
    delete_page,
    my_steps_page,
    sheet_with_typed,
    step_page,
    steps_page,
)
from gugus.meetings.rules.steps import default_due
from gugus.meetings.services import steps as services
from gugus.meetings.views.finding import own_teacher_or_404, the_meeting, the_step, today_of
from gugus.people.access import MemberRequest, group_view
from gugus.people.queries import teachers_of
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_of
from gugus.platform.foundation.errors import Refused
from gugus.platform.web.render import render_page

TEMPLATE = "meetings/steps.html"


@group_view(May.SEE_MINUTES)
def steps(request: MemberRequest, pk: int) -> HttpResponse:
    """The steps of a meeting: to write, or to read."""
    meeting = the_meeting(request, pk)
    may_write = request.actor.may(May.RECORD_MEETING, request.group.pk)
    if request.method != "POST":
        return render_page(request, TEMPLATE, _page(request, meeting))
    if not may_write:
        raise Http404
    try:
        texts = step_texts(request.POST)
        services.change_steps(actor=request.actor, now=timezone.now(), meeting=meeting, texts=texts)
    except Refused as refusal:
        messages.error(request, refusal.message)
        page = sheet_with_typed(_page(request, meeting), request.POST)
        return render_page(request, TEMPLATE, page, status=422)
    messages.success(request, _("%(n)d langkah diubah.") % {"n": len(texts)})
    return redirect(address(meeting, "steps"))


def _page(
    request: MemberRequest,
    meeting: Meeting,
    give: StepTextForm | None = None,
    add: NewStepForm | None = None,
) -> StepsPage:
    forms = None
    if request.actor.may(May.RECORD_MEETING, request.group.pk):
        first = {"due_on": _due(meeting), "proof": _("satu foto atau satu kalimat")}
        forms = StepForms(
            give or StepTextForm(initial=first, prefix="semua"),
            add or _new_form(meeting, initial=first),
            "semua" if give else "satu" if add else "",
        )
    return steps_page(
        meeting,
        request.actor,
        queries.steps_of(meeting),
        forms,
        today=today_of(request),
        present=queries.present(meeting).count(),
        without=queries.present_without_step(meeting).count(),
    )


def _new_form(meeting: Meeting, **options: object) -> NewStepForm:
    everybody = teachers_of(meeting.group, school_year_of(meeting.date))
    return NewStepForm(**options, teachers=everybody, prefix="satu")


def _due(meeting: Meeting) -> date:
    following = queries.next_after(meeting)
    return default_due(meeting.date, following.date if following else None)


@group_view(May.RECORD_MEETING)
@require_POST
def give(request: MemberRequest, pk: int) -> HttpResponse:
    """The same step for everybody who came and has none yet."""
    meeting = the_meeting(request, pk)
    form = StepTextForm(request.POST, prefix="semua")
    if form.is_valid():
        try:
            n = services.give_steps(
                actor=request.actor, now=timezone.now(), meeting=meeting, text=form.text()
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, _("%(n)d guru mendapat langkah.") % {"n": n})
            return redirect(address(meeting, "steps"))
    return render_page(request, TEMPLATE, _page(request, meeting, give=form), status=422)


@group_view(May.RECORD_MEETING)
@require_POST
def step_add(request: MemberRequest, pk: int) -> HttpResponse:
    """A step for one teacher."""
    meeting = the_meeting(request, pk)
    form = _new_form(meeting, data=request.POST)
    if form.is_valid():
        try:
            services.add_step(
                actor=request.actor,
                now=timezone.now(),
                meeting=meeting,
                teacher=form.cleaned_data["teacher"],
                text=form.text(),
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, _("Langkah tersimpan."))
            return redirect(address(meeting, "steps"))
    return render_page(request, TEMPLATE, _page(request, meeting, add=form), status=422)


@group_view(May.RECORD_MEETING)
def step_delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then take a step away."""
    step = the_step(request, pk)
    if request.method != "POST":
        page = delete_page(step, today_of(request))
        return render_page(request, "meetings/step_delete.html", page)
    try:
        services.delete_step(actor=request.actor, now=timezone.now(), step=step)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Langkah dihapus."))
    return redirect(address(step.meeting, "steps"))


@group_view(May.REPORT_OWN_STEP, May.REPORT_ANY_STEP)
def step(request: MemberRequest, pk: int) -> HttpResponse:
    """Report what came of one step: one's own, or anybody's as an officer."""
    found = the_step(request, pk)
    own = found.teacher_id == request.actor.teacher_id
    if not own and not request.actor.may(May.REPORT_ANY_STEP, request.group.pk):
        raise Http404
    form = ReportForm(request.POST or None, initial={"state": found.state, "report": found.report})
    if request.method == "POST" and form.is_valid():
        try:
            services.report_steps(
                actor=request.actor,
                now=timezone.now(),
                reports=[form.report_on(found)],
                reach=[found.pk],
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, _("Terima kasih, kabar langkah ini tersimpan."))
            return redirect(step_page(found, form, request.actor, today_of(request)).back)
    page = step_page(found, form, request.actor, today_of(request))
    return render_page(request, "meetings/step.html", page, status=422 if form.is_bound else 200)


@group_view(May.REPORT_OWN_STEP)
def my_steps(request: MemberRequest) -> HttpResponse:
    """A teacher's own steps."""
    teacher = own_teacher_or_404(request)
    steps_here = queries.all_steps_of(teacher, request.group)
    page = my_steps_page(request.group, steps_here, today_of(request))
    return render_page(request, "meetings/my_steps.html", page)
