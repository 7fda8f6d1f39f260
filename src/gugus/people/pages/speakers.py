"""Speakers and what they are good at."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.forms.speakers import SpeakerForm
from gugus.people.models import Group, Speaker
from gugus.people.rules.roles import May
from gugus.platform.web.links import numbered
from gugus.platform.web.pages import ConfirmPage, FormPage


@dataclass(frozen=True)
class SpeakerRow:
    """A speaker in the list; the phone only for those who may see contacts."""

    name: str
    detail: str
    is_teacher: bool
    phone: str
    expertise: tuple[str, ...]
    edit: str
    remove: str


@dataclass(frozen=True)
class SpeakersPage:
    """All speakers of a group."""

    code: str
    rows: tuple[SpeakerRow, ...]
    may_edit: bool


def speakers_page(
    group: Group, actor: Actor, speakers: Iterable[Speaker], own_contacts: Collection[int]
) -> SpeakersPage:
    """By name; `own_contacts` are the speakers whose telephone this group wrote down first."""
    sees = actor.schools_for(May.SEE_CONTACTS, group.pk) is None
    return SpeakersPage(
        code=group.code,
        rows=tuple(_row(group, row, sees and row.pk in own_contacts) for row in speakers),
        may_edit=actor.may(May.EDIT_MEMBERS, group.pk),
    )


def _row(group: Group, row: Speaker, sees: bool) -> SpeakerRow:
    lines = tuple(line.strip() for line in row.expertise.splitlines() if line.strip())
    return SpeakerRow(
        name=row.name,
        detail=", ".join(part for part in (row.position, row.institution) if part),
        is_teacher=row.teacher_id is not None,
        phone=row.phone if sees else "",
        expertise=lines,
        edit=numbered("people:speaker_edit", group.code)(row.pk),
        remove=numbered("people:speaker_remove", group.code)(row.pk),
    )


def speaker_form_page(group: Group, form: SpeakerForm, row: Speaker | None) -> FormPage:
    """Add or change a speaker."""
    return FormPage(
        form=form,
        lead="",
        title=_("Ubah narasumber") if row else _("Tambah narasumber"),
        back_href=reverse("people:speakers", args=[group.code]),
        back=_("Narasumber"),
        submit=_("Simpan"),
    )


def speaker_remove_page(group: Group, row: Speaker) -> ConfirmPage:
    """What letting go means."""
    return ConfirmPage(
        title=_("Keluarkan %(name)s dari daftar narasumber?") % {"name": row.name},
        lines=(
            _("Namanya tidak ditawarkan lagi pada program dan pertemuan baru."),
            _("Program dan pertemuan yang sudah menyebutnya tetap menyebutnya."),
        ),
        back_href=reverse("people:speakers", args=[group.code]),
        back=_("Narasumber"),
        submit=_("Keluarkan"),
    )
