"""The group's calendar: look, add, change, take out, meet on a holiday nevertheless."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gugus.calendar.events import days_changed
from gugus.calendar.forms.events import CalendarEventForm, initial_of_event
from gugus.calendar.models import CalendarEvent
from gugus.calendar.pages.calendar import (
    calendar_page,
    delete_event_page,
    event_form_page,
    to_month,
)
from gugus.calendar.queries.calendar import calendar_year
from gugus.calendar.queries.polls import latest_poll
from gugus.calendar.services import events as services
from gugus.calendar.services.imports import KIND
from gugus.calendar.services.undo import restore_calendar_event, undo_token
from gugus.people.access import MemberRequest, by, group_view, year_asked
from gugus.people.clock import current_year, today_of
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_of
from gugus.platform.interchange.queries import waiting_drafts
from gugus.platform.web.answers import confirm_page, done, form_page, saved
from gugus.platform.web.render import render_page

# Shown once on the calendar, like a message: the title, and what its undoing posts back.
_GONE = "planning.occasion-taken-out"


@group_view(May.SEE_GROUP)
@require_safe
def calendar(request: MemberRequest) -> HttpResponse:
    """A school year, month by month."""
    year, this = year_asked(request), current_year(request.group)
    page = calendar_page(
        calendar_year(request.group, year),
        request.actor,
        years=sorted({this, this + 1, year}),
        poll=latest_poll(request.group),
        drafts=waiting_drafts(KIND, request.group.pk),
        today=today_of(request.group),
        asked=request.GET.get("bulan", ""),
        gone=request.session.pop(_GONE, None),
    )
    return render_page(request, "calendar/calendar.html", page)


@group_view(May.PLAN_YEAR)
def event_new(request: MemberRequest) -> HttpResponse:
    """Add an event."""
    form = CalendarEventForm(request.POST or None, group=request.group)
    if row := saved(
        request,
        form,
        lambda: services.add_calendar_event(
            **by(request), group=request.group, wanted=form.wanted()
        ),
    ):
        return _done(request, row.value.first_day, _("Acara tersimpan."))
    return form_page(request, event_form_page(request.group, form, year_asked(request), None))


@group_view(May.PLAN_YEAR)
def event_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change an event."""
    row = get_object_or_404(request.group.calendar_events, pk=pk)
    form = CalendarEventForm(
        request.POST or None, group=request.group, initial=initial_of_event(row)
    )
    if saved(
        request,
        form,
        lambda: services.change_calendar_event(
            **by(request), group=request.group, event=row, wanted=form.wanted()
        ),
    ):
        return _done(request, form.cleaned_data["first_day"], _("Acara tersimpan."))
    return form_page(
        request, event_form_page(request.group, form, school_year_of(row.first_day), row)
    )


@group_view(May.PLAN_YEAR)
def event_delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then take an event out."""
    row = get_object_or_404(
        CalendarEvent.objects.select_related("group"), group=request.group, pk=pk
    )
    if request.method == "POST":
        gone = services.delete_calendar_event(**by(request), group=request.group, event=row)
        if gone is None:
            return _done(request, row.first_day, _("Acara dihapus dari kalender."))
        request.session[_GONE] = [gone.title, undo_token(request.actor, gone)]
        days_changed.send(sender=CalendarEvent, request=request)
        # To the top of the page, where its undoing is offered.
        return redirect(to_month(request.group, row.first_day).partition("#")[0])
    return confirm_page(request, delete_event_page(request.group, row))


@group_view(May.PLAN_YEAR)
@require_POST
def event_restore(request: MemberRequest) -> HttpResponse:
    """Bring back what was just taken out."""
    row = done(
        request,
        lambda: restore_calendar_event(
            **by(request), group=request.group, token=request.POST.get("acara", "")
        ),
    )
    if row is None:
        return redirect("calendar:calendar", request.group.code)
    return _done(request, row.value.first_day, _("Acara kembali seperti semula."))


@group_view(May.PLAN_YEAR)
@require_POST
def holiday(request: MemberRequest) -> HttpResponse:
    """The group meets on a public holiday, or takes that word back."""
    try:
        day = date.fromisoformat(request.POST.get("hari", ""))
    except ValueError:
        messages.error(request, _("Tanggalnya tidak terbaca; kalender tidak berubah."))
        return redirect("calendar:calendar", request.group.code)
    back = request.POST.get("kembali") == "1"
    act = services.remove_holiday_exception if back else services.add_holiday_exception
    if not done(request, lambda: act(**by(request), group=request.group, day=day)):
        return redirect("calendar:calendar", request.group.code)
    words = (
        _("Hari itu libur lagi bagi kelompok.") if back else _("Kelompok tetap bertemu hari itu.")
    )
    return _done(request, day, words)


def _done(request: MemberRequest, day: date, words: str) -> HttpResponse:
    """Back to the month in which it happened."""
    messages.success(request, words)
    days_changed.send(sender=CalendarEvent, request=request)
    return redirect(to_month(request.group, day))
