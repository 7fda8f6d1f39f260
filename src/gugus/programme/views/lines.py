"""Lines of a programme: read, add, change, remove, copy from an earlier year."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from gugus.people.access import MemberRequest, by, group_view
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_label
from gugus.platform.web.answers import confirm_page, done, form_page, posted, saved
from gugus.platform.web.pages import FormPage
from gugus.platform.web.render import render_page
from gugus.programme import services
from gugus.programme.forms import lines as forms
from gugus.programme.models import Line, Programme
from gugus.programme.pages import links
from gugus.programme.pages.line import line_delete_page, line_page
from gugus.programme.queries import (
    ProgrammeCoverage,
    coverage_of,
    line_version,
    lines_of,
    previous_programme,
    records_pointing_at,
)
from gugus.programme.views.lookups import line_form, line_or_404, programme_or_404


@group_view(May.SEE_GROUP)
@require_safe
def line(request: MemberRequest, pk: int) -> HttpResponse:
    """One line in full."""
    found = line_or_404(request, pk)
    page = line_page(
        request.actor, request.group, found, coverage_of(request.group, found.programme)
    )
    return render_page(request, "programme/line.html", page)


@group_view(May.EDIT_PROGRAMME)
def add_line(request: MemberRequest, pk: int) -> HttpResponse:
    """A new line; `?kebutuhan=` ticks a need and suggests words."""
    programme = programme_or_404(request, pk)
    covered = coverage_of(request.group, programme)
    form = line_form(
        request, covered, _suggested(request, covered), programme.lines.all(), forms.LineForm
    )
    back = links.to_year(request.group, programme.school_year)

    if saved(
        request,
        form,
        lambda: services.add_line(**by(request), programme=programme, content=form.content()),
        lambda made: _("Program “%(title)s” ditambahkan.") % {"title": made.title},
    ):
        return redirect(back)
    page = FormPage(_("Tambah program"), "", form, _("Simpan program"), back, _("Program"))
    return form_page(request, page)


@group_view(May.EDIT_PROGRAMME)
def edit_line(request: MemberRequest, pk: int) -> HttpResponse:
    """Rewrite a line."""
    found = line_or_404(request, pk)
    covered = coverage_of(request.group, found.programme)
    others = found.programme.lines.exclude(pk=found.pk)
    form = line_form(request, covered, forms.initial_of_line(found), others, forms.LineForm)
    back, title = links.to_line(request.group, found), found.title
    if form.is_bound and form.is_valid():
        if saved(
            request,
            form,
            lambda: services.change_line(
                **by(request), line=found, content=form.content(), seen=form.cleaned_data["seen"]
            ),
            _("Perubahan tersimpan."),
        ):
            return redirect(back)
        form.see(line_version(found))
    return form_page(
        request, FormPage(_("Ubah program"), "", form, _("Simpan perubahan"), back, title)
    )


@group_view(May.EDIT_PROGRAMME)
def delete_line(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then remove."""
    found = line_or_404(request, pk)
    if request.method == "POST":
        done(
            request,
            lambda: services.delete_line(**by(request), line=found),
            _("Program “%(title)s” dihapus.") % {"title": found.title},
        )
        return redirect(links.to_year(request.group, found.programme.school_year))
    return confirm_page(request, line_delete_page(request.group, found, records_pointing_at(found)))


@group_view(May.EDIT_PROGRAMME)
def copy(request: MemberRequest, pk: int) -> HttpResponse:
    """Choose lines of the newest earlier programme."""
    programme = programme_or_404(request, pk)
    source = previous_programme(programme)
    back = links.to_year(request.group, programme.school_year)
    if source is None:
        messages.warning(request, _("Belum ada program tahun sebelumnya yang dapat disalin."))
        return redirect(back)
    lines = lines_of(source)
    there = {(line.title.casefold(), line.kind) for line in programme.lines.all()}
    fresh = [line.pk for line in lines if (line.title.casefold(), line.kind) not in there]
    form = forms.CopyForm(posted(request), lines=lines, initial={"lines": fresh})
    if saved(request, form, lambda: _copied(request, programme, form), _copied_words):
        return redirect(back)
    title = _("Salin dari %(year)s") % {"year": school_year_label(source.school_year)}
    page = FormPage(title, "", form, _("Salin yang dipilih"), back, _("Program"))
    return form_page(request, page)


def _copied(request: MemberRequest, programme: Programme, form: forms.CopyForm) -> int:
    rows = Line.objects.filter(pk__in=form.cleaned_data["lines"])
    chosen = rows.select_related("after").prefetch_related("needs")
    return services.copy_lines(**by(request), programme=programme, lines=chosen)


def _copied_words(number: int) -> str:
    said = ngettext("%(number)s program disalin.", "%(number)s program disalin.", number)
    return said % {"number": number}


def _suggested(request: MemberRequest, covered: ProgrammeCoverage) -> dict[str, object]:
    text = request.GET.get("kebutuhan", "")
    known = text.isascii() and text.isdigit() and len(text) < 10
    need = covered.needs.get(int(text)) if known else None
    if need is None or covered.round is None:
        return {}
    return forms.initial_for_need(need, covered.round.standard_percent)
