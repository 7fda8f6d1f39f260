"""Between raters, within schools, and of one teacher."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from gugus.competence.access import other_raters, readable_raters, readable_teachers
from gugus.competence.models import Round
from gugus.competence.pages.needs import basis_label, round_tabs
from gugus.competence.pages.results import (
    ResultSchoolsPage,
    TeacherResultRow,
    rater_comparison_page,
    school_results_page,
    teacher_results_page,
    total_words,
)
from gugus.competence.queries import ranked_needs
from gugus.competence.queries.answers import framework_items
from gugus.competence.queries.figures import percents_by_teacher, round_figures, school_means
from gugus.competence.queries.results import TeacherScores, scores_of_teachers
from gugus.competence.views.lookups import round_or_404
from gugus.people.access import MemberRequest, group_view
from gugus.people.models import School, Teacher
from gugus.people.rules.roles import May
from gugus.platform.web.render import render_page


@group_view(May.SEE_NEEDS)
def compare(request: MemberRequest, pk: int) -> HttpResponse:
    """Self against head against supervisor."""
    round_ = _individual(request, pk)
    if round_.state == Round.State.OPEN:
        if not request.actor.may(May.RUN_ROUNDS, request.group.pk):
            raise Http404
        round_.result = round_figures(round_)
    page = rater_comparison_page(request.actor, round_, framework_items(round_.framework_id))
    return render_page(request, "competence/compare.html", page)


@group_view(May.SEE_RATINGS)
def schools(request: MemberRequest, pk: int) -> HttpResponse:
    """The schools that one may read; straight on when it is one."""
    round_ = _individual(request, pk)
    found = tuple(_schools(request))
    if len(found) == 1:
        return redirect("competence:school", request.group.code, pk, found[0].pk)
    page = ResultSchoolsPage(round_, round_tabs(request.actor, round_, "school"), found)
    return render_page(request, "competence/schools.html", page)


@group_view(May.SEE_RATINGS)
def school(request: MemberRequest, pk: int, school: int) -> HttpResponse:
    """One school: its means beside the group's, and its teachers."""
    round_ = _individual(request, pk)
    found = get_object_or_404(_schools(request), pk=school)
    is_open = round_.state == Round.State.OPEN
    teachers = list(readable_teachers(request.actor, request.group).filter(school=found))
    items = framework_items(round_.framework_id)
    basis = (round_.result or {}).get("basis", round_.basis)
    percents = {} if is_open else percents_by_teacher(round_, basis, items, teachers)
    means = school_means(percents, teachers, len(items))
    raters = other_raters(request.actor, round_)
    scores = scores_of_teachers(round_, teachers, raters, items)
    rows = [_teacher_row(one, scores.get(one.pk, [])) for one in teachers]
    page = school_results_page(
        request.actor,
        round_,
        found,
        ranked_needs(round_),
        {item.code: mean for item, mean in zip(items, means, strict=True)},
        rows,
        basis_label(round_),
    )
    return render_page(request, "competence/school.html", page)


@group_view(May.RATE_SELF, May.SEE_RATINGS)
def teacher_result(request: MemberRequest, pk: int, teacher: int) -> HttpResponse:
    """One teacher's scores, for the teacher, the own head and the supervisor."""
    round_ = _individual(request, pk)
    rows = readable_teachers(request.actor, request.group).select_related("school")
    return _teacher(request, round_, get_object_or_404(rows, pk=teacher))


@group_view(May.RATE_SELF)
def mine(request: MemberRequest, pk: int) -> HttpResponse:
    """My own scores."""
    round_ = _individual(request, pk)
    rows = Teacher.objects.select_related("school")
    return _teacher(request, round_, get_object_or_404(rows, pk=request.actor.teacher_id))


def _teacher(request: MemberRequest, round_: Round, teacher: Teacher) -> HttpResponse:
    items = framework_items(round_.framework_id)
    raters = readable_raters(request.actor, round_, teacher)
    scores = scores_of_teachers(round_, [teacher], raters, items).get(teacher.pk, [])
    page = teacher_results_page(request.actor, round_, teacher, items, scores)
    return render_page(request, "competence/teacher.html", page)


def _teacher_row(teacher: Teacher, scores: list[TeacherScores]) -> TeacherResultRow:
    return TeacherResultRow(
        teacher, tuple((str(one.rater.label), total_words(one)) for one in scores)
    )


def _schools(request: MemberRequest) -> QuerySet[School]:
    teachers = readable_teachers(request.actor, request.group)
    reached = request.actor.schools_for(May.SEE_RATINGS, request.group.pk)
    found = School.objects.filter(pk__in=teachers.values("school_id"))
    return found if reached is None else found.filter(pk__in=reached)


def _individual(request: MemberRequest, pk: int) -> Round:
    round_ = round_or_404(request, pk)
    if round_.kind != Round.Kind.INDIVIDUAL:
        raise Http404
    return round_
