"""Speakers: list, add, change, let go."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from gugus.people.access import MemberRequest, by, group_view
from gugus.people.forms.speakers import SpeakerForm, fill_from_teacher, initial_of_speaker
from gugus.people.pages.speakers import speaker_form_page, speaker_remove_page, speakers_page
from gugus.people.queries import speakers_with_own_contact
from gugus.people.rules.roles import May
from gugus.people.services import speakers as services
from gugus.platform.web.answers import confirm_page, form_page, saved
from gugus.platform.web.render import render_page


@group_view(May.SEE_MEMBERS)
def speakers(request: MemberRequest) -> HttpResponse:
    """All speakers of the group."""
    group = request.group
    page = speakers_page(
        group, request.actor, group.speakers.all(), speakers_with_own_contact(group)
    )
    return render_page(request, "people/speakers.html", page)


@group_view(May.EDIT_MEMBERS)
def speaker_new(request: MemberRequest) -> HttpResponse:
    """Add a speaker."""
    form = SpeakerForm(request.POST or None, group=request.group)
    if saved(
        request,
        form,
        lambda: services.add_speaker(
            **by(request),
            group=request.group,
            values=fill_from_teacher(form.cleaned_data, form.cleaned_data),
        ),
    ):
        return _done(request, _("Narasumber tersimpan."))
    return form_page(request, speaker_form_page(request.group, form, None))


@group_view(May.EDIT_MEMBERS)
def speaker_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change a speaker."""
    row = get_object_or_404(request.group.speakers, pk=pk)
    form = SpeakerForm(
        request.POST or None,
        group=request.group,
        keeps_phone=row.pk in speakers_with_own_contact(request.group),
        initial=initial_of_speaker(row),
        stored=True,
    )
    if request.method == "POST" and form.is_valid():
        services.change_speaker(
            **by(request), group=request.group, speaker=row, changes=form.changes()
        )
        return _done(request, _("Narasumber tersimpan."))
    return form_page(request, speaker_form_page(request.group, form, row))


@group_view(May.EDIT_MEMBERS)
def speaker_remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then take off the group's list."""
    row = get_object_or_404(request.group.speakers, pk=pk)
    if request.method == "POST":
        services.remove_speaker(**by(request), group=request.group, speaker=row)
        return _done(request, _("Narasumber dikeluarkan dari daftar."))
    return confirm_page(request, speaker_remove_page(request.group, row))


def _done(request: MemberRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("people:speakers", request.group.code)
