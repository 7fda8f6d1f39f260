"""The roster: schools with their teachers, as far as one's roles reach."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.cores.words.fold import folded, letters_of
from gugus.people.access import Actor
from gugus.people.clock import current_year
from gugus.people.forms.members import NO_TEACHING, MemberFilterForm
from gugus.people.models import Group, GroupSchool, Teacher
from gugus.people.queries import Roster
from gugus.people.rules.roles import May
from gugus.people.rules.teaching import is_head
from gugus.people.rules.years import school_year_label
from gugus.platform.web.links import numbered


@dataclass(frozen=True)
class MemberRow:
    """A teacher in a list; contacts are empty where the reader may not see them."""

    name: str
    href: str
    teaching: str
    unknown: bool
    employment: str
    number: str
    phone: str


@dataclass(frozen=True)
class MemberSchoolRow:
    """A school in the overview: how many teachers, how many without class or subject."""

    name: str
    href: str
    is_core: bool
    teachers: int
    without: int
    classes_href: str
    note: str


@dataclass(frozen=True)
class SchoolSection:
    """A school's teachers among those shown."""

    name: str
    is_core: bool
    people: tuple[MemberRow, ...]


@dataclass(frozen=True)
class MembersPage:
    """Schools and teachers of a group."""

    code: str
    year: str
    filter: MemberFilterForm
    filter_fields: tuple[BoundField, ...]
    filtered: bool
    filters_open: bool
    schools: tuple[MemberSchoolRow, ...]
    sections: tuple[SchoolSection, ...]
    total: int
    shown: int
    sees_contacts: bool
    may_edit: bool
    may_import: bool
    left: int


def subjects_among(teachers: Iterable[Teacher]) -> list[str]:
    """The subjects they teach, as they are written there."""
    return sorted({t.subject for t in teachers if t.subject}, key=str.casefold)


def members_page(group: Group, actor: Actor, roster: Roster, form: MemberFilterForm) -> MembersPage:
    """Count from the whole roster, then filter it."""
    everybody, chosen = roster.teachers, form.chosen()
    shown = [t for t in everybody if _fits(t, chosen)]
    memberships = _core_first(group, roster.memberships)
    contacts = actor.schools_for(May.SEE_CONTACTS, group.pk)
    may_edit = actor.may(May.EDIT_MEMBERS, group.pk)
    return MembersPage(
        code=group.code,
        year=school_year_label(current_year(group)),
        filter=form,
        filter_fields=tuple(form[name] for name in ("sekolah", "kelas", "mapel")),
        filtered=bool(chosen),
        filters_open=bool(chosen.keys() - {"q"}),
        schools=tuple(_school_row(group, m, roster.at(m.school_id)) for m in memberships),
        sections=_sections(group, roster, memberships, shown, contacts),
        total=len(everybody),
        shown=len(shown),
        sees_contacts=contacts is None or bool(contacts),
        may_edit=may_edit,
        may_import=actor.may(May.IMPORT_ROSTER, group.pk),
        left=roster.left if may_edit else 0,
    )


def _core_first(group: Group, rows: Iterable[GroupSchool]) -> list[GroupSchool]:
    return sorted(rows, key=lambda m: (m.school_id != group.core_school_id, m.school.sort_key))


def _fits(teacher: Teacher, chosen: dict[str, Any]) -> bool:
    if "q" in chosen and not _named(teacher, chosen["q"]):
        return False
    if "sekolah" in chosen and teacher.school_id != chosen["sekolah"].pk:
        return False
    if "mapel" in chosen and teacher.subject != chosen["mapel"]:
        return False
    level = chosen.get("kelas")
    if level == NO_TEACHING:
        return lacks_teaching(teacher)
    return level is None or str(teacher.class_level) == level


def _named(teacher: Teacher, text: str) -> bool:
    name = folded(teacher.name)
    return all(word in name for word in folded(text).split()) or letters_of(text) in letters_of(
        name
    )


def lacks_teaching(teacher: Teacher) -> bool:
    """Neither class nor subject is known, and the person is not the head."""
    if teacher.class_level is not None or teacher.subject:
        return False
    return not is_head(teacher.staff_kind, teacher.additional_duty)


def teaching_of(teacher: Teacher) -> str:
    """'Kepala sekolah · Kelas 2 · PJOK'."""
    parts = []
    if is_head(teacher.staff_kind, teacher.additional_duty):
        parts.append(_("Kepala sekolah"))
    if teacher.class_level is not None:
        parts.append(_("Kelas %(level)s") % {"level": teacher.class_level})
    if teacher.subject:
        parts.append(teacher.subject)
    return " · ".join(parts) or _("Kelas belum diisi")


def member_row(group: Group, teacher: Teacher, contacts: frozenset[int] | None) -> MemberRow:
    """A teacher as a list shows it to somebody who sees `contacts` of those schools."""
    sees = contacts is None or teacher.school_id in contacts
    number = f"NIP {teacher.nip}" if teacher.nip else ""
    if not number and teacher.nuptk:
        number = f"NUPTK {teacher.nuptk}"
    return MemberRow(
        name=teacher.name,
        href=numbered("people:teacher", group.code)(teacher.pk),
        teaching=teaching_of(teacher),
        unknown=lacks_teaching(teacher),
        employment=teacher.employment,
        number=number if sees else "",
        phone=teacher.phone if sees else "",
    )


def _school_row(group: Group, membership: GroupSchool, own: Sequence[Teacher]) -> MemberSchoolRow:
    school = membership.school
    leaving = membership.last_year == current_year(group)
    return MemberSchoolRow(
        name=school.name,
        href=numbered("people:school", group.code)(school.pk),
        is_core=school.pk == group.core_school_id,
        teachers=len(own),
        without=sum(lacks_teaching(t) for t in own),
        classes_href=reverse("people:school_classes", args=[group.code, school.pk]),
        note=_("keluar akhir tahun pelajaran ini") if leaving else "",
    )


def _sections(
    group: Group,
    roster: Roster,
    memberships: list[GroupSchool],
    shown: list[Teacher],
    contacts: frozenset[int] | None,
) -> tuple[SchoolSection, ...]:
    """By school; last those who belong by themselves, from schools outside the group."""
    by_school = [(m.school, roster.at(m.school_id)) for m in memberships]
    sections, wanted = [], {one.pk for one in shown}
    for school, everybody in by_school:
        people = [t for t in everybody if t.pk in wanted]
        if people:
            rows = tuple(member_row(group, t, contacts) for t in people)
            sections.append(SchoolSection(school.name, school.pk == group.core_school_id, rows))
    at_home = {one.pk for _school, everybody in by_school for one in everybody}
    outside = [t for t in shown if t.pk not in at_home]
    if outside:
        rows = tuple(_guest_row(group, t, contacts) for t in outside)
        sections.append(SchoolSection(_("Dari sekolah di luar kelompok"), False, rows))
    return tuple(sections)


def _guest_row(group: Group, teacher: Teacher, contacts: frozenset[int] | None) -> MemberRow:
    row = member_row(group, teacher, contacts)
    return replace(row, teaching=f"{row.teaching} · {teacher.school.name}")


@dataclass(frozen=True)
class FormerMembersPage:
    """Teachers who left, to look up or bring back."""

    code: str
    people: tuple[MemberRow, ...]


def former_members_page(group: Group, teachers: Iterable[Teacher]) -> FormerMembersPage:
    """Those marked as left, by name."""
    people = tuple(member_row(group, t, frozenset()) for t in teachers)
    return FormerMembersPage(group.code, people)
