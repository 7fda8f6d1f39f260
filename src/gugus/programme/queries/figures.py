"""A year's programme in figures, of values that one statement can hold (see `people.registry`)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gugus.competence.models import Round
from gugus.competence.queries.needs import is_low, measured_means
from gugus.people.models import Group
from gugus.platform.foundation.queries import count_of, first_of
from gugus.programme.models import Line, Programme
from gugus.programme.queries.coverage import CoverageCounts, count_coverage
from gugus.programme.queries.revisions import unseen_programmes
from gugus.programme.rules.coverage import LineNeeds, NeedFigure, coverage_of_needs


@dataclass(frozen=True)
class ProgrammeFigures:
    """How far a programme is, what it covers, what was measured since."""

    is_agreed: bool
    waits_for_supervisor: bool
    coverage: CoverageCounts
    rounds_closed: int
    rounds_running: int


def programme_questions(group: Group, year: int) -> dict[str, Coalesce | Subquery]:
    """The values that `programme_figures` needs."""
    programme = Programme.objects.filter(group=group, school_year=year)
    judged, later = _judged_by(group, programme), _later_rounds(group, programme)
    return {
        "status": first_of(programme, "status"),
        "unseen": count_of(unseen_programmes(group, year)),
        "framework": first_of(judged, "framework"),
        "result": first_of(judged, "result"),
        "standard": first_of(judged, "standard_percent"),
        "closed": count_of(later.filter(state=Round.State.CLOSED)),
        "running": count_of(later.filter(state=Round.State.OPEN)),
    }


def _judged_by(group: Group, programme: QuerySet[Programme]) -> QuerySet[Round]:
    """As `measured_round`: the closed measurement that the programme chose, else the newest."""
    closed = Round.objects.filter(group=group, state=Round.State.CLOSED)
    chosen = Exists(programme.filter(needs_round=OuterRef("pk")))
    return closed.annotate(chosen=chosen).order_by("-chosen", "-measured_on", "-id")


def _later_rounds(group: Group, programme: QuerySet[Programme]) -> QuerySet[Round]:
    """Measurements on the programme's framework after the one that it stands on."""
    return Round.objects.filter(
        group=group,
        framework=first_of(programme, "needs_round__framework"),
        measured_on__gt=first_of(programme, "needs_round__measured_on"),
    )


def needs_of_lines(group: Group, year: int) -> QuerySet[Line, tuple[int, str | None, int | None]]:
    """Each line with each need that it names, or with none."""
    rows = Line.objects.filter(programme__group=group, programme__school_year=year)
    return rows.values_list("pk", "needs__code", "needs__framework")


def programme_figures(values: Mapping[str, Any]) -> ProgrammeFigures | None:
    """The figures; None where the year has no programme."""
    if values["status"] is None:
        return None
    return ProgrammeFigures(
        is_agreed=values["status"] == Programme.Status.AGREED,
        waits_for_supervisor=bool(values["unseen"]),
        coverage=_coverage(values),
        rounds_closed=values["closed"],
        rounds_running=values["running"],
    )


def _coverage(values: Mapping[str, Any]) -> CoverageCounts:
    means = measured_means(values["result"])
    keys = {code: number for number, code in enumerate(means)}
    lines: dict[int, set[int]] = defaultdict(set)
    for line, code, framework in values["lines"]:
        # The line counts, whatever measurement its needs are of.
        served = lines[line]
        if framework == values["framework"] and code in keys:
            served.add(keys[code])
    standard = values["standard"]
    needs = [NeedFigure(keys[code], mean, is_low(mean, standard)) for code, mean in means.items()]
    of_lines = [LineNeeds(line, frozenset(served)) for line, served in lines.items()]
    return count_coverage(coverage_of_needs(needs, of_lines), len(lines))
