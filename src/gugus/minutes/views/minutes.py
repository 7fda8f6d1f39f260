"""Minutes: writing, deciding between texts, closing, opening again."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.attendance import queries as attendance_queries
from gugus.meetings.access import the_meeting
from gugus.meetings.forms.meetings import ReasonForm
from gugus.meetings.models import Meeting
from gugus.meetings.pages.head import meeting_address
from gugus.minutes import queries
from gugus.minutes.forms import (
    AddendumForm,
    ConflictResolutionForm,
    MinutesForm,
    field_label,
    first_error,
    initial_of_minutes,
)
from gugus.minutes.models import Minutes
from gugus.minutes.pages.approval import approval_part, previous_minutes_part
from gugus.minutes.pages.minutes import MinutesFacts, minutes_page
from gugus.minutes.pages.texts import TextConflict, text_conflicts
from gugus.minutes.queries import officers_at
from gugus.minutes.services import minutes as services
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.rules.roles import May
from gugus.platform.web.answers import done, saved
from gugus.platform.web.render import render_page
from gugus.problems.queries import agenda_problems
from gugus.steps import queries as steps_queries


@group_view(May.SEE_MINUTES)
def minutes(request: MemberRequest, pk: int) -> HttpResponse:
    """Write the minutes, or read them."""
    meeting = the_meeting(request, pk)
    stored = queries.minutes_of(meeting)
    may_write = request.actor.may(May.RECORD_MEETING, request.group.pk)
    if request.method == "POST" and may_write:
        return _save(request, meeting, stored)
    is_open = meeting.state not in (Meeting.State.HELD, Meeting.State.CANCELLED)
    form = _form(meeting, stored) if may_write and is_open else None
    return show_minutes(request, meeting, stored, form, 200 if request.method == "GET" else 405)


def _form(meeting: Meeting, stored: Minutes | None) -> MinutesForm:
    """What is stored; before the first save the officers' names."""
    texts = services.minutes_texts(stored or Minutes(meeting=meeting, **officers_at(meeting)))
    return MinutesForm(initial=initial_of_minutes(meeting.pk, texts))


def show_minutes(
    request: MemberRequest,
    meeting: Meeting,
    stored: Minutes | None,
    form: MinutesForm | None,
    status: int,
    *,
    choice: ConflictResolutionForm | None = None,
    correction: AddendumForm | None = None,
) -> HttpResponse:
    """The page, with what was typed into one of its forms and refused."""
    former = queries.former_minutes(meeting, steps_queries.previous_meeting(meeting))
    facts = MinutesFacts(
        attended=attendance_queries.attendance_tally(meeting),
        readiness=services.readiness_of(meeting, stored, timezone.now()),
        form=form,
        undecided=_undecided(stored, choice) if stored and form else (),
        former=previous_minutes_part(meeting, former, request.actor, today_of(request.group)),
        later=approval_part(stored, list(queries.addenda_of(stored)), request.actor, correction)
        if stored
        else None,
        offered=tuple(one.words for one in agenda_problems(meeting)) if form else (),
    )
    page = minutes_page(meeting, stored, request.actor, facts)
    return render_page(request, "minutes/minutes.html", page, status=status)


def _undecided(stored: Minutes, choice: ConflictResolutionForm | None) -> tuple[TextConflict, ...]:
    waiting = queries.waiting_texts(stored, services.minutes_texts(stored))
    return text_conflicts(stored, waiting, choice)


def _save(request: MemberRequest, meeting: Meeting, stored: Minutes | None) -> HttpResponse:
    form, now = MinutesForm(request.POST), timezone.now()
    kept = saved(
        request,
        form,
        lambda: services.save_minutes(
            actor=request.actor, now=now, meeting=meeting, typed=form.typed(now, uuid4())
        ),
    )
    if kept is None:
        return show_minutes(request, meeting, stored, form, 422)
    _say_saved(request, kept.value)
    return redirect(meeting_address(meeting, "minutes:minutes"))


def _say_saved(request: MemberRequest, kept: services.SavedMinutes) -> None:
    if kept.undecided:
        named = ", ".join(map(field_label, kept.undecided))
        messages.warning(
            request,
            _(
                "Notulen tersimpan, juga tulisan Anda. Orang lain menulis bagian yang sama: %(fields)s. "
                "Pilih di bawah."
            )
            % {"fields": named},
        )
    else:
        messages.success(request, _("Notulen tersimpan."))


@group_view(May.RECORD_MEETING)
@require_POST
def decide(request: MemberRequest, pk: int) -> HttpResponse:
    """Put one text in place of several."""
    meeting = the_meeting(request, pk)
    form = ConflictResolutionForm(request.POST)
    now = timezone.now()
    if not form.is_valid():
        messages.error(request, first_error(form)[0])
        stored = queries.minutes_of(meeting)
        form_below = _form(meeting, stored)
        return show_minutes(request, meeting, stored, form_below, 422, choice=form)
    kept = done(
        request,
        lambda: services.resolve_text_conflict(
            actor=request.actor,
            now=now,
            meeting=meeting,
            choice=form.choice(request.POST.getlist("seen"), now, uuid4()),
        ),
    )
    if kept is not None:
        _say_saved(request, kept.value)
    return redirect(meeting_address(meeting, "minutes:minutes"))


@group_view(May.RECORD_MEETING)
@require_POST
def finish(request: MemberRequest, pk: int) -> HttpResponse:
    """Close the minutes: the meeting was held."""
    meeting = the_meeting(request, pk)
    version = request.POST.get("version", "")
    done(
        request,
        lambda: services.finish_minutes(
            **by(request),
            meeting=meeting,
            version=int(version) if version.isdecimal() and len(version) < 9 else -1,
        ),
        _("Notulen selesai. Pertemuan tercatat terlaksana."),
    )
    return redirect(meeting_address(meeting, "minutes:minutes"))


def _reopened_words(done: services.ReopenedMinutes) -> str:
    if done.called_then == done.called_now:
        return _("Notulen dibuka kembali.")
    return _(
        "Notulen dibuka kembali. Yang diundang kini dibaca lagi dari daftar guru: %(now)d orang, "
        "tadinya %(then)d. Bila bukan itu maksudnya, periksa tanggal bergabung guru yang baru."
    ) % {"now": done.called_now, "then": done.called_then}


@group_view(May.RECORD_MEETING)
@require_POST
def reopen(request: MemberRequest, pk: int) -> HttpResponse:
    """Open closed minutes again, with a reason."""
    meeting = the_meeting(request, pk)
    get_object_or_404(Minutes, meeting=meeting)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Notulen belum dibuka: tulis alasannya dulu."))
        return redirect(meeting_address(meeting, "minutes:minutes"))
    done(
        request,
        lambda: services.reopen_minutes(
            **by(request), meeting=meeting, reason=form.cleaned_data["reason"]
        ),
        _reopened_words,
    )
    return redirect(meeting_address(meeting, "minutes:minutes"))
