"""The first page of a meeting: what it opens with."""

from dataclasses import replace

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.agenda.pages.meeting import MeetingFacts, meeting_page
from gugus.agenda.queries import AgendaFacts, MeetingRead, meeting_read
from gugus.attendance.views.own import own_part
from gugus.catchup.queries import own_in_meeting
from gugus.catchup.views.after import after
from gugus.meetings import queries as meetings_queries
from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import meeting_address
from gugus.minutes.pages.approval import approvals_of
from gugus.minutes.queries import earlier_minutes_of
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.rules.roles import May
from gugus.platform.web.answers import done
from gugus.platform.web.render import render_page
from gugus.problems import queries as problems
from gugus.problems.pages.rows import agenda_problems_block
from gugus.steps import queries as steps_queries
from gugus.steps.forms.rolls import reports_from_roll
from gugus.steps.pages.rows import StepRoll, roll_with_typed, step_roll
from gugus.steps.queries import OpeningSteps
from gugus.steps.services import reports


@group_view(May.SEE_GROUP)
def meeting(request: MemberRequest, pk: int) -> HttpResponse:
    """The meeting, with last meeting's steps at its top."""
    read = _read_or_404(request, pk)
    return _answer(request, read, steps_queries.opening_steps(read.meeting))


def _read_or_404(request: MemberRequest, pk: int) -> MeetingRead:
    read = meeting_read(request.group, pk)
    if read is None:
        raise Http404
    return read


def _answer(
    request: MemberRequest,
    read: MeetingRead,
    opening: OpeningSteps,
    *,
    typed: QueryDict | None = None,
    status: int = 200,
) -> HttpResponse:
    found = read.meeting
    may_set = _may_set_agenda(request, found)
    on, waiting = problems.on_agenda_and_waiting(found, today_of(request.group), offers=may_set)
    earlier = earlier_minutes_of(found)
    mine = own_in_meeting(found, request.actor.teacher_id)
    facts = MeetingFacts(
        moves=read.moves,
        agenda=AgendaFacts(tuple(on), bool(earlier.waiting), len(opening.last)),
        problems=agenda_problems_block(found, on, waiting, may_set=may_set),
        approvals=approvals_of(found, earlier, request.actor, today_of(request.group)),
        previous=opening.previous,
        roll=_roll(request, found, opening, typed),
        own=own_part(found, mine.teacher) if mine and mine.called else None,
        after=after(request, found, mine, is_minuted=read.is_minuted),
    )
    page = meeting_page(found, request.actor, facts)
    return render_page(request, "agenda/meeting.html", page, status=status)


def _may_set_agenda(request: MemberRequest, found: Meeting) -> bool:
    """Whoever plans a meeting that is ahead is offered the problems that wait."""
    plans = (May.CALL_MEETING, May.RECORD_MEETING)
    may = any(request.actor.may(what, request.group.pk) for what in plans)
    return may and found.state in meetings_queries.AHEAD


def _roll(
    request: MemberRequest, found: Meeting, opening: OpeningSteps, typed: QueryDict | None
) -> StepRoll:
    may_report = request.actor.may(May.REPORT_ANY_STEP, request.group.pk)
    save_url = meeting_address(found, "agenda:steps_report") if may_report else ""
    steps = [*opening.last, *opening.older]
    seen = steps_queries.current_report_ids(steps) if may_report else {}
    today = today_of(request.group)
    roll = step_roll(opening.last, opening.older, today, request.actor, save_url, seen)
    roll = replace(roll, more=opening.more)
    return roll if typed is None else roll_with_typed(roll, typed)


@group_view(May.REPORT_ANY_STEP)
@require_POST
def steps_report(request: MemberRequest, pk: int) -> HttpResponse:
    """Write what came of the steps that this meeting opens with: the rows that were touched."""
    read = _read_or_404(request, pk)
    opening = steps_queries.opening_steps(read.meeting)
    if done(
        request,
        lambda: _report(request, opening),
        lambda n: _("Keadaan %(n)d langkah tersimpan.") % {"n": n},
    ):
        return redirect(meeting_address(read.meeting, "agenda:meeting"))
    return _answer(request, read, opening, typed=request.POST, status=422)


def _report(request: MemberRequest, opening: OpeningSteps) -> int:
    rows = reports_from_roll(request.POST)
    reports.report_steps(**by(request), reports=rows, reach=opening.reach)
    return len(rows)
