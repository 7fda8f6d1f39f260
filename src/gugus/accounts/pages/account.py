"""What a person sees about themselves."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.accounts.forms.account import LanguageForm, PasswordChangeForm
from gugus.people.access import Actor
from gugus.people.models import ROLE_LABELS, RoleAssignment, Teacher
from gugus.people.rules.roles import May, Role
from gugus.platform.foundation.models import User


@dataclass(frozen=True)
class HeldRole:
    """A role in words, and where it is held."""

    title: str
    where: str


@dataclass(frozen=True)
class AccountPage:
    """Who is signed in, as what, and in which language."""

    name: str
    username: str
    roles: tuple[HeldRole, ...]
    has_password: bool
    language: LanguageForm
    site: str


@dataclass(frozen=True)
class PasswordPage:
    """Choosing a password of one's own; `forced` when the present one was given."""

    form: PasswordChangeForm
    forced: bool


def account_page(
    *,
    user: User,
    actor: Actor,
    language: LanguageForm,
    held: Iterable[RoleAssignment],
    teacher: Teacher | None,
) -> AccountPage:
    """What the person holds today."""
    roles = [HeldRole(str(ROLE_LABELS[Role(row.role)]), scope_in_words(row)) for row in held]
    if teacher is not None:
        roles.append(HeldRole(str(ROLE_LABELS[Role.TEACHER]), teacher.school.name))
    return AccountPage(
        name=teacher.name if teacher else user.name,
        username=user.username if user.has_usable_password() else "",
        roles=tuple(roles),
        has_password=user.has_usable_password(),
        language=language,
        site=reverse("accounts:site") if actor.may_anywhere(May.ADMINISTER_SITE) else "",
    )


def scope_in_words(row: RoleAssignment) -> str:
    """'Gugus I Ciawi', 'SDN Ciawi 01', 'Kabupaten Bogor', or the whole installation."""
    scope = row.school or row.group or row.place
    return str(scope) if scope else _("seluruh aplikasi")
