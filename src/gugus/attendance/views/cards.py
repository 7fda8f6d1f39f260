"""Teachers' cards: printing all of them, scanning them at the door."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gugus.attendance import queries
from gugus.attendance.forms.marks import CardForm
from gugus.attendance.pages.cards import scan_page, statuses_of
from gugus.attendance.papers.cards import cards as cards_sheets
from gugus.attendance.rules.statuses import tally_attendance
from gugus.attendance.services import cards
from gugus.meetings import queries as meetings_queries
from gugus.meetings.access import the_meeting
from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import meeting_address
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.models import Teacher
from gugus.people.queries import teachers_of
from gugus.people.rules.roles import May
from gugus.platform.documents.responses import paper_response
from gugus.platform.web.answers import render_form, saved


@group_view(May.RECORD_MEETING)
def cards_paper(request: MemberRequest, kind: str) -> HttpResponse:
    """All cards of the group."""
    teachers = list(teachers_of(request.group))
    paper = cards_sheets(request.group, teachers, cards.card_codes(request.group, teachers))
    return paper_response(paper, kind, inline=True)


@group_view(May.RECORD_MEETING)
def scan(request: MemberRequest, pk: int) -> HttpResponse:
    """The page to scan with; a typed code is sent as a form."""
    meeting, form = the_meeting(request, pk), CardForm(request.POST or None)
    if saved(
        request,
        form,
        lambda: cards.record_card(**by(request), meeting=meeting, code=form.cleaned_data["card"]),
        _card_words,
    ):
        return redirect(meeting_address(meeting, "attendance:scan"))
    return _answer(request, meeting, form)


def _card_words(made: tuple[Teacher, bool]) -> str:
    teacher, news = made
    words = _("%(name)s tercatat hadir.") if news else _("%(name)s sudah tercatat.")
    return words % {"name": teacher.name}


def _answer(request: MemberRequest, meeting: Meeting, form: CardForm) -> HttpResponse:
    called = list(meetings_queries.expected(meeting))
    statuses = statuses_of(queries.sheet_rows(meeting))
    page = scan_page(
        meeting,
        request.actor,
        called,
        cards.card_codes(meeting.group, called),
        statuses,
        tally_attendance(statuses.values()),
        form,
    )
    return render_form(request, "attendance/scan.html", page, form)
