"""All that is recorded about the person who asks (UU 27/2022: access, copy, correction)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gugus.accounts.pages.own_keys import OwnKey, OwnSignIn
from gugus.people.models import CommitteePost, Group, Teacher
from gugus.people.pages.members import teaching_of
from gugus.people.pages.teacher import Fact, membership_facts, private_facts
from gugus.platform.foundation.models import User


@dataclass(frozen=True)
class RecordKeeper:
    """Whom to ask for a correction: the secretary of one's group."""

    group: str
    code: str
    names: str


@dataclass(frozen=True)
class OwnDataPage:
    """The record of a teacher, and who keeps it."""

    name: str
    facts: tuple[Fact, ...]
    posts: tuple[str, ...]
    keepers: tuple[RecordKeeper, ...]
    is_teacher: bool
    keys: tuple[OwnKey, ...]
    sign_ins: tuple[OwnSignIn, ...]


def own_data_page(
    user: User,
    teacher: Teacher | None,
    posts: Iterable[CommitteePost],
    keepers: Iterable[tuple[Group, list[str]]],
    keys: tuple[OwnKey, ...],
    sign_ins: tuple[OwnSignIn, ...],
) -> OwnDataPage:
    """An officer who is no teacher has only a login."""
    facts = [(_("Nama"), user.name)]
    if teacher is not None:
        facts = [
            (_("Nama"), teacher.name),
            (_("Sekolah"), teacher.school.name),
            (_("Mengajar"), teaching_of(teacher)),
            (_("Status kepegawaian"), teacher.employment),
            (_("Jenis PTK"), teacher.staff_kind),
            (_("Tugas tambahan"), teacher.additional_duty),
            *membership_facts(teacher),
            *private_facts(teacher),
        ]
    return OwnDataPage(
        name=teacher.name if teacher else user.name,
        facts=tuple(Fact(str(label), value or "–") for label, value in facts),
        posts=tuple(f"{post.get_post_display()}, {post.group.name}" for post in posts),
        keepers=tuple(
            RecordKeeper(group.name, group.code, ", ".join(names)) for group, names in keepers
        ),
        is_teacher=teacher is not None,
        keys=keys,
        sign_ins=sign_ins,
    )
