"""Needs beside the lines that serve them."""

from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import gettext as _

from gugus.competence.queries import Need
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_label
from gugus.platform.web.links import Link
from gugus.programme.models import Line, Programme
from gugus.programme.pages import links
from gugus.programme.pages.plot import CoveragePlot, plot_of
from gugus.programme.pages.words import caution, headline, lead
from gugus.programme.queries import ProgrammeCoverage, interval_of, mean_of, need_name, speaker_of
from gugus.programme.rules.coverage import NeedCoverage, NeedStatus
from gugus.programme.rules.status import lines_may_change


@dataclass(frozen=True)
class NeedRow:
    """One need in the table."""

    code: str
    name: str
    figure: str
    n: str
    interval: str
    status: str
    hole: bool
    lines: tuple[Link, ...]
    add_href: str


@dataclass(frozen=True)
class CoverageLineRow:
    """One line in the second table, with the needs that it names and how they stand."""

    line: Line
    kind: str
    needs: tuple[tuple[str, str], ...]
    speaker: str


@dataclass(frozen=True)
class CoveragePage:
    """The screen `programme:coverage`."""

    headline: str
    lead: tuple[str, ...]
    caution: str
    measured: bool
    has_intervals: bool
    year: str
    year_number: int
    programme: Programme | None
    plot: CoveragePlot | None
    rows: tuple[NeedRow, ...]
    lines: tuple[CoverageLineRow, ...]
    may_start: bool
    add_href: str
    round_form: Form | None


_STATUS_TEXT = {
    NeedStatus.LOW_UNSERVED: lambda: _("belum ada program"),
    NeedStatus.LOW_SERVED: lambda: _("di bawah standar, sudah ada program"),
    NeedStatus.FINE: lambda: _("tidak di bawah standar"),
    NeedStatus.UNMEASURED: lambda: _("tidak terukur"),
}


def need_status_text(status: NeedStatus) -> str:
    """Where a need stands, in words."""
    return _STATUS_TEXT[status]()


def coverage_page(
    actor: Actor,
    group: Group,
    year: int,
    programme: Programme | None,
    covered: ProgrammeCoverage,
    round_form: Form | None,
) -> CoveragePage:
    """The finding, the plot, both tables, and the way to a new line."""
    edits = actor.may(May.EDIT_PROGRAMME, group.pk)
    target = programme if programme and edits and lines_may_change(programme.status) else None
    needs = tuple(covered.needs.values())
    unserved = covered.coverage.unserved
    return CoveragePage(
        headline=headline(covered.coverage),
        lead=lead(covered),
        caution=caution(covered.round, needs),
        measured=any(need.mean is not None for need in needs),
        has_intervals=any(need.ci_low is not None for need in needs),
        year=school_year_label(year),
        year_number=year,
        programme=programme,
        plot=plot_of(covered),
        rows=tuple(_need_row(group, covered, row, target) for row in covered.coverage.rows),
        lines=tuple(_line(covered, line) for line in covered.lines.values()),
        may_start=programme is None and edits,
        add_href=links.to_new_line(target, unserved[0].need if unserved else None)
        if target
        else "",
        round_form=round_form if target else None,
    )


def _need_row(
    group: Group, covered: ProgrammeCoverage, row: NeedCoverage, target: Programme | None
) -> NeedRow:
    need = covered.needs[row.need]
    lines = [covered.lines[key] for key in row.lines]
    return NeedRow(
        code=need.item.code,
        name=need_name(need.item),
        figure=mean_of(need),
        n=str(need.n) if need.n is not None else "–",
        interval=interval_of(need),
        status=need_status_text(row.status),
        hole=row.status == NeedStatus.LOW_UNSERVED,
        lines=tuple(Link(line.title, links.to_line(group, line)) for line in lines),
        add_href=links.to_new_line(target, row.need) if target and not lines else "",
    )


def _line(covered: ProgrammeCoverage, line: Line) -> CoverageLineRow:
    served = {item.pk for item in line.needs.all()}
    return CoverageLineRow(
        line=line,
        kind=line.get_kind_display(),
        needs=tuple(_served(need) for key, need in covered.needs.items() if key in served),
        speaker=speaker_of(line) or "–",
    )


def _served(need: Need) -> tuple[str, str]:
    already = need.mean is not None and not need.is_low
    note = _("sudah %(figure)s") % {"figure": mean_of(need)} if already else mean_of(need)
    return need_name(need.item), note
