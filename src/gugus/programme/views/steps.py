"""Signature, the way back, and the supervisor's acknowledgement."""

from collections.abc import Callable
from dataclasses import dataclass

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import day_of
from gugus.people.rules.roles import May
from gugus.platform.web.answers import form_page, posted, saved
from gugus.platform.web.pages import FormPage
from gugus.programme import services
from gugus.programme.forms import programmes as forms
from gugus.programme.models import Programme
from gugus.programme.pages import links
from gugus.programme.rules.status import ProgrammeTransition, TransitionRequest
from gugus.programme.services.acknowledgement import acknowledge_programme

Words = str | Promise


@dataclass(frozen=True)
class _Screen:
    form: Callable[..., Form]
    title: Words
    explanation: Words
    submit: Words
    done: Words


_SCREENS = {
    ProgrammeTransition.SIGN: _Screen(
        forms.SignForm,
        gettext_lazy("Tanda tangani program"),
        gettext_lazy(
            "Isi program dikunci seperti adanya sekarang. Setelah ini hanya ketua yang dapat "
            "merevisi atau membukanya kembali, dengan alasan yang disimpan."
        ),
        gettext_lazy("Tanda tangani"),
        gettext_lazy("Program ditandatangani dan terkunci."),
    ),
    ProgrammeTransition.REOPEN: _Screen(
        forms.ReopenForm,
        gettext_lazy("Buka kembali menjadi rancangan"),
        gettext_lazy(
            "Program menjadi rancangan dan dapat diubah lagi. Kesepakatan dan tanda tangan yang "
            "sudah ada gugur, tetapi tetap tertulis dalam riwayat."
        ),
        gettext_lazy("Buka kembali"),
        gettext_lazy("Program dibuka kembali sebagai rancangan."),
    ),
}


@group_view(May.SIGN_PROGRAMME)
def sign(request: MemberRequest, pk: int) -> HttpResponse:
    """The chair signs."""
    return _step(request, pk, ProgrammeTransition.SIGN)


@group_view(May.SIGN_PROGRAMME)
def reopen(request: MemberRequest, pk: int) -> HttpResponse:
    """The chair opens a programme again."""
    return _step(request, pk, ProgrammeTransition.REOPEN)


def _step(request: MemberRequest, pk: int, step: ProgrammeTransition) -> HttpResponse:
    found = get_object_or_404(Programme, pk=pk, group=request.group)
    screen = _SCREENS[step]
    form = screen.form(posted(request))
    back = links.to_year(request.group, found.school_year)
    if saved(request, form, lambda: _take(request, found, step, form), str(screen.done)):
        return redirect(back)
    words = (str(screen.title), str(screen.explanation), form, str(screen.submit))
    return form_page(request, FormPage(*words, back, _("Program")))


def _take(request: MemberRequest, found: Programme, step: ProgrammeTransition, form: Form) -> None:
    now, data = timezone.now(), form.cleaned_data
    wish = TransitionRequest(step, data.get("dated", day_of(found.group, now)), data["note"])
    services.change_status(actor=request.actor, now=now, programme=found, wish=wish)


@group_view(May.ACKNOWLEDGE_PROGRAMME)
def acknowledge(request: MemberRequest, pk: int) -> HttpResponse:
    """The supervisor has seen the signed programme."""
    found = get_object_or_404(Programme, pk=pk, group=request.group)
    form = forms.AcknowledgeForm(posted(request))
    back = links.to_year(request.group, found.school_year)
    if saved(
        request,
        form,
        lambda: acknowledge_programme(**by(request), programme=found, **form.cleaned_data),
        _("Program tercatat diketahui pengawas."),
    ):
        return redirect(back)
    explanation = _(
        "Tanggal dan catatan Anda tercetak di Program Kerja sebagai “Mengetahui”. "
        "Program tetap terkunci; perubahan sesudahnya datang sebagai revisi bernomor."
    )
    title, submit = _("Mengetahui program kerja"), _("Saya mengetahui program ini")
    return form_page(request, FormPage(title, explanation, form, submit, back, _("Program")))
