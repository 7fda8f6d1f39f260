"""Sign-in by PIN, password or link, and sign-out."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from gugus.accounts.forms.sign_in import PasswordForm, PinForm
from gugus.accounts.pages.own_keys import new_keys_in_words
from gugus.accounts.pages.sign_in import InvalidLinkPage, link_page, sign_in_page
from gugus.accounts.queries import (
    example_logins,
    is_evaluator_only,
    keys_of,
    names_around,
    teacher_of,
)
from gugus.accounts.rules import is_told
from gugus.accounts.services.sign_in import (
    sign_in_as_example,
    sign_in_with_link,
    sign_in_with_passkey,
    sign_in_with_password,
    sign_in_with_pin,
    sign_in_with_second_factor,
    usable_link,
)
from gugus.accounts.services.sign_ins import note_sign_in
from gugus.people.clock import day_here
from gugus.people.models import Group
from gugus.people.queries import is_empty_installation
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.known_browser import known_browser, remember_browser
from gugus.platform.foundation.middleware import DUE, ROLLING, rolling_day
from gugus.platform.foundation.models import PersonalKey, User
from gugus.platform.foundation.queries import is_example_installation
from gugus.platform.web.answers import done, render_form, saved
from gugus.platform.web.render import render_page
from gugus.platform.web.views import public_view
from gugus.second_factor.forms import SecondFactorForm
from gugus.second_factor.pages import CodePage
from gugus.second_factor.queries import has_second_factor, must_have_second_factor, passkeys_of
from gugus.second_factor.rules import passkey_host
from gugus.second_factor.services.passkeys import passkey_to_show

TEACHER_SESSION = timedelta(days=180)
OFFICER_STAYS = timedelta(days=14)
# Session key of somebody who typed the right password and no code yet.
_HALF_WAY = "password_was_right"
_HALF_WAY_STAYS = timedelta(minutes=10)


@public_view
@sensitive_post_parameters("pin")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign-in of a teacher: group, name, PIN."""
    elsewhere = _not_for_this_visitor(request)
    if elsewhere is not None:
        return elsewhere
    group = _only_group()
    if request.method != "POST":
        code = request.GET.get("kelompok", "")[:60]
        form = PinForm(None, ask_code=group is None, initial={"code": code})
        return _door(request, form, group)
    form = PinForm(request.POST, ask_code=group is None)
    if user := saved(
        request,
        form,
        lambda: sign_in_with_pin(
            group_code=form.cleaned_data.get("code", ""),
            name=form.cleaned_data["name"],
            pin=form.cleaned_data["pin"],
            now=timezone.now(),
            browser=known_browser(request),
        ),
    ):
        return _log_in(request, user.value, TEACHER_SESSION, "pin")
    return _door(request, form, group, status=422)


@public_view
@sensitive_post_parameters("password")
@never_cache
def sign_in_password(request: HttpRequest) -> HttpResponse:
    """Sign-in of an officer: user name and password."""
    elsewhere = _not_for_this_visitor(request)
    if elsewhere is not None:
        return elsewhere
    if request.method != "POST":
        return _door(request, PasswordForm(), _only_group())
    form = PasswordForm(request.POST)
    if user := saved(
        request,
        form,
        lambda: sign_in_with_password(
            **form.cleaned_data, now=timezone.now(), browser=known_browser(request)
        ),
    ):
        if has_second_factor(user.value.pk):
            return _ask_for_code(request, user.value)
        return _log_in(request, user.value, OFFICER_STAYS, "password")
    return _door(request, form, _only_group(), status=422)


@public_view
@sensitive_post_parameters("code")
@never_cache
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """The second half of an officer's sign-in: the code of their phone, or one on paper."""
    user = _who_typed_the_password(request)
    if user is None:
        return redirect("accounts:sign_in_password")
    form = SecondFactorForm(request.POST if request.method == "POST" else None)
    if entered := saved(
        request,
        form,
        lambda: sign_in_with_second_factor(
            user=user,
            code=form.cleaned_data["code"],
            now=timezone.now(),
            browser=known_browser(request),
        ),
    ):
        target = request.session[_HALF_WAY]["next"]
        return _log_in(request, entered.value, OFFICER_STAYS, "code", target)
    return _code_page(request, user, form)


@public_view
@require_POST
@sensitive_post_parameters("answer")
@never_cache
def sign_in_passkey(request: HttpRequest) -> HttpResponse:
    """The second half of an officer's sign-in, by a key that rests in their device."""
    user, host = _who_typed_the_password(request), _passkey_host(request)
    if user is None or not host:
        return redirect("accounts:sign_in_password")
    half = request.session[_HALF_WAY]
    # Each question is answered once.
    request.session[_HALF_WAY] = {**half, "asked": {}}
    entered = done(
        request,
        lambda: sign_in_with_passkey(
            user=user,
            host=host,
            state=half.get("asked", {}),
            answer=request.POST.get("answer", ""),
            now=timezone.now(),
            browser=known_browser(request),
        ),
    )
    if entered is None:
        return redirect("accounts:sign_in_code")
    return _log_in(request, entered.value, OFFICER_STAYS, "passkey", half["next"])


