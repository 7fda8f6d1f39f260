"""A teacher's own attendance: what stands there, and the ways to say "here I am"."""

from dataclasses import dataclass
from datetime import datetime

from django.forms import Form
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gugus.attendance.forms.marks import CodeForm, ExcuseForm, SignatureForm
from gugus.attendance.models import Attendance
from gugus.attendance.pages.wall import link_of
from gugus.attendance.rules.cards import QR_PREFIX, spaced
from gugus.attendance.rules.statuses import PRESENT
from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import meeting_address, when, where
from gugus.meetings.rules.times import check_in_window
from gugus.people.models import Group, Teacher
from gugus.platform.web.formats import qr_picture, short_date, time_text


@dataclass(frozen=True)
class OwnAttendance:
    """What the meeting's page says to a teacher whom it calls."""

    meeting: int
    title: str
    about: str
    state: str
    came: bool
    is_open: bool
    hours: str
    here: str
    check_in_url: str
    code_url: str
    # The address on the wall, without its code: this page takes it where there is no signal.
    wall_link: str
    code_form: Form | None
    sign_url: str
    excuse_url: str
    excuse_form: Form | None
    card_url: str


def own_attendance(meeting: Meeting, row: Attendance | None, now: datetime) -> OwnAttendance:
    """The part as it stands now; a page kept for later holds the ways for the day as well."""
    hours = check_in_window(
        meeting.group.time_zone, meeting.date, meeting.starts_at, meeting.ends_at
    )
    ahead = meeting.state in (Meeting.State.PLANNED, Meeting.State.CALLED)
    came = row is not None and row.status in PRESENT
    may = ahead and now <= hours.closes and not came
    start = time_text(hours.opens.time())
    return OwnAttendance(
        meeting=meeting.pk,
        title=meeting.title,
        about=own_attendance_subject(meeting),
        state=_state(row),
        came=came,
        is_open=may and hours.holds(now),
        hours=_("Dapat diisi %(day)s pukul %(start)s sampai %(end)s.")
        % {"day": short_date(meeting.date), "start": start, "end": time_text(meeting.ends_at)},
        here=meeting_address(meeting, "agenda:meeting"),
        check_in_url=meeting_address(meeting, "attendance:check_in") if may else "",
        code_url=meeting_address(meeting, "attendance:own_code"),
        wall_link=link_of(meeting),
        code_form=CodeForm(auto_id="kode_%s") if may else None,
        sign_url=meeting_address(meeting, "attendance:own_sign"),
        excuse_url=meeting_address(meeting, "attendance:own_excuse"),
        excuse_form=_excuse_form(row) if may else None,
        card_url=reverse("attendance:card", args=[meeting.group.code]),
    )


def _excuse_form(row: Attendance | None) -> ExcuseForm:
    form = ExcuseForm(auto_id="halangan_%s")
    return form if row is not None and row.status else form.without_coming()


def own_attendance_subject(meeting: Meeting) -> str:
    """What unsent writes about one's own attendance are filed under."""
    return f"attendance:{meeting.pk}:own"


def _state(row: Attendance | None) -> str:
    if row is None or not row.status:
        return ""
    said = _("Kehadiran Anda sudah tercatat: %(status)s (%(how)s).") % {
        "status": str(row.get_status_display()).lower(),
        "how": row.get_how_display(),
    }
    return f"{said} {row.note}" if row.note else said


@dataclass(frozen=True)
class OwnFormPage:
    """One way by itself: the code, the signature, or the excuse."""

    title: str
    intro: str
    meeting: int
    about: str
    command: str
    form: Form
    save: str
    back: str
    draws: bool
    plain_url: str


def code_page(meeting: Meeting, form: CodeForm) -> OwnFormPage:
    """Typing the code on the wall."""
    return _form_page(meeting, form, "attendance.code", _("Ketik kode di dinding"), _("Saya hadir"))


def sign_page(meeting: Meeting, form: SignatureForm) -> OwnFormPage:
    """Signing with a finger."""
    return _form_page(
        meeting, form, "attendance.sign", _("Tanda tangan hadir"), _("Simpan tanda tangan")
    )


def excuse_page(meeting: Meeting, form: ExcuseForm) -> OwnFormPage:
    """Saying that one cannot come."""
    return _form_page(meeting, form, "attendance.excuse", _("Saya berhalangan"), _("Kirim kabar"))


def _form_page(meeting: Meeting, form: Form, command: str, title: str, save: str) -> OwnFormPage:
    return OwnFormPage(
        title=title,
        intro=f"{meeting.title}, {when(meeting)}",
        meeting=meeting.pk,
        about=own_attendance_subject(meeting),
        command=command,
        form=form,
        save=save,
        back=meeting_address(meeting, "agenda:meeting"),
        draws=command == "attendance.sign",
        plain_url=meeting_address(meeting, "attendance:check_in"),
    )


@dataclass(frozen=True)
class LandingPage:
    """Where the picture on the wall leads: one meeting, one button, or why not."""

    title: str
    when: str
    where: str
    meeting: int
    about: str
    code: str
    state: str
    refusal: str
    back: str


def landing_page(
    meeting: Meeting, code: str, *, row: Attendance | None, refusal: str
) -> LandingPage:
    """The page as this teacher sees it."""
    came = row is not None and row.status in PRESENT
    return LandingPage(
        title=meeting.title,
        when=when(meeting),
        where=where(meeting),
        meeting=meeting.pk,
        about=own_attendance_subject(meeting),
        code="" if came or refusal else code,
        state=_state(row) if came else "",
        refusal="" if came else refusal,
        back=meeting_address(meeting, "agenda:meeting"),
    )


@dataclass(frozen=True)
class CardPage:
    """A teacher's own card, to show on the phone."""

    name: str
    school: str
    picture: SafeString
    code: str


def card_page(group: Group, teacher: Teacher, code: str) -> CardPage:
    """The card on the screen."""
    return CardPage(
        name=teacher.name,
        school=teacher.school.name,
        picture=qr_picture(QR_PREFIX + code),
        code=spaced(code),
    )
