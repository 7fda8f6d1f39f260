"""Officers of a group: who holds which role, giving, taking back, new passwords."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from gugus.accounts.forms.officers import OfficeForm
from gugus.accounts.pages.officers import (
    new_password_page,
    office_withdraw_page,
    officers_address,
    officers_page,
    password_reset_page,
)
from gugus.accounts.services.officers import (
    GrantedOffice,
    give_office,
    reset_officer_password,
    withdraw_office,
)
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.models import RoleAssignment
from gugus.people.queries import offices_of
from gugus.people.rules.roles import May
from gugus.platform.web.answers import confirm_page, done, form_page, saved
from gugus.platform.web.pages import FormPage
from gugus.platform.web.render import render_page


@group_view(May.MANAGE_OFFICERS)
def officers(request: MemberRequest) -> HttpResponse:
    """The list."""
    offices = offices_of(request.group, today_of(request.group))
    page = officers_page(group=request.group, actor=request.actor, offices=offices)
    return render_page(request, "accounts/officers.html", page)


@group_view(May.MANAGE_OFFICERS)
@never_cache
def give(request: MemberRequest) -> HttpResponse:
    """Give somebody a role; a login that is made for it shows its password once."""
    form = OfficeForm(request.POST or None, group=request.group)
    if given := saved(
        request,
        form,
        lambda: give_office(
            **by(request),
            group=request.group,
            role=form.wanted_role(),
            somebody=form.somebody(),
            school=form.cleaned_data["school"],
        ),
    ):
        return new_password_response(request, given.value, officers_address(request.group))
    page = FormPage(
        title=_("Beri peran"),
        lead=_("Pilih guru di daftar, atau tulis nama orang di luar daftar."),
        form=form,
        submit=_("Beri peran"),
        back_href=officers_address(request.group),
        back=_("Pengurus dan akun"),
    )
    return form_page(request, page)


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
def reset(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then give an officer a password for one sign-in."""
    office = _office(request, pk)
    back = officers_address(request.group)
    if request.method != "POST":
        return confirm_page(request, password_reset_page(office=office, back=back))
    word = done(
        request,
        lambda: reset_officer_password(**by(request), group=request.group, user=office.user),
    )
    if word is None:
        return redirect(back)
    return new_password_response(request, GrantedOffice(office.user, word.value), back)


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
    return get_object_or_404(offices_of(request.group, today_of(request.group)), pk=pk)
