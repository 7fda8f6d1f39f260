"""Giving a role with its login, taking it back, giving a new password."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.clock import day_here
from gugus.people.models import Group, Place, RoleAssignment, School, Teacher
from gugus.people.queries import holds_office, kept_elsewhere, roles_in_force, teachers_of
from gugus.people.queries.members import school_ids_of
from gugus.people.rules.names import comparable, plain_user_name, user_name_from
from gugus.people.rules.offices import (
    GROUP_OFFICES,
    ROLES_BY_TWO,
    SCHOOL_OFFICES,
    SITE_OFFICES,
    needs_two,
)
from gugus.people.rules.roles import May, Role
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import Installation, User
from gugus.platform.foundation.services import (
    end_sessions,
    record,
    set_temporary_password,
    withdraw_keys,
)
from gugus.second_factor.queries import has_second_factor, must_have_second_factor
from gugus.second_factor.services.codes import drop_second_factor


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


@dataclass(frozen=True)
class Office:
    """A role and where it is held; `group` is the group whose records tell of it."""

    role: Role
    group: Group | None = None
    school: School | None = None
    place: Place | None = None

    @property
    def scope(self) -> dict[str, object]:
        """The office as its row holds it."""
        if self.role in SCHOOL_OFFICES:
            return {"group": self.group, "school": self.school}
        return {"group": self.group} if self.role in GROUP_OFFICES else {"place": self.place}

    @property
    def group_id(self) -> int | None:
        """The group, as the audit trail names it."""
        return self.group.pk if self.group else None


@dataclass(frozen=True)
class Agreement:
    """Two persons made an office: who proposed it, and the password each of them holds a half of."""

    proposal_id: int
    proposed_by: int | None
    word: str
    # One of the two runs the installation, so no login is out of reach.
    by_site: bool


def office_in_group(group: Group, role: Role, school: School | None) -> Office:
    """The office as a group may give it; refuse what reaches further."""
    if role in SCHOOL_OFFICES:
        if school is None or not school_ids_of(group.pk).filter(school=school).exists():
            raise Refused(_("Pilih sekolah di kelompok ini."), "school")
        return Office(role, group, school)
    if role not in GROUP_OFFICES:
        raise Refused(_("Peran ini hanya dapat diberikan oleh pengelola aplikasi."), "role")
    return Office(role, group)


def office_beyond_groups(actor: Actor, role: Role, place: Place | None) -> Office:
    """The office as whoever runs the installation may give it."""
    if role not in SITE_OFFICES or not actor.may_anywhere(May.ADMINISTER_SITE):
        raise Refused(_("Peran ini tidak dapat diberikan di sini."), "role")
    if role == Role.SITE_ADMIN:
        return Office(role)
    if place is None:
        raise Refused(_("Tulis wilayah tugasnya."), "place")
    return Office(role, place=place)


def give_office(
    *, actor: Actor, office: Office, somebody: OfficeCandidate, now: datetime
) -> GrantedOffice:
    """Let a person hold a role that one officer may give alone."""
    if needs_two(office.role):
        raise Refused(_("Peran ini perlu disetujui pengurus kedua."), "role")
    return grant_office(actor=actor, office=office, somebody=somebody, now=now)


def give_first_secretary(
    *, actor: Actor, group: Group, somebody: OfficeCandidate, now: datetime
) -> GrantedOffice:
    """Give a new group its first secretary."""
    office = Office(Role.SECRETARY, group)
    return grant_office(actor=actor, office=office, somebody=somebody, now=now)


def withdraw_office(*, actor: Actor, office: RoleAssignment, now: datetime) -> None:
    """End a role today; a group keeps one secretary, the installation one administrator."""
    today = day_here(now)
    with transaction.atomic():
        if office.role in {Role.SECRETARY, Role.SITE_ADMIN}:
            _refuse_last(office, now)
        office.until = today - timedelta(days=1)
        office.save(update_fields=["until"])
        record(
            actor.user_id,
            now,
            "role.withdrawn",
            office,
            office.group_id,
            role=office.role,
            person=office.user_id,
        )


def _refuse_password_of_elsewhere(
    group: Group, role: Role, somebody: OfficeCandidate, today: date
) -> None:
    # An office that makes a password, and whoever sees it may sign in: it would open the other group
    # and the person's own journal.
    teacher, user = somebody.teacher, somebody.teacher.user if somebody.teacher else None
    if teacher is None and somebody.username.strip():
        user = User.objects.filter(username=plain_user_name(somebody.username)).first()
        teacher = Teacher.objects.filter(user=user).first() if user else None
    makes_one = needs_two(role) and not (user and holds_by_two(user.pk, today))
    if user is not None and user.has_usable_password() and not makes_one:
        return
    offices = roles_in_force(today).filter(user=user).exclude(group=group)
    if (user and offices.exists()) or (teacher and kept_elsewhere(group, [teacher])):
        raise Refused(
            _(
                "Peran ini memberi %(name)s kata sandi baru, dan akunnya dikelola kelompok lain. Minta "
                "pengelola aplikasi memberi peran ini. Tidak ada yang berubah."
            )
            % {"name": teacher.name if teacher else somebody.name}
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


def grant_office(
    *,
    actor: Actor | None,
    office: Office,
    somebody: OfficeCandidate,
    now: datetime,
    agreement: Agreement | None = None,
) -> GrantedOffice:
    """Make somebody hold the office; without an actor it is whoever sits at the computer."""
    today = day_here(now)
    with transaction.atomic():
        # Role changes are serialised by a lock: a second tap finds the first one's role.
        Installation.objects.select_for_update().first()
        by_site = agreement.by_site if agreement else runs_site(actor)
        refuse_bad_candidate(actor, office, somebody, today, by_site=by_site)
        user, without_password = _login_of(somebody, today)
        if actor is not None and user.pk == actor.user_id:
            refuse_oneself()
        if roles_in_force(today).filter(user=user, role=office.role, **office.scope).exists():
            raise Refused(_("Orang ini sudah memegang peran itu."), "role")
        # A login that one person made alone has a password which that person may know.
        anew = without_password or (agreement and not holds_by_two(user.pk, today))
        word = word_for(user, agreement) if anew else None
        if agreement and anew:
            drop_second_factor(user_id=user.pk, by=actor.user_id if actor else None, now=now)
        row = RoleAssignment.objects.create(
            user=user, role=office.role, since=today, **office.scope
        )
        # This login now gives access to other people's records, so it needs a password instead of a
        # PIN.
        withdraw_keys(user_id=user.pk, now=now)
        if must_have_second_factor(user, today) and not has_second_factor(user.pk):
            # A session from before was not asked for it.
            end_sessions(user_id=user.pk)
        record(
            actor.user_id if actor else None,
            now,
            "role.given",
            row,
            office.group_id,
            role=office.role,
            person=user.pk,
            **agreed(agreement),
        )
    return GrantedOffice(user, word)


def refuse_bad_candidate(
    actor: Actor | None, office: Office, somebody: OfficeCandidate, today: date, *, by_site: bool
) -> None:
    """Refuse oneself, a teacher of another group, a login of elsewhere, a name with the very role."""
    teacher, group = somebody.teacher, office.group
    if teacher and group and not teachers_of(group).filter(pk=teacher.pk).exists():
        raise Refused(_("Guru ini tidak ada di kelompok ini."), "teacher")
    if actor is not None and is_oneself(actor, somebody):
        refuse_oneself()
    if group is not None and not by_site:
        _refuse_password_of_elsewhere(group, office.role, somebody, today)
    _refuse_twin(office, somebody, today)


def runs_site(actor: Actor | None) -> bool:
    """Does this person run the installation, or sit at its computer?"""
    return actor is None or actor.may_anywhere(May.ADMINISTER_SITE)


def is_oneself(actor: Actor, somebody: OfficeCandidate) -> bool:
    """Is this the person who acts: by login, by roster row, or a second time by the same name?"""
    teacher = somebody.teacher
    known = User.objects.filter(username=plain_user_name(somebody.username or "-")).first()
    logins = {known.pk if known else None, teacher.user_id if teacher else None}
    name = teacher.name if teacher else somebody.name
    return actor.user_id in logins or comparable(name) == comparable(actor.name)


def refuse_oneself() -> None:
    """Say that nobody gives a role to oneself."""
    raise Refused(
        _("Peran tidak dapat diberikan kepada diri sendiri. Mintalah kepada pengurus lain.")
    )


def holds_by_two(user_id: int, today: date) -> bool:
    """Does the person hold a role that takes two to give?"""
    return roles_in_force(today).filter(user_id=user_id, role__in=ROLES_BY_TWO).exists()


def word_for(user: User, agreement: Agreement | None) -> str:
    """A password for one sign-in: of two halves where two agreed."""
    return set_temporary_password(user=user, word=agreement.word if agreement else "")


def agreed(agreement: Agreement | None) -> dict[str, object]:
    """What the audit trail says of the two."""
    if agreement is None:
        return {}
    return {"proposal": agreement.proposal_id, "proposed_by": agreement.proposed_by}


def _refuse_twin(office: Office, somebody: OfficeCandidate, today: date) -> None:
    """Without a user name a new login is made: not for a name that holds the very role."""
    if somebody.teacher is not None or somebody.username.strip() or not somebody.name.strip():
        return
    held = roles_in_force(today).filter(role=office.role, **office.scope)
    if held.filter(user__name__iexact=somebody.name.strip()).exists():
        raise Refused(
            _(
                "%(name)s sudah memegang peran ini. Kata sandinya dapat dibuat baru dari daftar. "
                "Kalau ini orang lain, tulis nama penggunanya."
            )
            % {"name": somebody.name.strip()},
            "name",
        )


# A login, and whether it still lacks a password.
_Login = tuple[User, bool]


def _login_of(somebody: OfficeCandidate, today: date) -> _Login:
    if somebody.teacher is not None:
        return _login_of_teacher(somebody.teacher, somebody.username, today)
    known = User.objects.filter(username=plain_user_name(somebody.username)).first()
    if known is not None and somebody.username:
        return _known_login(known, somebody.name)
    if not somebody.name.strip():
        raise Refused(_("Pilih guru, atau tulis nama orangnya."), "name")
    return _named(User(name=somebody.name.strip()), somebody.username), True


def _known_login(user: User, name: str) -> _Login:
    # The name must agree, so that a slip of the pen does not give a stranger a role.
    if comparable(name) != comparable(user.name) or not user.is_active:
        raise Refused(
            _("Nama pengguna ini sudah dipakai orang lain. Tulis yang lain, atau kosongkan."),
            "username",
        )
    return (user, False) if user.has_usable_password() else (_named(user, ""), True)


def _login_of_teacher(teacher: Teacher, username: str, today: date) -> _Login:
    row = Teacher.objects.select_for_update().get(pk=teacher.pk)
    if row.user is not None and (
        row.user.has_usable_password() or holds_office(row.user.pk, today)
    ):
        return row.user, False
    user = _named(row.user or User(name=row.name), username)
    if row.user_id is None:
        row.user = user
        row.save(update_fields=["user"])
    return user, True


def _named(user: User, wanted: str) -> User:
    user.username = _free_user_name(wanted, user)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise Refused(_("Nama pengguna ini baru saja dipakai orang lain."), "username") from error
    return user


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
