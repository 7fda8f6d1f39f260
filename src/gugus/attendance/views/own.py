"""A teacher says for themselves: here I am, or I cannot come."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.attendance.forms.marks import CodeForm, ExcuseForm, SignatureForm
from gugus.attendance.models import Attendance
from gugus.attendance.pages.own import (
    OwnAttendance,
    OwnFormPage,
    card_page,
    code_page,
    excuse_page,
    landing_page,
    own_attendance,
    sign_page,
)
from gugus.attendance.queries import own_row
from gugus.attendance.rules.wall_codes import LINK_GRACE
from gugus.attendance.services import attendance, cards
from gugus.attendance.services import wall_codes as codes
from gugus.meetings import queries
from gugus.meetings.access import own_teacher_or_404, the_meeting
from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import meeting_address
from gugus.people.access import MemberRequest, by, group_view, person_view
from gugus.people.models import Teacher
from gugus.people.queries import teachers_of
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.web.answers import done, render_form, saved
from gugus.platform.web.render import render_page

# Where the session keeps which codes this browser opened in time: meeting, code, and when.
_OPENED = "codes_opened"


def own_part(meeting: Meeting, teacher: Teacher) -> OwnAttendance | None:
    """What the meeting's page says to a teacher whom it calls; None when it was cancelled."""
    if meeting.state == Meeting.State.CANCELLED:
        return None
    return own_attendance(meeting, _row(meeting, teacher), timezone.now())


def _row(meeting: Meeting, teacher: Teacher) -> Attendance | None:
    return own_row(meeting.pk, teacher.pk)


def _expected_or_404(request: MemberRequest, pk: int) -> tuple[Meeting, Teacher]:
    meeting, teacher = the_meeting(request, pk), own_teacher_or_404(request)
    if not queries.is_expected(meeting, teacher):
        raise Http404
    return meeting, teacher


def _back_with_message(
    request: HttpRequest, meeting: Meeting, *, stands: bool, words: str
) -> HttpResponse:
    """Back to the meeting, saying what stands now."""
    if stands:
        messages.success(request, words)
    else:
        messages.warning(
            request, _("Pencatat sudah menulis lain untuk Anda. Tanyakan kepada sekretaris.")
        )
    return redirect(meeting_address(meeting, "agenda:meeting"))


def _here(meeting: Meeting) -> str:
    return _("Anda tercatat hadir di %(title)s.") % {"title": meeting.title}


Page = Callable[[Meeting, Any], OwnFormPage]
Do = Callable[[dict[str, Any], Meeting, Teacher], bool]


def _answer(
    request: MemberRequest, pk: int, form: Form, page: Page, do: Do, words: Callable[[Meeting], str]
) -> HttpResponse:
    """Show a form of one's own; when it was sent well, do it and go back to the meeting."""
    meeting, teacher = _expected_or_404(request, pk)
    if stands := saved(request, form, lambda: do(form.cleaned_data, meeting, teacher)):
        return _back_with_message(request, meeting, stands=stands.value, words=words(meeting))
    return render_form(request, "attendance/own_form.html", page(meeting, form), form)


@group_view(May.REPORT_OWN_STEP)
def code(request: MemberRequest, pk: int) -> HttpResponse:
    """Typing the digits that the wall shows."""

    def do(data: dict[str, Any], meeting: Meeting, teacher: Teacher) -> bool:
        return codes.check_in_by_code(
            **by(request), meeting=meeting, teacher=teacher, code=data["code"]
        )

    return _answer(request, pk, CodeForm(request.POST or None), code_page, do, _here)


@group_view(May.REPORT_OWN_STEP)
def sign(request: MemberRequest, pk: int) -> HttpResponse:
    """Signing on the phone."""

    def do(data: dict[str, Any], meeting: Meeting, teacher: Teacher) -> bool:
        return attendance.sign_attendance(
            **by(request), meeting=meeting, teacher=teacher, signature=data["signature"]
        )

    return _answer(request, pk, SignatureForm(request.POST or None), sign_page, do, _here)


