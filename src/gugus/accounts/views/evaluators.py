"""Outside evaluators: inviting them, ending it, and their bare home."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from gugus.accounts.forms.evaluators import InvitationForm
from gugus.accounts.pages.evaluators import (
    InvitationLinkPage,
    end_page,
    evaluators_page,
    invited_page,
    names_of,
)
from gugus.accounts.queries import evaluators_of, invitations_of
from gugus.accounts.services.evaluators import end_invitation, invite_evaluator
from gugus.people.access import MemberRequest, by, group_view, person_view
from gugus.people.clock import day_here, today_of
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.platform.web.answers import confirm_page, done, form_page, posted, saved
from gugus.platform.web.once import acts_once
from gugus.platform.web.pages import FormPage
from gugus.platform.web.render import render_page


@group_view(May.INVITE_EVALUATORS)
def evaluators(request: MemberRequest) -> HttpResponse:
    """Who is invited to what, until when."""
    rows = evaluators_of(request.group, today_of(request.group))
    page = evaluators_page(request.group, rows, names_of(request.group))
    return render_page(request, "accounts/evaluators.html", page)


@group_view(May.INVITE_EVALUATORS)
@never_cache
@acts_once
def invite(request: MemberRequest) -> HttpResponse:
    """Invite somebody to one record; the link is shown once."""
    form, back = InvitationForm(posted(request), group=request.group), _list(request.group)
    if made := saved(
        request,
        form,
        lambda: invite_evaluator(**by(request), group=request.group, **form.invitation()),
    ):
        invited = made.value
        link = reverse("accounts:sign_in_link", args=[invited.token])
        page = InvitationLinkPage(
            invited.office.user.name, request.build_absolute_uri(link), invited.office.until, back
        )
        return render_page(request, "accounts/invitation_link.html", page)
    lead = _("Penilai luar melihat hanya yang Anda pilih di sini, sampai hari yang Anda tulis.")
    title = _("Undang penilai luar")
    return form_page(request, FormPage(title, lead, form, _("Undang"), back, _("Penilai luar")))


@group_view(May.INVITE_EVALUATORS)
def end(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then end an invitation."""
    rows = evaluators_of(request.group, today_of(request.group))
    office, back = get_object_or_404(rows, pk=pk), _list(request.group)
    if request.method != "POST":
        return confirm_page(request, end_page(office, back))
    done(request, lambda: end_invitation(**by(request), office=office), _("Undangan diakhiri."))
    return redirect(back)


@person_view(May.SEE_INVITED)
def invited(request: MemberRequest) -> HttpResponse:
    """All that an outside evaluator finds: what they are invited to."""
    rows = invitations_of(request.actor.user_id, day_here())
    found = [(row, names_of(row.group)) for row in rows if row.group is not None]
    return render_page(request, "accounts/invited.html", invited_page(request.actor.name, found))


def _list(group: Group) -> str:
    return reverse("accounts:evaluators", args=[group.code])
