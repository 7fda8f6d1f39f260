"""Schools of a group: look up, add, change, choose the core school, leave, who teaches what."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import current_year
from gugus.people.forms.schools import NpsnForm, SchoolForm, SchoolLeaveForm, initial_of_school
from gugus.people.forms.teachers import TeachingForm
from gugus.people.models import GroupSchool, School
from gugus.people.pages import schools as pages
from gugus.people.queries import at_schools, kept_elsewhere, memberships_of, roster_of
from gugus.people.rules.numbers import NPSN_LENGTH, check_npsn
from gugus.people.rules.roles import May
from gugus.people.services import members as member_services
from gugus.people.services import schools as services
from gugus.platform.web.answers import confirm_page, form_page, render_form, saved
from gugus.platform.web.render import render_page


@group_view(May.SEE_MEMBERS)
def school(request: MemberRequest, pk: int) -> HttpResponse:
    """A school with its teachers."""
    teachers = list(roster_of(request.group).filter(at_schools(request.group.pk, [pk])))
    page = pages.school_page(request.group, request.actor, _membership(request, pk), teachers)
    return render_page(request, "people/school.html", page)


@group_view(May.EDIT_MEMBERS)
def school_new(request: MemberRequest) -> HttpResponse:
    """Ask for the NPSN first."""
    form = NpsnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("people:school_add", request.group.code, form.cleaned_data["npsn"])
    return form_page(request, pages.npsn_page(request.group, form))


@group_view(May.EDIT_MEMBERS)
def school_add(request: MemberRequest, npsn: str) -> HttpResponse:
    """A known school is shown and joins; an unknown one is described first."""
    if len(check_npsn(npsn).number) != NPSN_LENGTH or check_npsn(npsn).fault:
        raise Http404
    known = School.objects.select_related("place__parent__parent").filter(npsn=npsn).first()
    if known is None:
        return _describe(request, npsn)
    form = NpsnForm({"npsn": npsn} if request.method == "POST" else None)
    form.fields["npsn"].widget = form.fields["npsn"].hidden_widget()
    if added := saved(
        request,
        form,
        lambda: services.add_known_school(
            **by(request), group=request.group, year=current_year(request.group), school=known
        ),
    ):
        return _joined(request, added.value)
    return confirm_page(request, pages.known_school_page(request.group, known, form))


def _describe(request: MemberRequest, npsn: str) -> HttpResponse:
    form = SchoolForm(request.POST or None, initial={"place": request.group.place})
    if added := saved(
        request,
        form,
        lambda: services.add_new_school(
            **by(request),
            group=request.group,
            year=current_year(request.group),
            npsn=npsn,
            values=form.cleaned_data,
        ),
    ):
        return _joined(request, added.value)
    return form_page(request, pages.school_form_page(request.group, form, npsn=npsn))


@group_view(May.EDIT_MEMBERS)
def school_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change what is recorded about a school."""
    row = _membership(request, pk).school
    form = SchoolForm(request.POST or None, initial=initial_of_school(row), stored=True)
    if saved(
        request,
        form,
        lambda: services.change_school(
            **by(request), group=request.group, school=row, changes=form.changes()
        ),
        _("Data sekolah tersimpan."),
    ):
        return redirect("people:school", request.group.code, pk)
    return form_page(request, pages.school_form_page(request.group, form, school=row))


@require_POST
@group_view(May.EDIT_MEMBERS)
def school_core(request: MemberRequest, pk: int) -> HttpResponse:
    """Make it the core school."""
    row = _membership(request, pk).school
    services.choose_core_school(**by(request), group=request.group, school=row)
    messages.success(request, _("%(school)s kini sekolah inti.") % {"school": row.name})
    return redirect("people:school", request.group.code, pk)


@group_view(May.EDIT_MEMBERS)
def school_leave(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask until when, then end the membership."""
    row = _membership(request, pk).school
    form = SchoolLeaveForm(request.POST or None, year=current_year(request.group))
    if saved(
        request,
        form,
        lambda: services.end_school_membership(
            **by(request), group=request.group, school=row, last_year=form.cleaned_data["last_year"]
        ),
        _("%(school)s dicatat keluar.") % {"school": row.name},
    ):
        return redirect("people:members", request.group.code)
    return confirm_page(request, pages.school_leave_page(request.group, row, form))


@require_POST
@group_view(May.EDIT_MEMBERS)
def school_stay(request: MemberRequest, pk: int) -> HttpResponse:
    """Undo of leaving, while the year still runs."""
    row = _membership(request, pk).school
    services.undo_end_of_membership(**by(request), group=request.group, school=row)
    messages.success(request, _("%(school)s tetap anggota.") % {"school": row.name})
    return redirect("people:school", request.group.code, pk)


@group_view(May.EDIT_MEMBERS)
def school_classes(request: MemberRequest, pk: int) -> HttpResponse:
    """Class level and subject of all teachers of a school, on one sheet."""
    row = _membership(request, pk).school
    there = list(roster_of(request.group).filter(school=row))
    elsewhere = kept_elsewhere(request.group, there)
    teachers = [one for one in there if one.pk not in elsewhere]
    form = TeachingForm(request.POST or None, school=row, teachers=teachers)
    if request.method == "POST" and form.is_valid():
        changed = member_services.set_teaching(
            **by(request), group=request.group, school=row, teaching=form.teaching()
        )
        words = ngettext("Tersimpan untuk %(n)s guru.", "Tersimpan untuk %(n)s guru.", changed)
        messages.success(request, words % {"n": changed})
        return redirect("people:members", request.group.code)
    page = pages.teaching_page(request.group, row, teachers, form)
    return render_form(request, "people/school_classes.html", page, form)


def _membership(request: MemberRequest, pk: int) -> GroupSchool:
    return get_object_or_404(memberships_of(request.group), school_id=pk)


def _joined(request: MemberRequest, row: School) -> HttpResponse:
    messages.success(request, _("%(school)s menjadi anggota kelompok.") % {"school": row.name})
    return redirect("people:school", request.group.code, row.pk)
