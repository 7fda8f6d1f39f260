"""Changes of a signed programme, one revision at a time."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gugus.people.access import MemberRequest, by, group_view
from gugus.people.rules.roles import May
from gugus.platform.web.answers import form_page, posted, saved
from gugus.platform.web.pages import FormPage
from gugus.programme.forms.lines import initial_of_line
from gugus.programme.forms.revisions import RemovalForm, RevisedLineForm
from gugus.programme.models import Line, Revision
from gugus.programme.pages import links
from gugus.programme.queries import coverage_of, line_version, records_pointing_at
from gugus.programme.services.revisions import (
    add_line_by_revision,
    remove_line_by_revision,
    revise_line,
)
from gugus.programme.views.lookups import line_form, line_or_404, programme_or_404


def _explained() -> str:
    return _(
        "Program tetap ditandatangani dan kesepakatan forum tetap berlaku. Perubahan ini menjadi "
        "revisi bernomor: isi lama, isi baru, dan alasannya tetap dapat dibaca."
    )


@group_view(May.SIGN_PROGRAMME)
def revise(request: MemberRequest, pk: int) -> HttpResponse:
    """Write a line of the signed programme anew."""
    found = line_or_404(request, pk)
    covered = coverage_of(request.group, found.programme)
    others = found.programme.lines.exclude(pk=found.pk)
    form = line_form(request, covered, initial_of_line(found), others, RevisedLineForm)
    back = links.to_line(request.group, found)
    if form.is_bound and form.is_valid():
        if saved(
            request,
            form,
            lambda: revise_line(
                **by(request),
                line=found,
                content=form.content(),
                seen=form.cleaned_data["seen"],
                reason=form.reason_given(),
            ),
            _saved_words,
        ):
            return redirect(back)
        form.see(line_version(Line.objects.get(pk=found.pk)))
    title = _("Revisi: %(title)s") % {"title": found.title}
    return form_page(
        request, FormPage(title, _explained(), form, _("Simpan revisi"), back, found.title)
    )


@group_view(May.SIGN_PROGRAMME)
def add(request: MemberRequest, pk: int) -> HttpResponse:
    """Add a line to the signed programme."""
    programme = programme_or_404(request, pk)
    covered = coverage_of(request.group, programme)
    form = line_form(request, covered, {}, programme.lines.all(), RevisedLineForm)
    back = links.to_year(request.group, programme.school_year)
    if saved(
        request,
        form,
        lambda: add_line_by_revision(
            **by(request), programme=programme, content=form.content(), reason=form.reason_given()
        ),
        _saved_words,
    ):
        return redirect(back)
    title, submit = _("Tambah program dengan revisi"), _("Simpan revisi")
    return form_page(request, FormPage(title, _explained(), form, submit, back, _("Program")))


@group_view(May.SIGN_PROGRAMME)
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a line out of the signed programme."""
    found = line_or_404(request, pk)
    form = RemovalForm(posted(request))
    year = links.to_year(request.group, found.programme.school_year)
    if saved(
        request,
        form,
        lambda: remove_line_by_revision(
            **by(request), line=found, reason=form.cleaned_data["reason"]
        ),
        _saved_words,
    ):
        return redirect(year)
    explanation, pointing = _explained(), records_pointing_at(found)
    if pointing:
        explanation += " " + _(
            "%(number)s catatan (pertemuan, anggaran, jadwal) menunjuk program ini: catatannya "
            "tetap ada, hanya tidak lagi terhubung."
        ) % {"number": pointing}
    title = _("Keluarkan “%(title)s” dengan revisi?") % {"title": found.title}
    back, submit = links.to_line(request.group, found), _("Keluarkan program ini")
    return form_page(request, FormPage(title, explanation, form, submit, back, found.title))


def _saved_words(made: Revision) -> str:
    return _("Revisi ke-%(number)s tersimpan.") % {"number": made.number}
