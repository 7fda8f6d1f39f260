"""All counts of the home page, in few queries."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from gugus.attendance.queries import (
    CheckIn,
    MeetingCounts,
    check_in_open,
    meeting_counts,
    recorded_rows,
)
from gugus.budget.models import BudgetRevision
from gugus.budget.queries import revision_waiting
from gugus.calendar.models import DayPoll
from gugus.calendar.queries.polls import overdue_poll, poll_waiting
from gugus.cash.models import CashEntry
from gugus.cash.queries.book import latest_uncorrected
from gugus.cash.queries.closing import closes_to_countersign, next_close_of
from gugus.catchup.queries import missed_meetings
from gugus.competence.access import offline_pages, rateable_teachers, raters_of
from gugus.competence.models import Assessment, Item, Rater, Round
from gugus.meetings.models import Meeting
from gugus.meetings.queries import LIVE, for_teacher, meetings_of, next_meeting
from gugus.minutes.queries import minutes_waiting
from gugus.opening.queries.proposals import proposals_waiting
from gugus.people.access import Actor
from gugus.people.clock import current_year, day_of
from gugus.people.models import Group, Teacher
from gugus.people.queries import schools_of, teachers_of, teachers_without_sign_in
from gugus.people.rules.roles import May, Role
from gugus.people.rules.years import school_year_of
from gugus.problems.queries import problems_waiting
from gugus.programme.models import Programme
from gugus.programme.queries import CoverageCounts, coverage_counts, current_programme
from gugus.programme.queries.revisions import waits_for_supervisor
from gugus.roster.models import RosterDraft
from gugus.schedule.models import ScheduleDraft
from gugus.schedule.queries.drafts import drafts_of
from gugus.schedule.queries.lost import displaced_meetings
from gugus.speakers.queries.offers import items_asked_of
from gugus.steps.access import overdue_steps_for
from gugus.steps.models import Step
from gugus.steps.queries import StepCounts, open_steps_of, step_counts


@dataclass(frozen=True)
class RatingTaskCount:
    """How many ratings of an open round still wait for this person."""

    round: Round
    rater: Rater
    waiting: int


@dataclass(frozen=True)
class RemeasurementCounts:
    """Later measurements on the framework that the programme stands on."""

    closed: int
    running: int


@dataclass(frozen=True)
class Dashboard:
    """What waits for one person in one group."""

    actor: Actor
    group: Group
    today: date
    meeting: Meeting | None
    attendance: dict[str, int]
    check_in: CheckIn | None
    steps: tuple[Step, ...]
    minutes: tuple[Meeting, ...]
    # Steps past their day that have reached this person's list.
    overdue: int
    drafts: tuple[RosterDraft, ...]
    ratings: tuple[RatingTaskCount, ...]
    # Recent meetings that this teacher missed and has not caught up on.
    missed: tuple[Meeting, ...]
    # What this teacher is strong in, the group seeks help with, and they have not answered.
    help_requests: tuple[Item, ...]
    # Classroom problems without a solution, for whoever records meetings.
    problems: int
    # The question which weekday suits: unanswered by this teacher; past its day, for who decides.
    poll: DayPoll | None
    closed_poll: DayPoll | None
    # Meetings ahead whose day, host or speaker is lost, for who plans the year.
    lost: int
    # A proposed schedule of this or the next year that waits for a decision: its id.
    draft: int | None
    # The month whose cash is to be counted, and closed months to countersign, by their first days.
    cash_to_count: date | None
    cash_to_sign: tuple[date, ...]
    # A revision of the budget that waits for the supervisor, or for the chair with a letter.
    revision: BudgetRevision | None
    programme: Programme | None
    coverage: CoverageCounts | None
    # Proposed lines without a decision, as pairs of school year and count, for who signs.
    proposals: tuple[tuple[int, int], ...]
    # Signed, and not yet seen by the supervisor who reads this.
    unseen: bool
    meetings: MeetingCounts
    step_counts: StepCounts
    remeasurements: RemeasurementCounts
    has_teachers: bool
    without_key: int

    def may(self, what: May) -> bool:
        """May this person do it in this group?"""
        return self.actor.may(what, self.group.pk)


def dashboard_of(actor: Actor, group: Group, now: datetime) -> Dashboard:
    """Read a person's dashboard."""
    today = day_of(group, now)
    year = school_year_of(today)
    teacher = _teacher(actor, group)
    runs = actor.may(May.RECORD_MEETING, group.pk)
    check_in = check_in_open(group, teacher, now) if teacher else None
    # A teacher without an office sees the meetings that call them; officers and heads see all.
    calls = teacher if actor.roles_in(group.pk) == (Role.TEACHER,) else None
    # The meeting that one can check in to now, even if another of today was not minuted yet.
    meeting = check_in.meeting if check_in else next_meeting(group, today, calls)
    programme = current_programme(group)
    return Dashboard(
        actor=actor,
        group=group,
        today=today,
        meeting=meeting,
        attendance=_attendance(meeting),
        check_in=check_in,
        steps=tuple(open_steps_of(teacher)[:5]) if teacher else (),
        minutes=tuple(minutes_waiting(group, today, days=0)[:5]) if runs else (),
        overdue=_overdue(actor, group, today),
        drafts=_drafts(actor, group),
        ratings=tuple(_ratings(actor, group)),
        missed=tuple(missed_meetings(group, teacher, today)[:3]) if teacher else (),
        help_requests=items_asked_of(group, teacher, today) if teacher else (),
        problems=problems_waiting(group) if runs else 0,
        poll=poll_waiting(group, teacher, today),
        closed_poll=overdue_poll(group, today) if actor.may(May.PLAN_YEAR, group.pk) else None,
        lost=_lost(actor, group, today),
        draft=_draft(actor, group, year),
        cash_to_count=_cash_to_count(actor, group, today),
        cash_to_sign=_cash_to_sign(actor, group),
        revision=_revision(actor, group),
        programme=programme,
        coverage=coverage_counts(programme) if programme else None,
        proposals=_proposals(actor, group),
        unseen=_unseen(actor, programme),
        meetings=meeting_counts(group, year),
        step_counts=step_counts(group, year),
        remeasurements=_measured_again(programme),
        has_teachers=teachers_of(group).exists(),
        without_key=_without_key(actor, group, today),
    )


