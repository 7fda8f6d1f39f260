"""A group asks for another group's teacher, and the home group answers."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from gugus.membership.models import MembershipRequest
from gugus.membership.queries import requests_around
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group, Membership, School, Teacher
from gugus.people.queries import kept_elsewhere, roster_of, teachers_of
from gugus.people.queries.members import school_ids_of
from gugus.people.rules.names import comparable
from gugus.people.services.members import (
    refuse_kept_elsewhere,
    refuse_own_school,
    refuse_shared_school,
)
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
        for one in Teacher.objects.filter(meant):
            _refuse_known(group, one)
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
    """Agree, and the teacher belongs to the other group from today; or decline.

    Who had left every group comes back in that one alone, which then keeps the record.
    """
    with transaction.atomic():
        row = MembershipRequest.objects.select_for_update().filter(pk=request.pk).first()
        if row is None:
            raise Refused(_("Permintaan ini sudah dijawab."))
        if not requests_around(group).filter(pk=row.pk).exists():
            raise Refused(_("Guru ini tidak ada di kelompok ini."))
        refuse_kept_elsewhere(group, [row.teacher], now)
        if agree:
            _bring_back(row)
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


def _refuse_known(group: Group, one: Teacher) -> None:
    """Nobody is asked for whom this group has, or can bring back by itself."""
    if teachers_of(group).filter(pk=one.pk).exists():
        raise Refused(_("Guru ini sudah menjadi anggota kelompok ini."), "number")
    was_here = roster_of(group, with_left=True).filter(pk=one.pk, active=False)
    if was_here.exists() and not kept_elsewhere(group, [one]):
        raise Refused(
            _("Guru ini sudah ditandai keluar dari kelompok ini. Pulihkan dari halaman namanya."),
            "number",
        )


def _bring_back(row: MembershipRequest) -> None:
    """Who had left every group moves to the school where they teach now.

    What the earlier group holds is left behind with its school: the new home, which makes their
    link, reads no journal of the old one by it.
    """
    teacher = Teacher.objects.select_for_update().get(pk=row.teacher_id)
    if teacher.active:
        return
    if row.school is None:
        raise Refused(
            _(
                "Guru ini sudah keluar dari semua kelompok. Minta %(group)s mengundangnya sekali lagi "
                "dengan memilih sekolahnya. Tolak dulu permintaan ini."
            )
            % {"group": row.group.name}
        )
    refuse_shared_school(row.group, row.school)
    teacher.school, teacher.active, teacher.left_on = row.school, True, None
    teacher.save(update_fields=["school", "active", "left_on"])
