"""The list of meetings."""

from django.http import HttpResponse

from gugus.agenda import queries
from gugus.agenda.pages.list import MeetingListFilter, meeting_list_page
from gugus.meetings import queries as meetings_queries
from gugus.people.access import MemberRequest, group_view
from gugus.people.clock import today_of
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_of
from gugus.platform.web.render import render_page


@group_view(May.SEE_GROUP)
def meeting_list(request: MemberRequest) -> HttpResponse:
    """A school year's meetings: what comes, then what was."""
    group, today = request.group, today_of(request.group)
    years = meetings_queries.years_with_meetings(group)
    asked = {str(one): one for one in years}
    year = asked.get(request.GET.get("tahun", ""), school_year_of(today))
    part = request.GET.get("kelompok", "")
    parts = queries.used_study_groups(group, year, part)
    choice = MeetingListFilter(year, {str(one.pk): one for one in parts}.get(part))
    meetings = queries.meetings_of_year(group, year, request.actor.teacher_id)
    if choice.part is not None:
        meetings = meetings.filter(study_group=choice.part)
    may_plan = request.actor.may(May.CALL_MEETING, group.pk)
    page = meeting_list_page(group, meetings, choice, years, parts, today=today, may_plan=may_plan)
    return render_page(request, "agenda/list.html", page)
