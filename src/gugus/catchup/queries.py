"""Reads about catching up, feedback and journals."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    BigIntegerField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
)

from gugus.attendance.models import Attendance
from gugus.attendance.rules import statuses as counting
from gugus.catchup.models import Feedback, PacketReading, Reflection
from gugus.catchup.rules import feedback as rules
from gugus.meetings.models import Meeting
from gugus.meetings.queries import called_then, expected, for_teacher, meetings_of
from gugus.minutes.models import Minutes
from gugus.people.access import Actor
from gugus.people.clock import current_year
from gugus.people.models import Group, Teacher
from gugus.people.queries import is_in_study_group, teachers_of
from gugus.people.queries.members import members_today, roster_on
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_of
from gugus.platform.foundation.prepared import Param, Prepared
from gugus.platform.foundation.queries import having_words
from gugus.problems.models import Problem
from gugus.steps.models import Step, StepOffer
from gugus.steps.queries import due_for

# How long Beranda reminds of a missed meeting.
REMIND_FOR = timedelta(days=30)


@dataclass(frozen=True)
class PacketReader:
    """An absent teacher, and how far they are with the packet."""

    teacher: Teacher
    opened: bool
    answer: str


def absentees(meeting: Meeting) -> QuerySet[Teacher]:
    """Teachers whom the meeting called and who are not written down as present."""
    came = Attendance.objects.filter(meeting=meeting, status__in=counting.PRESENT)
    return expected(meeting).exclude(pk__in=came.values("teacher_id"))


def is_absentee(meeting: Meeting, teacher: Teacher) -> bool:
    """True when this teacher was called and did not come."""
    return absentees(meeting).filter(pk=teacher.pk).exists()


@dataclass(frozen=True)
class OwnInMeeting:
    """A teacher at a meeting: called, what the attendance says, what they wrote since."""

    teacher: Teacher
    called: bool
    status: str
    # The packet's question.
    answered: bool
    # Feedback.
    given: bool

    @property
    def missed(self) -> bool:
        """Called, not written down as present, and not caught up."""
        return self.called and self.status not in counting.PRESENT and not self.answered


def _with_own(
    rows: QuerySet[Teacher], called: QuerySet[Teacher], meeting: int | Param
) -> QuerySet[Teacher]:
    own = {"meeting": meeting, "teacher": OuterRef("pk")}
    return rows.annotate(
        called=Exists(called.filter(pk=OuterRef("pk"))),
        status=Subquery(Attendance.objects.filter(**own).values("status")[:1]),
        answered=Exists(PacketReading.objects.filter(**own, answered_at__isnull=False)),
        given=Exists(Feedback.objects.filter(**own)),
    )


def _own_in_whole_group() -> QuerySet[Teacher]:
    group = Param("group", BigIntegerField())
    today = members_today(group, Param("year", IntegerField())).select_related("school")
    called = roster_on(group, Param("year_then", IntegerField()), Param("day", DateField()))
    one = today.filter(pk=Param("teacher", BigIntegerField()))
    return _with_own(one, called, Param("meeting", BigIntegerField()))


_OWN = Prepared(_own_in_whole_group)


def _own_in_closed() -> QuerySet[Teacher]:
    group, meeting = Param("group", BigIntegerField()), Param("meeting", BigIntegerField())
    today = members_today(group, Param("year", IntegerField())).select_related("school")
    one = today.filter(pk=Param("teacher", BigIntegerField()))
    return _with_own(one, called_then(meeting), meeting)


_OWN_IN_CLOSED = Prepared(_own_in_closed)


def own_in_meeting(meeting: Meeting, teacher_id: int | None) -> OwnInMeeting | None:
    """The same, in one read; None for somebody who is no teacher of the group."""
    if teacher_id is None:
        return None
    found: Any
    if meeting.called_fixed_at is not None:
        found = _OWN_IN_CLOSED.first(
            meeting=meeting.pk,
            teacher=teacher_id,
            group=meeting.group_id,
            year=current_year(meeting.group),
        )
    elif meeting.study_group_id is None:
        found = _OWN.first(
            meeting=meeting.pk,
            teacher=teacher_id,
            group=meeting.group_id,
            year=current_year(meeting.group),
            day=meeting.date,
            year_then=school_year_of(meeting.date),
        )
    else:
        rows = teachers_of(meeting.group).filter(pk=teacher_id)
        found = _with_own(rows, expected(meeting), meeting.pk).first()
    if found is None:
        return None
    return OwnInMeeting(found, found.called, found.status or "", found.answered, found.given)


def packet_readers(meeting: Meeting, schools: frozenset[int] | None) -> list[PacketReader]:
    """The absent teachers by name with what each has read; `schools` narrows it for a head."""
    rows = absentees(meeting)
    if schools is not None:
        rows = rows.filter(school_id__in=schools)
    known = {one.teacher_id: one for one in PacketReading.objects.filter(meeting=meeting)}
    return [
        PacketReader(one, one.pk in known, known[one.pk].answer if one.pk in known else "")
        for one in rows.order_by("sort_key", "id")
    ]


def reading_of(meeting: Meeting, teacher: Teacher) -> PacketReading | None:
    """What this teacher has read of this meeting."""
    return PacketReading.objects.filter(meeting=meeting, teacher=teacher).first()


def uncaught_meetings(group: Group, teacher_id: int, today: date) -> QuerySet[Meeting]:
    """Recent meetings to which a teacher did not come and has not caught up on, called or not."""
    mine = {"meeting": OuterRef("pk"), "teacher": teacher_id}
    came = Attendance.objects.filter(**mine, status__in=counting.PRESENT)
    answered = PacketReading.objects.filter(**mine, answered_at__isnull=False)
    recent = meetings_of(group).filter(
        date__range=(today - REMIND_FOR, today), minutes__state=Minutes.State.FINAL
    )
    return recent.filter(~Exists(came), ~Exists(answered)).order_by("-date", "-starts_at")


def called_among(meetings: Iterable[Meeting], teacher: Teacher) -> list[Meeting]:
    """Those of the meetings that called this teacher."""
    return [
        one
        for one in meetings
        if (one.study_group is None or is_in_study_group(one.study_group, teacher))
        and (teacher.joined_on is None or one.date >= teacher.joined_on)
    ]


def solutions_adopted_in(meeting: Meeting) -> QuerySet[Problem]:
    """The problems for which this meeting adopted a way out, with it."""
    return (
        Problem.objects.filter(adopted_in=meeting, adopted__isnull=False)
        .select_related("adopted")
        .order_by("id")
    )


@dataclass(frozen=True)
class UsualStep:
    """The step that most teachers took from a meeting."""

    what: str
    due_on: date
    proof: str


def usual_step(meeting: Meeting, today: date) -> UsualStep | None:
    """The meeting's offer to everybody, else what most teachers took; due from today on."""
    found = _usual_step(meeting)
    return replace(found, due_on=due_for(meeting, today, found.due_on)) if found else None


