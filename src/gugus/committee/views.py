"""Posts of the committee: list, give, correct, end."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from gugus.committee import services
from gugus.committee.forms import CommitteePostForm, EndTermForm, initial_of_post
from gugus.committee.pages import committee_page, post_form_page, term_end_page
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.models import CommitteePost
from gugus.people.queries import committee_of
from gugus.people.rules.roles import May
from gugus.platform.web.answers import confirm_page, form_page, saved
from gugus.platform.web.render import render_page


@group_view(May.SEE_MEMBERS)
def committee(request: MemberRequest) -> HttpResponse:
    """Who holds which post."""
    page = committee_page(
        request.group, request.actor, committee_of(request.group), today_of(request.group)
    )
    return render_page(request, "committee/committee.html", page)


@group_view(May.EDIT_MEMBERS)
def post_new(request: MemberRequest) -> HttpResponse:
    """Begin a term."""
    initial = {"term_start": today_of(request.group)}
    form = CommitteePostForm(request.POST or None, group=request.group, initial=initial)
    if saved(
        request,
        form,
        lambda: services.give_post(**by(request), group=request.group, values=form.cleaned_data),
    ):
        return _done(request, _("Pengurus tersimpan."))
    return form_page(request, post_form_page(request.group, form, None))


@group_view(May.EDIT_MEMBERS)
def post_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Correct a term."""
    post = _post(request, pk)
    initial = initial_of_post(post)
    form = CommitteePostForm(
        request.POST or None, group=request.group, initial=initial, stored=True
    )
    if request.method == "POST" and form.is_valid():
        services.change_post(**by(request), post=post, changes=form.changes())
        return _done(request, _("Pengurus tersimpan."))
    return form_page(request, post_form_page(request.group, form, post))


@group_view(May.EDIT_MEMBERS)
def post_end(request: MemberRequest, pk: int) -> HttpResponse:
    """End a term."""
    post = _post(request, pk)
    form = EndTermForm(request.POST or None, post=post, today=today_of(request.group))
    if request.method == "POST" and form.is_valid():
        services.end_post(**by(request), post=post, day=form.cleaned_data["term_end"])
        return _done(request, _("Masa jabatan berakhir; riwayatnya tersimpan."))
    return confirm_page(request, term_end_page(request.group, post, form))


def _post(request: MemberRequest, pk: int) -> CommitteePost:
    return get_object_or_404(committee_of(request.group), pk=pk)


def _done(request: MemberRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("committee:committee", request.group.code)
