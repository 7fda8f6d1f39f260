"""What the records of a group say when a year opens: undone lines, problems, findings, needs."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from gugus.calendar.queries.settings import plan_settings_of
from gugus.competence.queries import Need
from gugus.cores.words.ranking import rank
from gugus.meetings.models import Meeting
from gugus.opening.models import LineProposal
from gugus.opening.queries.proposals import findings_of, line_titles
from gugus.opening.rules.proposals import (
    FindingFacts,
    FormerLine,
    ProblemGroup,
    UnservedNeed,
    YearFrame,
    months_ahead,
)
from gugus.people.clock import day_of
from gugus.people.models import Group, StudyGroup
from gugus.platform.foundation.languages import in_language
from gugus.problems.models import Problem
from gugus.problems.rules import alike, short
from gugus.programme.models import Line, Programme
from gugus.programme.queries import (
    ProgrammeCoverage,
    coverage_of,
    lines_of,
    lowercase_first,
    mean_of,
    previous_programme,
)

# So many groups of problems are proposed at once: those that press most.
MOST_PROBLEMS = 12
_HELD = Count("meetings", filter=Q(meetings__state=Meeting.State.HELD))
_CANCELLED = Count("meetings", filter=Q(meetings__state=Meeting.State.CANCELLED))


def year_frame(programme: Programme, today: date) -> YearFrame:
    """Months that are left, and how many lesson hours one meeting has."""
    group, settings = programme.group, plan_settings_of(programme.group)
    minutes = _minutes(settings.ends_at) - _minutes(settings.starts_at)
    jp = max(1, minutes // group.minutes_per_jp)
    return YearFrame(months_ahead(programme.school_year, today), jp)


def _minutes(value: Any) -> int:
    # A settings row that was never saved still has its defaults as text.
    hour, minute = str(value).split(":")[:2]
    return int(hour) * 60 + int(minute)


@in_language("id")
def needs_unserved(programme: Programme) -> list[UnservedNeed]:
    """Low needs that no line of the programme serves, the largest first."""
    covered = coverage_of(programme.group, programme)
    named = Counter(findings_of(programme.group).values_list("item_id", flat=True))
    rows = sorted(covered.coverage.unserved, key=lambda row: row.size)
    facts = (_need(covered, covered.needs[row.need], named[row.need]) for row in rows)
    return [fact for fact in facts if fact is not None]


def _need(covered: ProgrammeCoverage, need: Need, findings: int) -> UnservedNeed | None:
    if covered.round is None or need.mean is None:
        return None
    return UnservedNeed(
        item=need.item.pk,
        name=lowercase_first(need.item.short_name),
        area=need.item.competency.name,
        mean=need.mean,
        standard=covered.round.standard_percent,
        figure=mean_of(need),
        counted=need.sd is not None,
        low=need.ci_low,
        high=need.ci_high,
        below_share=need.below_share,
        n=need.n,
        round=covered.round.name,
        measured_on=covered.round.measured_on.isoformat(),
        findings=findings,
    )


def former_lines(programme: Programme) -> list[FormerLine]:
    """Lines of the newest earlier programme that this one does not have yet."""
    former = previous_programme(programme)
    if former is None:
        return []
    here = line_titles(programme)
    counts = {
        row.pk: (row.held, row.cancelled)
        for row in former.lines.annotate(held=_HELD, cancelled=_CANCELLED)
    }
    return [
        _former(line, former.school_year, *counts[line.pk])
        for line in lines_of(former)
        if (line.title.casefold(), line.kind) not in here
    ]


def _former(line: Line, year: int, held: int, cancelled: int) -> FormerLine:
    names = ("kind", "title", "objective", "activities", "strategy", "speaker_note", "product")
    more = ("jp", "months", "cost", "times", "rhythm", "weeks_between", "package")
    content = {name: getattr(line, name) for name in (*names, *more)}
    content |= {
        "need_ids": [item.pk for item in line.needs.all()],
        "study_group": line.study_group_id,
        "speaker": line.speaker_id,
    }
    return FormerLine(
        line=line.pk,
        year=year,
        title=line.title,
        recurs=line.rhythm == Line.Rhythm.EVEN,
        planned=line.times,
        held=held,
        cancelled=cancelled,
        jp=line.jp,
        content=content,
    )


@in_language("id")
def problems_unanswered(programme: Programme, now: datetime) -> list[ProblemGroup]:
    """Problems without a solution, those alike together; nobody's name in it.

    Those that a person has already decided about in this programme are not brought up again.
    """
    decided = _decided_problems(programme)
    waiting = Problem.objects.filter(group=programme.group, state=Problem.State.WAITING)
    rows = {row.pk: row for row in waiting.order_by("raised_at", "id") if row.pk not in decided}
    groups = [_problem_group(programme.group, part, now) for part in _alike(rows)]
    groups.sort(key=lambda one: (-len(one.problems), -one.days))
    return groups[:MOST_PROBLEMS]


def _decided_problems(programme: Programme) -> set[int]:
    rows = LineProposal.objects.filter(programme=programme, source=LineProposal.Source.PROBLEM)
    rows = rows.exclude(state=LineProposal.State.OPEN)
    return {pk for content in rows.values_list("content", flat=True) for pk in content["from"]}


def _alike(rows: dict[int, Problem]) -> list[list[Problem]]:
    """Greedy clustering: the oldest problem takes all similar ones, then the oldest of the
    rest."""
    left, parts = dict(rows), []
    texts = [(row.pk, row.stems) for row in rows.values()]
    while left:
        pk, first = next(iter(left.items()))
        near = alike(rank(list(dict.fromkeys(first.stems.split())), texts), len(texts))
        part = [left.pop(pk), *(left.pop(other) for other in near if other in left)]
        parts.append(part)
    return parts


def _problem_group(group: Group, part: list[Problem], now: datetime) -> ProblemGroup:
    first = part[0]
    levels = {one.class_level for one in part}
    subjects = {one.subject for one in part}
    level = first.class_level if len(levels) == 1 else None
    subject = first.subject if len(subjects) == 1 else ""
    place = " ".join(word for word in (subject, f"kelas {level}" if level else "") if word)
    return ProblemGroup(
        problems=tuple(one.pk for one in part),
        words=tuple(short(one.words) for one in part),
        place=place,
        since=day_of(group, first.raised_at).isoformat(),
        days=(now - first.raised_at).days,
        study_group=_audience(group, level, subject),
    )


def _audience(group: Group, level: int | None, subject: str) -> int | None:
    """The smallest study group that a problem's class, or its subject, belongs to."""

    def concerns(part: StudyGroup) -> bool:
        by_subject = bool(subject) and part.subject.casefold() == subject.casefold()
        return by_subject or level in part.class_levels

    fitting = [part for part in group.study_groups.all() if concerns(part)]
    fitting.sort(key=lambda part: (not part.subject, len(part.class_levels), part.pk))
    return fitting[0].pk if fitting else None


@in_language("id")
def field_findings(programme: Programme) -> list[FindingFacts]:
    """The supervisor's findings of the last school year and of this one, the latest first."""
    covered = coverage_of(programme.group, programme)
    years = (programme.school_year - 1, programme.school_year)
    found = []
    for row in findings_of(programme.group).filter(school_year__in=years):
        need = covered.needs.get(row.item_id or 0)
        facts = _need(covered, need, 1) if need is not None and need.is_low else None
        text = " ".join(row.text.split())
        found.append(FindingFacts(row.pk, text, row.found_on.isoformat(), row.item_id, facts))
    return found
