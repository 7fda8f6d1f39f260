"""Who holds which role, of a group and of the installation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.accounts.pages.account import scope_in_words
from gugus.accounts.services.officers import GrantedOffice
from gugus.people.access import Actor
from gugus.people.models import ROLE_LABELS, Group, RoleAssignment
from gugus.people.rules.roles import Role
from gugus.platform.web.pages import ConfirmPage


@dataclass(frozen=True)
class OfficeRow:
    """One role of one person."""

    pk: int
    role: str
    name: str
    username: str
    where: str
    since: date
    own: bool
    waits: bool


@dataclass(frozen=True)
class OfficersPage:
    """A group's officers and their logins."""

    code: str
    offices: tuple[OfficeRow, ...]


@dataclass(frozen=True)
class NewPasswordPage:
    """A login was made or renewed: its password, this once."""

    title: str
    name: str
    username: str
    password: str
    door: str
    message: str
    back: str


@dataclass(frozen=True)
class SiteGroupRow:
    """A group of the installation, in numbers."""

    code: str
    name: str
    place: str
    schools: int


@dataclass(frozen=True)
class SitePage:
    """Every group, and the roles that reach beyond one."""

    groups: tuple[SiteGroupRow, ...]
    offices: tuple[OfficeRow, ...]


def officers_page(*, group: Group, actor: Actor, offices: Iterable[RoleAssignment]) -> OfficersPage:
    """The group's offices in the order of the roles."""
    return OfficersPage(group.code, _sorted(offices, actor))


def site_page(*, actor: Actor, groups: Iterable[Any], beyond: Iterable[RoleAssignment]) -> SitePage:
    """Groups by name (with `n` schools), and the offices that only the administrator gives."""
    rows = tuple(SiteGroupRow(row.code, row.name, str(row.place or ""), row.n) for row in groups)
    return SitePage(rows, _sorted(beyond, actor))


def _sorted(rows: Iterable[RoleAssignment], actor: Actor) -> tuple[OfficeRow, ...]:
    order = list(Role)
    ordered = sorted(rows, key=lambda row: (order.index(Role(row.role)), row.user.name, row.pk))
    return tuple(
        OfficeRow(
            pk=row.pk,
            role=str(ROLE_LABELS[Role(row.role)]),
            name=row.user.name,
            username=row.user.username,
            where=scope_in_words(row),
            since=row.since,
            own=row.user_id == actor.user_id,
            waits=row.user.must_change_password,
        )
        for row in ordered
    )


def new_password_page(*, title: str, given: GrantedOffice, door: str, back: str) -> NewPasswordPage:
    """The words that are handed over with a new password."""
    message = _(
        "%(name)s, buka %(door)s lalu masuk dengan nama pengguna %(username)s dan kata sandi "
        "%(password)s. Sesudah masuk, pilih kata sandi Anda sendiri."
    ) % {
        "name": given.user.name,
        "door": door,
        "username": given.user.username,
        "password": given.password or "",
    }
    return NewPasswordPage(
        title=title,
        name=given.user.name,
        username=given.user.username,
        password=given.password or "",
        door=door,
        message=message,
        back=back,
    )


def office_withdraw_page(*, office: RoleAssignment, actor: Actor, back: str) -> ConfirmPage:
    """The question before a role ends."""
    role = str(ROLE_LABELS[Role(office.role)])
    if office.user_id == actor.user_id:
        title = _("Lepas peran Anda sendiri sebagai %(role)s?") % {"role": role}
        text = _("Anda langsung kehilangan peran ini dan tidak dapat mengembalikannya sendiri.")
    else:
        title = _("Cabut peran %(role)s dari %(name)s?") % {"role": role, "name": office.user.name}
        text = _("Perannya berakhir hari ini. Yang sudah dicatatnya tetap tersimpan.")
    return ConfirmPage(
        title, (f"{text} {scope_in_words(office)}.",), _("Ya, cabut"), back, _("Kembali")
    )


def password_reset_page(*, office: RoleAssignment, back: str) -> ConfirmPage:
    """The question before a password is replaced."""
    return ConfirmPage(
        _("Buat kata sandi baru untuk %(name)s?") % {"name": office.user.name},
        (_("Kata sandi lama langsung mati dan ia keluar dari semua perangkat."),),
        _("Buat kata sandi baru"),
        back,
        _("Kembali"),
    )


def officers_address(group: Group) -> str:
    """Where a group's officers are listed."""
    return reverse("accounts:officers", args=[group.code])
