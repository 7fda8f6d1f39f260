"""Making a group, at the first set-up or by whoever runs the installation."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from gugus.accounts.queries import places_named
from gugus.accounts.services.officers import GrantedOffice, OfficeCandidate, give_first_secretary
from gugus.people.access import Actor
from gugus.people.clock import day_here
from gugus.people.models import Group, GroupSchool, Place, RoleAssignment, School
from gugus.people.queries import is_empty_installation
from gugus.people.rules.names import plain_user_name
from gugus.people.rules.roles import Role
from gugus.people.rules.years import school_year_of
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import Installation, User
from gugus.platform.foundation.services import check_setup_code, forget_setup_code, record

# What a school's name begins with tells its kind; anybody may correct it later.
_KINDS = {
    "SD": School.Kind.SD,
    "SDN": School.Kind.SD,
    "SDLB": School.Kind.SDLB,
    "SDLBN": School.Kind.SDLB,
    "MI": School.Kind.MI,
    "MIN": School.Kind.MI,
    "MIS": School.Kind.MI,
    "TK": School.Kind.TK,
    "TKN": School.Kind.TK,
    "RA": School.Kind.RA,
    "SMP": School.Kind.SMP,
    "SMPN": School.Kind.SMP,
    "MTS": School.Kind.MTS,
    "MTSN": School.Kind.MTS,
}


@dataclass(frozen=True)
class NewGroup:
    """A group to be made, with the school where it meets."""

    name: str
    code: str
    npsn: str
    school_name: str
    kecamatan: str = ""


@dataclass(frozen=True)
class FirstPerson:
    """Who sets an installation up."""

    name: str
    username: str
    password: str


def set_up_installation(
    *, setup_code: str, group: NewGroup, person: FirstPerson, now: datetime
) -> User:
    """Make the first group and its secretary, who also runs the installation."""
    check_setup_code(code=setup_code, now=now)
    with transaction.atomic():
        # Whoever holds the code may press twice: the second waits here and finds it done.
        Installation.objects.select_for_update().first()
        if not is_empty_installation():
            raise Refused(_("Gugus sudah disiapkan. Masuklah dengan akun yang sudah dibuat."))
        user = User.objects.create_user(
            plain_user_name(person.username), person.name, person.password
        )
        made = _group(group, now)
        today = day_here(now)
        RoleAssignment.objects.create(user=user, role=Role.SECRETARY, group=made, since=today)
        RoleAssignment.objects.create(user=user, role=Role.SITE_ADMIN, since=today)
        record(user.pk, now, "installation.set_up", made, made.pk)
        forget_setup_code()
    return user


def create_group(
    *, actor: Actor, group: NewGroup, secretary: OfficeCandidate, now: datetime
) -> tuple[Group, GrantedOffice]:
    """Add a group to the installation, with its first secretary."""
    with transaction.atomic():
        made = _group(group, now)
        record(actor.user_id, now, "group.created", made, made.pk)
        given = give_first_secretary(actor=actor, group=made, somebody=secretary, now=now)
    return made, given


def find_place(text: str, *, depth: int = 3) -> Place | None:
    """The kecamatan (depth 3) or kabupaten/kota (2) with this code or name; None for nothing."""
    wanted = " ".join(text.split())
    if not wanted:
        return None
    found = places_named(wanted, depth)
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refused(
            _("Tidak ada wilayah dengan nama atau kode “%(text)s”. Periksa ejaannya.")
            % {"text": wanted}
        )
    raise Refused(
        _("Ada %(n)d wilayah bernama %(text)s. Ketuk yang dimaksud di bawahnya.")
        % {"n": len(found), "text": wanted}
    )


def _group(wish: NewGroup, now: datetime) -> Group:
    code = slugify(wish.code or wish.name)[:40].strip("-")
    if not code:
        raise Refused(_("Tulis kode dari huruf latin atau angka."), "code")
    try:
        place = find_place(wish.kecamatan)
    except Refused as refusal:
        raise Refused(refusal.message, "kecamatan") from refusal
    school = _school(wish, place)
    try:
        with transaction.atomic():
            made = Group.objects.create(code=code, name=wish.name, place=place, core_school=school)
    except IntegrityError as error:
        raise Refused(_("Kode ini sudah dipakai kelompok lain."), "code") from error
    year = school_year_of(day_here(now))
    GroupSchool.objects.create(group=made, school=school, first_year=year)
    return made


def _school(wish: NewGroup, place: Place | None) -> School:
    words = wish.school_name.upper().split()
    state = words[0].endswith("N") or "NEGERI" in words
    new = {
        "name": wish.school_name,
        "kind": _KINDS.get(words[0], School.Kind.OTHER),
        "status": School.Status.STATE if state else School.Status.PRIVATE,
        "place": place,
    }
    return School.objects.get_or_create(npsn=wish.npsn, defaults=new)[0]
