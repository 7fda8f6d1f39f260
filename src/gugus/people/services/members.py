"""Teachers come, change, leave and come back."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group, Membership, School, Teacher
from gugus.people.queries import (
    groups_of_teachers,
    keeper_of,
    kept_elsewhere,
    roster_of,
    secretaries_of,
)
from gugus.people.queries.members import school_ids_of
from gugus.people.rules.names import comparable
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record

UNIQUE_NUMBERS = ("nip", "nuptk", "peg_id")


def add_teacher(*, actor: Actor, now: datetime, group: Group, values: Mapping[str, Any]) -> Teacher:
    """Put a teacher on the roster; one who left and is known by number and name comes back."""
    values = _stored(values)
    _refuse_foreign_school(group, values["school"])
    refuse_shared_school(group, values["school"])
    with _unique_numbers(), transaction.atomic():
        # A second tap waits here, and finds what the first one wrote.
        School.objects.select_for_update().get(pk=values["school"].pk)
        same = {name: value for name, value in values.items() if name != "joined_on"}
        if Teacher.objects.filter(**same, active=True).exists():
            raise Refused(_("Guru dengan data yang sama persis sudah tercatat."), "name")
        returning = _returning(values)
        _refuse_of_elsewhere(group, returning)
        if returning is not None and returning.school != values["school"]:
            refuse_own_school(actor, group, values["school"])
        _refuse_taken(group, values, returning)
        teacher = returning or Teacher()
        for name, value in (values if returning is None else _known(values)).items():
            setattr(teacher, name, value)
        teacher.active, teacher.left_on = True, None
        teacher.save()
        verb = "teacher.returned" if returning else "teacher.added"
        record(actor.user_id, now, verb, teacher, group.pk)
    return teacher


def change_teacher(
    *, actor: Actor, now: datetime, group: Group, teacher: Teacher, changes: Mapping[str, Any]
) -> Teacher:
    """Write the changed fields, and only those."""
    changes = _stored(changes)
    if "school" in changes:
        _refuse_foreign_school(group, changes["school"])
        refuse_shared_school(group, changes["school"])
    with _unique_numbers(), transaction.atomic():
        teacher = _locked(group, teacher)
        refuse_kept_elsewhere(group, [teacher], now)
        if changes.get("school", teacher.school) != teacher.school:
            refuse_own_school(actor, group, changes["school"])
        _refuse_taken(group, changes, teacher)
        _refuse_backwards(changes.get("joined_on"), teacher.left_on, "joined_on")
        for name, value in changes.items():
            setattr(teacher, name, value)
        if changes:
            teacher.save(update_fields=list(changes))
            record(actor.user_id, now, "teacher.changed", teacher, group.pk, fields=sorted(changes))
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
        refuse_kept_elsewhere(group, teachers, now)
        for teacher in teachers:
            values = teaching[teacher.pk]
            for name, value in values.items():
                setattr(teacher, name, value)
            teacher.save(update_fields=list(values))
            record(actor.user_id, now, "teacher.changed", teacher, group.pk, fields=sorted(values))
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
        if roster_of(group).filter(pk=teacher.pk).exists():
            _refuse_backwards(teacher.joined_on, left_on, "left_on")
            _leave(group, teacher, left_on)
            record(actor.user_id, now, "teacher.left", teacher, group.pk)
    return teacher


def restore_teacher(*, actor: Actor, now: datetime, group: Group, teacher: Teacher) -> Teacher:
    """Undo of leaving."""
    with transaction.atomic():
        teacher = _locked(group, teacher)
        if not roster_of(group).filter(pk=teacher.pk).exists():
            _come_back(group, teacher)
            record(actor.user_id, now, "teacher.restored", teacher, group.pk)
    return teacher


def refuse_own_school(actor: Actor, group: Group, school: School) -> None:
    """A head reads the ratings of their school's teachers: nobody brings others there to read theirs."""
    heads = actor.schools_for(May.SEE_RATINGS, group.pk) or frozenset()
    if school.pk in heads:
        raise Refused(
            _("Memindahkan guru ke sekolah yang Anda pimpin dilakukan pengurus lain."), "school"
        )


