"""Study groups: list, make, change, delete."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from gugus.people.access import MemberRequest, by, group_view
from gugus.people.forms.fields import EditForm
from gugus.people.forms.study_groups import StudyGroupForm, initial_of_study_group
from gugus.people.models import StudyGroup
from gugus.people.pages.study_groups import (
    study_group_delete_page,
    study_group_form_page,
    study_groups_page,
)
from gugus.people.queries import subjects_in
from gugus.people.rules.roles import May
from gugus.people.services import study_groups as services
from gugus.platform.web.answers import posted, saved
from gugus.platform.web.render import render_page


@group_view(May.SEE_MEMBERS)
def study_groups(request: MemberRequest) -> HttpResponse:
    """All study groups with their members."""
    page = study_groups_page(request.group, request.actor)
    return render_page(request, "people/study_groups.html", page)


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
    page = study_group_form_page(request.group, form, None)
    return render_page(request, "people/form.html", page, status=422 if form.errors else 200)


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
    page = study_group_form_page(request.group, form, row)
    return render_page(request, "people/form.html", page, status=422 if form.errors else 200)


@group_view(May.EDIT_MEMBERS)
def study_group_delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then delete what nothing uses."""
    row = get_object_or_404(StudyGroup, pk=pk, group=request.group)
    form = EditForm(posted(request))
    if saved(request, form, lambda: services.delete_study_group(**by(request), row=row)):
        return _done(request, _("Kelompok belajar dihapus."))
    page = study_group_delete_page(request.group, row, form)
    return render_page(request, "people/confirm.html", page, status=422 if form.errors else 200)


def _done(request: MemberRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("people:study_groups", request.group.code)
