"""Teachers who belong to two groups: one asks, the home group answers."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from gugus.membership.forms import RequestAnswerForm, TeacherRequestForm
from gugus.membership.models import MembershipRequest
from gugus.membership.pages import answer_page, ask_page, requests_page
from gugus.membership.queries import requests_around, requests_to
from gugus.membership.services import answer_request, ask_for_teacher
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.rules.roles import May
from gugus.platform.web.answers import form_page, saved
from gugus.platform.web.render import render_page


@group_view(May.EDIT_MEMBERS)
def ask(request: MemberRequest) -> HttpResponse:
    """Ask another group for a teacher, by name and number."""
    form = TeacherRequestForm(request.POST or None, group=request.group)
    if saved(
        request,
        form,
        lambda: ask_for_teacher(**by(request), group=request.group, **form.cleaned_data),
        _(
            "Permintaan tersimpan. Bila nama dan nomornya cocok, kelompok asalnya melihatnya di "
            "Beranda; sesudah disetujui, gurunya tampil di daftar ini."
        ),
    ):
        return redirect("people:members", request.group.code)
    return form_page(request, ask_page(request.group, form))


@group_view(May.EDIT_MEMBERS)
def requests(request: MemberRequest) -> HttpResponse:
    """The requests of other groups that wait for this one."""
    page = requests_page(request.group, requests_to(request.group))
    return render_page(request, "membership/requests.html", page)


@group_view(May.EDIT_MEMBERS)
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """Agree to a request, or decline."""
    row: MembershipRequest = get_object_or_404(requests_around(request.group), pk=pk)
    form = RequestAnswerForm(request.POST or None)
    if saved(
        request,
        form,
        lambda: answer_request(
            **by(request),
            group=request.group,
            request=row,
            agree=form.cleaned_data["answer"] == "ya",
        ),
        lambda agreed: _("Sudah disetujui.") if agreed else _("Sudah ditolak."),
    ):
        return redirect("membership:requests", request.group.code)
    return form_page(request, answer_page(request.group, row, form))
