"""Reads about the steps that teachers take to class."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    TimeField,
    When,
)

from gugus.attendance.models import Attendance
from gugus.attendance.queries import present
from gugus.attendance.rules.statuses import PRESENT
from gugus.meetings.models import Meeting
from gugus.meetings.queries import LIVE, expected, meetings_of, next_after
from gugus.meetings.rules.merge import OWN_WORD, WriteStamp
from gugus.people.models import Group, Teacher
from gugus.people.queries import teachers_of
from gugus.people.queries.members import roster_on
from gugus.people.rules.years import school_year_bounds, school_year_of
from gugus.platform.foundation.prepared import Param, Prepared
from gugus.steps.events import decisions_asked
from gugus.steps.models import EscalationStage, Step, StepOffer, StepReport
from gugus.steps.rules.escalation import DEFAULTS, Stage
from gugus.steps.rules.reports import FiledReport, ReportSummary, summarize_reports
from gugus.steps.rules.steps import (
    MeetingTopic,
    default_due,
)

# How long after a meeting a step can still be chosen from it.
_CHOOSE_WITHIN = timedelta(days=60)
_LOOK_BACK = timedelta(days=366)
# A meeting opens with so many older steps; with what the previous one gave, so many are read.
_MOST_OLDER, _MOST_CARRIED = 40, 300


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
    # More older ones wait than a meeting can open with; the list of overdue steps has them all.
    more: bool = False
    # The ids of all that may be reported here, also of those that are not shown.
    reach: frozenset[int] = frozenset()


def previous_meeting(meeting: Meeting) -> Meeting | None:
    """The latest meeting before this one that called some of the same people and gave steps.

    For a study group: its own or the whole group's; for the whole group: any. One that was held
    counts also while its minutes wait.
    """
    if meeting.study_group_id is None:
        row = _PREVIOUS.first(**_place_of(meeting))
    else:
        own = Q(study_group=None) | Q(study_group=meeting.study_group_id)
        row = _with_steps(meeting.group_id, meeting.date, meeting.starts_at).filter(own).first()
    if row is not None:
        row.group = meeting.group
    return row


def _with_steps(group: int | Param, day: date | Param, starts: time | Param) -> QuerySet[Meeting]:
    """Meetings before a moment that gave steps, the latest first."""
    before = Meeting.objects.filter(_earlier(day, starts), group=group, state__in=LIVE)
    gave = Exists(Step.objects.filter(meeting=OuterRef("pk")))
    found = before.filter(Q(state=Meeting.State.HELD) | gave)
    return found.order_by("-date", "-starts_at", "-id")


def _earlier(day: date | Param, starts: time | Param, prefix: str = "") -> Q:
    on_the_day = Q(**{f"{prefix}date": day, f"{prefix}starts_at__lt": starts})
    return Q(**{f"{prefix}date__lt": day}) | on_the_day


def opening_steps(meeting: Meeting) -> OpeningSteps:
    """What this meeting opens with: last meeting's steps and older ones without a report.

    A step of other people's meeting is taken up where its teacher is called; what nobody reported
    for a year is looked for in the list of overdue steps.
    """
    previous = previous_meeting(meeting)
    last = previous.pk if previous else 0
    if meeting.study_group_id is None:
        asked = {"previous": last, "since": meeting.date - _LOOK_BACK}
        year = school_year_of(meeting.date)
        found = _CARRIED.all(**_place_of(meeting), **asked, year=year)
    else:
        found = list(_carried_by_part(meeting, last))
    for step in found:
        step.meeting.group = meeting.group
    older = [step for step in found if step.meeting_id != last]
    return OpeningSteps(
        previous,
        tuple(sorted((step for step in found if step.meeting_id == last), key=_by_name)),
        tuple(sorted(older[:_MOST_OLDER], key=_by_name)),
        more=len(older) > _MOST_OLDER,
        reach=frozenset(step.pk for step in found),
    )


def _by_name(step: Step) -> tuple[str, int]:
    return step.teacher.sort_key, step.pk


def _carried_by_part(meeting: Meeting, previous: int) -> QuerySet[Step]:
    """For a study group: its own meetings' steps, and those of its own teachers from others."""
    called = expected(meeting).select_related(None).order_by().values("pk")
    own = Q(meeting__study_group=meeting.study_group_id) | Q(teacher__in=called)
    since = meeting.date - _LOOK_BACK
    place = (meeting.group_id, meeting.date, meeting.starts_at)
    return _carried(*place, previous, since, own)