def _leave(group: Group, teacher: Teacher, left_on: date) -> None:
    """Leave this group alone; who then belongs to none is no longer active."""
    rows = Membership.objects.filter(teacher=teacher)
    others = [pk for pk in groups_of_teachers([teacher])[teacher.pk] if pk != group.pk]
    if others or rows.exists():
        own = rows.filter(group=group)
        # What the school says must be said by a row, or the school would go on saying it.
        if not own.filter(Q(school=None) | Q(school=teacher.school_id)).exists():
            Membership.objects.create(
                teacher=teacher, group=group, school=teacher.school, since=teacher.joined_on
            )
        own.filter(until=None).update(until=left_on)
    if not others:
        teacher.active, teacher.left_on = False, left_on
        teacher.save(update_fields=["active", "left_on"])


def _come_back(group: Group, teacher: Teacher) -> None:
    """What ended last in this group goes on; without a word about it the school's roster does."""
    rows = Membership.objects.filter(teacher=teacher, group=group).order_by("-until", "-pk")
    last = rows.first()
    if last is None:
        refuse_shared_school(group, teacher.school)
    else:
        rows.filter(until=last.until).update(until=None)
    if not teacher.active:
        teacher.active, teacher.left_on = True, None
        teacher.save(update_fields=["active", "left_on"])


def refuse_kept_elsewhere(group: Group, teachers: Iterable[Teacher], now: datetime) -> None:
    """Refuse what only the group may do that keeps these records, and say whom to ask."""
    for pk, keeper in kept_elsewhere(group, people := list(teachers)).items():
        words = {"name": next(one.name for one in people if one.pk == pk), "group": keeper.name}
        who = ", ".join(secretaries_of(keeper, day_of(group, now)))
        text = _("Data %(name)s dikelola %(group)s. Tidak ada yang berubah.") % words
        raise Refused(f"{text} {asking(who)}")


def asking(secretaries: str) -> str:
    """Whom to ask, as far as somebody is known."""
    if not secretaries:
        return _("Minta pengurus kelompok itu.")
    return _("Minta sekretarisnya: %(who)s.") % {"who": secretaries}


def _refuse_backwards(joined_on: date | None, left_on: date | None, field: str) -> None:
    if joined_on is not None and left_on is not None and left_on < joined_on:
        raise Refused(_("Tanggal keluar mendahului tanggal bergabung. Periksa keduanya."), field)


def _locked(group: Group, teacher: Teacher) -> Teacher:
    row = Teacher.objects.select_for_update().get(pk=teacher.pk)
    if not roster_of(group, with_left=True).filter(pk=row.pk).exists():
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


def refuse_shared_school(group: Group, school: School) -> None:
    """A school of two groups: its roster is kept by the first, and whoever is added comes to both."""
    keeper = keeper_of(school)
    if keeper is not None and keeper.pk != group.pk:
        raise Refused(
            _(
                "Daftar guru %(school)s dikelola %(group)s, jadi guru di sana dicatat oleh "
                "kelompok itu dan langsung tampil juga di sini. Tidak ada yang berubah."
            )
            % {"school": school.name, "group": keeper.name},
            "school",
        )


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


def _refuse_of_elsewhere(group: Group, returning: Teacher | None) -> None:
    """Who left another group comes by its word: whoever makes their link reads what they kept there."""
    if returning is not None and kept_elsewhere(group, [returning]):
        raise Refused(
            _(
                "Guru ini tercatat di kelompok lain dan sudah keluar dari sana. Belum ada yang "
                "tersimpan. Pakai “Undang guru dari kelompok lain”: kelompok asalnya menyetujui, lalu "
                "namanya tampil di sini."
            ),
            "name",
        )


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
            "Bila benar, pakai “Undang guru dari kelompok lain”."
        )
    words = {"name": known.name, "school": known.school.name}
    if roster_of(group).filter(pk=known.pk).exists():
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
