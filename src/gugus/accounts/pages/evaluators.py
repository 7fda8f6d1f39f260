"""Outside evaluators: whom a group has invited, and what an evaluator finds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.people.models import Group, RoleAssignment
from gugus.people.registry import subjects
from gugus.platform.web.pages import ConfirmPage


@dataclass(frozen=True)
class InvitationRow:
    """Who may look at what until when."""

    pk: int
    name: str
    what: str
    until: date | None
    href: str


@dataclass(frozen=True)
class EvaluatorsPage:
    """A group's invitations; none can be made as long as there is nothing to look at."""

    code: str
    rows: tuple[InvitationRow, ...]
    can_invite: bool


@dataclass(frozen=True)
class InvitedPage:
    """The bare home of an evaluator."""

    name: str
    rows: tuple[InvitationRow, ...]


@dataclass(frozen=True)
class InvitationLinkPage:
    """The link of an invitation, this once."""

    name: str
    link: str
    until: date | None
    back: str


Names = Mapping[str, Mapping[str, str]]


def names_of(group: Group) -> dict[str, Mapping[str, str]]:
    """What may be looked at in a group, by kind and key."""
    return {kind: one.names(group) for kind, one in subjects().items()}


def evaluators_page(
    group: Group, offices: Iterable[RoleAssignment], names: Names
) -> EvaluatorsPage:
    """The invitations in force."""
    rows = tuple(_row(row, names) for row in offices)
    return EvaluatorsPage(group.code, rows, any(names.values()))


def invited_page(name: str, offices: Iterable[tuple[RoleAssignment, Names]]) -> InvitedPage:
    """What the person who looks is invited to."""
    return InvitedPage(name, tuple(_row(row, names) for row, names in offices))


def end_page(office: RoleAssignment, back: str) -> ConfirmPage:
    """The question before an invitation ends."""
    title = _("Akhiri undangan %(name)s?") % {"name": office.user.name}
    line = _("Tautannya langsung mati, dan ia keluar dari semua perangkat.")
    return ConfirmPage(title, (line,), _("Ya, akhiri"), back, _("Kembali"))


def _row(row: RoleAssignment, names: Names) -> InvitationRow:
    one = subjects().get(row.subject_kind)
    known = names.get(row.subject_kind, {}).get(row.subject_key)
    title = _(one.title) if one else row.subject_kind
    return InvitationRow(
        pk=row.pk,
        name=row.user.name,
        what=f"{title}: {known}" if known else title,
        until=row.until,
        href=reverse(one.address, args=[row.subject_key]) if one and known else "",
    )
