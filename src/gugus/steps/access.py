"""Who may read and report a step, see its photo, and find it in their list when it is overdue."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from gugus.people.access import Actor, MemberRequest
from gugus.people.models import Group
from gugus.people.rules.roles import May, Role
from gugus.steps.models import Step
from gugus.steps.queries import steps_of_group, steps_overdue
from gugus.steps.rules.escalation import EscalationTarget, Stage, last_due

# They look after the whole group: every overdue step, with where it has got to.
_OFFICERS = frozenset({Role.SECRETARY, Role.CHAIR, Role.SECTION_HEAD})


def is_own(actor: Actor, step: Step) -> bool:
    """The step's own teacher."""
    return actor.teacher_id is not None and actor.teacher_id == step.teacher_id


def may_report(actor: Actor, step: Step) -> bool:
    """One's own step, or anybody's for those who record."""
    return is_own(actor, step) or actor.may(May.REPORT_ANY_STEP, step.meeting.group_id)


def may_read(actor: Actor, step: Step) -> bool:
    """With its name, sentence and photo: its teacher, those who record, the own head, the supervisor."""
    if may_report(actor, step):
        return True
    group_id = step.meeting.group_id
    if Role.SUPERVISOR in actor.roles_in(group_id):
        return True
    return step.teacher.school_id in _schools_headed_by(actor, group_id)


def steps_to_read(actor: Actor, steps: QuerySet[Step], group_id: int) -> QuerySet[Step]:
    """Of a group's steps those that `may_read` lets this person read."""
    if actor.may(May.REPORT_ANY_STEP, group_id) or Role.SUPERVISOR in actor.roles_in(group_id):
        return steps
    headed = Q(teacher__school__in=_schools_headed_by(actor, group_id))
    return steps.filter(headed | Q(teacher=actor.teacher_id or 0))


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


def sees_every_overdue_step(actor: Actor, group: Group) -> bool:
    """True for who looks after the whole group: every step reaches them, however new."""
    return bool(_OFFICERS.intersection(actor.roles_in(group.pk)))


def overdue_steps_for(
    actor: Actor, group: Group, today: date, stages: Iterable[Stage]
) -> QuerySet[Step]:
    """The overdue steps that have reached this person by their roles."""
    rows = steps_overdue(group, today)
    if sees_every_overdue_step(actor, group):
        return rows
    roles = actor.roles_in(group.pk)
    reaches = {
        EscalationTarget.LEAD_TEACHER: Role.LEAD_TEACHER in roles,
        EscalationTarget.SUPERVISOR: Role.SUPERVISOR in roles,
    }
    schools = _schools_headed_by(actor, group.pk)
    reached = Q(pk__in=())
    for stage in stages:
        due = last_due(stage, today)
        if due is None:
            continue
        if reaches.get(stage.reader):
            reached |= Q(due_on__lte=due)
        if stage.reader == EscalationTarget.SCHOOL_HEAD:
            reached |= Q(due_on__lte=due, teacher__school__in=schools)
    return rows.filter(reached)


def the_step(request: MemberRequest, pk: int) -> Step:
    """The group's step with this number, or 404."""
    return get_object_or_404(steps_of_group(request.group), pk=pk)
