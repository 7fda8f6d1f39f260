"""Receives commands from phones, and serves what offline work needs."""

import json
from dataclasses import asdict

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from gugus.platform.foundation.middleware import is_whole
from gugus.platform.sync import pages
from gugus.platform.sync.rules import Batch, BatchError, read_batch
from gugus.platform.sync.services import apply_batch
from gugus.platform.web.render import render_page
from gugus.platform.web.views import public_view

# Another site's page cannot set a header of its own without asking first, and never gets CORS
# permission: this stands in place of the form's token, which a phone that was away for weeks no
# longer has.
SYNC_HEADER = "X-Gugus-Sync"


@public_view
@csrf_exempt
@require_POST
def receive(request: HttpRequest) -> JsonResponse:
    """Carry out a batch of commands and answer each; 401 means: sign in, nothing was lost."""
    if request.headers.get(SYNC_HEADER) != "1" or request.content_type != "application/json":
        return _wrong(_("Alamat ini hanya untuk kiriman dari aplikasi."), 400)
    # Who still has a given password may do nothing yet: it is somebody else's password too. Nor
    # who still owes a second factor.
    if not is_whole(request) or not request.user.is_authenticated:
        return _wrong(_("Masuk dulu; kiriman tetap tersimpan di HP."), 401)
    try:
        batch = _batch(request)
    except RequestDataTooBig:
        return _wrong(_("Kiriman terlalu besar."), 413)
    except (BatchError, ValueError, RecursionError):
        return _wrong(_("Kiriman tidak terbaca."), 400)
    now = timezone.now()
    answers = apply_batch(user=request.user, now=now, batch=batch)
    return JsonResponse(
        {"server_time": now.isoformat(), "answers": [asdict(answer) for answer in answers]}
    )


def _batch(request: HttpRequest) -> Batch:
    return read_batch(json.loads(request.body))


def _wrong(reason: str, status: int) -> JsonResponse:
    return JsonResponse(
        {"server_time": timezone.now().isoformat(), "reason": reason}, status=status
    )


@public_view
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root so that it reaches every page; browsers ask for it anew."""
    del request
    script = HttpResponse(pages.worker_script(), content_type="text/javascript; charset=utf-8")
    script["Cache-Control"] = "no-cache"
    return script


@public_view
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """The app's card, for the home screen."""
    del request
    card = JsonResponse(pages.web_app_manifest(), content_type="application/manifest+json")
    card["Cache-Control"] = "max-age=86400"
    return card


@public_view
@require_safe
def on_phone(request: HttpRequest) -> HttpResponse:
    """What is on this phone; its own memory fills the page, so no name is in it."""
    return render_page(request, "sync/on_phone.html", pages.OnPhonePage())
