"""Sign-in pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gugus.accounts.forms.sign_in import PasswordForm, PinForm
from gugus.people.models import ROLE_LABELS, Group, Teacher
from gugus.people.rules.names import called_among
from gugus.people.rules.roles import Role
from gugus.platform.foundation.models import PersonalKey


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

    called: str
    school_name: str
    # Who is signed in on this phone, if that is somebody else: asked before it changes.
    instead_of: str


@dataclass(frozen=True)
class InvalidLinkPage:
    """A link that opens nothing, whatever the reason; `door` is the other way in."""

    door: str


def sign_in_page(
    *,
    form: PinForm | PasswordForm,
    target: str,
    group: Group | None,
    examples: Iterable[tuple[int, str, Role]],
) -> SignInPage:
    """Build the sign-in page; `group` is the only one of the installation, if there is one."""
    return SignInPage(
        form=form,
        for_officers=isinstance(form, PasswordForm),
        next=target,
        group_name=group.name if group else "",
        example_people=tuple(
            ExamplePerson(user_id, name, str(ROLE_LABELS[role])) for user_id, name, role in examples
        ),
        other_language=_OTHER[get_language() or "id"],
    )


def link_page(
    key: PersonalKey, teacher: Teacher | None, here: str, alike: Iterable[str]
) -> PersonalLinkPage:
    """What may be said to whoever holds the link, before they sign in.

    `here` is the name of somebody else who is signed in; `alike` the names of the colleagues.
    """
    called = called_among(teacher.name if teacher else key.user.name, alike)
    if teacher and teacher.class_level:
        level = _("kelas %(level)d") % {"level": teacher.class_level}
        called = f"{called} ({level})"
    return PersonalLinkPage(called, teacher.school.name if teacher else "", here)
