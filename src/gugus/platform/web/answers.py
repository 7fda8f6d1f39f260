"""Answers that views of every app give alike."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict

from gugus.platform.foundation.errors import Refused
from gugus.platform.web.forms import Done, attempt
from gugus.platform.web.pages import ConfirmPage, FormPage
from gugus.platform.web.render import render_page

T = TypeVar("T")
# What is said when it is done: a sentence, or one made of what the service gave.
Said = str | Callable[[T], str]


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, for a form that is shown empty otherwise."""
    return request.POST if request.method == "POST" else None


def done(request: HttpRequest, act: Callable[[], T], said: Said[T] = "") -> Done[T] | None:
    """Carry out a service and say so; its refusal is said instead, and gives None."""
    try:
        value = act()
    except Refused as refusal:
        messages.error(request, refusal.message)
        return None
    _say(request, said, value)
    return Done(value)


def saved(
    request: HttpRequest, form: BaseForm, act: Callable[[], T], said: Said[T] = ""
) -> Done[T] | None:
    """Carry out a service with a form that was sent and is valid, and say so.

    None: the page shows the form, empty or with its faults; a refusal stands beside the field.
    """
    if not (form.is_bound and form.is_valid()):
        return None
    made = attempt(form, act)
    if made is not None:
        _say(request, said, made.value)
    return made


def _say(request: HttpRequest, said: Said[T], value: T) -> None:
    text = said if isinstance(said, str) else said(value)
    if text:
        messages.success(request, text)


def render_form(request: HttpRequest, template: str, page: Any, *forms: BaseForm) -> HttpResponse:
    """A page with forms on it; 422 when one comes back with its faults."""
    status = 422 if any(form.errors for form in forms) else 200
    return render_page(request, template, page, status=status)


def form_page(request: HttpRequest, page: FormPage) -> HttpResponse:
    """The form; 422 when it comes back with errors."""
    return render_form(request, "web/form.html", page, page.form)


def confirm_page(request: HttpRequest, page: ConfirmPage) -> HttpResponse:
    """The question before something is carried out; 422 when what it asks comes back with errors."""
    return render_form(request, "web/confirm.html", page, *([page.form] if page.form else []))