@group_view(May.REPORT_OWN_STEP)
def excuse(request: MemberRequest, pk: int) -> HttpResponse:
    """Saying that one cannot come, and why."""

    def do(data: dict[str, Any], meeting: Meeting, teacher: Teacher) -> bool:
        return attendance.record_excuse(
            **by(request),
            meeting=meeting,
            teacher=teacher,
            status=data["status"],
            note=data["note"],
        )

    def words(_meeting: Meeting) -> str:
        return _("Kabar Anda tersimpan dan terbaca pencatat.")

    return _answer(request, pk, ExcuseForm(request.POST or None), excuse_page, do, words)


@group_view(May.REPORT_OWN_STEP)
def card(request: MemberRequest) -> HttpResponse:
    """One's own card."""
    teacher = own_teacher_or_404(request)
    made = cards.card_codes(request.group, [teacher])[teacher.pk]
    return render_page(request, "attendance/card.html", card_page(request.group, teacher, made))


def landing(request: HttpRequest, pk: int, link: str) -> HttpResponse:
    """Where the picture on the wall leads.

    That the link was opened in time is remembered before anybody is asked to sign in: signing in
    on a slow phone takes longer than a code lives.
    """
    if codes.is_on_the_wall(pk, link, timezone.now()):
        request.session[_OPENED] = [pk, link, timezone.now().timestamp()]
    return _landed(request, pk=pk, link=link)


@person_view(May.REPORT_OWN_STEP)
def _landed(request: MemberRequest, pk: int, link: str) -> HttpResponse:
    meeting = get_object_or_404(
        Meeting.objects.select_related("group", "host", "study_group"), pk=pk
    )
    teacher = teachers_of(meeting.group).filter(pk=request.actor.teacher_id or 0).first()
    if teacher is None or not queries.is_expected(meeting, teacher):
        raise Http404
    # The page and what it sends belong to the meeting's group.
    request.group = meeting.group
    refusal = "" if _was_opened(request, pk, link) else codes.expired_code_message()
    if request.method == "POST" and not refusal:
        try:
            came = codes.check_in_by_code(
                **by(request), meeting=meeting, teacher=teacher, code=link, seen=True
            )
        except Refused as refused:
            refusal = refused.message
        else:
            return _back_with_message(request, meeting, stands=came, words=_here(meeting))
    page = landing_page(meeting, link, row=_row(meeting, teacher), refusal=refusal)
    status = 422 if page.refusal else 200
    return render_page(request, "attendance/landing.html", page, status=status)


def _was_opened(request: HttpRequest, pk: int, link: str) -> bool:
    known = request.session.get(_OPENED, [0, "", 0])
    opened = known[:2] == [pk, link]
    return bool(opened and timezone.now().timestamp() - known[2] <= LINK_GRACE)


landing.scope = "person"  # type: ignore[attr-defined]
landing.anyof = frozenset({May.REPORT_OWN_STEP})  # type: ignore[attr-defined]


@group_view(May.REPORT_OWN_STEP)
@require_POST
def check_in(request: MemberRequest, pk: int) -> HttpResponse:
    """A teacher says "here I am" on the day."""
    found, teacher = the_meeting(request, pk), own_teacher_or_404(request)
    if not queries.is_expected(found, teacher):
        raise Http404
    came = done(request, lambda: attendance.check_in(**by(request), meeting=found, teacher=teacher))
    if came is None:
        return redirect(meeting_address(found, "agenda:meeting"))
    if came.value:
        messages.success(request, _("Anda tercatat hadir di %(title)s.") % {"title": found.title})
    else:
        messages.warning(
            request, _("Pencatat sudah menulis lain untuk Anda. Tanyakan kepada sekretaris.")
        )
    return redirect(meeting_address(found, "agenda:meeting"))
