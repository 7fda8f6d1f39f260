"""The year's schedule: as it stands, having one made, and why a meeting is where it is."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gugus.calendar.queries.days import BlockedDays, blocked_days, learning_days
from gugus.calendar.queries.settings import plan_settings_of
from gugus.meetings.models import Meeting
from gugus.meetings.queries import parts_of, years_to_look_at
from gugus.people.access import MemberRequest, by, group_view, year_asked
from gugus.people.clock import current_year, today_of
from gugus.people.models import School
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_bounds, school_year_of, year_of
from gugus.platform.web.answers import done
from gugus.platform.web.render import render_page
from gugus.schedule.models import Placement
from gugus.schedule.pages.schedule import ScheduleYear, draft_href, schedule_page
from gugus.schedule.pages.why import meeting_why_page, next_page, pin_state
from gugus.schedule.queries.drafts import last_adopted, meetings_shown, open_draft
from gugus.schedule.queries.lost import displaced_meetings
from gugus.schedule.queries.readiness import missing_prerequisites
from gugus.schedule.services.drafts import PINS
from gugus.schedule.services.explanation import explain_meeting, find_meeting_alternatives
from gugus.schedule.services.pins import pin_meeting
from gugus.schedule.services.runs import start_schedule_run


@group_view(May.SEE_GROUP)
@require_safe
def schedule(request: MemberRequest) -> HttpResponse:
    """The meetings of the year by month."""
    group, year = request.group, year_asked(request)
    meetings = list(meetings_shown(group, year))
    shown = ScheduleYear(
        year=year,
        years=years_to_look_at(group),
        today=_today(request),
        meetings=meetings,
        placements={row.meeting_id: row for row in Placement.objects.filter(meeting__in=meetings)},
        days=learning_days(group, year),
        lacks=missing_prerequisites(group, year),
        draft=open_draft(group, year),
        adopted=last_adopted(group, year),
        parts=parts_of(meetings),
        lost=len(displaced_meetings(group, _today(request))) if meetings else 0,
    )
    return render_page(
        request, "schedule/schedule.html", schedule_page(request.actor, group, shown)
    )


@group_view(May.PLAN_YEAR)
@require_POST
def run(request: MemberRequest) -> HttpResponse:
    """*Susun jadwal*."""
    year = year_of(request.POST.get("tahun", "")) or current_year(request.group)
    draft = done(request, lambda: start_schedule_run(**by(request), group=request.group, year=year))
    if draft is None:
        return redirect("schedule:schedule", request.group.code)
    return redirect(draft_href(request.group, draft.value))


@group_view(May.SEE_GROUP)
@require_safe
def meeting_why(request: MemberRequest, pk: int) -> HttpResponse:
    """Why a meeting of the calendar stands where it does."""
    placement = _placement(request, pk)
    year = school_year_of(placement.meeting.date)
    page = meeting_why_page(
        request.group,
        placement,
        explain_meeting(placement, year, _today(request)),
        lost_days(request, year),
        year,
        part=parts_of([placement.meeting]).get(pk),
        may_plan=request.actor.may(May.PLAN_YEAR, request.group.pk),
    )
    return render_page(request, "schedule/schedule_why.html", page)


@group_view(May.PLAN_YEAR)
@require_safe
def meeting_next(request: MemberRequest, pk: int) -> HttpResponse:
    """What the next best host and day would cost."""
    placement = _placement(request, pk)
    year = school_year_of(placement.meeting.date)
    explained = explain_meeting(placement, year, _today(request))
    objective = plan_settings_of(request.group).objective
    weighed = find_meeting_alternatives(placement, explained, objective) if explained else {}
    back = reverse("schedule:meeting_why", args=[request.group.code, pk])
    return next_answer(request, weighed, back)


def next_answer(request: MemberRequest, weighed: dict[str, Any], back: str) -> HttpResponse:
    """A part of the page that asks why; a page of its own for a browser without scripts."""
    is_part = request.headers.get("HX-Request") == "true"
    template = (
        "schedule/schedule_alternatives.html"
        if is_part
        else "schedule/schedule_alternatives_alone.html"
    )
    return render_page(request, template, next_page(weighed, school_names(weighed), back))


@group_view(May.PLAN_YEAR)
@require_POST
def meeting_pin(request: MemberRequest, pk: int) -> HttpResponse:
    """Say what of a meeting must stay when the schedule is made again."""
    placement = _placement(request, pk)
    pins = frozenset(name for name in PINS if name in request.POST)
    placement = pin_meeting(**by(request), placement=placement, pins=pins)
    messages.success(request, pin_state(placement))
    return redirect("schedule:meeting_why", request.group.code, pk)


def lost_days(request: MemberRequest, year: int) -> BlockedDays:
    """The group's weekdays of the year that are lost, with what took them."""
    weekday = plan_settings_of(request.group).weekday
    lost = blocked_days(request.group, *school_year_bounds(year))
    return {day: rows for day, rows in lost.items() if day.weekday() == weekday}


def school_names(weighed: dict[str, dict[str, int]]) -> dict[int, str]:
    """Names of the schools that are weighed."""
    keys = [other["school"] for other in weighed.values() if "school" in other]
    return dict(School.objects.filter(pk__in=keys).values_list("pk", "name"))


def _placement(request: MemberRequest, pk: int) -> Placement:
    rows = Placement.objects.select_related("meeting__group", "meeting__host")
    live = rows.exclude(meeting__state=Meeting.State.CANCELLED)
    return get_object_or_404(live, meeting=pk, meeting__group=request.group)


def _today(request: MemberRequest) -> date:
    return today_of(request.group)