def _proposals(actor: Actor, group: Group) -> tuple[tuple[int, int], ...]:
    if not actor.may(May.SIGN_PROGRAMME, group.pk):
        return ()
    return tuple(sorted(proposals_waiting(group).items()))


def _unseen(actor: Actor, programme: Programme | None) -> bool:
    if programme is None or not actor.may(May.ACKNOWLEDGE_PROGRAMME, programme.group_id):
        return False
    return waits_for_supervisor(programme)


def _teacher(actor: Actor, group: Group) -> Teacher | None:
    return teachers_of(group).filter(pk=actor.teacher_id).first() if actor.teacher_id else None


def _overdue(actor: Actor, group: Group, today: date) -> int:
    if not actor.may(May.SEE_ATTENDANCE, group.pk):
        return 0
    return len(overdue_steps_for(actor, group, today))


def _lost(actor: Actor, group: Group, today: date) -> int:
    if not actor.may(May.PLAN_YEAR, group.pk):
        return 0
    return len(displaced_meetings(group, today))


def _draft(actor: Actor, group: Group, year: int) -> int | None:
    if not actor.may(May.PLAN_YEAR, group.pk):
        return None
    ready = drafts_of(group).filter(
        school_year__in=(year, year + 1), state=ScheduleDraft.State.READY
    )
    return ready.values_list("pk", flat=True).first()


def _cash_to_count(actor: Actor, group: Group, today: date) -> date | None:
    if not actor.may(May.KEEP_CASH, group.pk):
        return None
    turn = next_close_of(group, today)
    return turn.month if turn.due else None


def _cash_to_sign(actor: Actor, group: Group) -> tuple[date, ...]:
    if not actor.may(May.COUNTERSIGN_CASH, group.pk):
        return ()
    waiting = closes_to_countersign(group)
    # Who counted does not countersign.
    return tuple(one.month for one in waiting if one.closed_by_id != actor.user_id)


def _revision(actor: Actor, group: Group) -> BudgetRevision | None:
    return revision_waiting(group) if actor.may(May.APPROVE_REVISION, group.pk) else None


def _attendance(meeting: Meeting | None) -> dict[str, int]:
    if meeting is None:
        return {}
    rows = recorded_rows(meeting).values_list("status")
    return dict(rows.annotate(n=Count("id")))


def _drafts(actor: Actor, group: Group) -> tuple[RosterDraft, ...]:
    if not actor.may(May.IMPORT_ROSTER, group.pk):
        return ()
    waiting = RosterDraft.objects.filter(group=group, state=RosterDraft.State.READY)
    return tuple(waiting.select_related("school").order_by("made_at")[:5])


