"""The programme of a school year."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.people.rules.year_switch import year_switch
from gugus.people.rules.years import school_year_label
from gugus.platform.web.links import Link
from gugus.programme.models import Line, Programme, StatusChange
from gugus.programme.pages import links
from gugus.programme.pages.revisions import (
    ForumRow,
    ProgrammeRevisionRow,
    acknowledged_text,
    forum_rows,
    revision_rows,
)
from gugus.programme.pages.words import headline
from gugus.programme.papers.revisions import revision_by_line
from gugus.programme.queries import (
    ProgrammeCoverage,
    figure_text,
    mean_of,
    months_text,
    need_name,
    speaker_of,
)
from gugus.programme.queries.records import ProgrammeRecords
from gugus.programme.queries.revisions import waits_for_supervisor
from gugus.programme.rules.coverage import CoverageFinding
from gugus.programme.rules.months import semesters
from gugus.programme.rules.status import ProgrammeTransition, is_possible, lines_may_change


@dataclass(frozen=True)
class LineRow:
    """One line in a table."""

    line: Line
    needs: tuple[str, ...]
    speaker: str
    months: str
    changed_after_agreement: bool
    # The number of the newest revision that touched it; 0 for none.
    revision: int


@dataclass(frozen=True)
class LineGroup:
    """Lines under one heading with their sum; no sum where a line may stand in two groups."""

    title: str
    rows: tuple[LineRow, ...]
    jp: int | None = None
    cost: int | None = None


@dataclass(frozen=True)
class ProgrammePage:
    """The screen `programme:programme`; there is no `programme` before the year is started."""

    year: str
    year_number: int
    years: tuple[Link, ...]
    programme: Programme | None
    steps: tuple[Link, ...]
    finding: str
    finding_is_hole: bool
    by_semester: bool
    groups: tuple[LineGroup, ...]
    lines: int
    jp: int
    hours: str
    cost: int
    may_start: bool
    may_change: bool
    may_copy: bool
    may_revise: bool
    may_see_findings: bool
    history: tuple[StatusChange, ...]
    forums: tuple[ForumRow, ...]
    acknowledged: str
    revisions: tuple[ProgrammeRevisionRow, ...]


def programme_page(
    actor: Actor, group: Group, year: int, records: ProgrammeRecords, view: str
) -> ProgrammePage:
    """Everything of a year's programme, as far as this person may act on it."""
    programme, covered = records.programme, records.covered
    edits = actor.may(May.EDIT_PROGRAMME, group.pk)
    may_change = programme is not None and edits and lines_may_change(programme.status)
    signed = programme is not None and programme.status == Programme.Status.SIGNED
    lines = list(covered.lines.values())
    jp = sum(line.jp for line in lines)
    return ProgrammePage(
        year=school_year_label(year),
        year_number=year,
        years=year_switch(records.years, year, lambda one: links.to_year(group, one)),
        programme=programme,
        steps=_steps(actor, group, programme),
        finding=headline(covered.coverage),
        finding_is_hole=covered.coverage.finding
        in (CoverageFinding.LARGEST_UNSERVED, CoverageFinding.SOME_UNSERVED),
        by_semester=view == "semester",
        groups=_groups(records, by_semester=view == "semester"),
        lines=len(lines),
        jp=jp,
        hours=figure_text(jp * group.minutes_per_jp / 60),
        cost=sum(line.cost for line in lines),
        may_start=edits,
        may_change=may_change,
        may_copy=may_change and records.has_earlier,
        may_revise=signed and actor.may(May.SIGN_PROGRAMME, group.pk),
        may_see_findings=edits or actor.may(May.WRITE_FINDINGS, group.pk),
        history=records.changes,
        forums=forum_rows(records),
        acknowledged=acknowledged_text(records),
        revisions=revision_rows(records),
    )


def _steps(actor: Actor, group: Group, programme: Programme | None) -> tuple[Link, ...]:
    if programme is None:
        return ()
    offers = (
        (ProgrammeTransition.AGREE, May.AGREE_PROGRAMME, _("Catat kesepakatan forum")),
        (ProgrammeTransition.SIGN, May.SIGN_PROGRAMME, _("Tanda tangani")),
        (ProgrammeTransition.REOPEN, May.SIGN_PROGRAMME, _("Buka kembali jadi rancangan")),
    )
    waits = waits_for_supervisor(programme) and actor.may(May.ACKNOWLEDGE_PROGRAMME, group.pk)
    known = (Link(_("Mengetahui program ini"), links.to_programme(programme, "acknowledge")),)
    return (known if waits else ()) + tuple(
        Link(title, links.to_programme(programme, step.value))
        for step, may, title in offers
        if is_possible(programme.status, step) and actor.may(may, group.pk)
    )


def _groups(records: ProgrammeRecords, *, by_semester: bool) -> tuple[LineGroup, ...]:
    lines = list(records.covered.lines.values())
    revised = revision_by_line(records.in_force)
    rows = {line.pk: _row(line, records, revised.get(line.pk, 0)) for line in lines}
    if by_semester:
        return _by_semester(lines, rows)
    groups = []
    for kind in Line.Kind:
        own = [line for line in lines if line.kind == kind]
        if own:
            jp, cost = sum(line.jp for line in own), sum(line.cost for line in own)
            groups.append(LineGroup(str(kind.label), tuple(rows[x.pk] for x in own), jp, cost))
    return tuple(groups)


def _by_semester(lines: Sequence[Line], rows: dict[int, LineRow]) -> tuple[LineGroup, ...]:
    def within(title: str, number: int | None) -> LineGroup:
        own = [
            rows[line.pk]
            for line in lines
            if (number in semesters(line.months) if number else not line.months)
        ]
        return LineGroup(title, tuple(own))

    groups = (
        within(_("Semester 1 (Juli–Desember)"), 1),
        within(_("Semester 2 (Januari–Juni)"), 2),
        within(_("Menurut kebutuhan"), None),
    )
    return tuple(group for group in groups if group.rows)


def _row(line: Line, records: ProgrammeRecords, revision: int) -> LineRow:
    agreed = records.agreed_at
    changed = line.changed_at is not None and agreed is not None and line.changed_at > agreed
    return LineRow(
        line=line,
        needs=needs_text(line, records.covered),
        speaker=speaker_of(line) or "–",
        months=months_text(line.months),
        # A revision says so itself, with its number.
        changed_after_agreement=changed and not revision,
        revision=revision,
    )


def needs_text(line: Line, covered: ProgrammeCoverage) -> tuple[str, ...]:
    """'Penilaian dan evaluasi (82)' for each need of this measurement that a line serves."""
    served = {item.pk for item in line.needs.all()}
    return tuple(
        f"{need_name(need.item)} ({mean_of(need)})"
        for key, need in covered.needs.items()
        if key in served
    )
