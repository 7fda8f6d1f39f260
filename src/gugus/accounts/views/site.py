"""The installation: its groups, and the roles that reach beyond one group."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from gugus.accounts.forms.officers import AddGroupForm, SiteOfficeForm
from gugus.accounts.pages.officers import office_withdraw_page, password_reset_page, site_page
from gugus.accounts.queries import groups_with_counts, site_offices, waiting_proposals
from gugus.accounts.services.installation import create_group, find_place
from gugus.accounts.services.officers import (
    give_office,
    holds_by_two,
    office_beyond_groups,
    withdraw_office,
)
from gugus.accounts.services.proposals import propose_office
from gugus.accounts.views.officers import (
    new_password_response,
    reset_response,
    second_factor_response,
)
from gugus.accounts.views.proposals import first_half_response
from gugus.people.access import MemberRequest, by, person_view
from gugus.people.clock import day_here
from gugus.people.models import RoleAssignment
from gugus.people.rules.offices import needs_two
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.web.answers import confirm_page, done, form_page, posted, saved
from gugus.platform.web.once import acts_once
from gugus.platform.web.pages import FormPage
from gugus.platform.web.render import render_page
from gugus.second_factor.queries import is_required_in, second_factor_holders


@person_view(May.ADMINISTER_SITE)
def site(request: MemberRequest) -> HttpResponse:
    """Every group, and who sees or runs more than one."""
    today = day_here()
    beyond = list(site_offices(today))
    page = site_page(
        actor=request.actor,
        groups=groups_with_counts(),
        beyond=beyond,
        factors=second_factor_holders(row.user_id for row in beyond),
        required=is_required_in(None),
        proposals=waiting_proposals(today),
    )
    return render_page(request, "accounts/site.html", page)


@person_view(May.ADMINISTER_SITE)
@never_cache
@acts_once
def add_group(request: MemberRequest) -> HttpResponse:
    """Make a group with its first secretary."""
    form = AddGroupForm(posted(request))
    if made := saved(
        request,
        form,
        lambda: create_group(**by(request), group=form.group(), secretary=form.somebody()),
        lambda made: _("%(group)s sudah dibuat.") % {"group": made[0].name},
    ):
        return new_password_response(request, made.value[1], reverse("accounts:site"))
    lead = _("Kelompok baru mendapat satu sekolah dan satu sekretaris; sisanya diisi sekretaris.")
    return _form_page(request, form, _("Tambah kelompok"), lead)


@person_view(May.ADMINISTER_SITE)
@never_cache
@acts_once
def give(request: MemberRequest) -> HttpResponse:
    """Let somebody see a region's counts, or run the installation."""
    form = SiteOfficeForm(request.POST or None)
    if made := saved(request, form, lambda: _given(request, form)):
        return made.value
    lead = _("Petugas dinas hanya melihat jumlah, tidak pernah catatan seorang guru.")
    return _form_page(request, form, _("Beri peran"), lead)


@person_view(May.ADMINISTER_SITE)
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then end a role that reaches beyond one group."""
    office, back = _office(pk), reverse("accounts:site")
    if request.method != "POST":
        return confirm_page(
            request, office_withdraw_page(office=office, actor=request.actor, back=back)
        )
    if not done(
        request,
        lambda: withdraw_office(**by(request), office=office),
        _("Peran %(name)s dicabut.") % {"name": office.user.name},
    ):
        return redirect(back)
    return redirect("home:start" if office.user_id == request.actor.user_id else back)


@person_view(May.ADMINISTER_SITE)
@never_cache
@acts_once
def reset(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then give a password for one sign-in."""
    office, back = _office(pk), reverse("accounts:site")
    if request.method != "POST":
        by_two = holds_by_two(office.user_id, day_here())
        return confirm_page(request, password_reset_page(office=office, back=back, by_two=by_two))
    answered = done(request, lambda: reset_response(request, None, office.user, back))
    return redirect(back) if answered is None else answered.value


@person_view(May.ADMINISTER_SITE)
def second_factor(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then forget a lost phone, or propose it."""
    return second_factor_response(request, None, _office(pk).user, reverse("accounts:site"))


def _given(request: MemberRequest, form: SiteOfficeForm) -> HttpResponse:
    role, back = form.wanted_role(), reverse("accounts:site")
    if needs_two(role):
        made = propose_office(**by(request), group=None, role=role, somebody=form.somebody())
        return first_half_response(request, made, back)
    try:
        place = find_place(form.cleaned_data["place"], depth=2)
    except Refused as refusal:
        raise Refused(refusal.message, "place") from refusal
    office = office_beyond_groups(request.actor, role, place)
    given = give_office(**by(request), office=office, somebody=form.somebody())
    return new_password_response(request, given, back)


def _form_page(
    request: MemberRequest, form: AddGroupForm | SiteOfficeForm, title: str, lead: str
) -> HttpResponse:
    back, name = reverse("accounts:site"), _("Semua kelompok")
    page = FormPage(title, lead, form, title, back, name)
    return form_page(request, page)


def _office(pk: int) -> RoleAssignment:
    return get_object_or_404(site_offices(day_here()), pk=pk)
