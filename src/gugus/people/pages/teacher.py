"""One teacher: what is recorded, as far as the reader may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.forms.numbers import nip_doubts_in_words
from gugus.people.forms.teachers import TeacherForm
from gugus.people.models import CommitteePost, Group, StudyGroup, Teacher
from gugus.people.pages.members import lacks_teaching, teaching_of
from gugus.people.rules.membership import OwnMembership
from gugus.people.rules.numbers import wa_address
from gugus.people.rules.roles import May
from gugus.platform.web.formats import short_date
from gugus.platform.web.forms import ChangesForm
from gugus.platform.web.links import TaskLink
from gugus.platform.web.pages import ConfirmPage, FormPage


@dataclass(frozen=True)
class Fact:
    """A labelled value; '–' where nothing is known."""

    label: str
    value: str


@dataclass(frozen=True)
class TeacherPage:
    """A teacher's page."""

    code: str
    teacher_id: int
    name: str
    school: str
    school_href: str
    teaching: str
    unknown: bool
    active: bool
    facts: tuple[Fact, ...]
    sees_contacts: bool
    study_groups: tuple[str, ...]
    posts: tuple[str, ...]
    doubts: tuple[str, ...]
    may_edit: bool
    is_self: bool
    # For calling, and the address of a chat; empty for who may not see them.
    phone: str
    wa: str
    # What the apps lead to about this person.
    leads: tuple[TaskLink, ...]
    # The group that keeps the record, where it is another one, and whom to ask there.
    keeper: str
    ask: str


@dataclass(frozen=True)
class MemberHere:
    """What a teacher is to the group that looks at them."""

    # A member now, and since when or until when.
    is_member: bool
    days: OwnMembership
    # The teacher's own school belongs to the group.
    school_is_here: bool
    keeper: Group | None
    ask: str


def teacher_page(
    group: Group,
    actor: Actor,
    teacher: Teacher,
    here: MemberHere,
    posts: Iterable[CommitteePost],
    study_groups: Iterable[StudyGroup],
    leads: tuple[TaskLink, ...],
) -> TeacherPage:
    """Show contacts to those who may see them, and to the teacher."""
    schools = actor.schools_for(May.SEE_CONTACTS, group.pk)
    is_self = teacher.pk == actor.teacher_id
    sees = is_self or schools is None or bool({teacher.school_id, here.days.school_id} & schools)
    may_edit = actor.may(May.EDIT_MEMBERS, group.pk)
    doubts = nip_doubts_in_words(teacher.nip or "", teacher.sex) if may_edit else []
    return TeacherPage(
        code=group.code,
        teacher_id=teacher.pk,
        name=teacher.name,
        school=teacher.school.name,
        school_href=reverse("people:school", args=[group.code, teacher.school_id])
        if here.school_is_here
        else "",
        teaching=teaching_of(teacher),
        unknown=lacks_teaching(teacher),
        active=here.is_member,
        facts=tuple(_facts(teacher, here, sees)),
        sees_contacts=sees,
        study_groups=tuple(row.name for row in study_groups),
        posts=tuple(post.get_post_display() for post in posts),
        doubts=tuple(doubts),
        may_edit=may_edit,
        is_self=is_self,
        keeper=here.keeper.name if here.keeper else "",
        ask=here.ask,
        phone=teacher.phone if sees and not is_self else "",
        wa=wa_address(teacher.phone) if sees and not is_self else "",
        leads=leads,
    )


def _facts(teacher: Teacher, here: MemberHere, sees: bool) -> list[Fact]:
    facts = [(_("Status kepegawaian"), teacher.employment), (_("Jenis PTK"), teacher.staff_kind)]
    facts.append((_("Tugas tambahan"), teacher.additional_duty))
    facts += _membership_days(here.days.since, here.days.until)
    if sees:
        facts += private_facts(teacher)
    return [Fact(label, value or "–") for label, value in facts]


def membership_facts(teacher: Teacher) -> list[tuple[str, str]]:
    """From when to when a member; nothing where it is not known."""
    return _membership_days(teacher.joined_on, teacher.left_on)


def _membership_days(since: date | None, until: date | None) -> list[tuple[str, str]]:
    days = ((_("Anggota sejak"), since), (_("Keluar mulai"), until))
    return [(label, short_date(day)) for label, day in days if day is not None]


def private_facts(teacher: Teacher) -> list[tuple[str, str]]:
    """What only officers, the own head and the teacher see."""
    return [
        (_("Pangkat, golongan"), teacher.rank),
        (_("Pendidikan terakhir"), teacher.qualification),
        (_("Jenis kelamin"), teacher.get_sex_display()),
        ("NIP", teacher.nip or ""),
        ("NUPTK", teacher.nuptk or ""),
        ("PegID", teacher.peg_id or ""),
        (_("Nomor HP"), teacher.phone),
        (_("Surel"), teacher.email),
    ]


def teacher_form_page(group: Group, form: TeacherForm, teacher: Teacher | None) -> FormPage:
    """Add or change a teacher."""
    back = _home(group, teacher)
    return FormPage(
        form=form,
        title=_("Ubah data guru") if teacher else _("Tambah guru"),
        back_href=back,
        back=teacher.name if teacher else _("Anggota dan sekolah"),
        submit=_("Simpan"),
        lead="" if teacher else _("Nama dan sekolah saja sudah cukup; yang lain dapat menyusul."),
        sections=form.sections(),
    )


def teacher_leave_page(
    group: Group,
    teacher: Teacher,
    others: Iterable[str],
    posts: Iterable[CommitteePost],
    form: ChangesForm,
) -> ConfirmPage:
    """What leaving means, before it is done; `others` are the groups where they stay."""
    words = {"name": teacher.name, "groups": ", ".join(others)}
    first = _("%(name)s tidak lagi diundang, dihitung, atau dapat masuk.")
    if words["groups"]:
        first = _("%(name)s tidak lagi diundang atau dihitung di sini, tetapi tetap di %(groups)s.")
    lines = [
        first % words,
        _("Catatan kehadiran, langkah, dan pengukurannya tetap tersimpan."),
        _("Dapat dipulihkan kapan saja dari daftar guru yang sudah keluar."),
    ]
    titles = ", ".join(post.get_post_display() for post in posts)
    if titles:
        lines.append(
            _("Masih tercatat sebagai %(posts)s: akhiri jabatannya di halaman Pengurus.")
            % {"posts": titles}
        )
    return ConfirmPage(
        title=_("Tandai %(name)s keluar?") % {"name": teacher.name},
        lines=tuple(lines),
        back_href=_home(group, teacher),
        back=teacher.name,
        form=form,
        submit=_("Tandai keluar"),
    )


def _home(group: Group, teacher: Teacher | None) -> str:
    if teacher is None:
        return reverse("people:members", args=[group.code])
    return reverse("people:teacher", args=[group.code, teacher.pk])
