"""Which weekday suits: ask, answer, write down for a teacher, decide."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gugus.calendar.forms.polls import (
    ClosePollForm,
    OpenPollForm,
    VoteForm,
    VoteForTeacherForm,
    initial_of_words,
)
from gugus.calendar.models import DayPoll
from gugus.calendar.pages.polls import PollRecordPage, close_page, open_page, poll_page
from gugus.calendar.queries.polls import latest_poll, poll_answers_of, takes_answers, tally_of
from gugus.calendar.services import polls as services
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.models import Teacher
from gugus.people.queries import teachers_of
from gugus.people.rules.roles import May
from gugus.platform.web.answers import done, form_page, posted, render_form, saved
from gugus.platform.web.links import shared_address
from gugus.platform.web.render import render_page


@group_view(May.OFFER_SELF, May.PLAN_YEAR)
def poll(request: MemberRequest) -> HttpResponse:
    """One's own words, and for officers what all said; a POST is the teacher's answer."""
    row = latest_poll(request.group)
    teacher = _teacher(request)
    form = _own_form(request, row, teacher)
    if request.method == "POST" and row and teacher and form and form.is_valid():
        done(
            request,
            lambda: _answered(request, row, teacher, form),
            _("Jawaban Anda tersimpan. Boleh diubah sampai ditutup."),
        )
        return redirect("calendar:poll", request.group.code)
    page = poll_page(
        request.group,
        request.actor,
        poll=row,
        tally=tally_of(row) if row else None,
        form=form,
        answered=bool(row and teacher and poll_answers_of(row, teacher)),
        address=_address(request),
    )
    status = 422 if form is not None and form.errors else 200
    return render_page(request, "calendar/poll.html", page, status=status)


@group_view(May.PLAN_YEAR)
def poll_open(request: MemberRequest) -> HttpResponse:
    """Ask the teachers."""
    form = OpenPollForm(posted(request), initial={"weekdays": [0, 1, 2, 3, 4, 5]})
    if saved(
        request,
        form,
        lambda: services.open_poll(**by(request), group=request.group, **form.cleaned_data),
        _("Pertanyaan terbuka. Salin pesannya untuk grup WhatsApp."),
    ):
        return redirect("calendar:poll", request.group.code)
    return form_page(request, open_page(request.group, form))


@group_view(May.PLAN_YEAR)
def poll_record(request: MemberRequest, pk: int) -> HttpResponse:
    """Write down what a teacher said to an officer."""
    row = _poll(request, pk)
    form = VoteForTeacherForm(
        posted(request), weekdays=row.weekdays, teachers=teachers_of(request.group)
    )
    if saved(
        request,
        form,
        lambda: _answered(request, row, form.cleaned_data["teacher"], form),
        lambda teacher: _("Jawaban %(name)s tersimpan.") % {"name": teacher.name},
    ):
        return redirect("calendar:poll_record", request.group.code, pk)
    return render_form(request, "calendar/poll_record.html", PollRecordPage(form), form)


def _answered(request: MemberRequest, row: DayPoll, teacher: Teacher, form: VoteForm) -> Teacher:
    now = timezone.now()
    services.answer_poll(
        actor=request.actor, now=now, poll=row, teacher=teacher, words=form.words(), at=now
    )
    return teacher


@group_view(May.PLAN_YEAR)
def poll_close(request: MemberRequest, pk: int) -> HttpResponse:
    """Decide, say why, and end the question."""
    row = _poll(request, pk)
    form = ClosePollForm(posted(request), weekdays=row.weekdays)
    if request.method == "POST" and form.is_valid():
        done(
            request,
            lambda: services.close_poll(**by(request), poll=row, **form.cleaned_data),
            _("Pertanyaan ditutup."),
        )
        return redirect("calendar:poll", request.group.code)
    return form_page(request, close_page(request.group, form))


def _poll(request: MemberRequest, pk: int) -> DayPoll:
    rows = DayPoll.objects.select_related("group")
    return get_object_or_404(rows, group=request.group, pk=pk)


def _teacher(request: MemberRequest) -> Teacher | None:
    return teachers_of(request.group).filter(pk=request.actor.teacher_id or 0).first()


def _own_form(
    request: MemberRequest, row: DayPoll | None, teacher: Teacher | None
) -> VoteForm | None:
    if row is None or teacher is None:
        return None
    if not takes_answers(row, today_of(request.group)):
        return None
    initial = initial_of_words(poll_answers_of(row, teacher))
    return VoteForm(posted(request), weekdays=row.weekdays, initial=initial)


def _address(request: MemberRequest) -> str:
    """Where teachers answer; '' while the page is open on the very laptop that serves it."""
    return shared_address(request, reverse("calendar:poll", args=[request.group.code]))
