"""What the home pages show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.attendance.models import Attendance
from gugus.attendance.queries import CheckIn
from gugus.attendance.rules.statuses import PRESENT
from gugus.home.pages.rows import Link, due_words
from gugus.home.pages.thread import Bead, thread_of
from gugus.home.pages.waiting import waiting_rows
from gugus.home.queries.dashboard import Desk, RegionRow, desk_of
from gugus.meetings.models import Meeting
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.queries import current_year
from gugus.people.rules.roles import May
from gugus.people.rules.years import label
from gugus.platform.foundation.remembering import remembered
from gugus.platform.web.formats import clock


@dataclass(frozen=True)
class NextMeeting:
    """The next meeting in three lines."""

    day: date
    when: str
    title: str
    facts: str
    links: tuple[Link, ...]
    check_in: "CheckInForm | None"
    state: str


@dataclass(frozen=True)
class CheckInForm:
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
    steps: tuple[Link, ...]
    steps_href: str
    raise_href: str
    waiting: tuple[Link, ...]
    thread: tuple[Bead, ...]
    first_steps: tuple[Link, ...]


@dataclass(frozen=True)
class MorePage:
    """Every place that one's roles reach; the shell holds them."""

    person: str


@dataclass(frozen=True)
class ChoosePage:
    """The groups of somebody with more than one, or with none."""

    person: str
    groups: tuple[Link, ...]
    others: tuple[Link, ...]


@dataclass(frozen=True)
class RegionPage:
    """The groups of a region in counts."""

    rows: tuple[RegionRow, ...]
    year: str
    teachers: int
    held: int


def _minute(
    actor: Actor, group: Group, now: datetime, language: str | None
) -> tuple[Actor, int, datetime, str | None]:
    # Checking in opens and closes by the clock, so a page holds for its minute at most.
    return actor, group.pk, now.replace(second=0, microsecond=0), language


@remembered(_minute)
def home_page_at(actor: Actor, group: Group, now: datetime, language: str | None) -> HomePage:
    """Beranda of a person at a moment, in the language that is on."""
    del language
    return home_page(desk_of(actor, group, now))


def home_page(desk: Desk) -> HomePage:
    """Put a desk into words."""
    code = desk.group.code
    return HomePage(
        group=desk.group.name,
        meeting=_meeting(desk),
        may_plan=desk.may(May.CALL_MEETING),
        plan_href=reverse("meetings:plan", args=[code]),
        steps=tuple(_steps(desk)),
        steps_href=reverse("steps:my_steps", args=[code]) if desk.may(May.REPORT_OWN_STEP) else "",
        raise_href=reverse("problems:raise", args=[code]) if desk.may(May.RAISE_PROBLEM) else "",
        waiting=tuple(waiting_rows(desk)),
        thread=thread_of(desk),
        first_steps=tuple(_first_steps(desk)),
    )


def _meeting(desk: Desk) -> NextMeeting | None:
    meeting = desk.meeting
    if meeting is None:
        return None
    check = desk.check_in if desk.check_in and desk.check_in.meeting.pk == meeting.pk else None
    return NextMeeting(
        day=meeting.date,
        when=f"{clock(meeting.starts_at)}–{clock(meeting.ends_at)}",
        title=meeting.title,
        facts=_facts(desk, meeting),
        links=tuple(_meeting_links(desk, meeting)),
        check_in=_check_in(desk, check) if check and check.status not in PRESENT else None,
        state=_own_state(check) if check else "",
    )


def _check_in(desk: Desk, check: CheckIn) -> CheckInForm:
    return CheckInForm(
        url=reverse("attendance:check_in", args=[desk.group.code, check.meeting.pk]),
        meeting=check.meeting.pk,
        about=f"attendance:{check.meeting.pk}:own",  # as on the meeting's own page
        title=check.meeting.title,
        main=not check.status and not _records_now(desk, check.meeting),
    )


def _own_state(check: CheckIn) -> str:
    """What stands there about oneself, an excuse as well as being there."""
    if not check.status:
        return ""
    status = str(Attendance.Status(check.status).label).lower()
    return _("Kehadiran Anda sudah tercatat: %(status)s.") % {"status": status}


def _records_now(desk: Desk, meeting: Meeting) -> bool:
    """Whoever writes the attendance of today's meeting comes for that first."""
    called = meeting.state == Meeting.State.CALLED
    return called and meeting.date == desk.today and desk.may(May.RECORD_MEETING)


def _facts(desk: Desk, meeting: Meeting) -> str:
    away = sum(desk.attendance.get(status, 0) for status in ("izin", "sakit", "dinas"))
    parts = [
        meeting.host.name if meeting.host else meeting.place_note,
        meeting.study_group.name if meeting.study_group else _("semua guru"),
        str(meeting.get_state_display()),
        ngettext("%(n)s berhalangan", "%(n)s berhalangan", away) % {"n": away} if away else "",
    ]
    return " · ".join(part for part in parts if part)


def _meeting_links(desk: Desk, meeting: Meeting) -> list[Link]:
    at = [desk.group.code, meeting.pk]
    links = [Link(_("Buka pertemuan"), reverse("agenda:meeting", args=at))]
    if _records_now(desk, meeting):
        links.insert(0, Link(_("Catat kehadiran"), reverse("attendance:attendance", args=at)))
    if meeting.invitation_id and desk.may(May.SEE_MINUTES):
        links.append(Link(_("Undangan"), reverse("agenda:paper_invitation", args=[*at, "pdf"])))
    return links


def _steps(desk: Desk) -> list[Link]:
    return [
        Link(
            step.what,
            reverse("steps:step", args=[desk.group.code, step.pk]),
            due_words(step.due_on, desk.today),
            step.due_on < desk.today,
            f"step:{step.pk}",
        )
        for step in desk.steps
        if step.meeting.group_id == desk.group.pk
    ]


def _first_steps(desk: Desk) -> list[Link]:
    """What a new group does first, for those who may; gone once it is done."""
    code = desk.group.code
    rows = []
    if not desk.has_teachers and desk.may(May.IMPORT_ROSTER):
        href = reverse("roster:upload", args=[code])
        rows.append(Link(_("Impor daftar guru dari Dapodik"), href))
    if desk.coverage is None and desk.may(May.RUN_ROUNDS):
        href = reverse("competence:needs", args=[code])
        rows.append(Link(_("Catat atau ukur kebutuhan guru"), href))
    if desk.programme is None and desk.may(May.EDIT_PROGRAMME):
        href = reverse("programme:programme", args=[code])
        rows.append(Link(_("Mulai program tahun ini"), href))
    return rows


def choose_page(actor: Actor, groups: Sequence[Group]) -> ChoosePage:
    """Groups to choose from, and what else the person may open."""
    rows = tuple(Link(group.name, reverse("home:home", args=[group.code])) for group in groups)
    others = []
    if actor.may_anywhere(May.SEE_COUNTS):
        others.append(Link(_("Kelompok di wilayah"), reverse("home:region")))
    if actor.may_anywhere(May.ADMINISTER_SITE):
        others.append(Link(_("Pengelola aplikasi"), reverse("accounts:site")))
    return ChoosePage(actor.name, rows, tuple(others))


def region_page(rows: Sequence[RegionRow]) -> RegionPage:
    """Sum a region up."""
    return RegionPage(
        rows=tuple(rows),
        year=label(current_year()),
        teachers=sum(row.teachers for row in rows),
        held=sum(row.held for row in rows),
    )
