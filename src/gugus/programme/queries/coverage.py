"""The measured needs laid beside the programme's lines."""

from dataclasses import dataclass

from django.db.models import QuerySet

from gugus.competence.models import Round
from gugus.competence.queries import Need, ranked_needs, reference_round
from gugus.people.models import Group
from gugus.programme.models import Line, Programme
from gugus.programme.queries.programmes import current_programme, lines_of
from gugus.programme.rules.coverage import Coverage, LineNeeds, NeedFigure, coverage_of_needs


@dataclass(frozen=True)
class ProgrammeCoverage:
    """A coverage with the records that its keys stand for."""

    round: Round | None
    needs: dict[int, Need]
    lines: dict[int, Line]
    coverage: Coverage


@dataclass(frozen=True)
class CoverageCounts:
    """The coverage in four numbers; `low` is None when nothing has been measured."""

    low: int | None
    low_without_line: int | None
    lines: int
    lines_without_need: int


def rounds_to_choose_from(group: Group) -> QuerySet[Round]:
    """Closed rounds and recorded summaries, the newest first."""
    rows = Round.objects.filter(group=group, state=Round.State.CLOSED)
    return rows.select_related("framework").order_by("-measured_on", "-id")


def measured_round(group: Group, programme: Programme | None) -> Round | None:
    """The measurement that the programme is judged against; else the group's newest."""
    chosen = programme.needs_round if programme is not None else None
    # A measurement that was opened again has no figures until it is closed.
    if chosen is not None and chosen.state == Round.State.CLOSED:
        return chosen
    return reference_round(group)


def coverage_of(group: Group, programme: Programme | None) -> ProgrammeCoverage:
    """Coverage of a group's needs by a programme (or by none yet)."""
    round_ = measured_round(group, programme)
    needs = ranked_needs(round_) if round_ is not None else ()
    lines = lines_of(programme) if programme is not None else []
    coverage = coverage_of_needs(
        [NeedFigure(need.item.pk, need.mean, need.is_low) for need in needs],
        [LineNeeds(line.pk, frozenset(item.pk for item in line.needs.all())) for line in lines],
    )
    return ProgrammeCoverage(
        round_,
        {need.item.pk: need for need in needs},
        {line.pk: line for line in lines},
        coverage,
    )


def coverage_counts(of: Programme | Group) -> CoverageCounts:
    """The coverage in numbers, for a programme or for a group's programme of this year."""
    programme = of if isinstance(of, Programme) else current_programme(of)
    group = of if isinstance(of, Group) else of.group
    covered = coverage_of(group, programme)
    return count_coverage(covered.coverage, len(covered.lines))


def count_coverage(coverage: Coverage, lines: int) -> CoverageCounts:
    """A coverage in numbers."""
    measured = any(row.mean is not None for row in coverage.rows)
    return CoverageCounts(
        low=len(coverage.low) if measured else None,
        low_without_line=len(coverage.unserved) if measured else None,
        lines=lines,
        lines_without_need=len(coverage.lines_without_need),
    )
