"""Schedules of a region: places to choose, one place with its groups, the work as it goes on."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gugus.district.pages import RegionSchedulesPage, RegionsPage, region_schedules_page
from gugus.district.queries import group_schedules, regions, working_run
from gugus.district.services import start_region_run
from gugus.people.access import MemberRequest, by, person_view
from gugus.people.clock import year_here
from gugus.people.models import Place
from gugus.people.rules.roles import May
from gugus.people.rules.years import year_of
from gugus.platform.jobs.queries import job_status, latest_job
from gugus.platform.web.answers import done
from gugus.platform.web.render import render_page


@person_view(May.ADMINISTER_SITE)
@require_safe
def region_list(request: MemberRequest) -> HttpResponse:
    """Places that hold groups."""
    return render_page(request, "district/regions.html", RegionsPage(regions()))


@person_view(May.ADMINISTER_SITE)
@require_safe
def region(request: MemberRequest, place: str) -> HttpResponse:
    """The groups of a place, and where the schedule of each stands."""
    page = _page(_place(place), year_of(request.GET.get("tahun", "")) or year_here())
    return render_page(request, "district/region.html", page)


@person_view(May.ADMINISTER_SITE)
@require_safe
def region_progress(request: MemberRequest, place: str) -> HttpResponse:
    """The part of the page that tells how far the work is."""
    page = _page(_place(place), year_of(request.GET.get("tahun", "")) or year_here())
    return render_page(request, "district/_region_groups.html", page)


@person_view(May.ADMINISTER_SITE)
@require_POST
def region_start(request: MemberRequest, place: str) -> HttpResponse:
    """Begin, or go on with what was broken off."""
    found, year = _place(place), year_of(request.POST.get("tahun", "")) or year_here()
    done(request, lambda: start_region_run(**by(request), place=found, year=year))
    return redirect(f"{reverse('district:region', args=[found.pk])}?tahun={year}")


def _place(code: str) -> Place:
    return get_object_or_404(Place.objects.exclude(parent=None), pk=code)


def _page(place: Place, year: int) -> RegionSchedulesPage:
    now, this = timezone.now(), year_here()
    run = working_run(place, year)
    status = job_status(latest_job(run), now) if run is not None else None
    states = group_schedules(place, year, now, briefly=run is not None)
    return region_schedules_page(place, year, (this + 1, this), states, status)
