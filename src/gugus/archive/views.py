"""Closing a year that is over."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gugus.archive.pages import YearFacts, years_page
from gugus.archive.queries import closed_years, may_be_closed, years_with_open_months
from gugus.archive.services import close_year, reopen_year
from gugus.meetings.forms.meetings import ReasonForm
from gugus.meetings.queries import years_to_look_at
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.rules.roles import May
from gugus.people.rules.years import school_year_label
from gugus.platform.web.answers import done, saved
from gugus.platform.web.render import render_page


@group_view(May.COUNTERSIGN_CASH)
@require_safe
def years(request: MemberRequest) -> HttpResponse:
    """The years that are over."""
    group, today = request.group, today_of(request.group)
    over = [year for year in years_to_look_at(group) if may_be_closed(year, today)]
    closed, open_months = closed_years(group, over), years_with_open_months(group, over)
    facts = [YearFacts(year, closed.get(year), year in open_months) for year in over]
    return render_page(request, "archive/years.html", years_page(group, facts))


@group_view(May.COUNTERSIGN_CASH)
@require_POST
def close(request: MemberRequest, year: int) -> HttpResponse:
    """The year's papers stay as they are."""
    done(
        request,
        lambda: close_year(**by(request), group=request.group, year=year),
        _("Tahun %(year)s ditutup. LPJ, rekap, prota, dan prosemnya tidak berubah lagi.")
        % {"year": school_year_label(year)},
    )
    return redirect("archive:years", request.group.code)


@group_view(May.COUNTERSIGN_CASH)
@require_POST
def reopen(request: MemberRequest, year: int) -> HttpResponse:
    """The year's papers are made of the records again, for a reason."""
    form = ReasonForm(request.POST)
    saved(
        request,
        form,
        lambda: reopen_year(
            **by(request), group=request.group, year=year, reason=form.cleaned_data["reason"]
        ),
        _("Tahun %(year)s dibuka kembali. Tutup lagi setelah selesai.")
        % {"year": school_year_label(year)},
    )
    return redirect("archive:years", request.group.code)
