"""The programme of a school year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.people.rules.year_switch import year_switch
from gugus.people.rules.years import school_year_label
from gugus.platform.web.links import Link
from gugus.programme.models import Line, Programme, StatusChange
from gugus.programme.pages import links
from gugus.programme.pages.links import findings_href
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
    lines_of,
    mean_of,
    months_text,
    need_name,
    previous_programme,
    speaker_of,
    years_of,
)
from gugus.programme.queries.revisions import (
    revisions_in_force,
    revisions_of,
    waits_for_supervisor,
)
from gugus.programme.rules.coverage import CoverageFinding
from gugus.programme.rules.months import semesters
from gugus.programme.rules.status import ProgrammeTransition, is_possible, lines_may_change


@dataclass(frozen=True)
class LineRow:
    """One line in a table."""

    title: str
    href: str
    kind: str
    needs: tuple[str, ...]
    speaker: str
    months: str
    jp: int
    cost: int
    changed_after_agreement: bool
    # The number of the newest revision that touched it; 0 for none.
    revision: int


@dataclass(frozen=True)
class LineGroup:
    """Lines under one heading with their sum; no sum where a line may stand in two groups."""

    title: str
    rows: tuple[LineRow, ...]
    jp: int | None
    cost: int | None


@dataclass(frozen=True)
class Totals:
    """The whole programme in figures."""

    lines: int
    jp: int
    hours: str
    cost: int


@dataclass(frozen=True)
class HistoryRow:
    """A step that was taken."""

    status: str
    dated: date
    at: datetime
    by: str
    note: str


@dataclass(frozen=True)
class ProgrammePage:
    """The screen `programme:programme`; `exists` is False before the year is started."""

    year: str
    year_number: int
    years: tuple[Link, ...]
    exists: bool
    may_start: bool
    start_href: str
    status: str
    status_code: str
    status_help: str
    steps: tuple[Link, ...]
    finding: str
    finding_is_hole: bool
    coverage_href: str
    views: tuple[Link, ...]
    groups: tuple[LineGroup, ...]
    totals: Totals
    add_href: str
    copy_href: str
    texts_href: str
    papers: tuple[Link, ...]
    history: tuple[HistoryRow, ...]
    findings_href: str
    forums: tuple[ForumRow, ...]
    acknowledged: str
    acknowledged_note: str
    revise_href: str
    revisions: tuple[ProgrammeRevisionRow, ...]


def programme_page(
    actor: Actor,
    group: Group,
    year: int,
    programme: Programme | None,
    covered: ProgrammeCoverage,
    view: str,
) -> ProgrammePage:
    """Everything of a year's programme, as far as this person may act on it."""
    edits = actor.may(May.EDIT_PROGRAMME, group.pk)
    open_ = programme is not None and edits and lines_may_change(programme.status)
    lines = list(covered.lines.values())
    in_force = revisions_in_force(programme) if programme else []
    return ProgrammePage(
        year=school_year_label(year),
        year_number=year,
        years=year_switch(years_of(group), year, lambda one: links.to_year(group, one)),
        exists=programme is not None,
        may_start=edits,
        start_href=links.to_year(group, year, "start").partition("?")[0],
        status=programme.get_status_display() if programme else "",
        status_code=programme.status if programme else "",
        status_help=_status_help(programme) if programme else "",
        steps=_steps(actor, group, programme),
        finding=headline(covered.coverage),
        finding_is_hole=covered.coverage.finding
        in (CoverageFinding.LARGEST_UNSERVED, CoverageFinding.SOME_UNSERVED),
        coverage_href=links.to_year(group, year, "coverage"),
        views=_views(group, year, view),
        groups=_groups(
            group, covered, _Marks(_agreed_at(programme), revision_by_line(in_force)), view
        ),
        totals=_totals(group, lines),
        add_href=links.to_new_line(programme) if programme and open_ else "",
        copy_href=_copy_href(programme) if programme and open_ else "",
        texts_href=links.to_programme(programme, "texts") if programme and open_ else "",
        papers=_papers(programme),
        history=_history(programme),
        findings_href=findings_href(group)
        if edits or actor.may(May.WRITE_FINDINGS, group.pk)
        else "",
        forums=forum_rows(programme),
        acknowledged=acknowledged_text(programme),
        acknowledged_note=programme.acknowledged_note if programme else "",
        revise_href=_revise_href(actor, programme),
        revisions=revision_rows(revisions_of(programme), in_force) if programme else (),
    )