def _ratings(actor: Actor, group: Group) -> list[RatingTaskCount]:
    raters = raters_of(actor, group)
    if not raters:
        return []
    rounds = Round.objects.filter(group=group, kind=Round.Kind.INDIVIDUAL, state=Round.State.OPEN)
    found = [_task(actor, group, row, rater) for row in rounds for rater in raters]
    return [task for task in found if task.waiting]


def _task(actor: Actor, group: Group, row: Round, rater: Rater) -> RatingTaskCount:
    done = Assessment.objects.filter(round=row, rater=rater, submitted_at__isnull=False)
    rated = rateable_teachers(actor, rater, group)
    waiting = rated.exclude(pk__in=done.values("teacher_id")).count()
    return RatingTaskCount(row, rater, waiting)


def _measured_again(programme: Programme | None) -> RemeasurementCounts:
    if programme is None or programme.needs_round is None:
        return RemeasurementCounts(0, 0)
    first = programme.needs_round
    later = Round.objects.filter(
        group_id=first.group_id, framework_id=first.framework_id, measured_on__gt=first.measured_on
    )
    found = later.aggregate(
        closed=Count("id", filter=Q(state=Round.State.CLOSED)),
        running=Count("id", filter=Q(state=Round.State.OPEN)),
    )
    return RemeasurementCounts(found["closed"], found["running"])


def _without_key(actor: Actor, group: Group, today: date) -> int:
    return (
        teachers_without_sign_in(group, today).count() if actor.may(May.ISSUE_KEYS, group.pk) else 0
    )


# So many entries of the cash book can be put right without signal.
_ENTRIES = 5


@dataclass(frozen=True)
class OfflineContent:
    """Records whose pages a phone keeps for a meeting without signal."""

    actor: Actor
    group: Group
    coming: tuple[Meeting, ...]
    last: tuple[Meeting, ...]
    steps: tuple[Step, ...]
    teaches: bool
    # Addresses with titles of what the person answers about themselves.
    ratings: tuple[tuple[str, str], ...]
    # The last of the cash book, to be put right, for who keeps it.
    entries: tuple[CashEntry, ...]


def offline_content_of(actor: Actor, group: Group, today: date) -> OfflineContent:
    """The coming and the last three meetings that call the person, and their own open steps."""
    teacher = _teacher(actor, group)
    calls = teacher if actor.roles_in(group.pk) == (Role.TEACHER,) else None
    live = for_teacher(meetings_of(group).filter(state__in=LIVE), group, calls)
    coming = live.filter(date__gte=today).exclude(state=Meeting.State.HELD)
    last = live.filter(Q(date__lt=today) | Q(date=today, state=Meeting.State.HELD))
    return OfflineContent(
        actor=actor,
        group=group,
        coming=tuple(coming.order_by("date", "starts_at", "id")[:1]),
        last=tuple(last.order_by("-date", "-starts_at", "-id")[:3]),
        steps=tuple(open_steps_of(teacher)[:5]) if teacher else (),
        teaches=teacher is not None,
        ratings=tuple(offline_pages(actor, group)),
        entries=tuple(latest_uncorrected(group, _ENTRIES))
        if actor.may(May.KEEP_CASH, group.pk)
        else (),
    )


@dataclass(frozen=True)
class RegionGroupCounts:
    """One group of a region in counts."""

    group: Group
    schools: int
    teachers: int
    planned: int
    held: int
    low: int | None
    low_without_line: int | None


def region_counts(actor: Actor, today: date) -> list[RegionGroupCounts]:
    """Counts of every group that the person's region holds."""
    del today
    ids: set[int] = set()
    for grant in actor.grants:
        if grant.place_code and grant.group_ids:
            ids |= grant.group_ids
    groups = Group.objects.filter(id__in=ids).select_related("place")
    return [_region_row(group) for group in groups]


def _region_row(group: Group) -> RegionGroupCounts:
    programme = current_programme(group)
    coverage = coverage_counts(programme) if programme else None
    counts = meeting_counts(group, current_year(group))
    return RegionGroupCounts(
        group=group,
        schools=schools_of(group).count(),
        teachers=teachers_of(group).count(),
        planned=counts.planned,
        held=counts.held,
        low=coverage.low if coverage else None,
        low_without_line=coverage.low_without_line if coverage else None,
    )
