"""Teachers come, change, leave and come back."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group, School, Teacher
from gugus.people.queries import roster_of, school_ids_of
from gugus.people.rules.names import comparable
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record

UNIQUE_NUMBERS = ("nip", "nuptk", "peg_id")


def add_teacher(*, actor: Actor, now: datetime, group: Group, values: Mapping[str, Any]) -> Teacher:
    """Put a teacher on the roster; one who left and is known by number and name comes back."""
    values = _stored(values)
    _refuse_foreign_school(group, values["school"])
    with _unique_numbers(), transaction.atomic():
        # A second tap waits here, and finds what the first one wrote.
        School.objects.select_for_update().get(pk=values["school"].pk)
        same = {name: value for name, value in values.items() if name != "joined_on"}
        if Teacher.objects.filter(**same, active=True).exists():
            raise Refused(_("Guru dengan data yang sama persis sudah tercatat."), "name")
        returning = _returning(values)
        _refuse_taken(group, values, returning)
        teacher = returning or Teacher()
        for name, value in (values if returning is None else _known(values)).items():
            setattr(teacher, name, value)
        teacher.active, teacher.left_on = True, None
        teacher.save()
        verb = "teacher.returned" if returning else "teacher.added"
        _record(actor, now, verb, teacher, group)
    return teacher


def change_teacher(
    *, actor: Actor, now: datetime, group: Group, teacher: Teacher, changes: Mapping[str, Any]
) -> Teacher:
    """Write the changed fields, and only those."""
    changes = _stored(changes)
    if "school" in changes:
        _refuse_foreign_school(group, changes["school"])
    with _unique_numbers(), transaction.atomic():
        teacher = _locked(group, teacher)
        _refuse_taken(group, changes, teacher)
        _refuse_backwards(changes.get("joined_on"), teacher.left_on, "joined_on")
        for name, value in changes.items():
            setattr(teacher, name, value)
        if changes:
            teacher.save(update_fields=list(changes))
            _record(actor, now, "teacher.changed", teacher, group, fields=sorted(changes))
    return teacher


def set_teaching(
    *,
    actor: Actor,
    now: datetime,
    group: Group,
    school: School,
    teaching: Mapping[int, Mapping[str, Any]],
) -> int:
    """Write class level and subject of several teachers of a school; say how many changed."""
    with transaction.atomic():
        rows = roster_of(group).filter(school=school, pk__in=teaching)
        teachers = list(rows.select_related(None).select_for_update().order_by("pk"))
        for teacher in teachers:
            values = teaching[teacher.pk]
            for name, value in values.items():
                setattr(teacher, name, value)
            teacher.save(update_fields=list(values))
            _record(actor, now, "teacher.changed", teacher, group, fields=sorted(values))
    return len(teachers)


def mark_teacher_left(
    *, actor: Actor, now: datetime, group: Group, teacher: Teacher, left_on: date
) -> Teacher:
    """A teacher leaves: out of all lists, with all records kept.

    Meetings before `left_on` go on counting for them.
    """
    if left_on > day_of(group, now):
        raise Refused(
            _("Tanggal keluar paling lambat hari ini. Tandai keluar bila harinya sudah tiba."),
            "left_on",
        )
    with transaction.atomic():
        teacher = _locked(group, teacher)
        _refuse_backwards(teacher.joined_on, left_on, "left_on")
        _set_active(actor, now, group, teacher, active=False, left_on=left_on)
    return teacher


def restore_teacher(*, actor: Actor, now: datetime, group: Group, teacher: Teacher) -> Teacher:
    """Undo of leaving."""
    with transaction.atomic():
        teacher = _locked(group, teacher)
        _set_active(actor, now, group, teacher, active=True, left_on=None)
    return teacher


def _set_active(
    actor: Actor,
    now: datetime,
    group: Group,
    teacher: Teacher,
    *,
    active: bool,
    left_on: date | None,
) -> None:
    if teacher.active != active:
        teacher.active, teacher.left_on = active, left_on
        teacher.save(update_fields=["active", "left_on"])
        _record(actor, now, "teacher.restored" if active else "teacher.left", teacher, group)


def _refuse_backwards(joined_on: date | None, left_on: date | None, field: str) -> None:
    if joined_on is not None and left_on is not None and left_on < joined_on:
        raise Refused(_("Tanggal keluar mendahului tanggal bergabung. Periksa keduanya."), field)


def _locked(group: Group, teacher: Teacher) -> Teacher:
    row = Teacher.objects.select_for_update().get(pk=teacher.pk)
    if not school_ids_of(group.pk).filter(school=row.school_id).exists():
        raise Refused(_("Guru ini sudah pindah ke sekolah di luar kelompok ini."))
    return row


def _stored(values: Mapping[str, Any]) -> dict[str, Any]:
    # An empty number is stored as nothing, so that many teachers may have none.
    return {
        name: (value or None) if name in UNIQUE_NUMBERS else value for name, value in values.items()
    }


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    # Who comes back keeps the first day that is known, unless a new one was written.
    return {name: value for name, value in values.items() if name != "joined_on" or value}


def _refuse_foreign_school(group: Group, school: School) -> None:
    if not school_ids_of(group.pk).filter(school=school).exists():
        raise Refused(_("Pilih sekolah di kelompok ini."), "school")


def _returning(values: Mapping[str, Any]) -> Teacher | None:
    """A teacher who left somewhere and now is typed in with the same number and name."""
    for field in UNIQUE_NUMBERS:
        if values.get(field):
            gone = Teacher.objects.select_for_update().filter(
                **{field: values[field]}, active=False
            )
            for teacher in gone:
                if comparable(teacher.name) == comparable(values["name"]):
                    return teacher
    return None


def _refuse_taken(group: Group, values: Mapping[str, Any], own: Teacher | None) -> None:
    for field in UNIQUE_NUMBERS:
        if not values.get(field):
            continue
        other = Teacher.objects.filter(**{field: values[field]}).first()
        if other is not None and other != own:
            raise Refused(_taken(group, other), field)


def _taken(group: Group, other: Teacher) -> str:
    # The group must not learn who a person outside it is.
    known = roster_of(group, with_left=True).filter(pk=other.pk).first()
    if known is None:
        return _(
            "Nomor ini sudah tercatat pada orang lain di luar kelompok ini. Periksa angkanya. "
            "Bila benar, kelompok asalnya perlu menandai guru itu keluar dahulu."
        )
    words = {"name": known.name, "school": known.school.name}
    if known.active:
        return _("Nomor ini sudah tercatat pada %(name)s (%(school)s).") % words
    return (
        _("Nomor ini milik %(name)s (%(school)s) yang sudah ditandai keluar. Pulihkan datanya.")
        % words
    )


@contextmanager
def _unique_numbers() -> Iterator[None]:
    # Two officers who type one number at the same moment: the second is refused in words.
    try:
        yield
    except IntegrityError as error:
        raise Refused(_("Salah satu nomor baru saja dicatat orang lain.")) from error


def _record(
    actor: Actor, now: datetime, verb: str, teacher: Teacher, group: Group, **data: object
) -> None:
    record(user_id=actor.user_id, now=now, verb=verb, obj=teacher, group_id=group.pk, **data)
