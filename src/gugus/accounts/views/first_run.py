"""An installation without anybody in it: the first group and its secretary."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from gugus.accounts.forms.first_run import FirstRunForm
from gugus.accounts.pages.first_run import first_run_page
from gugus.accounts.services.installation import set_up_installation
from gugus.people.queries import is_empty_installation
from gugus.platform.foundation.services import check_setup_code
from gugus.platform.web.answers import render_form, saved
from gugus.platform.web.forms import attempt
from gugus.platform.web.views import public_view


@public_view
@sensitive_post_parameters("setup_code", "new", "again")
@never_cache
def first_run(request: HttpRequest) -> HttpResponse:
    """Ask for group, school and secretary; gone as soon as somebody has a login."""
    if not is_empty_installation():
        raise Http404
    form = FirstRunForm(request.POST or None)
    if user := saved(
        request,
        form,
        lambda: set_up_installation(
            setup_code=form.cleaned_data["setup_code"],
            group=form.group(),
            person=form.person(),
            now=timezone.now(),
        ),
    ):
        login(request, user.value)
        messages.success(request, _("Kelompok sudah dibuat. Berikutnya: impor daftar guru."))
        return redirect("home:start")
    _check_code_too(form)
    return render_form(request, "accounts/first_run.html", first_run_page(form), form)


def _check_code_too(form: FirstRunForm) -> None:
    """All faults at once: a wrong code is told together with what else is wrong."""
    code = form.cleaned_data.get("setup_code") if form.errors else None
    if code and not (form.has_error("setup_code") or form.non_field_errors()):
        attempt(form, lambda: check_setup_code(code=code, now=timezone.now()))
