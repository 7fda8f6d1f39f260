"""Reads about the steps that teachers take to class."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from gugus.attendance.models import Attendance
from gugus.attendance.queries import present
from gugus.attendance.rules.statuses import PRESENT
from gugus.meetings.models import Meeting
from gugus.meetings.queries import LIVE, expected, meetings_of
from gugus.meetings.rules.merge import OWN_WORD, WriteStamp
from gugus.people.models import Group, Teacher
from gugus.people.queries import teachers_of
from gugus.people.rules.years import school_year_bounds
from gugus.steps.events import decisions_asked
from gugus.steps.models import EscalationStage, Step, StepOffer, StepReport
from gugus.steps.rules.escalation import DEFAULTS, Stage
from gugus.steps.rules.reports import FiledReport, ReportSummary, summarize_reports
from gugus.steps.rules.steps import (
    MeetingTopic,
)

# How long after a meeting a step can still be chosen from it.
_CHOOSE_WITHIN = timedelta(days=60)
_LOOK_BACK = timedelta(days=366)


@dataclass(frozen=True)
class StepCounts:
    """Steps given at meetings of a school year, and how many were reported on."""

    given: int
    reported: int


def present_without_step(meeting: Meeting) -> QuerySet[Teacher]:
    """Teachers who came and have taken no step away yet."""
    given = Step.objects.filter(meeting=meeting, teacher=OuterRef("pk"))
    return present(meeting).filter(~Exists(given))


def steps_of(meeting: Meeting) -> QuerySet[Step]:
    """The steps that this meeting gave, by teacher."""
    return _with_names(Step.objects.filter(meeting=meeting))


def steps_of_group(group: Group) -> QuerySet[Step]:
    """Every step ever given in a group."""
    return _with_names(Step.objects.filter(meeting__group=group))


def _with_names(steps: QuerySet[Step]) -> QuerySet[Step]:
    return steps.select_related("teacher__school", "meeting__group")


def open_steps_of(teacher: Teacher | int) -> QuerySet[Step]:
    """A teacher's own steps that nothing was reported about, the most urgent first."""
    own = Step.objects.filter(teacher=teacher, state=Step.State.OPEN)
    return _with_names(own).order_by("due_on", "id")


def all_steps_of(teacher: Teacher, group: Group) -> QuerySet[Step]:
    """A teacher's own steps in a group, open ones first."""
    own = steps_of_group(group).filter(teacher=teacher)
    # A step without a report has no `reported_at`.
    return own.order_by(F("reported_at").desc(nulls_first=True), "due_on", "id")


@dataclass(frozen=True)
class OpeningSteps:
    """The meeting that another looks back on, its steps, and older ones without a report."""

    previous: Meeting | None
    last: tuple[Step, ...]
    older: tuple[Step, ...]


def previous_meeting(meeting: Meeting) -> Meeting | None:
    """The latest meeting before this one that called some of the same people and gave steps.

    For a study group: its own or the whole group's; for the whole group: any. One that was held
    counts also while its minutes wait.
    """
    before = Meeting.objects.filter(_earlier_than(meeting), group=meeting.group_id, state__in=LIVE)
    if meeting.study_group_id is not None:
        before = before.filter(Q(study_group=None) | Q(study_group=meeting.study_group_id))
    gave = Exists(Step.objects.filter(meeting=OuterRef("pk")))
    found = before.filter(Q(state=Meeting.State.HELD) | gave)
    row = found.order_by("-date", "-starts_at", "-id").first()
    if row is not None:
        row.group = meeting.group
    return row


def _earlier_than(meeting: Meeting, prefix: str = "") -> Q:
    day, starts = f"{prefix}date", f"{prefix}starts_at"
    on_the_day = Q(**{day: meeting.date, f"{starts}__lt": meeting.starts_at})
    return Q(**{f"{day}__lt": meeting.date}) | on_the_day


def opening_steps(meeting: Meeting) -> OpeningSteps:
    """What this meeting opens with: last meeting's steps and older ones without a report.

    A step of other people's meeting is taken up where its teacher is called; what nobody reported
    for a year is looked for in the list of overdue steps.
    """
    previous = previous_meeting(meeting)
    of_previous = Q(meeting=previous) if previous else Q(pk__in=())
    own_meeting = Q(meeting__study_group=meeting.study_group_id)
    called = expected(meeting).select_related(None).order_by().values("pk")
    rows = _with_names(
        Step.objects.filter(
            _earlier_than(meeting, "meeting__"),
            of_previous | Q(state=Step.State.OPEN),
            own_meeting | Q(teacher__in=called),
            meeting__group=meeting.group_id,
            meeting__date__gt=meeting.date - _LOOK_BACK,
        ).exclude(meeting__state=Meeting.State.CANCELLED)
    ).order_by("teacher__name", "pk")
    found = list(rows)
    for step in found:
        step.meeting.group = meeting.group
    before = previous.pk if previous else None
    return OpeningSteps(
        previous,
        tuple(step for step in found if step.meeting_id == before),
        tuple(step for step in found if step.meeting_id != before),
    )


