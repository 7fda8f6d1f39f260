"""Sign-in pages."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import get_language

from gugus.accounts.forms.sign_in import PasswordForm, PinForm
from gugus.people.clock import day_here
from gugus.people.models import ROLE_LABELS, Group, Teacher
from gugus.people.queries import roles_in_force
from gugus.people.rules.names import given_name
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import PersonalKey, User
from gugus.platform.foundation.queries import is_example_installation


@dataclass(frozen=True)
class ExamplePerson:
    """An invented person whom a visitor may be."""

    user_id: int
    name: str
    role: str


@dataclass(frozen=True)
class OtherLanguage:
    """The language that this page is not in, named in itself."""

    code: str
    name: str


_OTHER = {"id": OtherLanguage("en", "In English"), "en": OtherLanguage("id", "Bahasa Indonesia")}


@dataclass(frozen=True)
class SignInPage:
    """The door: teachers first, officers behind the second tab."""

    form: PinForm | PasswordForm
    for_officers: bool
    next: str
    group_name: str
    example_people: tuple[ExamplePerson, ...]
    other_language: OtherLanguage


@dataclass(frozen=True)
class PersonalLinkPage:
    """A personal link was opened: whose it is, and the button that signs in."""

    given_name: str
    school_name: str


@dataclass(frozen=True)
class InvalidLinkPage:
    """A link that opens nothing, whatever the reason; `door` is the other way in."""

    door: str


def sign_in_page(
    *, form: PinForm | PasswordForm, target: str, group: Group | None, now: datetime
) -> SignInPage:
    """Build the sign-in page; `group` is the only one of the installation, if there is one."""
    people = example_people(now) if is_example_installation() else ()
    return SignInPage(
        form=form,
        for_officers=isinstance(form, PasswordForm),
        next=target,
        group_name=group.name if group else "",
        example_people=people,
        other_language=_OTHER[get_language() or "id"],
    )


def link_page(key: PersonalKey) -> PersonalLinkPage:
    """What may be said to whoever holds the link, before they sign in."""
    teacher = Teacher.objects.select_related("school").filter(user_id=key.user_id).first()
    name = teacher.name if teacher else key.user.name
    return PersonalLinkPage(given_name(name), teacher.school.name if teacher else "")


def example_people(now: datetime) -> tuple[ExamplePerson, ...]:
    """One line for each invented person with a login, officers first."""
    invented = Q(user__is_example=True, user__is_active=True)
    held = roles_in_force(day_here(now)).filter(invented)
    roles = {(row.user_id, row.user.name): Role(row.role) for row in held.order_by("-id")}
    plain = User.objects.filter(is_example=True, is_active=True, teacher__active=True)
    for user in plain.exclude(pk__in=[user_id for user_id, _name in roles]).order_by("id"):
        roles[(user.pk, user.name)] = Role.TEACHER
    order = list(Role)
    people = sorted(roles.items(), key=lambda item: (order.index(item[1]), item[0]))
    return tuple(
        ExamplePerson(user_id, name, str(ROLE_LABELS[role])) for (user_id, name), role in people
    )
