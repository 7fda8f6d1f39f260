"""Error pages; public views."""

import sys
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gugus.platform.foundation.errors import is_storage_full


def public_view(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view that a stranger may reach (signing in, first set-up, public checks)."""
    view.anyof = frozenset()  # type: ignore[attr-defined]
    view.scope = "open"  # type: ignore[attr-defined]
    return view


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Unknown address, or another group's record: the same page for both."""
    del exception
    return render(request, "web/not_found.html", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent cannot be read, or is more than a form holds."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    return render(request, "web/unreadable.html", status=400)


def too_large(request: HttpRequest) -> HttpResponse:
    """More was sent than is ever read."""
    return render(request, "web/too_large.html", status=413)


def csrf_failure(
    request: HttpRequest, exception: Exception | None = None, reason: str = ""
) -> HttpResponse:
    """A form came back without its security token, or with one from before signing in."""
    del exception, reason
    return render(request, "web/refused.html", status=403)


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    """An address that takes a form was opened as a page, by a reload or from the history."""
    return render(request, "web/only_by_button.html", status=405)


def server_error(request: HttpRequest) -> HttpResponse:
    """An unforeseen fault, or a storage without room; nothing of the request was stored."""
    if is_storage_full(sys.exception()):
        if request.content_type == "application/json":
            reason = _("Penyimpanan komputer Gugus penuh; kiriman terakhir belum disimpan.")
            return JsonResponse({"reason": reason}, status=507)
        return render(request, "web/storage_full.html", status=507)
    return render(request, "web/broken.html", status=500)
