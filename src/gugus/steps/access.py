"""Who may read and report a step, see its photo, and find it in their list when it is overdue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.shortcuts import get_object_or_404

from gugus.people.access import Actor, MemberRequest
from gugus.people.models import Group
from gugus.people.rules.roles import May, Role
from gugus.steps.models import Step
from gugus.steps.queries import escalation_of, steps_of_group, steps_overdue
from gugus.steps.rules.escalation import EscalationTarget, Stage, has_reached, reached_stage

# They look after the whole group: every overdue step, with where it has got to.
_OFFICERS = frozenset({Role.SECRETARY, Role.TREASURER, Role.CHAIR, Role.SECTION_HEAD})


def is_own(actor: Actor, step: Step) -> bool:
    """The step's own teacher."""
    return actor.teacher_id is not None and actor.teacher_id == step.teacher_id


def may_report(actor: Actor, step: Step) -> bool:
    """One's own step, or anybody's for those who record."""
    return is_own(actor, step) or actor.may(May.REPORT_ANY_STEP, step.meeting.group_id)


def may_read(actor: Actor, step: Step) -> bool:
    """Those who report it, officers, the teacher's own head, the supervisor."""
    if may_report(actor, step):
        return True
    group_id = step.meeting.group_id
    if not actor.may(May.SEE_ATTENDANCE, group_id):
        return False
    schools = actor.schools_for(May.SEE_ATTENDANCE, group_id)
    return schools is None or step.teacher.school_id in schools


def may_see_photo(actor: Actor, step: Step) -> bool:
    """A photo from class: its teacher, those who record, the own head, the supervisor."""
    if may_report(actor, step):
        return True
    group_id = step.meeting.group_id
    if Role.SUPERVISOR in actor.roles_in(group_id):
        return True
    return step.teacher.school_id in _schools_headed_by(actor, group_id)


def _schools_headed_by(actor: Actor, group_id: int) -> frozenset[int]:
    """Schools of the group whose head this person is."""
    return frozenset(
        grant.school_id
        for grant in actor.grants
        if grant.role == Role.SCHOOL_HEAD
        and grant.school_id is not None
        and grant.group_ids is not None
        and group_id in grant.group_ids
    )


@dataclass(frozen=True)
class OverdueStep:
    """An overdue step and who is asked to help; nobody yet while it is new."""

    step: Step
    stage: Stage | None


def sees_every_overdue_step(actor: Actor, group: Group) -> bool:
    """True for who looks after the whole group: every step reaches them, however new."""
    return bool(_OFFICERS.intersection(actor.roles_in(group.pk)))


def overdue_steps_for(actor: Actor, group: Group, today: date) -> list[OverdueStep]:
    """The overdue steps that have reached this person by their roles."""
    stages = escalation_of(group)
    return [
        OverdueStep(step, reached_stage(step.due_on, today, stages))
        for step in steps_overdue(group, today)
        if _reaches(actor, group.pk, step, today, stages)
    ]


def _reaches(actor: Actor, group_id: int, step: Step, today: date, stages: Iterable[Stage]) -> bool:
    roles = set(actor.roles_in(group_id))
    if roles & _OFFICERS:
        return True
    readers = []
    if Role.LEAD_TEACHER in roles:
        readers.append(EscalationTarget.LEAD_TEACHER)
    if step.teacher.school_id in _schools_headed_by(actor, group_id):
        readers.append(EscalationTarget.SCHOOL_HEAD)
    if Role.SUPERVISOR in roles:
        readers.append(EscalationTarget.SUPERVISOR)
    return any(has_reached(reader, step.due_on, today, stages) for reader in readers)


def the_step(request: MemberRequest, pk: int) -> Step:
    """The group's step with this number, or 404."""
    return get_object_or_404(steps_of_group(request.group), pk=pk)
