"""Giving a role with its login, taking it back, giving a new password."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.clock import day_here
from gugus.people.models import Group, Place, RoleAssignment, School, Teacher
from gugus.people.queries import (
    groups_of_teachers,
    holds_office,
    kept_elsewhere,
    offices_of,
    roles_in_force,
    school_ids_of,
    teachers_of,
)
from gugus.people.rules.names import comparable, plain_user_name, user_name_from
from gugus.people.rules.offices import GROUP_OFFICES, SCHOOL_OFFICES, SITE_OFFICES
from gugus.people.rules.roles import May, Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import Installation, User
from gugus.platform.foundation.services import (
    record,
    reset_attempts,
    set_temporary_password,
    withdraw_keys,
)


@dataclass(frozen=True)
class OfficeCandidate:
    """Who shall hold a role: a teacher on the roster, a known login, or a new person."""

    teacher: Teacher | None = None
    name: str = ""
    username: str = ""


@dataclass(frozen=True)
class GrantedOffice:
    """What came of it; `password` is there when a login was made, to be shown once."""

    user: User
    password: str | None


def give_office(
    *,
    actor: Actor,
    group: Group,
    role: Role,
    somebody: OfficeCandidate,
    now: datetime,
    school: School | None = None,
) -> GrantedOffice:
    """Let a person hold a role in the group, or at one of its schools."""
    if role in SCHOOL_OFFICES:
        if school is None or not school_ids_of(group.pk).filter(school=school).exists():
            raise Refused(_("Pilih sekolah di kelompok ini."), "school")
        scope: dict[str, object] = {"group": group, "school": school}
    elif role in GROUP_OFFICES:
        scope = {"group": group}
    else:
        raise Refused(_("Peran ini hanya dapat diberikan oleh pengelola aplikasi."), "role")
    teacher = somebody.teacher
    if teacher and not teachers_of(group).filter(pk=teacher.pk).exists():
        raise Refused(_("Guru ini tidak ada di kelompok ini."), "teacher")
    if not actor.may_anywhere(May.ADMINISTER_SITE):
        _refuse_password_of_elsewhere(group, somebody, now)
    return _give(actor.user_id, role, scope, somebody, now, group.pk)


def give_site_office(
    *,
    actor: Actor,
    role: Role,
    somebody: OfficeCandidate,
    now: datetime,
    place: Place | None = None,
) -> GrantedOffice:
    """Let a person see a region's counts, or run the installation."""
    if role not in SITE_OFFICES or not actor.may_anywhere(May.ADMINISTER_SITE):
        raise Refused(_("Peran ini tidak dapat diberikan di sini."), "role")
    if role == Role.SITE_ADMIN:
        return _give(actor.user_id, role, {}, somebody, now, None)
    if place is None:
        raise Refused(_("Tulis wilayah tugasnya."), "place")
    return _give(actor.user_id, role, {"place": place}, somebody, now, None)


def give_first_secretary(
    *, actor: Actor, group: Group, somebody: OfficeCandidate, now: datetime
) -> GrantedOffice:
    """Give a new group its first secretary."""
    return _give(actor.user_id, Role.SECRETARY, {"group": group}, somebody, now, group.pk)


def withdraw_office(*, actor: Actor, office: RoleAssignment, now: datetime) -> None:
    """End a role today; a group keeps one secretary, the installation one administrator."""
    today = day_here(now)
    with transaction.atomic():
        if office.role in {Role.SECRETARY, Role.SITE_ADMIN}:
            _refuse_last(office, now)
        office.until = today - timedelta(days=1)
        office.save(update_fields=["until"])
        record(
            user_id=actor.user_id,
            now=now,
            verb="role.withdrawn",
            obj=office,
            group_id=office.group_id,
            role=office.role,
            person=office.user_id,
        )


def reset_officer_password(*, actor: Actor, group: Group | None, user: User, now: datetime) -> str:
    """Give a password for one sign-in; refuse for persons whose other offices reach further."""
    if user.pk == actor.user_id:
        raise Refused(_("Kata sandi sendiri diganti di halaman Saya."))
    if not actor.may_anywhere(May.ADMINISTER_SITE):
        _refuse_reaching_further(user, group, now)
    with transaction.atomic():
        word = set_temporary_password(user=user)
        record(
            user_id=actor.user_id,
            now=now,
            verb="user.password_reset",
            obj=user,
            group_id=group.pk if group else None,
        )
    reset_attempts(account=f"name:{user.username}")
    return word


def _refuse_reaching_further(user: User, group: Group | None, now: datetime) -> None:
    # Whoever sets the password could sign in with it: it must not reach further than their own
    # rights.
    today = day_here(now)
    here = offices_of(group, today).filter(user=user).count() if group else 0
    further = roles_in_force(today).filter(user=user).count() > here
    teaches = Teacher.objects.filter(user=user).first()
    if teaches is not None and group is not None:
        homes = groups_of_teachers([teaches])[teaches.pk]
        further |= bool(homes) and homes[0] != group.pk
    if here == 0 or further:
        raise Refused(
            _(
                "Orang ini juga bertugas di luar kelompok ini. Kata sandinya hanya dapat dibuat "
                "baru oleh pengelola aplikasi."
            )
        )


