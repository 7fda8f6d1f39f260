"""Study groups: list, make, change, delete."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from gugus.people.access import MemberRequest, by, group_view
from gugus.people.models import StudyGroup
from gugus.people.queries import roster_of
from gugus.people.rules.roles import May
from gugus.platform.web.answers import confirm_page, form_page, posted, saved
from gugus.platform.web.forms import ChangesForm
from gugus.platform.web.render import render_page
from gugus.study_groups import services
from gugus.study_groups.forms import StudyGroupForm, initial_of_study_group
from gugus.study_groups.pages import (
    study_group_delete_page,
    study_group_form_page,
    study_groups_page,
)
from gugus.study_groups.queries import subjects_in


@group_view(May.SEE_MEMBERS)
def study_groups(request: MemberRequest) -> HttpResponse:
    """All study groups with their members."""
    page = study_groups_page(
        request.group,
        request.actor,
        list(request.group.study_groups.all()),
        list(roster_of(request.group)),
    )
    return render_page(request, "study_groups/study_groups.html", page)


@group_view(May.EDIT_MEMBERS)
def study_group_new(request: MemberRequest) -> HttpResponse:
    """Make a study group."""
    form = StudyGroupForm(request.POST or None, subjects=subjects_in(request.group))
    if saved(
        request,
        form,
        lambda: services.add_study_group(
            **by(request), group=request.group, values=form.cleaned_data
        ),
    ):
        return _done(request, _("Kelompok belajar tersimpan."))
    return form_page(request, study_group_form_page(request.group, form, None))


@group_view(May.EDIT_MEMBERS)
def study_group_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change a study group."""
    row = get_object_or_404(StudyGroup, pk=pk, group=request.group)
    form = StudyGroupForm(
        request.POST or None,
        subjects=subjects_in(request.group),
        initial=initial_of_study_group(row),
        stored=True,
    )
    if saved(
        request,
        form,
        lambda: services.change_study_group(**by(request), row=row, changes=form.changes()),
    ):
        return _done(request, _("Kelompok belajar tersimpan."))
    return form_page(request, study_group_form_page(request.group, form, row))


@group_view(May.EDIT_MEMBERS)
def study_group_delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then delete what nothing uses."""
    row = get_object_or_404(StudyGroup, pk=pk, group=request.group)
    form = ChangesForm(posted(request))
    if saved(request, form, lambda: services.delete_study_group(**by(request), row=row)):
        return _done(request, _("Kelompok belajar dihapus."))
    return confirm_page(request, study_group_delete_page(request.group, row, form))


def _done(request: MemberRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("study_groups:study_groups", request.group.code)
