"""What waits for a second person: approving, declining, taking back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from gugus.accounts.models import OfficeProposal
from gugus.accounts.pages.proposals import (
    approval_page,
    decline_page,
    first_half_page,
    second_half_page,
)
from gugus.accounts.queries import proposals_in, waiting_proposals
from gugus.accounts.services.proposals import (
    MadeProposal,
    approve_proposal,
    decline_proposal,
    may_decide,
)
from gugus.people.access import MemberRequest, by, group_view, person_view
from gugus.people.clock import day_here, today_of
from gugus.people.rules.roles import May
from gugus.platform.web.answers import confirm_page, done
from gugus.platform.web.once import acts_once
from gugus.platform.web.render import render_page


@group_view(May.MANAGE_OFFICERS)
@never_cache
@acts_once
def approve(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then carry a colleague's proposal out and show the second half of the password."""
    one = get_object_or_404(proposals_in(request.group, today_of(request.group)), pk=pk)
    return _approval(request, one, reverse("accounts:officers", args=[request.group.code]))


@group_view(May.MANAGE_OFFICERS)
def decline(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then decline a proposal, or take one's own back."""
    one = get_object_or_404(proposals_in(request.group, today_of(request.group)), pk=pk)
    return _refusal(request, one, reverse("accounts:officers", args=[request.group.code]))


@person_view(May.ADMINISTER_SITE)
@never_cache
@acts_once
def site_approve(request: MemberRequest, pk: int) -> HttpResponse:
    """The same for whoever runs the installation, where a group has no second officer."""
    one = get_object_or_404(waiting_proposals(day_here()), pk=pk)
    return _approval(request, one, reverse("accounts:site"))


@person_view(May.ADMINISTER_SITE)
def site_decline(request: MemberRequest, pk: int) -> HttpResponse:
    """The same for whoever runs the installation."""
    one = get_object_or_404(waiting_proposals(day_here()), pk=pk)
    return _refusal(request, one, reverse("accounts:site"))


def first_half_response(request: HttpRequest, made: MadeProposal, back: str) -> HttpResponse:
    """Show the proposer's half of the password, this once."""
    page = first_half_page(made, _door(request), back)
    return render_page(request, "accounts/password_half.html", page)


def _approval(request: MemberRequest, one: OfficeProposal, back: str) -> HttpResponse:
    if request.method != "POST":
        if not may_decide(request.actor, one):
            messages.info(request, _("Usul ini menunggu persetujuan orang lain."))
            return redirect(back)
        return confirm_page(request, approval_page(one, back))
    given = done(request, lambda: approve_proposal(**by(request), proposal=one))
    if given is None:
        return redirect(back)
    if given.value.password is None:
        messages.success(
            request,
            _("Disetujui. %(name)s masuk dengan kata sandinya yang sekarang.")
            % {"name": given.value.user.name},
        )
        return redirect(back)
    page = second_half_page(given.value, _door(request), back)
    return render_page(request, "accounts/password_half.html", page)


def _refusal(request: MemberRequest, one: OfficeProposal, back: str) -> HttpResponse:
    if request.method != "POST":
        return confirm_page(request, decline_page(one, request.actor, back))
    said = _("Usul tidak dilanjutkan.")
    done(request, lambda: decline_proposal(**by(request), proposal=one), said)
    return redirect(back)


def _door(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("accounts:sign_in_password"))
