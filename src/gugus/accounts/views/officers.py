"""Officers of a group: who holds which role, giving, taking back, new passwords."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from gugus.accounts.forms.officers import OfficeForm
from gugus.accounts.models import OfficeProposal
from gugus.accounts.pages.officers import (
    holders_page,
    new_password_page,
    office_withdraw_page,
    officers_address,
    officers_page,
    password_reset_page,
)
from gugus.accounts.pages.proposals import second_factor_page
from gugus.accounts.queries import givers_of, offices_by_password, proposals_in
from gugus.accounts.services.officers import (
    GrantedOffice,
    give_office,
    holds_by_two,
    office_in_group,
    withdraw_office,
)
from gugus.accounts.services.passwords import reset_officer_password
from gugus.accounts.services.proposals import (
    forget_second_factor,
    propose_office,
    propose_reset,
)
from gugus.accounts.views.proposals import first_half_response
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import day_here, today_of
from gugus.people.models import Group, RoleAssignment
from gugus.people.queries import offices_of
from gugus.people.rules.offices import needs_two
from gugus.people.rules.roles import May
from gugus.platform.foundation.models import User
from gugus.platform.web.answers import confirm_page, done, form_page, saved
from gugus.platform.web.once import acts_once
from gugus.platform.web.pages import FormPage
from gugus.platform.web.render import render_page
from gugus.second_factor.queries import (
    has_second_factor,
    is_required_in,
    second_factor_holders,
)


@group_view(May.MANAGE_OFFICERS)
def officers(request: MemberRequest) -> HttpResponse:
    """The list."""
    today = today_of(request.group)
    offices = list(offices_by_password(request.group, today))
    page = officers_page(
        group=request.group,
        actor=request.actor,
        offices=offices,
        factors=second_factor_holders(row.user_id for row in offices),
        required=is_required_in(request.group) or is_required_in(None),
        proposals=proposals_in(request.group, today),
    )
    return render_page(request, "accounts/officers.html", page)


@group_view(May.SEE_GROUP)
def holders(request: MemberRequest) -> HttpResponse:
    """Who holds which role, since when, given by whom: for everybody in the group."""
    today = today_of(request.group)
    offices = list(offices_of(request.group, today))
    page = holders_page(
        group=request.group,
        actor=request.actor,
        offices=offices,
        givers=givers_of(offices),
        proposals=proposals_in(request.group, today),
    )
    return render_page(request, "accounts/holders.html", page)


@group_view(May.MANAGE_OFFICERS)
@never_cache
@acts_once
def give(request: MemberRequest) -> HttpResponse:
    """Give somebody a role; a login that is made for it shows its password once."""
    form = OfficeForm(request.POST or None, group=request.group)
    if made := saved(request, form, lambda: _given_or_proposed(request, form)):
        return made.value
    page = FormPage(
        title=_("Beri peran"),
        lead=_(
            "Pilih guru di daftar, atau tulis nama orang di luar daftar. Ketua, sekretaris, "
            "kepala sekolah, dan pengawas perlu disetujui pengurus kedua."
        ),
        form=form,
        submit=_("Beri peran"),
        back_href=officers_address(request.group),
        back=_("Pengurus dan akun"),
    )
    return form_page(request, page)


def _given_or_proposed(request: MemberRequest, form: OfficeForm) -> HttpResponse:
    role, school = form.wanted_role(), form.cleaned_data["school"]
    group, back = request.group, officers_address(request.group)
    if needs_two(role):
        made = propose_office(
            **by(request), group=group, role=role, somebody=form.somebody(), school=school
        )
        return first_half_response(request, made, back)
    office = office_in_group(group, role, school)
    given = give_office(**by(request), office=office, somebody=form.somebody())
    return new_password_response(request, given, back)


@group_view(May.MANAGE_OFFICERS)
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then end a role."""
    office = _office(request, pk)
    back = officers_address(request.group)
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


@group_view(May.MANAGE_OFFICERS)
@never_cache
@acts_once
def reset(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then give an officer a password for one sign-in."""
    office = _office(request, pk)
    back = officers_address(request.group)
    if request.method != "POST":
        by_two = holds_by_two(office.user_id, day_here())
        return confirm_page(request, password_reset_page(office=office, back=back, by_two=by_two))
    answered = done(request, lambda: reset_response(request, request.group, office.user, back))
    return redirect(back) if answered is None else answered.value


@group_view(May.MANAGE_OFFICERS)
def second_factor(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then forget the lost phone of an officer, or propose it to a second one."""
    user, back = _office(request, pk).user, officers_address(request.group)
    return second_factor_response(request, request.group, user, back)


def second_factor_response(
    request: MemberRequest, group: Group | None, user: User, back: str
) -> HttpResponse:
    """A lost phone is forgotten at once, or proposed to be for whom that takes two."""
    by_two = holds_by_two(user.pk, day_here())
    if not has_second_factor(user.pk):
        raise Http404
    if request.method != "POST":
        return confirm_page(request, second_factor_page(user.name, back, by_two=by_two))
    if by_two:
        kind = OfficeProposal.Kind.SECOND_FACTOR
        done(
            request,
            lambda: propose_reset(**by(request), group=group, user=user, kind=kind),
            _("Usul dikirim. Pengurus lain harus menyetujuinya."),
        )
    else:
        done(
            request,
            lambda: forget_second_factor(**by(request), group=group, user=user),
            _("Kode kedua %(name)s dihapus.") % {"name": user.name},
        )
    return redirect(back)


def reset_response(
    request: MemberRequest, group: Group | None, user: User, back: str
) -> HttpResponse:
    """A new password at once, or proposed to a second officer for whom that takes two."""
    if holds_by_two(user.pk, day_here()):
        made = propose_reset(**by(request), group=group, user=user)
        return first_half_response(request, made, back)
    word = reset_officer_password(**by(request), group=group, user=user)
    return new_password_response(request, GrantedOffice(user, word), back)


def new_password_response(request: HttpRequest, given: GrantedOffice, back: str) -> HttpResponse:
    """Show a new password this once; without one, go back to the list."""
    if given.password is None:
        messages.success(
            request,
            _("%(name)s sudah punya akun dan masuk seperti biasa.") % {"name": given.user.name},
        )
        return redirect(back)
    page = new_password_page(
        title=_("Kata sandi sementara untuk %(name)s") % {"name": given.user.name},
        given=given,
        door=request.build_absolute_uri(reverse("accounts:sign_in_password")),
        back=back,
    )
    return render_page(request, "accounts/office_given.html", page)


def _office(request: MemberRequest, pk: int) -> RoleAssignment:
    return get_object_or_404(offices_by_password(request.group, today_of(request.group)), pk=pk)
