"""Answers that views of every app give alike."""

from django.http import HttpRequest, HttpResponse

from gugus.platform.web.pages import ConfirmPage, FormPage
from gugus.platform.web.render import render_page


def form_page(request: HttpRequest, page: FormPage) -> HttpResponse:
    """The form; 422 when it comes back with errors."""
    status = 422 if page.form.is_bound else 200
    return render_page(request, "web/form.html", page, status=status)


def confirm_page(request: HttpRequest, page: ConfirmPage) -> HttpResponse:
    """The question before something is carried out."""
    return render_page(request, "web/confirm.html", page)
