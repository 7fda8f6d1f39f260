"""Study groups and who belongs to them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.models import Group, StudyGroup, Teacher
from gugus.people.pages.members import lacks_teaching
from gugus.people.queries import is_in_study_group
from gugus.people.rules.roles import May
from gugus.platform.web.forms import ChangesForm
from gugus.platform.web.pages import ConfirmPage, FormPage
from gugus.study_groups.forms import StudyGroupForm


@dataclass(frozen=True)
class StudyGroupRow:
    """A study group with its members' names."""

    name: str
    audience: str
    members: tuple[str, ...]
    edit: str
    delete: str


@dataclass(frozen=True)
class StudyGroupsPage:
    """All study groups; how many teachers belong to none."""

    code: str
    rows: tuple[StudyGroupRow, ...]
    nowhere: int
    unknown: int
    may_edit: bool


def study_groups_page(
    group: Group, actor: Actor, rows: Sequence[StudyGroup], teachers: Sequence[Teacher]
) -> StudyGroupsPage:
    """The roster sorted into the study groups."""
    nowhere = [t for t in teachers if not any(is_in_study_group(row, t) for row in rows)]
    return StudyGroupsPage(
        code=group.code,
        rows=tuple(_row(group, row, teachers) for row in rows),
        nowhere=len(nowhere),
        unknown=sum(lacks_teaching(t) for t in nowhere),
        may_edit=actor.may(May.EDIT_MEMBERS, group.pk),
    )


def _row(group: Group, row: StudyGroup, teachers: Sequence[Teacher]) -> StudyGroupRow:
    members = [f"{t.name} ({t.school.name})" for t in teachers if is_in_study_group(row, t)]
    return StudyGroupRow(
        name=row.name,
        audience=audience_of(row),
        members=tuple(members),
        edit=reverse("study_groups:edit", args=[group.code, row.pk]),
        delete=reverse("study_groups:delete", args=[group.code, row.pk]),
    )


def audience_of(row: StudyGroup) -> str:
    """'Guru kelas 1, 2, 3 dan guru PJOK'."""
    levels = ", ".join(str(level) for level in sorted(row.class_levels))
    words = {"levels": levels, "subject": row.subject}
    if levels and row.subject:
        return _("Guru kelas %(levels)s dan guru %(subject)s") % words
    return (_("Guru kelas %(levels)s") if levels else _("Guru %(subject)s")) % words


def study_group_form_page(group: Group, form: StudyGroupForm, row: StudyGroup | None) -> FormPage:
    """Make or change a study group."""
    return FormPage(
        form=form,
        title=_("Ubah kelompok belajar") if row else _("Tambah kelompok belajar"),
        lead=_("Anggotanya tersusun sendiri dari kelas dan mata pelajaran guru."),
        back_href=reverse("study_groups:study_groups", args=[group.code]),
        back=_("Kelompok belajar"),
        submit=_("Simpan"),
    )


def study_group_delete_page(group: Group, row: StudyGroup, form: ChangesForm) -> ConfirmPage:
    """What deleting means."""
    return ConfirmPage(
        title=_("Hapus %(name)s?") % {"name": row.name},
        lines=(
            _("Guru-gurunya tetap anggota kelompok."),
            _("Kelompok belajar yang masih dipakai program atau pertemuan tidak dapat dihapus."),
        ),
        back_href=reverse("study_groups:study_groups", args=[group.code]),
        back=_("Kelompok belajar"),
        form=form,
        submit=_("Hapus"),
    )