def _code_page(request: HttpRequest, user: User, form: SecondFactorForm) -> HttpResponse:
    """Type a code or, where the person has one and browsers allow it, show a passkey."""
    lead = _("Kata sandi cocok. Tulis kode yang sekarang tampil di HP Anda.")
    host, options = _passkey_host(request), None
    if host and passkeys_of(user.pk).exists():
        challenge = passkey_to_show(user=user, host=host)
        request.session[_HALF_WAY] = {**request.session[_HALF_WAY], "asked": challenge.state}
        options = challenge.options
    typed = form if isinstance(form, SecondFactorForm) else SecondFactorForm()
    page = CodePage(_("Kode kedua"), lead, typed, _("Masuk"), "accounts:sign_in_password", options)
    return render_form(request, "second_factor/code.html", page, form)


def _passkey_host(request: HttpRequest) -> str:
    return passkey_host(request.get_host(), is_secure=request.is_secure())


@public_view
@never_cache
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign-in of a teacher by link: opening it shows a button, so that previews sign nobody in."""
    now = timezone.now()
    try:
        key = usable_link(token=token, now=now)
        here = _somebody_else(request, key)
        if request.method == "POST" and (not here or request.POST.get("ganti")):
            user = sign_in_with_link(token=token, now=now)
            stays = OFFICER_STAYS if is_evaluator_only(user.pk, day_here()) else TEACHER_SESSION
            response = _log_in(request, user, stays, "link")
        else:
            teacher = teacher_of(key.user_id)
            alike = names_around(teacher) if teacher else ()
            page = link_page(key, teacher, here, alike)
            response = render_page(request, "accounts/link.html", page)
    except Refused:
        gone = InvalidLinkPage(door=reverse("accounts:sign_in"))
        response = render_page(request, "accounts/link_gone.html", gone, status=404)
    # The address is the secret: pages and logs that follow learn our origin only. (With
    # `no-referrer` browsers send `Origin: null`, and the button would be refused as foreign.)
    response["Referrer-Policy"] = "strict-origin"
    return response


def _somebody_else(request: HttpRequest, key: PersonalKey) -> str:
    """Who is signed in on this phone, if it is not the link's own person."""
    user = request.user
    return user.name if user.is_authenticated and user.pk != key.user_id else ""


@public_view
@require_POST
def sign_in_example(request: HttpRequest) -> HttpResponse:
    """In the example, and only there, a visitor becomes one of its invented persons."""
    chosen = request.POST.get("person", "")
    known = chosen.isascii() and chosen.isdigit() and len(chosen) < 10
    user = sign_in_as_example(user_id=int(chosen), now=timezone.now()) if known else None
    if user is None:
        raise Http404
    return _log_in(request, user, OFFICER_STAYS, "example")


@public_view
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    logout(request)
    messages.success(request, _("Anda sudah keluar."))
    return redirect("accounts:sign_in")


def _not_for_this_visitor(request: HttpRequest) -> HttpResponse | None:
    if request.user.is_authenticated:
        return redirect(_target(request) or settings.LOGIN_REDIRECT_URL)
    return redirect("accounts:first_run") if is_empty_installation() else None


def _door(
    request: HttpRequest, form: PinForm | PasswordForm, group: Group | None, status: int = 200
) -> HttpResponse:
    examples = example_logins(day_here()) if is_example_installation() else ()
    page = sign_in_page(form=form, target=_target(request), group=group, examples=examples)
    return render_page(request, "accounts/sign_in.html", page, status=status)


def _only_group() -> Group | None:
    found = Group.objects.all()[:2]
    return found[0] if len(found) == 1 else None


def _target(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    # Only addresses: `redirect` would look up anything else as the name of a view.
    safe = safe and wanted.startswith("/")
    return wanted if safe and wanted != reverse("accounts:sign_out") else ""


def _ask_for_code(request: HttpRequest, user: User) -> HttpResponse:
    request.session.cycle_key()
    request.session[_HALF_WAY] = {
        "user": user.pk,
        # A password that is changed meanwhile ends this half too.
        "bound": user.get_session_auth_hash(),
        "until": (timezone.now() + _HALF_WAY_STAYS).timestamp(),
        "next": _target(request),
    }
    return redirect("accounts:sign_in_code")


def _who_typed_the_password(request: HttpRequest) -> User | None:
    half = request.session.get(_HALF_WAY)
    if half is None or half["until"] < timezone.now().timestamp():
        return None
    user = User.objects.filter(pk=half["user"], is_active=True).first()
    if user is None or not constant_time_compare(half["bound"], user.get_session_auth_hash()):
        return None
    return user


def _log_in(
    request: HttpRequest, user: User, stays: timedelta, by: str, target: str = ""
) -> HttpResponse:
    # `login` gives the session a new key: one that a stranger planted opens nothing.
    login(request, user)
    request.session.set_expiry(int(stays.total_seconds()))
    if stays == TEACHER_SESSION:
        request.session[ROLLING] = rolling_day()
    now, agent = timezone.now(), request.headers.get("User-Agent", "")
    note_sign_in(user=user, by=by, user_agent=agent, now=now)
    told = new_keys_in_words(key for key in keys_of(user.pk) if is_told(key.issued_at, now))
    if told:
        messages.warning(request, told)
    if by in ("password", "code", "passkey") and _owes_second_factor(user):
        request.session[DUE] = True
    response = redirect(target or _target(request) or resolve_url(settings.LOGIN_REDIRECT_URL))
    remember_browser(request, response, user.pk)
    if user.language:
        remember_language(response, user.language)
    return response


def _owes_second_factor(user: User) -> bool:
    return must_have_second_factor(user, day_here()) and not has_second_factor(user.pk)


def remember_language(response: HttpResponse, language: str) -> None:
    """Let this browser speak the person's language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
