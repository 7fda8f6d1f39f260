"""Forms that act once, however often they are sent: by a reload, a second tap, the way back.

What tells one sending from the next is Django's own token against forged forms: every page carries
another one. The same token with the same content at the same address is the same form.
"""

import json
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from gugus.platform.foundation.sent_forms import (
    claim_form,
    is_being_answered,
    keep_answer,
    kept_answer,
    release_form,
)

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[R, P], HttpResponse]
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 # the name of a field
# How long the second of two waits for the answer to the first.
_PATIENCE, _REST = 20.0, 0.2


def acts_once(view: View[R, P]) -> Callable[..., HttpResponse]:
    """Guard a view whose forms make something that is shown once: the same form acts once.

    Sent again it gives the same answer for ten minutes, then says that it was done.
    """

    @wraps(view)
    def once(request: R, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        token = request.POST.get(_TOKEN, "") if request.method == "POST" else ""
        if not token:
            return view(request, *args, **kwargs)
        form = _fingerprint(request)
        if not claim_form(fingerprint=form, now=timezone.now()):
            return _again(request, form, token)
        try:
            response = view(request, *args, **kwargs)
        except BaseException:
            release_form(fingerprint=form)
            raise
        if response.status_code >= 400:
            release_form(fingerprint=form)
        else:
            answer = _packed(response)
            keep_answer(fingerprint=form, answer=answer, key=token, now=timezone.now())
        return response

    once.acts_once = True  # type: ignore[attr-defined] # read by the tests of every page
    return once


def _fingerprint(request: HttpRequest) -> str:
    sent = sorted((name, values) for name, values in request.POST.lists())
    content = json.dumps([request.user.pk, request.get_full_path(), sent])
    return salted_hmac("gugus.sent_form", content, algorithm="sha256").hexdigest()


def _packed(response: HttpResponse) -> bytes:
    if isinstance(response, HttpResponseRedirect):
        return json.dumps({"to": response.url}).encode()
    return json.dumps({"page": response.content.decode()}).encode()


def _again(request: HttpRequest, form: str, token: str) -> HttpResponse:
    until = time.monotonic() + _PATIENCE
    while is_being_answered(form) and time.monotonic() < until:
        time.sleep(_REST)
    kept = kept_answer(fingerprint=form, key=token, now=timezone.now())
    if kept is None:
        messages.info(
            request,
            _(
                "Formulir itu sudah dikirim dan sudah dikerjakan. Yang dibuat waktu itu tetap berlaku; "
                "tidak ada yang dibuat lagi."
            ),
        )
        return redirect(request.get_full_path())
    answer: dict[str, Any] = json.loads(kept)
    return redirect(answer["to"]) if "to" in answer else HttpResponse(answer["page"])
