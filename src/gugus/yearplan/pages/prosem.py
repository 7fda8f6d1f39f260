"""A semester on the screen: by month for the phone, months against lines for the desk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.meetings.models import Meeting
from gugus.meetings.pages.parts import part_words, with_part
from gugus.people.rules.years import school_year_label
from gugus.platform.web.links import Link
from gugus.programme.models import Line
from gugus.yearplan.pages.prota import paper_links, semester_links
from gugus.yearplan.queries.yearplan import YearPlan
from gugus.yearplan.rules.semester import DatedMeeting, SemesterMonth, SemesterRow, semester_months

_TONES = {
    Meeting.State.PLANNED: "muted",
    Meeting.State.CALLED: "badge",
    Meeting.State.HELD: "badge",
    Meeting.State.CANCELLED: "badge warn",
}


@dataclass(frozen=True)
class DayMark:
    """One meeting in the table: its day and its state in a word for screen readers."""

    meeting: Meeting
    state: str


@dataclass(frozen=True)
class MonthCell:
    """A line in a month: its meetings, or that the month is planned."""

    name: str
    days: tuple[DayMark, ...]
    is_open: bool


@dataclass(frozen=True)
class ProsemRow:
    """A line in the table of a semester; None for meetings outside the programme."""

    line: Line | None
    undated: str
    cells: tuple[MonthCell, ...]


@dataclass(frozen=True)
class MeetingItem:
    """One meeting of a month's list."""

    meeting: Meeting
    title: str
    detail: str
    tone: str


@dataclass(frozen=True)
class MonthSection:
    """One month: its meetings in order, then the lines that are planned without a date."""

    title: str
    meetings: tuple[MeetingItem, ...]
    waiting: tuple[Line | None, ...]


@dataclass(frozen=True)
class ProsemPage:
    """The screen `yearplan:prosem`."""

    semester: int
    year: str
    year_number: int
    semesters: tuple[Link, ...]
    summary: str
    month_names: tuple[str, ...]
    rows: tuple[ProsemRow, ...]
    months: tuple[MonthSection, ...]
    any_month: tuple[Line | None, ...]
    papers: tuple[Link, ...]


def prosem_page(plan: YearPlan, semester: int) -> ProsemPage:
    """The semester's rows and its months."""
    rows, months = plan.rows(semester), semester_months(plan.year, semester)
    return ProsemPage(
        semester=semester,
        year=school_year_label(plan.year),
        year_number=plan.year,
        semesters=semester_links(plan, semester),
        summary=_summary(rows, plan),
        month_names=tuple(_short(month) for month in months),
        rows=tuple(_row(plan, row, months) for row in rows),
        months=tuple(_sections(plan, rows, months)),
        any_month=tuple(_line(plan, row) for row in rows if row.any_month),
        papers=paper_links("yearplan:prosem_paper", plan.group, plan.year, semester)
        if rows
        else (),
    )


def _summary(rows: Sequence[SemesterRow], plan: YearPlan) -> str:
    dates = [one for row in rows for ones in row.weeks.values() for one in ones]
    alive = [one for one in dates if one.alive]
    held = sum(plan.meeting_by_id[one.key].state == Meeting.State.HELD for one in alive)
    parts = []
    if dates:
        planned = ngettext("%(n)d pertemuan bertanggal", "%(n)d pertemuan bertanggal", len(alive))
        parts.append(planned % {"n": len(alive)})
    if held:
        parts.append(_("%(n)d terlaksana") % {"n": held})
    if len(dates) > len(alive):
        parts.append(_("%(n)d dibatalkan") % {"n": len(dates) - len(alive)})
    return " · ".join(parts)


def _row(plan: YearPlan, row: SemesterRow, months: Sequence[SemesterMonth]) -> ProsemRow:
    cells = tuple(
        MonthCell(
            _short(month),
            tuple(_mark(plan, one) for one in row.of_month(month.number)),
            month.number in row.open_months,
        )
        for month in months
    )
    undated = _("%(n)d belum bertanggal") % {"n": row.undated} if row.undated else ""
    return ProsemRow(_line(plan, row), undated, cells)


def _line(plan: YearPlan, row: SemesterRow) -> Line | None:
    return plan.line_by_id.get(row.line or 0)


def _mark(plan: YearPlan, one: DatedMeeting) -> DayMark:
    meeting = plan.meeting_by_id[one.key]
    words = (part_words(plan.parts.get(meeting.pk)), meeting.get_state_display())
    return DayMark(meeting, ", ".join(filter(None, words)))


def _sections(
    plan: YearPlan, rows: Sequence[SemesterRow], months: Sequence[SemesterMonth]
) -> Iterable[MonthSection]:
    """Months with something in them."""
    for month in months:
        dates = [one for row in rows for one in row.of_month(month.number)]
        # One order for the month, whatever line a meeting comes of.
        in_order = sorted(dates, key=lambda one: (one.day, one.key))
        waiting = [_line(plan, row) for row in rows if month.number in row.open_months]
        if in_order or waiting:
            yield MonthSection(
                f"{MONTHS[month.number]} {month.year}",
                tuple(_item(plan, plan.meeting_by_id[one.key]) for one in in_order),
                tuple(waiting),
            )


def _item(plan: YearPlan, meeting: Meeting) -> MeetingItem:
    line = plan.line_by_id.get(meeting.line_id or 0)
    parts = [
        meeting.study_group.name if meeting.study_group else _("Semua guru"),
        meeting.host.name if meeting.host else meeting.place_note,
        line.title if line is not None and line.title != meeting.title else "",
    ]
    return MeetingItem(
        meeting=meeting,
        title=with_part(meeting.title, plan.parts.get(meeting.pk)),
        detail=" · ".join(part for part in parts if part),
        tone=_TONES[Meeting.State(meeting.state)],
    )


def _short(month: SemesterMonth) -> str:
    return str(MONTHS_3[month.number]).capitalize()