def steps_of_year(group: Group, year: int) -> QuerySet[Step]:
    """The steps given at a school year's meetings."""
    rows = Step.objects.filter(meeting__group=group, meeting__date__range=school_year_bounds(year))
    return rows.exclude(meeting__state=Meeting.State.CANCELLED)


def step_counts(group: Group, year: int) -> StepCounts:
    """Steps given at a school year's meetings, and those that were reported on."""
    found = steps_of_year(group, year).aggregate(
        given=Count("id"), reported=Count("id", filter=~Q(state=Step.State.OPEN))
    )
    return StepCounts(found["given"], found["reported"])


def steps_overdue(group: Group, today: date) -> QuerySet[Step]:
    """Steps past their day without a report, by school and name, the longest waiting first.

    Not of cancelled meetings, nor of teachers who left the group.
    """
    rows = steps_of_group(group).filter(
        state=Step.State.OPEN, due_on__lt=today, teacher__in=teachers_of(group).values("pk")
    )
    rows = rows.exclude(meeting__state=Meeting.State.CANCELLED)
    return rows.order_by("teacher__school__name", "teacher__name", "due_on", "id")


def escalation_of(group: Group) -> tuple[Stage, ...]:
    """Who looks after overdue steps and from when: the group's own table, else the defaults."""
    own = dict(EscalationStage.objects.filter(group=group).values_list("to", "days"))
    return tuple(
        Stage(stage.reader, own.get(stage.reader, stage.days) if own else stage.days)
        for stage in DEFAULTS
    )


def has_own_escalation(group: Group) -> bool:
    """Did the group change the table?"""
    return EscalationStage.objects.filter(group=group).exists()


def topic_of(meeting: Meeting) -> MeetingTopic:
    """What a meeting is about, as far as it was written down."""
    line = meeting.line
    decided = decisions_asked.send(sender=Meeting, meeting=meeting)
    return MeetingTopic(
        title=meeting.title,
        objective=line.objective if line else "",
        strategy=line.strategy if line else "",
        product=line.product if line else "",
        decisions=tuple(line for _receiver, lines in decided for line in lines or ()),
    )


def offer_of(meeting: Meeting) -> StepOffer | None:
    """The step that everybody gets who comes: of several offers the earliest."""
    return StepOffer.objects.filter(meeting=meeting).order_by("stamp_at", "stamp_id").first()


def may_choose(meeting: Meeting, teacher: Teacher) -> bool:
    """May this teacher take a step of their own: came or is called, and has none from here."""
    came = Attendance.objects.filter(meeting=meeting, teacher=teacher, status__in=PRESENT)
    if Step.objects.filter(meeting=meeting, teacher=teacher).exists():
        return False
    return came.exists() or expected(meeting).filter(pk=teacher.pk).exists()


def meetings_to_choose_from(teacher: Teacher, group: Group, today: date) -> QuerySet[Meeting]:
    """Recent meetings that this teacher attended and took no step from, the latest first."""
    came = Attendance.objects.filter(meeting=OuterRef("pk"), teacher=teacher, status__in=PRESENT)
    took = Step.objects.filter(meeting=OuterRef("pk"), teacher=teacher)
    rows = meetings_of(group).filter(
        Exists(came), ~Exists(took), date__range=(today - _CHOOSE_WITHIN, today), state__in=LIVE
    )
    return rows.order_by("-date", "-starts_at", "-id")


def report_summary_of(step: Step) -> ReportSummary:
    """The summary of all reports on one step."""
    return summarize_reports(reports_of(step))


def reports_of(step: Step) -> list[FiledReport]:
    """Everything that was said about a step; what was written before reports were kept too."""
    rows = [filed_report(row) for row in StepReport.objects.filter(step=step)]
    if rows or step.state == Step.State.OPEN:
        return rows
    return [implied_report(step)]


def filed_report(row: StepReport) -> FiledReport:
    """A stored report as the rules know it."""
    return FiledReport(
        stamp=WriteStamp(OWN_WORD, row.stamp_at, row.stamp_id),
        state=row.state,
        text=row.text,
        photo=row.photo_id,
        by=row.by_id,
        source=f"{row.by_id}@{row.device}" if row.device else "",
        seen=frozenset(UUID(hex=one) for one in row.seen),
    )


def implied_report(step: Step) -> FiledReport:
    """What a step said before its reports were kept one by one."""
    stamp = WriteStamp(OWN_WORD, step.reported_at or step.made_at, UUID(int=step.pk))
    return FiledReport(stamp, step.state, step.report, step.photo_id, step.reported_by_id)


def current_report_ids(steps: Sequence[Step]) -> dict[int, tuple[UUID, ...]]:
    """For each step the reports that stand now, in two reads for all of them."""
    by_step: dict[int, list[FiledReport]] = {step.pk: [] for step in steps}
    for row in StepReport.objects.filter(step__in=by_step):
        by_step[row.step_id].append(filed_report(row))
    for step in steps:
        if not by_step[step.pk] and step.state != Step.State.OPEN:
            by_step[step.pk].append(implied_report(step))
    return {pk: summarize_reports(reports).current for pk, reports in by_step.items()}