def _carried(
    group: int | Param,
    day: date | Param,
    starts: time | Param,
    previous: int | Param,
    since: date | Param,
    taken_up: Q,
) -> QuerySet[Step]:
    rows = Step.objects.filter(
        taken_up,
        _earlier(day, starts, "meeting__"),
        Q(state=Step.State.OPEN) | Q(meeting=previous),
        meeting__group=group,
        meeting__date__gt=since,
    ).exclude(meeting__state=Meeting.State.CANCELLED)
    # Only what is shown: a teacher has thirty columns.
    rows = rows.select_related("teacher__school", "meeting").only(*_SHOWN)
    # The previous meeting's own first, then the latest.
    is_last = Case(When(meeting=previous, then=0), default=1)
    return rows.order_by(is_last, "-meeting__date", "-meeting__starts_at", "pk")[:_MOST_CARRIED]


_SHOWN = (
    *(field.name for field in Step._meta.concrete_fields),
    "teacher__name",
    "teacher__sort_key",
    "teacher__school__name",
    *(f"meeting__{name}" for name in ("group", "study_group", "title", "date", "starts_at")),
)
_WHEN = (
    Param("group", BigIntegerField()),
    Param("day", DateField()),
    Param("starts", TimeField()),
)


def _place_of(meeting: Meeting) -> dict[str, object]:
    """The values of `_WHEN`."""
    return {"group": meeting.group_id, "day": meeting.date, "starts": meeting.starts_at}


def _carried_by_all() -> QuerySet[Step]:
    """For the whole group: its own meetings' steps, and of study groups those of members that day."""
    group, day, _starts = _WHEN
    year = Param("year", IntegerField())
    called = roster_on(group, year, day).values("pk")
    return _carried(
        *_WHEN,
        Param("previous", BigIntegerField()),
        Param("since", DateField()),
        Q(meeting__study_group=None) | Q(teacher__in=called),
    )


_PREVIOUS = Prepared(lambda: _with_steps(*_WHEN)[:1])
_CARRIED = Prepared(_carried_by_all)


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
    return rows.order_by(
        "teacher__school__sort_key", "teacher__school_id", "teacher__sort_key", "due_on", "id"
    )


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


def due_for(meeting: Meeting, today: date, wanted: date | None = None) -> date:
    """Until when a step from this meeting is to be done that somebody begins today.

    `wanted` stands unless it has passed: nobody takes a step that is overdue already.
    """
    if wanted is not None and wanted >= today:
        return wanted
    following = next_after(meeting, today)
    return default_due(meeting.date, following.date if following else None, today)


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


def own_step_records(group: Group, teacher_id: int) -> QuerySet[Step, Any]:
    """A teacher's steps in a group as plain values, the latest first."""
    rows = Step.objects.filter(teacher=teacher_id, meeting__group=group)
    return rows.order_by("-meeting__date", "-id").values(
        "what",
        "due_on",
        "proof",
        "state",
        "report",
        "reported_at",
        meeting_title=F("meeting__title"),
        meeting_day=F("meeting__date"),
    )


def own_reports(group: Group, user_id: int) -> QuerySet[StepReport, Any]:
    """What a person wrote about steps, their own or another's, the latest first."""
    rows = StepReport.objects.filter(by=user_id, step__meeting__group=group)
    return rows.order_by("-stamp_at", "-id").values(
        "state", "text", "stamp_at", step_what=F("step__what")
    )
