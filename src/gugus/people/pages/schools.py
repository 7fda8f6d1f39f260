"""One school of a group, its forms, and the sheet of who teaches which class."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.forms import BoundField
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.clock import current_year
from gugus.people.forms.schools import NpsnForm, SchoolForm, SchoolLeaveForm
from gugus.people.forms.teachers import TeachingForm
from gugus.people.models import Group, GroupSchool, School, Teacher
from gugus.people.pages.members import MemberRow, lacks_teaching, member_row
from gugus.people.pages.teacher import Fact
from gugus.people.rules.roles import May
from gugus.people.rules.teaching import is_head
from gugus.people.rules.years import school_year_label
from gugus.platform.web.formats import decimal
from gugus.platform.web.pages import ConfirmPage, FormPage


@dataclass(frozen=True)
class SchoolPage:
    """A school's page."""

    code: str
    school_id: int
    name: str
    is_core: bool
    leaving: str
    facts: tuple[Fact, ...]
    people: tuple[MemberRow, ...]
    without: int
    may_edit: bool


def school_page(
    group: Group, actor: Actor, membership: GroupSchool, teachers: Sequence[Teacher]
) -> SchoolPage:
    """Facts and teachers of a school."""
    school = membership.school
    contacts = actor.schools_for(May.SEE_CONTACTS, group.pk)
    leaving = membership.last_year is not None
    return SchoolPage(
        code=group.code,
        school_id=school.pk,
        name=school.name,
        is_core=school.pk == group.core_school_id,
        leaving=school_year_label(cast(int, membership.last_year)) if leaving else "",
        facts=tuple(_facts(membership)),
        people=tuple(member_row(group, t, contacts) for t in teachers),
        without=sum(lacks_teaching(t) for t in teachers),
        may_edit=actor.may(May.EDIT_MEMBERS, group.pk),
    )


def _facts(membership: GroupSchool) -> list[Fact]:
    school = membership.school
    point = "–"
    if school.latitude is not None and school.longitude is not None:
        point = f"{decimal(school.latitude, 4)}; {decimal(school.longitude, 4)}"
    return [
        Fact("NPSN", school.npsn),
        Fact(_("Bentuk"), f"{school.get_kind_display()} {school.get_status_display().lower()}"),
        Fact(_("Kecamatan"), school.place.full_name if school.place else "–"),
        Fact(_("Alamat"), school.address or "–"),
        Fact(_("Telepon"), school.phone or "–"),
        Fact(_("Titik peta"), point),
        Fact(_("Anggota sejak"), school_year_label(membership.first_year)),
    ]


def npsn_page(group: Group, form: NpsnForm) -> FormPage:
    """First step of adding a school."""
    return FormPage(
        form=form,
        title=_("Tambah sekolah"),
        lead=_("Mulai dari NPSN, supaya satu sekolah tidak tercatat dua kali."),
        back_href=reverse("people:members", args=[group.code]),
        back=_("Anggota dan sekolah"),
        submit=_("Lanjut"),
    )


def known_school_page(group: Group, school: School, form: NpsnForm) -> ConfirmPage:
    """The school is known already: is it the right one?"""
    place = school.place.full_name if school.place else _("tempat belum dicatat")
    return ConfirmPage(
        title=_("Tambahkan %(school)s?") % {"school": school.name},
        lines=(
            f"NPSN {school.npsn}",
            place,
            _("Sekolah ini sudah tercatat; datanya dipakai apa adanya."),
            _("Menjadi anggota mulai tahun pelajaran %(year)s.")
            % {"year": school_year_label(current_year(group))},
        ),
        back_href=reverse("people:school_new", args=[group.code]),
        back=_("Ganti NPSN"),
        form=form,
        submit=_("Tambahkan"),
    )


def school_form_page(
    group: Group, form: SchoolForm, *, school: School | None = None, npsn: str = ""
) -> FormPage:
    """Describe a new school, or change one."""
    if school is None:
        return FormPage(
            form=form,
            lead="",
            title=_("Tambah sekolah, NPSN %(npsn)s") % {"npsn": npsn},
            back_href=reverse("people:school_new", args=[group.code]),
            back=_("Ganti NPSN"),
            submit=_("Simpan sekolah"),
        )
    return FormPage(
        form=form,
        lead="",
        title=_("Ubah data sekolah"),
        back_href=reverse("people:school", args=[group.code, school.pk]),
        back=school.name,
        submit=_("Simpan"),
    )


def school_leave_page(group: Group, school: School, form: SchoolLeaveForm) -> ConfirmPage:
    """What leaving means for a school."""
    return ConfirmPage(
        title=_("%(school)s keluar dari kelompok?") % {"school": school.name},
        lines=(
            _("Gurunya tidak lagi diundang atau dihitung sejak tahun pelajaran berikutnya."),
            _("Catatan tahun-tahun sebelumnya tetap tersimpan."),
        ),
        back_href=reverse("people:school", args=[group.code, school.pk]),
        back=school.name,
        form=form,
        submit=_("Catat keluar"),
    )


@dataclass(frozen=True)
class TeachingRow:
    """One teacher on the sheet; `seen` carries the level that stood there when it was opened."""

    name: str
    note: str
    level: BoundField | None
    subject: BoundField
    seen: SafeString


@dataclass(frozen=True)
class TeachingPage:
    """Who teaches what at one school."""

    code: str
    school_id: int
    school: str
    form: TeachingForm
    rows: tuple[TeachingRow, ...]
    subjects: tuple[str, ...]


def teaching_page(
    group: Group, school: School, teachers: list[Teacher], form: TeachingForm
) -> TeachingPage:
    """The sheet, one row a teacher."""
    rows = tuple(_teaching_row(form, teacher) for teacher in teachers)
    return TeachingPage(group.code, school.pk, school.name, form, rows, form.subjects)


def _teaching_row(form: TeachingForm, teacher: Teacher) -> TeachingRow:
    level_name = f"level-{teacher.pk}"
    level = form[level_name] if level_name in form.fields else None
    subject = form[f"subject-{teacher.pk}"]
    seen = level.as_hidden(only_initial=True) if level else SafeString()
    head = is_head(teacher.staff_kind, teacher.additional_duty)
    note = _("Kepala sekolah") if head else teacher.staff_kind
    return TeachingRow(teacher.name, note, level, subject, seen)
