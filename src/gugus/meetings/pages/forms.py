"""The first page of a meeting, its invitation, and the forms around its plan."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import meeting_address, when
from gugus.people.models import Group
from gugus.platform.web.links import Link
from gugus.programme.models import Line


@dataclass(frozen=True)
class MeetingFormPage:
    """A form of planning: new, change, move."""

    title: str
    intro: str
    form: Form
    save: str
    back: str
    lines: tuple[Link, ...] = ()
    line: int | None = None


def plan_page(
    group: Group, form: Form, lines: Sequence[Line] = (), line: Line | None = None
) -> MeetingFormPage:
    """A new meeting, perhaps filled in from a line of the programme."""
    here = reverse("meetings:plan", args=[group.code])
    return MeetingFormPage(
        title=_("Rencanakan pertemuan"),
        intro=_("Diisi dari program: %(title)s.") % {"title": line.title} if line else "",
        form=form,
        save=_("Simpan rencana"),
        back=reverse("agenda:list", args=[group.code]),
        lines=tuple(Link(row.title, f"{here}?program={row.pk}", row == line) for row in lines),
        line=line.pk if line else None,
    )


def edit_page(meeting: Meeting, form: Form) -> MeetingFormPage:
    """Change what a meeting is about."""
    return MeetingFormPage(
        title=_("Ubah isi pertemuan"),
        intro=when(meeting),
        form=form,
        save=_("Simpan perubahan"),
        back=meeting_address(meeting, "agenda:meeting"),
    )


def reschedule_page(meeting: Meeting, form: Form) -> MeetingFormPage:
    """Move a meeting to another time."""
    intro = _("%(title)s, sekarang %(when)s.") % {"title": meeting.title, "when": when(meeting)}
    if meeting.invitation_id:
        intro += " " + _("Undangan sudah bernomor; sesudah pindah, kirim ulang undangannya.")
    return MeetingFormPage(
        title=_("Pindah jadwal"),
        intro=intro,
        form=form,
        save=_("Pindahkan"),
        back=meeting_address(meeting, "agenda:meeting"),
    )


def paper_links(meeting: Meeting, name: str) -> tuple[Link, ...]:
    """A paper to print, and the same to change in a word processor; `name` is its address."""
    return tuple(
        Link(title, reverse(name, args=[meeting.group.code, meeting.pk, kind]))
        for kind, title in (("pdf", _("PDF")), ("docx", _("Word")))
    )
