"""All that the records of meetings hold about one person: for that person alone."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, Q

from gugus.attendance.models import Attendance
from gugus.catchup.models import Feedback, PacketReading, Reflection
from gugus.certificates.models import Certificate
from gugus.people.models import Group, Teacher
from gugus.problems.models import Problem, ProblemProposal, Trial
from gugus.steps.models import Step, StepReport

Rows = list[dict[str, Any]]


def own_records(group: Group, user_id: int, teacher: Teacher | None) -> dict[str, Rows]:
    """Rows by kind, as plain values with the names of the database's fields.

    What a person wrote as a user counts as theirs even if they are no teacher here.
    """
    said = _as_user(group, user_id, teacher)
    return {**_as_teacher(group, teacher), **said} if teacher else said


def _as_teacher(group: Group, teacher: Teacher) -> dict[str, Rows]:
    mine = {"teacher": teacher, "meeting__group": group}
    about = {"meeting_title": F("meeting__title"), "meeting_day": F("meeting__date")}
    attendance = Attendance.objects.filter(**mine).order_by("meeting__date")
    steps = Step.objects.filter(**mine).order_by("meeting__date", "id")
    readings = PacketReading.objects.filter(**mine).order_by("meeting__date")
    opinions = Feedback.objects.filter(**mine).order_by("meeting__date")
    journal = Reflection.objects.filter(group=group, teacher=teacher, removed=False)
    certificates = Certificate.objects.filter(group=group, teacher=teacher).order_by("issued_at")
    return {
        "attendance": _plain(
            attendance.values(
                *("status", "how", "arrived_at", "left_at", "signature", "note", "recorded_at"),
                **about,
            )
        ),
        "steps": _plain(
            steps.values("what", "due_on", "proof", "state", "report", "reported_at", **about)
        ),
        "packet_readings": _plain(readings.values("opened_at", "answer", "answered_at", **about)),
        "feedback": _plain(
            opinions.values("useful", "clear", "usable", "time", "sentence", "stamp_at", **about)
        ),
        "journal": _plain(
            journal.values(
                *("learnt", "applied", "obstacle", "next_step", "shared", "written_at"), **about
            )
        ),
        "certificates": _plain(
            certificates.values("code", "role", "holder", "minutes", "issued_at", "facts")
        ),
    }


def _as_user(group: Group, user_id: int, teacher: Teacher | None) -> dict[str, Rows]:
    own = Q(teacher=teacher) if teacher else Q(pk=None)
    raised = Problem.objects.filter(Q(raised_by=user_id) | own, group=group)
    made = Q(made_by=user_id) | own
    proposals = ProblemProposal.objects.filter(made, problem__group=group)
    trials = Trial.objects.filter(made, problem__group=group)
    reports = StepReport.objects.filter(by=user_id, step__meeting__group=group)
    return {
        "step_reports": _plain(
            reports.values("state", "text", "stamp_at", step_what=F("step__what")).order_by(
                "stamp_at"
            )
        ),
        "problems": _plain(
            raised.values("words", "class_level", "subject", "state", "named", "raised_at")
        ),
        "proposals": _plain(proposals.values("words", "made_at", about=F("problem__words"))),
        "trials": _plain(trials.values("outcome", "words", "made_at", about=F("problem__words"))),
    }


def _plain(rows: Iterable[Mapping[str, Any]]) -> Rows:
    return [dict(row) for row in rows]
