"""The first page of a meeting: what it opens with."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.agenda.pages.meeting import MeetingFacts, meeting_page
from gugus.attendance.views.own import own_part
from gugus.catchup.views.after import after
from gugus.meetings import queries as meetings_queries
from gugus.meetings.access import the_meeting
from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import meeting_address
from gugus.minutes.pages.approval import approvals_of
from gugus.people.access import MemberRequest, group_view
from gugus.people.clock import today_of
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.web.render import render_page
from gugus.problems import queries as problems
from gugus.problems.pages.rows import AgendaProblems, agenda_problems_block
from gugus.steps import queries as steps_queries
from gugus.steps.forms.rolls import reports_from_roll
from gugus.steps.models import Step
from gugus.steps.pages.rows import StepRoll, roll_with_typed, step_roll
from gugus.steps.rules.steps import CarriedSteps
from gugus.steps.services import reports


@group_view(May.SEE_GROUP)
def meeting(request: MemberRequest, pk: int) -> HttpResponse:
    """The meeting, with last meeting's steps at its top."""
    found = the_meeting(request, pk)
    return _answer(request, found, steps_queries.carried_steps(found))


def _answer(
    request: MemberRequest,
    found: Meeting,
    opening: CarriedSteps,
    *,
    typed: QueryDict | None = None,
    status: int = 200,
) -> HttpResponse:
    facts = MeetingFacts(
        moves=meetings_queries.moves_of(found),
        problems=_problems(request, found),
        approvals=approvals_of(found, request.actor, today_of(request.group)),
        previous=the_meeting(request, opening.previous) if opening.previous else None,
        roll=_roll(request, found, opening, typed),
        own=own_part(request, found),
        after=after(request, found),
    )
    page = meeting_page(found, request.actor, facts)
    return render_page(request, "agenda/meeting.html", page, status=status)


def _problems(request: MemberRequest, found: Meeting) -> AgendaProblems:
    """Problems from class on this meeting's agenda; whoever plans it is offered those that wait."""
    plans = (May.CALL_MEETING, May.RECORD_MEETING)
    may = any(request.actor.may(what, request.group.pk) for what in plans)
    may_set = may and found.state in meetings_queries.AHEAD
    waiting = problems.problems_to_offer(found, today_of(request.group)) if may_set else []
    on = problems.agenda_problems(found)
    return agenda_problems_block(found, on, waiting, may_set=may_set)


def _roll(
    request: MemberRequest, found: Meeting, opening: CarriedSteps, typed: QueryDict | None
) -> StepRoll:
    by_id = {step.pk: step for step in steps_queries.steps_by_id((*opening.last, *opening.older))}
    last = sorted((by_id[pk] for pk in opening.last), key=_by_name)
    older = sorted((by_id[pk] for pk in opening.older), key=_by_name)
    may_report = request.actor.may(May.REPORT_ANY_STEP, request.group.pk)
    save_url = meeting_address(found, "agenda:steps_report") if may_report else ""
    roll = step_roll(last, older, today_of(request.group), request.actor, save_url)
    return roll if typed is None else roll_with_typed(roll, typed)


def _by_name(step: Step) -> tuple[str, int]:
    return step.teacher.name, step.pk


@group_view(May.REPORT_ANY_STEP)
@require_POST
def steps_report(request: MemberRequest, pk: int) -> HttpResponse:
    """Write what came of the steps that this meeting opens with: the rows that were touched."""
    found = the_meeting(request, pk)
    opening = steps_queries.carried_steps(found)
    try:
        rows = reports_from_roll(request.POST)
        reports.report_steps(
            actor=request.actor,
            now=timezone.now(),
            reports=rows,
            reach=(*opening.last, *opening.older),
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
        return _answer(request, found, opening, typed=request.POST, status=422)
    messages.success(request, _("Keadaan %(n)d langkah tersimpan.") % {"n": len(rows)})
    return redirect(meeting_address(found, "agenda:meeting"))
