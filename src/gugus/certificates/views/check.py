"""Anybody checks a certificate by its code: no account, no script, a few kilobytes.

A code is 140 bits of chance. Guessing at a thousand codes a second for a thousand years would find
one of a million certificates with a chance below 1 in 10^22, so there is nothing to slow down: schools
share addresses, and a limit would keep out honest people first.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.http import require_safe

from gugus.certificates.models import Certificate
from gugus.certificates.pages.certificate import check_page
from gugus.certificates.queries import certificate_by_code
from gugus.certificates.rules.eligibility import parse_code
from gugus.platform.web.render import render_page
from gugus.platform.web.views import public_view


@public_view
@require_safe
def check_form(request: HttpRequest) -> HttpResponse:
    """Type a code."""
    typed = request.GET.get("kode", "")
    code = parse_code(typed)
    if code:
        return redirect("certificates:check", code)
    return _answer(request, None, typed)


@public_view
@require_safe
def check(request: HttpRequest, typed: str) -> HttpResponse:
    """What the paper with this code says, and whether it holds."""
    return _answer(request, certificate_by_code(parse_code(typed)), typed)


def _answer(request: HttpRequest, one: Certificate | None, typed: str) -> HttpResponse:
    """Every code that is not there gets the same answer, whatever is wrong with it."""
    asked = request.GET.get("bahasa", "")
    known = dict(settings.LANGUAGES)
    language = asked if asked in known else translation.get_language() or "id"
    with translation.override(language):
        page = check_page(one, typed, language)
        status = 404 if typed and one is None else 200
        response = render_page(request, "certificates/certificate_check.html", page, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    response["Content-Language"] = language
    return response
