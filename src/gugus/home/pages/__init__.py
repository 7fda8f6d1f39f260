"""What the home pages show."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.attendance.models import Attendance
from gugus.attendance.queries import CheckIn
from gugus.attendance.rules.statuses import PRESENT
from gugus.home.queries.dashboard import Dashboard
from gugus.home.queries.facts import home_parts
from gugus.home.queries.region import RegionGroupCounts
from gugus.meetings.models import Meeting
from gugus.people.access import Actor
from gugus.people.clock import year_here
from gugus.people.models import Group
from gugus.people.registry import HomePart, Shown, ThreadItem, Viewer
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_label
from gugus.platform.web.formats import due_text, long_date, time_text
from gugus.platform.web.links import TaskLink
from gugus.privacy.models import ErasureRequest
from gugus.steps.models import Step


@dataclass(frozen=True)
class NextMeeting:
    """The next meeting in three lines."""

    day: date
    when: str
    title: str
    facts: str
    links: tuple[TaskLink, ...]
    check_in: "CheckInButton | None"
    state: str


@dataclass(frozen=True)
class CheckInButton:
    """The one tap of a teacher who is there; not the main action for whoever records the meeting."""

    url: str
    meeting: int
    about: str
    title: str
    main: bool


@dataclass(frozen=True)
class HomePage:
    """Beranda."""

    group: str
    meeting: NextMeeting | None
    may_plan: bool
    plan_href: str
    steps: tuple[TaskLink, ...]
    steps_href: str
    raise_href: str
    waiting: tuple[TaskLink, ...]
    thread: tuple[ThreadItem, ...]
    first_steps: tuple[TaskLink, ...]


@dataclass(frozen=True)
class MorePage:
    """Every page that a person's roles may open; the shell holds them."""

    person: str


@dataclass(frozen=True)
class GroupChoicePage:
    """The groups of somebody with more than one, or with none."""

    person: str
    groups: tuple[TaskLink, ...]
    others: tuple[TaskLink, ...]
    # The day from which they may be forgotten, if they asked for it.
    due: str


@dataclass(frozen=True)
class RegionCountsPage:
    """The groups of a region in counts."""

    rows: tuple[RegionGroupCounts, ...]
    year: str
    teachers: int
    held: int


def home_page(dashboard: Dashboard) -> HomePage:
    """Build the home page."""
    viewer = dashboard.viewer
    code = viewer.group.code
    return HomePage(
        group=viewer.group.name,
        meeting=_meeting(dashboard),
        may_plan=viewer.may(May.CALL_MEETING),
        plan_href=reverse("meetings:plan", args=[code]),
        steps=tuple(_step(viewer, step) for step in dashboard.steps),
        steps_href=reverse("steps:my_steps", args=[code])
        if viewer.may(May.REPORT_OWN_STEP)
        else "",
        raise_href=reverse("problems:raise", args=[code]) if viewer.may(May.RAISE_PROBLEM) else "",
        waiting=_rows(dashboard, lambda part: part.waiting),
        thread=_thread(dashboard),
        first_steps=_rows(dashboard, lambda part: part.first_steps),
    )


def _rows(
    dashboard: Dashboard, shown: Callable[[HomePart[Any]], Iterable[Shown[Any]]]
) -> tuple[TaskLink, ...]:
    """The rows of all apps in their declared order."""
    found = [
        (one.order, one.rows, dashboard.facts[name])
        for name, part in home_parts().items()
        for one in shown(part)
    ]
    found.sort(key=lambda row: row[0])
    return tuple(link for _order, rows, facts in found for link in rows(dashboard.viewer, facts))


def _thread(dashboard: Dashboard) -> tuple[ThreadItem, ...]:
    """The group's thread in counts, from need to effect."""
    found = [
        (bead.order, bead.item(dashboard.viewer, dashboard.facts[name]))
        for name, part in home_parts().items()
        for bead in part.thread
    ]
    return tuple(item for _order, item in sorted(found, key=lambda row: row[0]))


