"""Reads about problems from class."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import BigIntegerField, Case, F, OuterRef, Q, QuerySet, When

from gugus.cores.words.ranking import Hit, rank
from gugus.cores.words.stems import stems
from gugus.meetings.models import Meeting
from gugus.people.models import Group, StudyGroup, Teacher
from gugus.people.queries import teachers_of
from gugus.platform.foundation.prepared import Param, Prepared
from gugus.platform.foundation.queries import count_of
from gugus.problems.models import Problem, ProblemProposal, Trial
from gugus.problems.rules import ProblemAudience, WaitingProblem, agenda_order, alike, is_free

# What is taught in every SD; a group's own subjects come before them.
_USUAL_SUBJECTS = (
    "Bahasa Indonesia",
    "Matematika",
    "IPAS",
    "Pendidikan Pancasila",
    "PAI",
    "PJOK",
    "Seni Budaya",
    "Bahasa Inggris",
)
# A solution can be adopted at a meeting of these last days.
_RECENT = timedelta(days=90)
_MOST_FOUND = 120
_ORDER = (
    Problem.State.WAITING,
    Problem.State.ADOPTED,
    Problem.State.SOLVED,
    Problem.State.CLOSED,
)


def problems_of(group: Group) -> QuerySet[Problem]:
    """A group's problems with what every listing tells; the latest first."""
    rows = Problem.objects.filter(group=group).select_related(
        "teacher", "raised_by", "adopted", "adopted_in", "on_agenda"
    )
    # Recordings and pictures are fetched by their own addresses only.
    proposals = ProblemProposal.objects.filter(problem=OuterRef("pk"))
    trials = Trial.objects.filter(problem=OuterRef("pk"))
    return rows.defer("stems").annotate(proposed=count_of(proposals), tried=count_of(trials))


def problem_by_id(group: Group, pk: int) -> Problem | None:
    """The group's problem with this number, if there is one."""
    rows = problems_of(group).prefetch_related(
        "proposals__teacher",
        "proposals__made_by",
        "trials__teacher",
        "trials__made_by",
        "trials__proposal",
    )
    return rows.filter(pk=pk).first()


def filter_problems(
    problems: QuerySet[Problem], state: str, level: int | None, subject: str
) -> QuerySet[Problem]:
    """Those of a state ('' for unsolved ones, 'semua' for all), class level and subject."""
    if level is not None:
        problems = problems.filter(Q(class_level=level) | Q(class_level=None))
    if subject:
        problems = problems.filter(subject=subject)
    if state in (Problem.State.SOLVED, Problem.State.CLOSED):
        problems = problems.filter(state=state)
    elif not state:
        problems = problems.filter(state__in=_ORDER[:2])
    return problems.prefetch_related("trials__teacher", "trials__made_by")


def order_problems(problems: QuerySet[Problem]) -> QuerySet[Problem]:
    """Those that wait first, the latest first."""
    place = Case(*(When(state=state, then=n) for n, state in enumerate(_ORDER)))
    return problems.order_by(place, "-raised_at", "-id")


def search_problems(problems: QuerySet[Problem], text: str) -> list[Problem]:
    """Those that share a word with `text`, by its stem and not by its spelling, best first."""
    best = [hit.key for hit in _hits(problems, text)][:_MOST_FOUND]
    rows = problems.in_bulk(best)
    return [rows[pk] for pk in best if pk in rows]


def similar_problems(group: Group, text: str, *, besides: int | None = None) -> list[Problem]:
    """Earlier problems that are about the same, the nearest first; few or none."""
    found = [pk for pk in alike(_hits(problems_of(group), text), 4) if pk != besides][:3]
    tried = problems_of(group).prefetch_related("trials__teacher", "trials__made_by")
    rows = tried.in_bulk(found)
    return [rows[pk] for pk in found if pk in rows]


def _hits(problems: QuerySet[Problem], text: str) -> list[Hit]:
    question = list(dict.fromkeys(stems(text)))
    if not question:
        return []
    plain = problems.select_related(None).order_by().values_list("pk", "stems")
    return rank(question, plain)


def subject_choices(group: Group) -> list[str]:
    """Subjects to choose from: the usual ones, and those that only this group has."""
    own = [
        *StudyGroup.objects.filter(group=group).exclude(subject="").values_list("subject"),
        *teachers_of(group).exclude(subject="").values_list("subject").distinct(),
    ]
    known = {name.lower(): name for name in reversed(_USUAL_SUBJECTS)}
    extra = sorted({name for (name,) in own if name.lower() not in known})
    return [*_USUAL_SUBJECTS, *extra[:6]]


def usual_subject(group: Group, teacher: Teacher | None) -> str:
    """A teacher's own subject as it stands in the choices; '' for a class teacher."""
    if teacher is None or not teacher.subject:
        return ""
    known = {name.lower(): name for name in subject_choices(group)}
    return known.get(teacher.subject.lower(), "")


def problems_waiting(group: Group) -> QuerySet[Problem]:
    """The problems that nobody has found a way out of."""
    return Problem.objects.filter(group=group, state=Problem.State.WAITING)