def _usual_step(meeting: Meeting) -> UsualStep | None:
    offer = StepOffer.objects.filter(meeting=meeting).first()
    if offer is not None:
        return UsualStep(offer.what, offer.due_on, offer.proof)
    rows = Step.objects.filter(meeting=meeting).order_by().values("what", "due_on", "proof")
    most = rows.annotate(n=Count("id")).order_by("-n", "what", "due_on", "proof").first()
    return UsualStep(most["what"], most["due_on"], most["proof"]) if most else None


def own_steps(meeting: Meeting, teacher: Teacher) -> QuerySet[Step]:
    """The steps of one teacher from one meeting."""
    return Step.objects.filter(meeting=meeting, teacher=teacher).order_by("id")


def feedback_of(meeting: Meeting, teacher: Teacher) -> Feedback | None:
    """One's own feedback."""
    return Feedback.objects.filter(meeting=meeting, teacher=teacher).first()


def attendance_status(meeting: Meeting, teacher: Teacher) -> str:
    """What the attendance says of one teacher; '' when nothing was written."""
    row = Attendance.objects.filter(meeting=meeting, teacher=teacher).values_list("status").first()
    return row[0] if row else ""


def feedback_summary(meeting: Meeting) -> rules.FeedbackCounts:
    """Counts and sentences; no row of it says whose it is.

    All that was given counts, whatever the attendance says by now: otherwise a recorder could mark
    one teacher as absent and see whose sentence goes.
    """
    rows = Feedback.objects.filter(meeting=meeting)
    found = list(rows.order_by().values(*rules.STATEMENTS, "sentence"))
    counts = [{name: row[name] for name in rules.STATEMENTS} for row in found]
    return rules.count_feedback(counts, [row["sentence"] for row in found], str(meeting.pk))


def journal_entries(group: Group, teacher: Teacher, *, find: str = "") -> QuerySet[Reflection]:
    """A teacher's own journal, the latest first; `find` keeps entries with all of its words."""
    rows = Reflection.objects.filter(group=group, teacher=teacher, removed=False)
    texts = ("learnt", "applied", "obstacle", "next_step", "meeting__title")
    return having_words(rows.select_related("meeting"), find, *texts)


def shared_entries(actor: Actor, group: Group) -> QuerySet[Reflection]:
    """Entries that their writers share, as far as they reach this person.

    Shared with the group's recorders and the head of the writer's own school; nobody else.
    """
    teachers = teachers_of(group)
    schools = actor.schools_for(May.SEE_SHARED_JOURNALS, group.pk)
    if schools is not None:
        teachers = teachers.filter(school_id__in=schools)
    rows = Reflection.objects.filter(
        group=group, shared=True, removed=False, teacher_id__in=teachers.values("pk")
    )
    return rows.select_related("teacher__school", "meeting")


def meetings_to_link(group: Group, teacher: Teacher, today: date) -> QuerySet[Meeting]:
    """The meetings that an entry may name: past ones that called its writer, the latest first."""
    past = meetings_of(group).filter(date__lte=today).exclude(state=Meeting.State.CANCELLED)
    return for_teacher(past, group, teacher).order_by("-date", "-starts_at")


_ABOUT = {"meeting_title": F("meeting__title"), "meeting_day": F("meeting__date")}


def own_readings(group: Group, teacher_id: int) -> QuerySet[PacketReading, Any]:
    """What a teacher read and answered after missing a meeting, the latest first."""
    rows = PacketReading.objects.filter(teacher=teacher_id, meeting__group=group)
    rows = rows.order_by("-meeting__date", "-id")
    return rows.values("opened_at", "answer", "answered_at", **_ABOUT)


def own_feedback(group: Group, teacher_id: int) -> QuerySet[Feedback, Any]:
    """What a teacher thought of meetings, the latest first."""
    rows = Feedback.objects.filter(teacher=teacher_id, meeting__group=group)
    rows = rows.order_by("-meeting__date", "-id")
    return rows.values("useful", "clear", "usable", "time", "sentence", "stamp_at", **_ABOUT)


def own_journal(group: Group, teacher_id: int) -> QuerySet[Reflection, Any]:
    """A teacher's journal as plain values, the latest first."""
    rows = Reflection.objects.filter(group=group, teacher=teacher_id, removed=False)
    return rows.order_by("-written_at", "-id").values(
        "learnt", "applied", "obstacle", "next_step", "shared", "written_at", **_ABOUT
    )
