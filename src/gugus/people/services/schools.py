"""Schools join a group, change, leave it at the end of a year; one is its core school."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.models import Group, GroupSchool, School
from gugus.people.queries import groups_of_school, keeper_of
from gugus.people.queries.members import school_ids_of
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record


def add_new_school(
    *, actor: Actor, now: datetime, group: Group, year: int, npsn: str, values: Mapping[str, Any]
) -> School:
    """Record a school that nobody knew yet, as a member of the group."""
    try:
        with transaction.atomic():
            school = School.objects.create(npsn=npsn, **values)
            _join(actor, now, group, school, year)
    except IntegrityError as error:
        raise Refused(_("NPSN ini baru saja dicatat orang lain. Mulai lagi dari NPSN.")) from error
    return school


def add_known_school(
    *, actor: Actor, now: datetime, group: Group, year: int, school: School
) -> School:
    """Let a known school join; its teachers come into sight, so its other groups must agree."""
    with transaction.atomic():
        others = groups_of_school(school.pk, year) - {group.pk}
        if others and not any(actor.may(May.EDIT_MEMBERS, other) for other in others):
            name = (
                Group.objects.filter(pk__in=others)
                .order_by("sort_key", "pk")
                .values_list("name", flat=True)
            )
            raise Refused(
                _(
                    "%(school)s masih anggota %(group)s, dan data gurunya milik kelompok itu. "
                    "Minta pengurusnya menambahkan sekolah ini, atau menandainya keluar dahulu."
                )
                % {"school": school.name, "group": name[0]}
            )
        _join(actor, now, group, school, year)
    return school


def change_school(
    *, actor: Actor, now: datetime, group: Group, school: School, changes: Mapping[str, Any]
) -> School:
    """Write the changed fields of a school, and only those."""
    keeper = keeper_of(school)
    if keeper is not None and keeper.pk != group.pk:
        words = {"school": school.name, "group": keeper.name}
        raise Refused(_("Data %(school)s dikelola %(group)s. Tidak ada yang berubah.") % words)
    with transaction.atomic():
        row = School.objects.select_for_update().get(pk=school.pk)
        for name, value in changes.items():
            setattr(row, name, value)
        if changes:
            row.save(update_fields=list(changes))
            record(actor.user_id, now, "school.changed", row, group.pk, fields=sorted(changes))
    return row


def choose_core_school(*, actor: Actor, now: datetime, group: Group, school: School) -> Group:
    """Choose the core school (sekolah inti)."""
    with transaction.atomic():
        row = Group.objects.select_for_update().get(pk=group.pk)
        if not school_ids_of(row.pk).filter(school=school).exists():
            raise Refused(_("Sekolah ini sudah tidak ada di kelompok."))
        row.core_school = school
        row.save(update_fields=["core_school"])
        record(actor.user_id, now, "group.core_school_chosen", school, group.pk)
    return row


def end_school_membership(
    *, actor: Actor, now: datetime, group: Group, school: School, last_year: int
) -> None:
    """End the membership with a school year; one that never began is taken away."""
    with transaction.atomic():
        current = Group.objects.select_for_update().get(pk=group.pk)
        if current.core_school_id == school.pk:
            raise Refused(_("Ini sekolah inti. Pilih dahulu sekolah inti yang lain."))
        lasting = Q(last_year=None) | Q(last_year__gt=last_year)
        rows = GroupSchool.objects.filter(lasting, group=group, school=school)
        for row in rows.select_for_update():
            if row.first_year > last_year:
                row.delete()
            else:
                row.last_year = last_year
                row.save(update_fields=["last_year"])
        record(actor.user_id, now, "school.left", school, group.pk, last_year=last_year)


def undo_end_of_membership(*, actor: Actor, now: datetime, group: Group, school: School) -> None:
    """Undo of leaving, while the last year still runs."""
    with transaction.atomic():
        rows = GroupSchool.objects.select_for_update().filter(group=group, school=school)
        row = rows.order_by("-first_year").first()
        if row is not None and row.last_year is not None:
            row.last_year = None
            row.save(update_fields=["last_year"])
            record(actor.user_id, now, "school.membership_restored", school, group.pk)


def _join(actor: Actor, now: datetime, group: Group, school: School, year: int) -> None:
    own = Group.objects.select_for_update().get(pk=group.pk)
    if school_ids_of(group.pk, year).filter(school=school).exists():
        raise Refused(_("%(school)s sudah ada di kelompok ini.") % {"school": school.name})
    member, made = GroupSchool.objects.get_or_create(group=own, school=school, first_year=year)
    if not made:
        member.last_year = None
        member.save(update_fields=["last_year"])
    if own.core_school_id is None:
        own.core_school = school
        own.save(update_fields=["core_school"])
    record(actor.user_id, now, "school.joined", school, group.pk)