def agenda_problems(meeting: Meeting) -> list[Problem]:
    """The problems on a meeting's agenda, the one that waited longest first."""
    rows = Problem.objects.filter(on_agenda=meeting).order_by("raised_at", "id")
    return list(rows.defer("stems"))


_ON = Q(on_agenda=Param("meeting", BigIntegerField()))
_WAITS = Q(group=Param("group", BigIntegerField()), state=Problem.State.WAITING)


def _on_agenda(wanted: Q) -> QuerySet[Problem]:
    rows = Problem.objects.filter(wanted).select_related("on_agenda").defer("stems")
    return rows.order_by("raised_at", "id")


_ON_AGENDA = Prepared(lambda: _on_agenda(_ON))
_ON_AND_WAITING = Prepared(lambda: _on_agenda(_ON | _WAITS))


def on_agenda_and_waiting(
    meeting: Meeting, today: date, *, offers: bool
) -> tuple[list[Problem], list[Problem]]:
    """The problems on a meeting's agenda and, if `offers`, those to offer, in one read."""
    found = (
        _ON_AND_WAITING.all(meeting=meeting.pk, group=meeting.group_id)
        if offers
        else _ON_AGENDA.all(meeting=meeting.pk)
    )
    on = [one for one in found if one.on_agenda_id == meeting.pk]
    waits = [one for one in found if one.state == Problem.State.WAITING]
    return on, _to_offer(meeting, today, waits) if offers else []


def problems_to_offer(meeting: Meeting, today: date) -> list[Problem]:
    """Problems that wait for an agenda, those of the meeting's own classes first."""
    waiting = Problem.objects.filter(
        group_id=meeting.group_id, state=Problem.State.WAITING
    ).select_related("on_agenda")
    return _to_offer(meeting, today, waiting.defer("stems"))


def _to_offer(meeting: Meeting, today: date, waiting: Iterable[Problem]) -> list[Problem]:
    free = {one.pk: one for one in waiting if _is_free(one, today)}
    order = agenda_order(map(_as_waiting, free.values()), _audience(meeting))
    return [free[pk] for pk in order if free[pk].on_agenda_id != meeting.pk]


def _is_free(problem: Problem, today: date) -> bool:
    on = problem.on_agenda
    if on is None:
        return is_free(None, is_over=False, today=today)
    over = on.state in (Meeting.State.HELD, Meeting.State.CANCELLED)
    return is_free(on.date, is_over=over, today=today)


def _as_waiting(problem: Problem) -> WaitingProblem:
    return WaitingProblem(problem.pk, problem.raised_at, problem.class_level, problem.subject)


def _audience(meeting: Meeting) -> ProblemAudience:
    part = meeting.study_group
    return ProblemAudience(tuple(part.class_levels), part.subject) if part else ProblemAudience()


def meetings_to_adopt_in(group: Group, today: date, problem: Problem) -> QuerySet[Meeting]:
    """Meetings at which a way out may have been adopted, the latest first."""
    recent = Q(date__range=(today - _RECENT, today))
    chosen = Q(pk__in=[pk for pk in (problem.on_agenda_id, problem.adopted_in_id) if pk])
    rows = Meeting.objects.filter(recent | chosen, group=group)
    return rows.exclude(state=Meeting.State.CANCELLED).order_by("-date", "-starts_at", "-id")


def searchable_texts(problem: Problem) -> Sequence[str]:
    """Everything that was said about a problem, for the search."""
    proposals = problem.proposals.values_list("words", flat=True)
    trials = problem.trials.values_list("words", flat=True)
    return [problem.words, problem.subject, *proposals, *trials]


def _by(person: str, user_id: int, teacher_id: int | None) -> Q:
    """What somebody said as a user counts as theirs even if they are no teacher here."""
    own = Q(teacher=teacher_id) if teacher_id else Q()
    return Q(**{person: user_id}) | own


def own_problems(group: Group, user_id: int, teacher_id: int | None) -> QuerySet[Problem, Any]:
    """The problems that a person raised, the latest first."""
    rows = Problem.objects.filter(_by("raised_by", user_id, teacher_id), group=group)
    return rows.order_by("-raised_at", "-id").values(
        "words", "class_level", "subject", "state", "named", "raised_at"
    )


def own_proposals(
    group: Group, user_id: int, teacher_id: int | None
) -> QuerySet[ProblemProposal, Any]:
    """The ways out that a person proposed, the latest first."""
    rows = ProblemProposal.objects.filter(_by("made_by", user_id, teacher_id), problem__group=group)
    return rows.order_by("-made_at", "-id").values("words", "made_at", about=F("problem__words"))


def own_trials(group: Group, user_id: int, teacher_id: int | None) -> QuerySet[Trial, Any]:
    """What a person tried in class, the latest first."""
    rows = Trial.objects.filter(_by("made_by", user_id, teacher_id), problem__group=group)
    rows = rows.order_by("-made_at", "-id")
    return rows.values("outcome", "words", "made_at", about=F("problem__words"))
