"""Reads about certificates: who earns one, whose there are, and how they stand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from gugus.certificates.models import Certificate, CertificateRun, SigningKey
from gugus.certificates.rules.eligibility import (
    CertifiedMeeting,
    Eligibility,
    eligibility_of,
    hours_of_topics,
)
from gugus.certificates.rules.facts import CertificatePlan, CertificateRecipient, CertificateTopic
from gugus.meetings.models import Meeting
from gugus.participation.queries.hours import HeldMeeting, Hours, hours_of_group
from gugus.people.models import Group, Teacher
from gugus.platform.jobs.models import Job
from gugus.platform.jobs.queries import latest_jobs

Role = Certificate.Role


@dataclass(frozen=True)
class TeacherEligibility:
    """A teacher of the roster, and whether a certificate is due."""

    teacher: int
    name: str
    school: str
    verdict: Eligibility


@dataclass(frozen=True)
class CertificatePreview:
    """What issuing would do now: who gets one, who does not and why, from which meetings.

    `unrecorded` took place but nobody wrote down who came: they count for nobody.
    """

    entries: tuple[CertificateRecipient, ...]
    without: tuple[TeacherEligibility, ...]
    meetings: tuple[HeldMeeting, ...]
    chosen: frozenset[int]
    unrecorded: tuple[HeldMeeting, ...]


def certificate_preview(group: Group, plan: CertificatePlan, today: date) -> CertificatePreview:
    """Judge everybody by the plan, as things stand today."""
    what = plan.activity
    hours = hours_of_group(group, what.since, what.until, today=today)
    every = {meeting.id for meeting in hours.meetings}
    chosen = frozenset(every if plan.meetings is None else every & set(plan.meetings))
    judged = list(_eligibilities(hours, plan, chosen))
    earned = [one for one in judged if one.verdict.is_eligible]
    return CertificatePreview(
        entries=(*_others(group, plan, hours, chosen), *_participants(hours, plan, chosen, earned)),
        without=tuple(one for one in judged if not one.verdict.is_eligible),
        meetings=hours.meetings,
        chosen=chosen,
        unrecorded=hours.unrecorded,
    )


def _eligibilities(
    hours: Hours, plan: CertificatePlan, chosen: frozenset[int]
) -> Iterator[TeacherEligibility]:
    length = {meeting.id: meeting.minutes for meeting in hours.meetings}
    for teacher in hours.teachers:
        parts = [
            CertifiedMeeting(
                row.meeting_id, row.minutes, length[row.meeting_id] if row.called else 0
            )
            for row in hours.by_teacher[teacher.id]
            if row.meeting_id in chosen
        ]
        if parts:
            verdict = eligibility_of(
                parts,
                need_percent=plan.activity.percent,
                minutes_per_jp=plan.activity.minutes_per_jp,
            )
            yield TeacherEligibility(teacher.id, teacher.name, teacher.school, verdict)


def _participants(
    hours: Hours,
    plan: CertificatePlan,
    chosen: frozenset[int],
    earned: Sequence[TeacherEligibility],
) -> Iterator[CertificateRecipient]:
    meetings = {meeting.id: meeting for meeting in hours.meetings}
    nips = dict(
        Teacher.objects.filter(pk__in=[one.teacher for one in earned]).values_list("pk", "nip")
    )
    for one in earned:
        sat = [
            (meetings[row.meeting_id], row.minutes)
            for row in hours.by_teacher[one.teacher]
            if row.meeting_id in chosen and row.minutes
        ]
        yield CertificateRecipient(
            teacher=one.teacher,
            holder=one.name,
            nip=nips[one.teacher] or "",
            institution=one.school,
            role=Role.PARTICIPANT,
            topics=_topics(sat, plan.activity.minutes_per_jp),
        )


def _topics(
    sat: Sequence[tuple[HeldMeeting, int]], minutes_per_jp: int
) -> tuple[CertificateTopic, ...]:
    hours = hours_of_topics([minutes for _meeting, minutes in sat], minutes_per_jp)
    return tuple(
        CertificateTopic(meeting.day, meeting.title, minutes, jp)
        for (meeting, minutes), jp in zip(sat, hours, strict=True)
    )


def _others(
    group: Group, plan: CertificatePlan, hours: Hours, chosen: frozenset[int]
) -> Iterator[CertificateRecipient]:
    """Speakers, committee, moderators, as typed; a name on the roster is that teacher."""
    held = [meeting for meeting in hours.meetings if meeting.id in chosen]
    spoken = _spoken(chosen)
    roles = ((Role.SPEAKER, plan.speakers), (Role.COMMITTEE, plan.committee))
    for role, lines in (*roles, (Role.MODERATOR, plan.moderators)):
        for line in _once(lines):
            name, _mark, institution = (part.strip() for part in line.partition(";"))
            teacher = _on_roster(group, name)
            own = spoken.get(name.casefold(), frozenset()) if role == Role.SPEAKER else frozenset()
            sat = [(meeting, meeting.minutes) for meeting in held if not own or meeting.id in own]
            yield CertificateRecipient(
                teacher=teacher.pk if teacher else None,
                holder=teacher.name if teacher else name,
                nip=(teacher.nip or "") if teacher else "",
                institution=institution or (teacher.school.name if teacher else ""),
                role=role,
                topics=_topics(sat, plan.activity.minutes_per_jp),
            )


def _once(lines: Iterable[str]) -> Iterator[str]:
    seen = set()
    for line in lines:
        key = line.partition(";")[0].strip().casefold()
        if key and key not in seen:
            seen.add(key)
            yield line


def _spoken(chosen: Iterable[int]) -> dict[str, frozenset[int]]:
    """The chosen meetings that each named speaker spoke at."""
    found: dict[str, frozenset[int]] = {}
    for pk, name, note in speakers_of(chosen):
        key = (name or note).casefold()
        found[key] = found.get(key, frozenset()) | {pk}
    return found


def speakers_of(meetings: Iterable[int]) -> list[tuple[int, str | None, str]]:
    """Meeting, its speaker's name from the list, and what was noted instead."""
    rows = Meeting.objects.filter(pk__in=list(meetings)).exclude(speaker=None, speaker_note="")
    return list(rows.order_by("date", "id").values_list("pk", "speaker__name", "speaker_note"))


