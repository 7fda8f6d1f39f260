"""The opening of a school year: its page, and what is decided there."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from gugus.opening.forms.decisions import ACCEPT, DecisionForm
from gugus.opening.models import LineProposal
from gugus.opening.pages.opening import RejectedInput, opening_href, opening_page
from gugus.opening.queries.progress import year_progress
from gugus.opening.queries.proposals import proposals_of
from gugus.opening.services.opening import gather_proposals, open_year
from gugus.opening.services.proposals import (
    accept_unchanged,
    reconsider_proposal,
    refuse_proposals,
)
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import current_year, today_of
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_label, school_year_of
from gugus.platform.foundation.errors import Refused
from gugus.platform.web.answers import done
from gugus.platform.web.render import render_page
from gugus.programme.models import Programme

# In its last weeks a school year is no longer opened: the next one is.
_SOON = timedelta(weeks=8)


@group_view(May.EDIT_PROGRAMME)
@require_safe
def opening(request: MemberRequest) -> HttpResponse:
    """Where the year's programme stands, and what is proposed for it."""
    return _page(request, _year(request), RejectedInput())


def _page(request: MemberRequest, year: int, typed: RejectedInput) -> HttpResponse:
    progress = year_progress(request.group, year)
    proposals = list(proposals_of(progress.programme)) if progress.programme else []
    page = opening_page(request.actor, request.group, year, progress, proposals, typed)
    status = 422 if typed.error else 200
    return render_page(request, "opening/opening.html", page, status=status)


@group_view(May.EDIT_PROGRAMME)
@require_POST
def start(request: MemberRequest) -> HttpResponse:
    """Begin the year's programme and gather what is proposed for it."""
    year = _year(request)
    _programme, found = open_year(**by(request), group=request.group, year=year)
    said = ngettext(
        "Program %(year)s dimulai, dengan %(n)s usulan.",
        "Program %(year)s dimulai, dengan %(n)s usulan.",
        found,
    )
    messages.success(request, said % {"year": school_year_label(year), "n": found})
    return redirect(opening_href(request.group, year))


@group_view(May.EDIT_PROGRAMME)
@require_POST
def gather_again(request: MemberRequest) -> HttpResponse:
    """Look through the records again."""
    year = _year(request)
    programme = _programme_of(request, year)
    done(request, lambda: gather_proposals(**by(request), programme=programme), _found_words)
    return redirect(opening_href(request.group, year))


def _found_words(found: int) -> str:
    if not found:
        return _("Tidak ada usulan baru.")
    return ngettext("%(n)s usulan baru.", "%(n)s usulan baru.", found) % {"n": found}


@group_view(May.EDIT_PROGRAMME)
@require_POST
def decide(request: MemberRequest) -> HttpResponse:
    """Take, or refuse, the proposals that were ticked."""
    year = _year(request)
    programme = _programme_of(request, year)
    waiting = proposals_of(programme).filter(state=LineProposal.State.OPEN)
    form = DecisionForm(request.POST, waiting=list(waiting.values_list("pk", flat=True)))
    if not form.is_valid():
        error = _("Belum ada yang diputuskan: centang dulu usulan yang masih menunggu.")
        return _page(
            request, year, RejectedInput(note=request.POST.get("note", "")[:250], error=error)
        )
    chosen, note = form.cleaned_data["proposal"], form.cleaned_data["note"]
    try:
        if form.cleaned_data["decision"] == ACCEPT:
            _accept(request, programme, chosen)
        else:
            _refuse(request, programme, chosen, note)
    except Refused as refusal:
        return _page(request, year, RejectedInput(frozenset(chosen), note, refusal.message))
    return redirect(opening_href(request.group, year))


def _accept(request: MemberRequest, programme: Programme, chosen: list[int]) -> None:
    taken = accept_unchanged(**by(request), programme=programme, chosen=chosen)
    if taken.accepted:
        said = ngettext(
            "%(n)s usulan menjadi program. Isinya masih dapat diubah.",
            "%(n)s usulan menjadi program. Isinya masih dapat diubah.",
            taken.accepted,
        )
        messages.success(request, said % {"n": taken.accepted})
    elif not taken.left:
        words = _("Usulan ini perlu dibaca dan dirumuskan dulu: tekan “Rumuskan dan terima”.")
        messages.warning(request, words)
    for title, why in taken.left:
        messages.warning(request, f"“{title}”: {why}")


def _refuse(request: MemberRequest, programme: Programme, chosen: list[int], note: str) -> None:
    number = refuse_proposals(**by(request), programme=programme, chosen=chosen, note=note)
    said = ngettext(
        "%(n)s usulan tidak dipakai. Alasannya tersimpan, dan keputusan ini dapat dibatalkan.",
        "%(n)s usulan tidak dipakai. Alasannya tersimpan, dan keputusan ini dapat dibatalkan.",
        number,
    )
    messages.success(request, said % {"n": number})


@group_view(May.EDIT_PROGRAMME)
@require_POST
def reconsider(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a decision back: the proposal waits again."""
    rows = LineProposal.objects.select_related("programme__group")
    found = get_object_or_404(rows, pk=pk, programme__group=request.group)
    done(
        request,
        lambda: reconsider_proposal(**by(request), proposal=found),
        _("Usulan “%(title)s” menunggu lagi.") % {"title": found.title},
    )
    return redirect(opening_href(request.group, found.programme.school_year))


def _programme_of(request: MemberRequest, year: int) -> Programme:
    rows = Programme.objects.select_related("group")
    return get_object_or_404(rows, group=request.group, school_year=year)


def _year(request: MemberRequest) -> int:
    """This school year or the next, as asked; else the one that is to be opened by now."""
    this, asked = current_year(request.group), request.GET.get("tahun", "")
    known = {str(year): year for year in (this, this + 1)}
    today = today_of(request.group)
    return known.get(asked, school_year_of(today + _SOON))
