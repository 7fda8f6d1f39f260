"""The year's programme on the screen: lines by kind with when, how long, by whom, for what."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.people.models import Group
from gugus.people.rules.year_switch import year_switch
from gugus.people.rules.years import school_year_label
from gugus.platform.web.formats import rupiah
from gugus.platform.web.links import Link, year_href
from gugus.programme.models import Line, Programme
from gugus.programme.queries import need_name, speaker_of
from gugus.programme.queries.words import months_words
from gugus.yearplan.queries.yearplan import YearPlan
from gugus.yearplan.rules.semester import undated_of


@dataclass(frozen=True)
class ProtaRow:
    """One line of the programme."""

    line: Line
    dated: str
    months: str
    needs: tuple[str, ...]
    speaker: str


@dataclass(frozen=True)
class ProtaKind:
    """The lines of one kind; `total` is empty for a single line."""

    title: str
    rows: tuple[ProtaRow, ...]
    total: str


@dataclass(frozen=True)
class ProtaPage:
    """The screen `yearplan:prota`."""

    year: str
    year_number: int
    years: tuple[Link, ...]
    semesters: tuple[Link, ...]
    programme: Programme | None
    summary: str
    kinds: tuple[ProtaKind, ...]
    papers: tuple[Link, ...]


def prota_page(plan: YearPlan, years: Sequence[int]) -> ProtaPage:
    """The lines by kind, each with how many of its meetings have a date."""
    group = plan.group
    return ProtaPage(
        year=school_year_label(plan.year),
        year_number=plan.year,
        years=year_switch(
            years, plan.year, lambda one: year_href("yearplan:prota", group.code, one)
        ),
        semesters=semester_links(plan),
        programme=plan.programme,
        summary=_summary(plan),
        kinds=tuple(_kinds(plan)),
        papers=paper_links("yearplan:prota_paper", group, plan.year) if plan.lines else (),
    )


def semester_links(plan: YearPlan, shown: int | None = None) -> tuple[Link, ...]:
    """Both semesters."""
    titles = ((1, _("Semester 1 (Juli–Desember)")), (2, _("Semester 2 (Januari–Juni)")))
    return tuple(
        Link(
            title, year_href("yearplan:prosem", plan.group.code, plan.year, number), number == shown
        )
        for number, title in titles
    )


def paper_links(name: str, group: Group, year: int, *parts: object) -> tuple[Link, ...]:
    """A paper to print, and the same to change in a word processor."""
    return tuple(
        Link(title, year_href(name, group.code, year, *parts, kind))
        for kind, title in (("pdf", _("PDF")), ("docx", _("Word")))
    )


def _kinds(plan: YearPlan) -> list[ProtaKind]:
    found = []
    for kind in Line.Kind:
        own = [line for line in plan.lines if line.kind == kind]
        if own:
            rows = tuple(_row(plan, line) for line in own)
            found.append(ProtaKind(str(kind.label), rows, _sum(own) if len(own) > 1 else ""))
    return found


def _row(plan: YearPlan, line: Line) -> ProtaRow:
    return ProtaRow(
        line=line,
        dated=_dated(plan, line),
        months=months_words(line.months),
        needs=tuple(need_name(item) for item in line.needs.all()),
        speaker=speaker_of(line) or "–",
    )


def _dated(plan: YearPlan, line: Line) -> str:
    """How many meetings have a date: what the plan still lacks."""
    planned = next(one for one in plan.planned if one.key == line.pk)
    undated = undated_of(planned, plan.dated)
    if not undated:
        return ""
    return _("%(n)d belum bertanggal") % {"n": undated}


def _summary(plan: YearPlan) -> str:
    if not plan.lines:
        return ""
    count = ngettext("%(n)d program", "%(n)d program", len(plan.lines)) % {"n": len(plan.lines)}
    return f"{count} · {_sum(plan.lines)}"


def _sum(lines: Sequence[Line]) -> str:
    times = sum(line.times for line in lines)
    words = (
        ngettext("%(n)d pertemuan", "%(n)d pertemuan", times) % {"n": times},
        _("%(n)d JP") % {"n": sum(line.jp for line in lines)},
        rupiah(sum(line.cost for line in lines)),
    )
    return " · ".join(words)