def _copy_href(programme: Programme) -> str:
    there_is = previous_programme(programme) is not None
    return links.to_programme(programme, "copy") if there_is else ""


def _revise_href(actor: Actor, programme: Programme | None) -> str:
    if programme is None or programme.status != Programme.Status.SIGNED:
        return ""
    revises = actor.may(May.SIGN_PROGRAMME, programme.group_id)
    return links.to_programme(programme, "revise_add") if revises else ""


def _views(group: Group, year: int, view: str) -> tuple[Link, ...]:
    base = links.to_year(group, year)
    return (
        Link(_("Menurut jenis"), base, view != "semester"),
        Link(_("Menurut semester"), f"{base}&urut=semester", view == "semester"),
    )


def _status_help(programme: Programme) -> str:
    draft, agreed = Programme.Status.DRAFT, Programme.Status.AGREED
    if programme.status == draft:
        return _(
            "Isinya masih disusun dan dapat diubah pengurus. "
            "Setelah dibahas, catat kesepakatan forum."
        )
    if programme.status == agreed:
        return _(
            "Forum sudah menyepakati. Perubahan sesudahnya masih dapat dilakukan dan diberi tanda; "
            "setelah ketua menandatangani, isinya terkunci."
        )
    return _(
        "Isinya terkunci. Perubahan sesudahnya menjadi revisi bernomor dengan alasan; "
        "ketua juga dapat membukanya kembali."
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


def _papers(programme: Programme | None) -> tuple[Link, ...]:
    if programme is None:
        return ()
    return (
        Link(_("Program Kerja (PDF)"), links.to_programme(programme, "paper", "pdf")),
        Link(_("Program Kerja (Word)"), links.to_programme(programme, "paper", "docx")),
    )


def _agreed_at(programme: Programme | None) -> datetime | None:
    """When the agreement was recorded, while it still stands."""
    if programme is None or programme.status == Programme.Status.DRAFT:
        return None
    agreed = programme.changes.filter(status=Programme.Status.AGREED).last()
    return agreed.at if agreed else None


@dataclass(frozen=True)
class _Marks:
    """What the lines' marks depend on: the agreement in force, and the revisions since."""

    agreed_at: datetime | None
    revised: dict[int, int]


def _groups(
    group: Group, covered: ProgrammeCoverage, marks: _Marks, view: str
) -> tuple[LineGroup, ...]:
    lines = list(covered.lines.values())
    rows = {line.pk: _row(group, line, covered, marks) for line in lines}
    if view == "semester":
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
        return LineGroup(title, tuple(own), None, None)

    groups = (
        within(_("Semester 1 (Juli–Desember)"), 1),
        within(_("Semester 2 (Januari–Juni)"), 2),
        within(_("Menurut kebutuhan"), None),
    )
    return tuple(group for group in groups if group.rows)


def _row(group: Group, line: Line, covered: ProgrammeCoverage, marks: _Marks) -> LineRow:
    changed = line.changed_at is not None and marks.agreed_at is not None
    revision = marks.revised.get(line.pk, 0)
    return LineRow(
        title=line.title,
        href=links.to_line(group, line),
        kind=line.get_kind_display(),
        needs=needs_text(line, covered),
        speaker=speaker_of(line) or "–",
        months=months_text(line.months),
        jp=line.jp,
        cost=line.cost,
        # A revision says so itself, with its number.
        changed_after_agreement=not revision and changed and line.changed_at > marks.agreed_at,  # type: ignore[operator]
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


def _totals(group: Group, lines: Sequence[Line]) -> Totals:
    jp = sum(line.jp for line in lines)
    cost = sum(line.cost for line in lines)
    return Totals(len(lines), jp, figure_text(jp * group.minutes_per_jp / 60), cost)


def _history(programme: Programme | None) -> tuple[HistoryRow, ...]:
    if programme is None:
        return ()
    rows: Iterable[StatusChange] = programme.changes.select_related("by").order_by("-id")
    return tuple(
        HistoryRow(row.get_status_display(), row.dated, row.at, row.by.name, row.note)
        for row in rows
    )


@dataclass(frozen=True)
class EarlierLineRow:
    """A line of an earlier year."""

    line: Line
    already_copied: bool


def lines_to_copy(source: Programme, target: Programme) -> list[EarlierLineRow]:
    """Earlier lines, each with whether the new year already has it."""
    there = {(line.title.casefold(), line.kind) for line in target.lines.all()}
    return [
        EarlierLineRow(line, (line.title.casefold(), line.kind) in there)
        for line in lines_of(source)
    ]