def _meeting(dashboard: Dashboard) -> NextMeeting | None:
    meeting, check = dashboard.meeting, dashboard.check_in
    if meeting is None:
        return None
    return NextMeeting(
        day=meeting.date,
        when=f"{time_text(meeting.starts_at)}–{time_text(meeting.ends_at)}",
        title=meeting.title,
        facts=_facts(dashboard, meeting),
        links=tuple(_meeting_links(dashboard.viewer, meeting)),
        check_in=_check_in(dashboard.viewer, check)
        if check and check.status not in PRESENT
        else None,
        state=_own_state(check) if check else "",
    )


def _check_in(viewer: Viewer, check: CheckIn) -> CheckInButton:
    return CheckInButton(
        url=reverse("attendance:check_in", args=[viewer.group.code, check.meeting.pk]),
        meeting=check.meeting.pk,
        about=f"attendance:{check.meeting.pk}:own",  # as on the meeting's own page
        title=check.meeting.title,
        main=not check.status and not _records_now(viewer, check.meeting),
    )


def _own_state(check: CheckIn) -> str:
    """What stands there about oneself, an excuse as well as being there."""
    if not check.status:
        return ""
    status = str(Attendance.Status(check.status).label).lower()
    return _("Kehadiran Anda sudah tercatat: %(status)s.") % {"status": status}


def _records_now(viewer: Viewer, meeting: Meeting) -> bool:
    """For the person who records today's attendance that is the main action."""
    called = meeting.state == Meeting.State.CALLED
    return called and meeting.date == viewer.today and viewer.may(May.RECORD_MEETING)


def _facts(dashboard: Dashboard, meeting: Meeting) -> str:
    away = dashboard.away
    parts = [
        meeting.host.name if meeting.host else meeting.place_note,
        meeting.study_group.name if meeting.study_group else _("semua guru"),
        str(meeting.get_state_display()),
        ngettext("%(n)s berhalangan", "%(n)s berhalangan", away) % {"n": away} if away else "",
    ]
    return " · ".join(part for part in parts if part)


def _meeting_links(viewer: Viewer, meeting: Meeting) -> list[TaskLink]:
    at = [viewer.group.code, meeting.pk]
    links = [TaskLink(_("Buka pertemuan"), reverse("agenda:meeting", args=at))]
    if _records_now(viewer, meeting):
        links.insert(0, TaskLink(_("Catat kehadiran"), reverse("attendance:attendance", args=at)))
    if meeting.invitation_id and viewer.may(May.SEE_MINUTES):
        links.append(TaskLink(_("Undangan"), reverse("agenda:invitation", args=at)))
    return links


def _step(viewer: Viewer, step: Step) -> TaskLink:
    return TaskLink(
        step.what,
        reverse("steps:step", args=[viewer.group.code, step.pk]),
        due_text(step.due_on, viewer.today),
        step.due_on < viewer.today,
        f"step:{step.pk}",
    )


def group_choice_page(
    actor: Actor, groups: Sequence[Group], asked: ErasureRequest | None
) -> GroupChoicePage:
    """Groups to choose from, and what else the person may open."""
    rows = tuple(TaskLink(group.name, reverse("home:home", args=[group.code])) for group in groups)
    others = []
    if actor.may_anywhere(May.SEE_COUNTS):
        others.append(TaskLink(_("Kelompok di wilayah"), reverse("home:region")))
    if actor.may_anywhere(May.ADMINISTER_SITE):
        others.append(TaskLink(_("Pengelola aplikasi"), reverse("accounts:site")))
    due = long_date(asked.due_on) if asked is not None else ""
    return GroupChoicePage(actor.name, rows, tuple(others), due)


def region_counts_page(rows: Sequence[RegionGroupCounts]) -> RegionCountsPage:
    """Sum a region up."""
    return RegionCountsPage(
        rows=tuple(rows),
        year=school_year_label(year_here()),
        teachers=sum(row.teachers for row in rows),
        held=sum(row.held for row in rows),
    )