def _refuse_password_of_elsewhere(group: Group, somebody: OfficeCandidate, now: datetime) -> None:
    # An office without a password makes one, and whoever sees it may sign in: it would open the other
    # group and the person's own journal.
    teacher = somebody.teacher
    if teacher is None and somebody.username.strip():
        known = Teacher.objects.filter(user__username=plain_user_name(somebody.username))
        teacher = known.select_related("user").first()
    if teacher is None or (teacher.user is not None and teacher.user.has_usable_password()):
        return
    if kept_elsewhere(group, [teacher]):
        raise Refused(
            _(
                "%(name)s belum punya kata sandi, dan akunnya dikelola kelompok lain. Minta "
                "pengelola aplikasi memberi peran ini. Tidak ada yang berubah."
            )
            % {"name": teacher.name}
        )


def _refuse_last(office: RoleAssignment, now: datetime) -> None:
    held = roles_in_force(day_here(now)).filter(role=office.role, user__is_active=True)
    if office.group_id is not None:
        held = held.filter(group_id=office.group_id)
    # Locked, then read anew: two who withdraw each other at once cannot both succeed.
    locked = RoleAssignment.objects.select_for_update().filter(pk__in=held.values("pk"))
    list(locked.order_by("pk"))
    if not held.exclude(pk=office.pk).exists():
        raise Refused(
            _("Ini satu-satunya yang memegang peran ini. Beri peran ini kepada orang lain dahulu.")
        )


def _give(
    actor_id: int,
    role: Role,
    scope: dict[str, object],
    somebody: OfficeCandidate,
    now: datetime,
    group_id: int | None,
) -> GrantedOffice:
    today = day_here(now)
    with transaction.atomic():
        # Role changes are serialised by a lock: a second tap finds the first one's role.
        Installation.objects.select_for_update().first()
        _refuse_twin(role, scope, somebody, today)
        given = _login_of(somebody, now)
        if roles_in_force(today).filter(user=given.user, role=role, **scope).exists():
            raise Refused(_("Orang ini sudah memegang peran itu."), "role")
        office = RoleAssignment.objects.create(user=given.user, role=role, since=today, **scope)
        # This login now gives access to other people's records, so it needs a password instead of a
        # PIN.
        withdraw_keys(user_id=given.user.pk, now=now)
        record(
            user_id=actor_id,
            now=now,
            verb="role.given",
            obj=office,
            group_id=group_id,
            role=role,
            person=given.user.pk,
        )
    return given


def _refuse_twin(
    role: Role, scope: dict[str, object], somebody: OfficeCandidate, today: date
) -> None:
    """Without a user name a new login is made: not for a name that holds the very role."""
    if somebody.teacher is not None or somebody.username.strip() or not somebody.name.strip():
        return
    held = roles_in_force(today).filter(role=role, **scope)
    if held.filter(user__name__iexact=somebody.name.strip()).exists():
        raise Refused(
            _(
                "%(name)s sudah memegang peran ini. Kata sandinya dapat dibuat baru dari daftar. "
                "Kalau ini orang lain, tulis nama penggunanya."
            )
            % {"name": somebody.name.strip()},
            "name",
        )


def _login_of(somebody: OfficeCandidate, now: datetime) -> GrantedOffice:
    if somebody.teacher is not None:
        return _login_of_teacher(somebody.teacher, somebody.username, day_here(now))
    known = User.objects.filter(username=plain_user_name(somebody.username)).first()
    if known is not None and somebody.username:
        return _known_login(known, somebody.name)
    if not somebody.name.strip():
        raise Refused(_("Pilih guru, atau tulis nama orangnya."), "name")
    user = User(name=somebody.name.strip())
    return _with_password(user, somebody.username)


def _known_login(user: User, name: str) -> GrantedOffice:
    # The name must agree, so that a slip of the pen does not give a stranger a role.
    if comparable(name) != comparable(user.name) or not user.is_active:
        raise Refused(
            _("Nama pengguna ini sudah dipakai orang lain. Tulis yang lain, atau kosongkan."),
            "username",
        )
    return GrantedOffice(user, None) if user.has_usable_password() else _with_password(user, "")


def _login_of_teacher(teacher: Teacher, username: str, today: date) -> GrantedOffice:
    row = Teacher.objects.select_for_update().get(pk=teacher.pk)
    if row.user is not None and (
        row.user.has_usable_password() or holds_office(row.user.pk, today)
    ):
        return GrantedOffice(row.user, None)
    given = _with_password(row.user or User(name=row.name), username)
    if row.user_id is None:
        row.user = given.user
        row.save(update_fields=["user"])
    return given


def _with_password(user: User, wanted: str) -> GrantedOffice:
    user.username = _free_user_name(wanted, user)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise Refused(_("Nama pengguna ini baru saja dipakai orang lain."), "username") from error
    return GrantedOffice(user, set_temporary_password(user=user))


def _free_user_name(wanted: str, user: User) -> str:
    others = User.objects.exclude(pk=user.pk)
    if wanted.strip():
        name = plain_user_name(wanted)
        if others.filter(username=name).exists():
            raise Refused(_("Nama pengguna ini sudah dipakai."), "username")
        return name
    base = user_name_from(user.name)
    taken = set(others.filter(username__startswith=base).values_list("username", flat=True))
    numbered = (f"{base}{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (base, *numbered) if name not in taken)
