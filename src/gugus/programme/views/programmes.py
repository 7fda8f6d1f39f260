"""The programme of a year: read, start, word, step, print."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gugus.people.access import MemberRequest, by, group_view, year_asked
from gugus.people.clock import today_of
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_label, year_of
from gugus.platform.documents.responses import kept_response
from gugus.platform.web.answers import done, form_page, posted, saved
from gugus.platform.web.pages import FormPage
from gugus.platform.web.render import render_page
from gugus.programme import services
from gugus.programme.forms import programmes as forms
from gugus.programme.models import Programme
from gugus.programme.pages import links
from gugus.programme.pages.programme import programme_page
from gugus.programme.papers import default_texts, programme_paper
from gugus.programme.queries.records import programme_records


@group_view(May.SEE_GROUP)
@require_safe
def programme(request: MemberRequest) -> HttpResponse:
    """The year's lines, its status and its coverage in a sentence."""
    year = year_asked(request)
    edits = request.actor.may(May.EDIT_PROGRAMME, request.group.pk)
    records = programme_records(request.group, year, edits=edits)
    view = request.GET.get("urut", "")
    page = programme_page(request.actor, request.group, year, records, view)
    return render_page(request, "programme/programme.html", page)


@group_view(May.EDIT_PROGRAMME)
@require_POST
def start(request: MemberRequest) -> HttpResponse:
    """Begin the programme of the year in the form."""
    year = year_of(request.POST.get("year", ""))
    if year is None:
        messages.error(request, _("Tahun pelajaran itu tidak dikenal. Tidak ada yang dimulai."))
        return redirect("programme:programme", request.group.code)
    fresh, known = _("Program %(year)s dimulai."), _("Program %(year)s sudah dimulai.")
    done(
        request,
        lambda: services.start_programme(**by(request), group=request.group, year=year),
        lambda made: (fresh if made[1] else known) % {"year": school_year_label(year)},
    )
    return redirect(links.to_year(request.group, year))


@group_view(May.EDIT_PROGRAMME)
def texts(request: MemberRequest, pk: int) -> HttpResponse:
    """Background, basis and aims of the paper; what equals the suggestion follows the data."""
    found = _programme(request, pk)
    suggested = default_texts(found)
    initial = {name: getattr(found, name) or text for name, text in suggested.items()}
    form = forms.TextsForm(posted(request), initial=initial)
    back = links.to_year(request.group, found.school_year)
    if saved(
        request,
        form,
        lambda: _write(request, found, form, suggested),
        _("Naskah Program Kerja tersimpan."),
    ):
        return redirect(back)
    explanation = _(
        "Usulan ini disusun dari data kelompok Anda. Ubah seperlunya; "
        "bagian yang dikosongkan kembali ke usulan."
    )
    title, submit = _("Naskah Program Kerja"), _("Simpan naskah")
    return form_page(request, FormPage(title, explanation, form, submit, back, _("Program")))


def _write(
    request: MemberRequest, found: Programme, form: forms.TextsForm, suggested: dict[str, str]
) -> None:
    own = {name: _own(form.cleaned_data[name], text) for name, text in suggested.items()}
    services.write_programme_texts(**by(request), programme=found, texts=own)


def _own(text: str, suggested: str) -> str:
    """What was typed, or nothing when it is the suggestion itself."""
    typed = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return "" if typed == suggested.strip() else typed


@group_view(May.SEE_GROUP)
@require_safe
def paper(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    """The printed Program Kerja."""
    found, today = _programme(request, pk), today_of(request.group)
    return kept_response(f"programme:{pk}", lambda: programme_paper(found, today), kind)


def _programme(request: MemberRequest, pk: int) -> Programme:
    rows = Programme.objects.select_related(
        "group__core_school", "group__place", "needs_round", "acknowledged_by"
    )
    return get_object_or_404(rows, pk=pk, group=request.group)
