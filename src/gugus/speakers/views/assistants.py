"""Helpers and co-presenters of a meeting: named by who plans or records it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.meetings.models import Meeting
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.rules.roles import May
from gugus.platform.web.answers import render_form, saved
from gugus.speakers.forms.assistants import AssistantForm
from gugus.speakers.pages.assistants import assisting_page
from gugus.speakers.services.assistants import name_assistant, remove_assistant


@group_view(May.RECORD_MEETING)
def assisting(request: MemberRequest, pk: int) -> HttpResponse:
    """Who is named; a form for one more."""
    meeting = _meeting(request, pk)
    known = request.group.speakers.exclude(pk=meeting.speaker_id or 0).order_by("sort_key", "pk")
    form = AssistantForm(request.POST or None, speakers=known)
    if row := saved(
        request,
        form,
        lambda: name_assistant(
            **by(request),
            meeting=meeting,
            speaker=form.cleaned_data["speaker"],
            part=form.cleaned_data["part"],
        ),
    ):
        words = {"name": row.value.speaker.name, "part": row.value.get_part_display().lower()}
        messages.success(request, _("%(name)s tercatat: %(part)s.") % words)
        return redirect("speakers:assisting", request.group.code, pk)
    rows = list(meeting.assists.select_related("speaker"))
    page = assisting_page(meeting, rows, form, any_known=known.exists())
    return render_form(request, "speakers/assisting.html", page, form)


@group_view(May.RECORD_MEETING)
@require_POST
def assist_release(request: MemberRequest, pk: int, assist_pk: int) -> HttpResponse:
    """Take somebody off."""
    meeting = _meeting(request, pk)
    remove_assistant(**by(request), meeting=meeting, assist_pk=assist_pk)
    messages.success(request, _("Tidak lagi tercatat di pertemuan ini."))
    return redirect("speakers:assisting", request.group.code, pk)


def _meeting(request: MemberRequest, pk: int) -> Meeting:
    rows = Meeting.objects.select_related("group", "speaker")
    return get_object_or_404(rows, pk=pk, group=request.group)
