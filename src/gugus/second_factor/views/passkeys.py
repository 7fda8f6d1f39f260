"""One's own passkeys: put one into this device, take one away."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from gugus.people.access import MemberRequest, person_view
from gugus.platform.web.answers import confirm_page, posted, render_form, saved
from gugus.second_factor.forms import PasskeyForm
from gugus.second_factor.pages import PasskeyPage, passkey_remove_page
from gugus.second_factor.queries import has_second_factor, passkeys_of
from gugus.second_factor.rules import passkey_host
from gugus.second_factor.services.passkeys import (
    Challenge,
    add_passkey,
    passkey_to_make,
    remove_passkey,
)
from gugus.second_factor.views.codes import officer_of

# Session key of what the device was asked last; each question is answered once.
_ASKED = "passkey_asked"


def host_of(request: HttpRequest) -> str:
    """The name that passkeys are bound to here, or ""."""
    return passkey_host(request.get_host(), is_secure=request.is_secure())


def ask(request: HttpRequest, challenge: Challenge) -> dict[str, Any]:
    """Keep what the answer is checked with; give what the browser is asked."""
    request.session[_ASKED] = challenge.state
    return challenge.options


def asked(request: HttpRequest) -> dict[str, Any]:
    """What the answer is checked with, this once."""
    state: dict[str, Any] = request.session.pop(_ASKED, {})
    return state


@person_view()
@sensitive_post_parameters("code", "answer")
@never_cache
def passkey_add(request: MemberRequest) -> HttpResponse:
    """Let this device make a key; the code of the phone says that it may."""
    user, host = officer_of(request), host_of(request)
    if not host or not has_second_factor(user.pk):
        return redirect("second_factor:second_factor")
    form = PasskeyForm(posted(request))
    state = asked(request)
    if saved(
        request,
        form,
        lambda: add_passkey(
            user=user, host=host, state=state, now=timezone.now(), **form.cleaned_data
        ),
        _("Kunci sandi terpasang. Saat masuk lagi, ketuk “Pakai kunci sandi”."),
    ):
        return redirect("second_factor:second_factor")
    page = PasskeyPage(form, ask(request, passkey_to_make(user=user, host=host)))
    return render_form(request, "second_factor/passkey_add.html", page, form)


@person_view()
def passkey_remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then forget one of one's own keys."""
    user = officer_of(request)
    passkey = get_object_or_404(passkeys_of(user.pk), pk=pk)
    back = reverse("second_factor:second_factor")
    if request.method != "POST":
        return confirm_page(request, passkey_remove_page(passkey.title, back))
    remove_passkey(passkey=passkey, now=timezone.now())
    return redirect(back)
