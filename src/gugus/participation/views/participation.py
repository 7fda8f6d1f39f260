"""Who takes part: officers see the group, heads their school, teachers themselves."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from gugus.cores.formats.tables import to_csv, to_xlsx
from gugus.meetings import queries
from gugus.meetings.access import own_teacher, own_teacher_or_404
from gugus.meetings.queries import rules_of
from gugus.participation.forms.period import NEVER, PeriodForm, ScopeForm, period_asked
from gugus.participation.pages.group import ParticipationRights, participation_page
from gugus.participation.pages.teacher import ParticipationSubject, teacher_participation_page
from gugus.participation.pages.words import ParticipationChoices
from gugus.participation.papers import RecapFilter, recap, recap_table
from gugus.participation.queries.participation import Participation, Period, Scope, participation_of
from gugus.people.access import MemberRequest, group_view
from gugus.people.clock import current_year, today_of
from gugus.people.models import School, StudyGroup, Teacher
from gugus.people.queries import roster_of
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_of
from gugus.platform.documents.paper import Paper
from gugus.platform.documents.queries import kept_or_made
from gugus.platform.documents.responses import paper_response
from gugus.platform.web.render import render_page

_FILES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class _Asked:
    """What the address asks for, and what was counted for it."""

    part: Participation
    choices: ParticipationChoices


@group_view(May.SEE_GROUP)
def participation(request: MemberRequest) -> HttpResponse:
    """The group's part, or one school's; a teacher is shown the own meetings."""
    if not request.actor.may(May.SEE_ATTENDANCE, request.group.pk):
        return _one_teacher(request, own_teacher_or_404(request))
    asked = _asked(request)
    own = own_teacher(request)
    rights = ParticipationRights(
        act=request.actor.may(May.RECORD_MEETING, request.group.pk),
        edit_rules=request.actor.may(May.EDIT_GROUP, request.group.pk),
        own_teacher=own.pk if own else None,
    )
    rules = rules_of(request.group)
    page = participation_page(request.group, asked.part, rules, asked.choices, rights)
    status = 422 if asked.choices.days.errors else 200
    return render_page(request, "participation/participation.html", page, status=status)


@group_view(May.SEE_GROUP)
def teacher(request: MemberRequest, pk: int) -> HttpResponse:
    """One teacher's meetings: for that teacher, and for who sees the attendance of the school."""
    person = get_object_or_404(roster_of(request.group, with_left=True), pk=pk)
    if pk != request.actor.teacher_id:
        schools = request.actor.schools_for(May.SEE_ATTENDANCE, request.group.pk)
        if schools is not None and person.school_id not in schools:
            raise Http404
    return _one_teacher(request, person)


@group_view(May.SEE_ATTENDANCE)
def file(request: MemberRequest, kind: str) -> HttpResponse:
    """The table of teachers for a spreadsheet program."""
    if kind not in _FILES:
        raise Http404
    asked = _asked(request)
    headings, rows = recap_table(asked.part)
    title = _("Rekap kehadiran")
    data = to_csv(headings, rows) if kind == "csv" else to_xlsx(title, headings, rows)
    response = HttpResponse(data, content_type=_FILES[kind])
    since, until = asked.part.period.days
    name = f"rekap-kehadiran-{request.group.code}-{since:%Y%m%d}-{until:%Y%m%d}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@group_view(May.SEE_ATTENDANCE)
def paper(request: MemberRequest, kind: str) -> HttpResponse:
    """The recap to print and sign."""
    asked = _asked(request)
    group, narrowed = request.group, asked.choices.recap_filter

    def make() -> Paper:
        return recap(group, asked.part, narrowed, dated=today_of(group))

    period = asked.part.period
    whole = period == Period(period.year) and not narrowed.words
    made = kept_or_made(f"recap:{group.pk}:{period.year}", make) if whole else make()
    return paper_response(made, kind, inline=True)


def _years(request: MemberRequest) -> list[int]:
    this_year = current_year(request.group)
    return sorted({*queries.years_with_meetings(request.group), this_year}, reverse=True)


def _asked(request: MemberRequest) -> _Asked:
    group, today = request.group, today_of(request.group)
    years, parts = _years(request), list(StudyGroup.objects.filter(group=group))
    scope = ScopeForm(request.GET, years=years, study_groups=StudyGroup.objects.filter(group=group))
    chosen = scope.chosen()
    days = PeriodForm(request.GET if {"dari", "sampai"} & request.GET.keys() else None)
    schools = request.actor.schools_for(May.SEE_ATTENDANCE, group.pk)
    study_group: StudyGroup | None = chosen.get("kelompok")
    part = participation_of(
        group,
        period_asked(chosen, days, school_year_of(today)),
        Scope(schools, study_group.pk if study_group else None),
        today=today,
    )
    recap_filter = RecapFilter(_school_names(schools), study_group.name if study_group else "")
    only_never = chosen.get("saring") == NEVER
    return _Asked(
        part, ParticipationChoices(years, parts, study_group, days, only_never, recap_filter)
    )


def _school_names(ids: frozenset[int] | None) -> tuple[str, ...]:
    if ids is None:
        return ()
    return tuple(School.objects.filter(pk__in=ids).values_list("name", flat=True))


def _one_teacher(request: MemberRequest, person: Teacher) -> HttpResponse:
    group, today, years = request.group, today_of(request.group), _years(request)
    this_year = school_year_of(today)
    chosen = ScopeForm(request.GET, years=years, study_groups=StudyGroup.objects.none()).chosen()
    period = Period(int(chosen.get("tahun", this_year)))
    part = participation_of(group, period, Scope(teacher=person.pk), today=today)
    whose = ParticipationSubject(
        name=person.name,
        school=person.school.name,
        pk=person.pk,
        is_self=person.pk == request.actor.teacher_id,
        may_see_all=request.actor.may(May.SEE_ATTENDANCE, group.pk),
    )
    page = teacher_participation_page(group, part, rules_of(group), whose, years)
    return render_page(request, "participation/participation_teacher.html", page)
