"""All that is recorded about the person who asks (UU 27/2022: access, copy, correction)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gugus.people.clock import year_here
from gugus.people.models import CommitteePost, Group, Speaker, Teacher
from gugus.people.pages.members import teaching_of
from gugus.people.pages.teacher import Fact, membership_facts, private_facts
from gugus.people.queries import groups_of_school, roles_in_force
from gugus.people.rules.roles import Role
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


def own_data_page(user: User, teacher: Teacher | None, today: date) -> OwnDataPage:
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
        posts=tuple(_posts(teacher)),
        keepers=tuple(_keepers(teacher, today)),
        is_teacher=teacher is not None,
    )


def _posts(teacher: Teacher | None) -> list[str]:
    if teacher is None:
        return []
    posts = CommitteePost.objects.filter(teacher=teacher).select_related("group")
    return [f"{post.get_post_display()}, {post.group.name}" for post in posts]


def _keepers(teacher: Teacher | None, today: date) -> list[RecordKeeper]:
    if teacher is None:
        return []
    found = []
    ids = groups_of_school(teacher.school_id, year_here())
    for group in Group.objects.filter(pk__in=ids):
        rows = roles_in_force(today).filter(group=group, role=Role.SECRETARY).order_by("id")
        found.append(RecordKeeper(group.name, group.code, ", ".join(row.user.name for row in rows)))
    return found


def own_data_document(user: User, teacher: Teacher | None, today: date) -> dict[str, Any]:
    """The same as a document that another program can read; field names as in the database."""
    roles = [
        {"role": row.role, "since": row.since, "until": row.until}
        for row in roles_in_force(today).filter(user=user).order_by("id")
    ]
    return {
        "account": {
            "username": user.username,
            "name": user.name,
            "language": user.language,
            "last_login": user.last_login,
        },
        "roles": roles,
        "teacher": _teacher_document(teacher) if teacher else None,
    }


def _teacher_document(teacher: Teacher) -> dict[str, Any]:
    kept = [f.name for f in Teacher._meta.concrete_fields if f.name not in ("id", "user", "school")]
    document = {name: getattr(teacher, name) for name in kept}
    document["school"] = {"npsn": teacher.school.npsn, "name": teacher.school.name}
    document["posts"] = list(
        CommitteePost.objects.filter(teacher=teacher).values(
            "group__name", "post", "term_start", "term_end", "decree_number", "decree_date"
        )
    )
    document["speaker"] = list(
        Speaker.objects.filter(teacher=teacher).values(
            "name", "institution", "position", "phone", "expertise"
        )
    )
    return document
