"""Who holds which role, of a group and of the installation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.accounts.models import OfficeProposal
from gugus.accounts.pages.account import scope_in_words
from gugus.accounts.pages.proposals import OfficeProposalRow, proposal_rows
from gugus.accounts.services.officers import GrantedOffice
from gugus.cores.words.order import person_key
from gugus.people.access import Actor
from gugus.people.models import ROLE_LABELS, Group, RoleAssignment
from gugus.people.rules.offices import needs_two
from gugus.people.rules.roles import TABLE, May, Role
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
    by_two: bool
    has_factor: bool


@dataclass(frozen=True)
class OfficersPage:
    """A group's officers and their logins."""

    code: str
    offices: tuple[OfficeRow, ...]
    proposals: tuple[OfficeProposalRow, ...]
    # Nobody else in the group could approve.
    alone: bool
    required: bool
    # Whoever runs the installation sees nothing else of a group.
    sees_holders: bool


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
    proposals: tuple[OfficeProposalRow, ...]
    required: bool


@dataclass(frozen=True)
class HolderRow:
    """Who holds a role since when, and who gave it."""

    name: str
    role: str
    where: str
    since: date
    given_by: str


@dataclass(frozen=True)
class HoldersPage:
    """Who may do what in the group, for every member to see; `proposed` is what waits."""

    code: str
    holders: tuple[HolderRow, ...]
    invites: bool
    proposed: tuple[OfficeProposalRow, ...]


def officers_page(
    *,
    group: Group,
    actor: Actor,
    offices: Iterable[RoleAssignment],
    factors: frozenset[int],
    required: bool,
    proposals: Iterable[OfficeProposal],
) -> OfficersPage:
    """The group's offices in the order of the roles, and what waits for a second officer."""
    rows = tuple(offices)
    givers = {row.user_id for row in rows if May.MANAGE_OFFICERS in TABLE[Role(row.role)]}
    waiting = proposal_rows(actor, proposals, group.code)
    shown = _sorted(rows, actor, factors)
    return OfficersPage(
        code=group.code,
        offices=shown,
        proposals=waiting,
        alone=len(givers) < 2,
        required=required,
        sees_holders=actor.may(May.SEE_GROUP, group.pk),
    )


def site_page(
    *,
    actor: Actor,
    groups: Iterable[Any],
    beyond: Iterable[RoleAssignment],
    factors: frozenset[int],
    required: bool,
    proposals: Iterable[OfficeProposal],
) -> SitePage:
    """Groups by name (with `n` schools), the offices beyond groups, and what waits anywhere."""
    rows = tuple(SiteGroupRow(row.code, row.name, str(row.place or ""), row.n) for row in groups)
    offices = _sorted(beyond, actor, factors)
    return SitePage(rows, offices, proposal_rows(actor, proposals), required)


def holders_page(
    *,
    group: Group,
    actor: Actor,
    offices: Iterable[RoleAssignment],
    givers: Mapping[int, tuple[str, ...]],
    proposals: Iterable[OfficeProposal],
) -> HoldersPage:
    """Roles in their order; nobody's user name, and nothing to press."""
    holders = tuple(
        HolderRow(row.name, row.role, row.where, row.since, ", ".join(givers.get(row.pk, ())))
        for row in _sorted(offices, actor)
    )
    invites = actor.may(May.INVITE_EVALUATORS, group.pk)
    waiting = proposal_rows(actor, proposals, group.code)
    return HoldersPage(group.code, holders, invites, waiting)


def _sorted(
    rows: Iterable[RoleAssignment], actor: Actor, factors: frozenset[int] = frozenset()
) -> tuple[OfficeRow, ...]:
    order = list(Role)
    ordered = sorted(
        rows, key=lambda row: (order.index(Role(row.role)), person_key(row.user.name), row.pk)
    )
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
            by_two=needs_two(Role(row.role)),
            has_factor=row.user_id in factors,
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


def password_reset_page(*, office: RoleAssignment, back: str, by_two: bool) -> ConfirmPage:
    """The question before a password is replaced, or proposed to be."""
    told = _("Kata sandi lama langsung mati dan ia keluar dari semua perangkat.")
    if by_two:
        told = _(
            "Karena perannya, pengurus lain harus menyetujuinya. Sampai disetujui, kata sandi yang "
            "sekarang tetap berlaku."
        )
    return ConfirmPage(
        _("Buat kata sandi baru untuk %(name)s?") % {"name": office.user.name},
        (told,),
        _("Ya, usulkan") if by_two else _("Buat kata sandi baru"),
        back,
        _("Kembali"),
    )


def officers_address(group: Group) -> str:
    """Where a group's officers are listed."""
    return reverse("accounts:officers", args=[group.code])
