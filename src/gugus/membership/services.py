"""A group asks for another group's teacher, and the home group answers."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from gugus.membership.models import MembershipRequest
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group, Membership, School, Teacher
from gugus.people.queries import school_ids_of, teachers_of
from gugus.people.rules.names import comparable
from gugus.people.services.members import refuse_kept_elsewhere, refuse_own_school
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record


def ask_for_teacher(
    *,
    actor: Actor,
    now: datetime,
    group: Group,
    name: str,
    number: str,
    school: School | None = None,
) -> None:
    """Ask the home group of whoever bears this name and number.

    Says the same whether there is such a person or not: nobody learns from it who teaches where.
    """
    if school is not None and not school_ids_of(group.pk).filter(school=school).exists():
        raise Refused(_("Pilih sekolah di kelompok ini."), "school")
    if school is not None:
        refuse_own_school(actor, group, school)
    with transaction.atomic():
        Group.objects.select_for_update().get(pk=group.pk)
        meant = Q(nip=number) | Q(nuptk=number) | Q(peg_id=number)
        for one in Teacher.objects.filter(meant, active=True):
            if teachers_of(group).filter(pk=one.pk).exists():
                raise Refused(_("Guru ini sudah menjadi anggota kelompok ini."), "number")
            if comparable(one.name) == comparable(name):
                MembershipRequest.objects.get_or_create(
                    teacher=one,
                    group=group,
                    defaults={"school": school, "asked_on": day_of(group, now)},
                )
        school_id = school.pk if school else None
        record(actor.user_id, now, "membership.asked", group, group.pk, school=school_id)


def answer_request(
    *, actor: Actor, now: datetime, group: Group, request: MembershipRequest, agree: bool
) -> bool:
    """Agree, and the teacher belongs to the other group from today; or decline."""
    with transaction.atomic():
        row = MembershipRequest.objects.select_for_update().filter(pk=request.pk).first()
        if row is None:
            raise Refused(_("Permintaan ini sudah dijawab."))
        if not teachers_of(group).filter(pk=row.teacher_id).exists():
            raise Refused(_("Guru ini tidak ada di kelompok ini."))
        refuse_kept_elsewhere(group, [row.teacher], now)
        if agree:
            Membership.objects.update_or_create(
                teacher=row.teacher,
                group=row.group,
                school=row.school,
                defaults={"since": day_of(row.group, now), "until": None},
            )
        verb = "membership.agreed" if agree else "membership.declined"
        record(actor.user_id, now, verb, row.teacher, group.pk, asking=row.group_id)
        row.delete()
    return agree