def suggested_speakers(group: Group, since: date, until: date) -> tuple[str, ...]:
    """Those from the list of speakers who spoke in a period, each once, as lines of the form.

    What was only noted ('tutor sebaya') need not be a person's name, so a person types it.
    """
    rows = (
        Meeting.objects.filter(group=group, date__range=(since, until), speaker__isnull=False)
        .exclude(state=Meeting.State.CANCELLED)
        .order_by("date", "id")
        .values_list("speaker__name", "speaker__institution")
    )
    return tuple(dict.fromkeys("; ".join(part for part in row if part) for row in rows))


def _on_roster(group: Group, name: str) -> Teacher | None:
    """The one teacher of the group with this name, by school or alone; None when there are several."""
    here = Q(school__memberships__group=group) | Q(memberships__group=group)
    rows = Teacher.objects.filter(here, name__iexact=name)
    found = list(rows.select_related("school").distinct()[:2])
    return found[0] if len(found) == 1 else None


def runs_of(group: Group) -> QuerySet[CertificateRun]:
    """A group's runs, the latest first."""
    return CertificateRun.objects.filter(group=group)


def issuing_jobs(runs: Iterable[CertificateRun]) -> dict[int, Job]:
    """The jobs of the runs that are not finished."""
    running = [run.pk for run in runs if run.state == CertificateRun.State.RUNNING]
    return latest_jobs(CertificateRun, running) if running else {}


def certificates_of(group: Group) -> QuerySet[Certificate]:
    """A group's certificates with what tells how they stand."""
    rows: QuerySet[Certificate] = Certificate.objects.filter(group=group)
    return rows.select_related("letter", "withdrawal", "replaced_by__letter", "replaces__letter")


def own_certificates(group: Group, teacher_id: int) -> QuerySet[Certificate]:
    """A teacher's own ones, the latest first."""
    return certificates_of(group).filter(teacher_id=teacher_id).order_by("-issued_at", "-id")


def school_certificates(group: Group, schools: frozenset[int]) -> QuerySet[Certificate]:
    """Those that hold, of teachers of these schools."""
    rows = valid_certificates(certificates_of(group)).filter(teacher__school_id__in=schools)
    return rows.order_by("-issued_at", "holder", "id")


def valid_certificates(rows: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """Neither replaced nor withdrawn."""
    return rows.filter(replaced_by=None, withdrawal=None)


def certificate_by_code(code: str) -> Certificate | None:
    """The certificate with this code, of whatever group; its code is the way in."""
    if not code:
        return None
    rows = Certificate.objects.select_related("letter", "withdrawal", "replaced_by__letter")
    found: Certificate | None = rows.filter(code=code).first()
    return found


def keys_of(group: Group) -> QuerySet[SigningKey]:
    """All keys a group ever had, the latest first."""
    return SigningKey.objects.filter(group=group)


def active_key(group_id: int, kind: SigningKey.Kind) -> SigningKey | None:
    """The key that signs now."""
    rows = SigningKey.objects.filter(Q(retired_at=None), group_id=group_id, kind=kind)
    return rows.first()


def own_certificate_records(group: Group, teacher_id: int) -> QuerySet[Certificate, Any]:
    """A teacher's certificates in a group as plain values, withdrawn ones too, the latest first."""
    rows = Certificate.objects.filter(group=group, teacher=teacher_id)
    return rows.order_by("-issued_at", "-id").values(
        "code", "role", "holder", "minutes", "issued_at", "facts"
    )
