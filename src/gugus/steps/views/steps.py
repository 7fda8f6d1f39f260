"""Steps that a meeting gives, and the one that a teacher chooses from it."""

from datetime import date
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.attendance import queries as attendance_queries
from gugus.meetings.access import own_teacher, own_teacher_or_404, the_meeting
from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import meeting_address
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.queries import teachers_of
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_of
from gugus.platform.web.answers import done, saved
from gugus.platform.web.render import render_page
from gugus.steps import queries
from gugus.steps.access import the_step
from gugus.steps.forms.rolls import texts_from_sheet
from gugus.steps.forms.steps import NewStepForm, StepTextForm
from gugus.steps.pages.steps import (
    StepForms,
    StepsPage,
    chosen_words,
    given_words,
    sheet_with_typed,
    step_delete_page,
    step_suggestions,
    steps_page,
)
from gugus.steps.services import steps as services

TEMPLATE = "steps/steps.html"


@group_view(May.SEE_MINUTES)
def steps(request: MemberRequest, pk: int) -> HttpResponse:
    """The steps of a meeting: to write, to choose one's own, or to read."""
    meeting = the_meeting(request, pk)
    if request.method != "POST":
        return render_page(request, TEMPLATE, _page(request, meeting))
    if not request.actor.may(May.RECORD_MEETING, request.group.pk):
        raise Http404
    if done(
        request,
        lambda: _write(request, meeting),
        lambda n: _("%(n)d langkah diubah.") % {"n": n},
    ):
        return redirect(meeting_address(meeting, "steps:steps"))
    page = sheet_with_typed(_page(request, meeting), request.POST)
    return render_page(request, TEMPLATE, page, status=422)


def _write(request: MemberRequest, meeting: Meeting) -> int:
    texts = texts_from_sheet(request.POST)
    services.change_steps(**by(request), meeting=meeting, texts=texts)
    return len(texts)


def _page(request: MemberRequest, meeting: Meeting, **faulty: Form) -> StepsPage:
    offer = queries.offer_of(meeting)
    return steps_page(
        meeting,
        request.actor,
        queries.steps_of(meeting),
        _forms(request, meeting, **faulty),
        today=today_of(request.group),
        present=attendance_queries.present(meeting).count(),
        without=queries.present_without_step(meeting).count(),
        offer=(
            ("what", offer.what),
            ("due_on", offer.due_on.isoformat()),
            ("proof", offer.proof),
        )
        if offer
        else (),
    )


def _forms(request: MemberRequest, meeting: Meeting, **faulty: Form) -> StepForms:
    """The forms of those who record, and of a teacher who may choose; one may be `faulty`."""
    shown = next(iter(faulty), "")
    first = {"initial": {"due_on": _due(meeting), "proof": _("satu foto atau satu kalimat")}}
    give = add = take = None
    if request.actor.may(May.RECORD_MEETING, request.group.pk):
        give = faulty.get("give") or give_form(meeting, **first)
        add = faulty.get("add") or add_form(meeting, **first)
    teacher = own_teacher(request)
    if teacher is not None and queries.may_choose(meeting, teacher):
        take = take_form(meeting, **first)
    return StepForms(give, add, faulty.get("take") or take, shown)


def give_form(meeting: Meeting, **options: Any) -> StepTextForm:
    """A step for all who come, proposed from the meeting's topic."""
    return _proposing(meeting, "semua_%s", **options)


def take_form(meeting: Meeting, **options: Any) -> StepTextForm:
    """One's own step, proposed from the same topic."""
    return _proposing(meeting, "saya_%s", **options)


def _proposing(meeting: Meeting, auto_id: str, **options: Any) -> StepTextForm:
    offered = step_suggestions(queries.topic_of(meeting))
    return StepTextForm(**options, proposals=offered, auto_id=auto_id)


def add_form(meeting: Meeting, **options: Any) -> NewStepForm:
    """A step for one teacher."""
    everybody = teachers_of(meeting.group, school_year_of(meeting.date))
    return NewStepForm(**options, teachers=everybody, auto_id="satu_%s")


def _due(meeting: Meeting) -> date:
    return queries.due_for(meeting, today_of(meeting.group))


@group_view(May.RECORD_MEETING)
@require_POST
def give(request: MemberRequest, pk: int) -> HttpResponse:
    """The same step for everybody who comes and has none."""
    meeting = the_meeting(request, pk)
    form = give_form(meeting, data=request.POST)
    if saved(
        request,
        form,
        lambda: services.give_steps(**by(request), meeting=meeting, text=form.text()),
        given_words,
    ):
        return redirect(meeting_address(meeting, "steps:steps"))
    return render_page(request, TEMPLATE, _page(request, meeting, give=form), status=422)


@group_view(May.RECORD_MEETING)
@require_POST
def step_add(request: MemberRequest, pk: int) -> HttpResponse:
    """A step for one teacher."""
    meeting = the_meeting(request, pk)
    form = add_form(meeting, data=request.POST)
    if saved(
        request,
        form,
        lambda: services.add_step(
            **by(request), meeting=meeting, teacher=form.cleaned_data["teacher"], text=form.text()
        ),
        _("Langkah tersimpan."),
    ):
        return redirect(meeting_address(meeting, "steps:steps"))
    return render_page(request, TEMPLATE, _page(request, meeting, add=form), status=422)


@group_view(May.REPORT_OWN_STEP)
@require_POST
def step_take(request: MemberRequest, pk: int) -> HttpResponse:
    """A teacher's own choice."""
    meeting, teacher = the_meeting(request, pk), own_teacher_or_404(request)
    form = take_form(meeting, data=request.POST)
    if saved(
        request,
        form,
        lambda: services.choose_step(
            **by(request), meeting=meeting, teacher=teacher, text=form.text()
        ),
        chosen_words,
    ):
        return redirect("steps:my_steps", request.group.code)
    return render_page(request, TEMPLATE, _page(request, meeting, take=form), status=422)


@group_view(May.RECORD_MEETING)
def step_delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then take a step away."""
    step = the_step(request, pk)
    if request.method != "POST":
        page = step_delete_page(step, request.actor, today_of(request.group))
        return render_page(request, "steps/step_delete.html", page)
    done(request, lambda: services.delete_step(**by(request), step=step), _("Langkah dihapus."))
    return redirect(meeting_address(step.meeting, "steps:steps"))
