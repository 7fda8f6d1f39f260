"""Events from files and pasted tables: read, look through, apply or throw away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gugus.calendar.events import days_changed
from gugus.calendar.forms.events import CalendarImportForm, decisions_from
from gugus.calendar.models import CalendarEvent, CalendarImport
from gugus.calendar.pages.calendar import import_link, to_calendar
from gugus.calendar.pages.imports import calendar_import_form_page, calendar_import_page
from gugus.calendar.queries.calendar import waiting_imports
from gugus.calendar.services.imports import (
    apply_calendar_import,
    discard_calendar_import,
    save_calendar_import,
)
from gugus.calendar.services.reader import read_event_file, read_pasted_events
from gugus.people.access import MemberRequest, group_view, year_asked
from gugus.people.clock import current_year
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.web.render import render_page
from gugus.platform.web.uploads import was_too_large


@group_view(May.PLAN_YEAR)
def events_import(request: MemberRequest) -> HttpResponse:
    """Take a file or a pasted table and read it into a preview."""
    year, posted = year_asked(request), request.method == "POST"
    this = current_year(request.group)
    form = CalendarImportForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        group=request.group,
        years=tuple(sorted({this - 1, this, this + 1, year})),
        too_large=was_too_large(request),
        initial={"year": year},
    )
    if posted and form.is_valid():
        draft = _drafted(request, form)
        if draft is not None:
            return redirect("calendar:event_draft", request.group.code, draft.pk)
    links = tuple(import_link(request.group, row) for row in waiting_imports(request.group))
    page = calendar_import_form_page(request.group, form, year, links)
    status = 422 if posted else 200
    return render_page(request, "calendar/import_form.html", page, status=status)


def _drafted(request: MemberRequest, form: CalendarImportForm) -> CalendarImport | None:
    data, file = form.cleaned_data, form.cleaned_data["file"]
    try:
        if file:
            read = read_event_file(
                group=request.group, data=file.read(), file_name=file.name, year=data["year"]
            )
        else:
            read = read_pasted_events(text=data["text"], year=data["year"])
        return save_calendar_import(
            actor=request.actor,
            now=timezone.now(),
            group=request.group,
            school=data["school"],
            year=data["year"],
            read=read,
        )
    except Refused as refusal:
        form.add_error(refusal.field, refusal.message)
        return None


@group_view(May.PLAN_YEAR)
@require_safe
def event_draft(request: MemberRequest, pk: int) -> HttpResponse:
    """What was read, with a verdict for each event."""
    page = calendar_import_page(_draft(request, pk))
    return render_page(request, "calendar/import.html", page)


@group_view(May.PLAN_YEAR)
@require_POST
def draft_apply(request: MemberRequest, pk: int) -> HttpResponse:
    """Write what was taken; all of it, or nothing."""
    draft = _draft(request, pk)
    try:
        done = apply_calendar_import(
            actor=request.actor,
            now=timezone.now(),
            draft=draft,
            decisions=decisions_from(request.POST),
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("calendar:event_draft", request.group.code, pk)
    messages.success(
        request,
        _("Kalender diperbarui: %(new)s baru, %(changed)s berubah, %(gone)s dihapus.") % vars(done),
    )
    days_changed.send(sender=CalendarEvent, request=request)
    return redirect(to_calendar(request.group, draft.school_year))


@group_view(May.PLAN_YEAR)
@require_POST
def draft_discard(request: MemberRequest, pk: int) -> HttpResponse:
    """Throw the preview away."""
    draft = _draft(request, pk)
    try:
        discard_calendar_import(actor=request.actor, now=timezone.now(), draft=draft)
        messages.success(request, _("Pratinjau dibuang. Kalender tidak berubah."))
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect(to_calendar(request.group, draft.school_year))


def _draft(request: MemberRequest, pk: int) -> CalendarImport:
    rows = CalendarImport.objects.select_related("group", "school")
    return get_object_or_404(rows, pk=pk, group=request.group)
