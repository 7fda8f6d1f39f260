"""One's own second factor, and the rule that makes it a must."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from gugus.people.access import MemberRequest, by, group_view, person_view
from gugus.people.clock import day_here
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.platform.foundation.middleware import DUE
from gugus.platform.foundation.models import User
from gugus.platform.web.answers import confirm_page, posted, render_form, saved
from gugus.platform.web.once import acts_once
from gugus.platform.web.render import render_page
from gugus.second_factor.forms import SecondFactorForm, SetUpForm
from gugus.second_factor.pages import (
    CodePage,
    SecondFactorPage,
    recovery_codes_page,
    rule_page,
    set_up_page,
)
from gugus.second_factor.queries import (
    codes_left,
    has_second_factor,
    is_required_in,
    must_have_second_factor,
    passkeys_of,
)
from gugus.second_factor.rules import passkey_host
from gugus.second_factor.services.codes import (
    address_of,
    draw_secret,
    is_own_seal,
    release_second_factor,
    remove_own,
    renew_recovery_codes,
    require_second_factor,
    set_up,
)


@person_view()
def second_factor(request: MemberRequest) -> HttpResponse:
    """What stands, and what may be done."""
    user = officer_of(request)
    page = SecondFactorPage(
        is_set_up=has_second_factor(user.pk),
        codes_left=codes_left(user.pk),
        is_required=must_have_second_factor(user, day_here()),
        passkeys=tuple(passkeys_of(user.pk)),
        can_add_passkey=bool(passkey_host(request.get_host(), is_secure=request.is_secure())),
    )
    return render_page(request, "second_factor/second_factor.html", page)


@person_view()
@sensitive_post_parameters("code", "sealed")
@never_cache
@acts_once
def set_up_second_factor(request: MemberRequest) -> HttpResponse:
    """Show the QR code; the phone's first code sets it up and gives the codes on paper."""
    user = officer_of(request)
    if has_second_factor(user.pk):
        return redirect("second_factor:second_factor")
    form = SetUpForm(posted(request), initial={"sealed": draw_secret(user)})
    sealed = form["sealed"].value() or ""
    if not is_own_seal(user, sealed):
        messages.error(request, _("Kotak QR tadi tidak berlaku lagi. Pindai yang ini."))
        return redirect("second_factor:set_up")
    if codes := saved(
        request,
        form,
        lambda: set_up(
            user=user,
            sealed=form.cleaned_data["sealed"],
            code=form.cleaned_data["code"],
            now=timezone.now(),
        ),
    ):
        request.session.pop(DUE, None)
        return _paper(request, user, codes.value)
    page = set_up_page(form, address_of(user, sealed), is_required=DUE in request.session)
    return render_form(request, "second_factor/set_up.html", page, form)


@person_view()
@sensitive_post_parameters("code")
@never_cache
@acts_once
def renew(request: MemberRequest) -> HttpResponse:
    """Ten new codes on paper, for whoever shows that they have the phone."""
    user = officer_of(request)
    if not has_second_factor(user.pk):
        return redirect("second_factor:second_factor")
    form = SecondFactorForm(posted(request))
    if codes := saved(
        request,
        form,
        lambda: renew_recovery_codes(user=user, code=form.cleaned_data["code"], now=timezone.now()),
    ):
        return _paper(request, user, codes.value)
    lead = _("Kode cadangan yang lama langsung mati. Tulis kode sekarang untuk melanjutkan.")
    return _code_page(request, form, _("Buat kode cadangan baru"), lead)


@person_view()
@sensitive_post_parameters("code")
@never_cache
def remove(request: MemberRequest) -> HttpResponse:
    """Do without, where that is allowed."""
    user = officer_of(request)
    if not has_second_factor(user.pk):
        return redirect("second_factor:second_factor")
    form = SecondFactorForm(posted(request))
    if saved(
        request,
        form,
        lambda: remove_own(user=user, code=form.cleaned_data["code"], now=timezone.now()),
        _("Kode kedua dilepas. Anda masuk dengan kata sandi saja."),
    ):
        return redirect("second_factor:second_factor")
    lead = _("Sesudah ini siapa pun yang mengetahui kata sandi Anda dapat masuk sebagai Anda.")
    return _code_page(request, form, _("Lepas kode kedua"), lead)


@group_view(May.MANAGE_OFFICERS)
def group_rule(request: MemberRequest) -> HttpResponse:
    """Ask, then make it a must in the group, or leave it to each again."""
    return _rule(request, request.group)


@person_view(May.ADMINISTER_SITE)
def site_rule(request: MemberRequest) -> HttpResponse:
    """The same for every group."""
    return _rule(request, None)


def _rule(request: MemberRequest, group: Group | None) -> HttpResponse:
    required = is_required_in(group)
    page = rule_page(group, is_required=required)
    if request.method != "POST":
        return confirm_page(request, page)
    if required:
        release_second_factor(**by(request), group=group)
        messages.success(request, _("Kode kedua tidak lagi wajib."))
        return redirect(page.back_href)
    require_second_factor(**by(request), group=group)
    user = officer_of(request)
    if must_have_second_factor(user, day_here()) and not has_second_factor(user.pk):
        request.session[DUE] = True
    messages.success(request, _("Kode kedua sekarang wajib."))
    return redirect(page.back_href)


def _code_page(
    request: MemberRequest, form: SecondFactorForm, title: str, lead: str
) -> HttpResponse:
    page = CodePage(title, lead, form, title, "second_factor:second_factor")
    return render_form(request, "second_factor/code.html", page, form)


def _paper(request: MemberRequest, user: User, codes: list[str]) -> HttpResponse:
    # The codes live in this answer alone, which the same form shows again for minutes.
    page = recovery_codes_page(user, codes)
    return render_page(request, "second_factor/recovery_codes.html", page)


def officer_of(request: MemberRequest) -> User:
    """The login of whoever has a password; nobody else has a second factor."""
    user = User.objects.get(pk=request.actor.user_id)
    # Who comes in by link or PIN has no password that a second factor could stand beside.
    if not user.has_usable_password():
        raise Http404
    return user
