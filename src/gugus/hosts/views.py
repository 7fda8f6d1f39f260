"""Ways between schools, hosts, and what follows from them."""

from decimal import Decimal

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from gugus.calendar.queries.settings import plan_settings_of
from gugus.hosts import services
from gugus.hosts.forms import (
    HostSettingsForm,
    PasteDistancesForm,
    SchoolDistancesForm,
    initial_of_host,
)
from gugus.hosts.models import HostSettings
from gugus.hosts.pages import distance_forms as form_pages
from gugus.hosts.pages.distances import distances_page
from gugus.hosts.pages.places import places_page
from gugus.hosts.queries import (
    distances_of,
    host_records,
    hosts_of,
    teachers_by_school,
    typed_distances,
)
from gugus.hosts.rules.pasted_distances import comparable_name, read_pasted_distances
from gugus.hosts.rules.visits import nearest_places, shortest_visit_tour
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import current_year
from gugus.people.models import Group, School
from gugus.people.queries import schools_of
from gugus.people.rules.roles import May
from gugus.platform.web.answers import form_page, posted, render_form, saved
from gugus.platform.web.render import render_page


@group_view(May.SEE_GROUP)
@require_safe
def distances(request: MemberRequest) -> HttpResponse:
    """The table of ways, who may host, whose turn it was."""
    group, year = request.group, current_year(request.group)
    years = range(year - plan_settings_of(group).years_counted, year + 1)
    hosts = host_records(group, years)
    found = distances_of(group, [one.school for one in hosts])
    may_plan = request.actor.may(May.PLAN_YEAR, group.pk)
    page = distances_page(hosts, found, years, may_plan=may_plan)
    return render_page(request, "hosts/distances.html", page)


@group_view(May.SEE_GROUP)
@require_safe
def places(request: MemberRequest) -> HttpResponse:
    """Where it would be nearest for all; a supervisor's shortest round."""
    group, year = request.group, current_year(request.group)
    schools = _schools(group)
    found = distances_of(group, schools)
    teachers = teachers_by_school(group, year)
    hosts = {school.pk for school in hosts_of(group, year)}
    nearest = nearest_places(
        found,
        [teachers.get(school.pk, 0) for school in schools],
        [place for place, school in enumerate(schools) if school.pk in hosts],
    )
    core = [at for at, school in enumerate(schools) if school.pk == group.core_school_id]
    visits = shortest_visit_tour(found, core[0] if core else 0)
    page = places_page(group, schools, found, nearest, visits)
    return render_page(request, "hosts/travel.html", page)


@group_view(May.PLAN_YEAR)
def distances_of_school(request: MemberRequest, pk: int) -> HttpResponse:
    """Type the ways from one school; an empty field takes one back."""
    group, schools = request.group, _schools(request.group)
    school = get_object_or_404(schools_of(group), pk=pk)
    at = schools.index(school)
    typed = typed_distances(group)
    form = SchoolDistancesForm(
        posted(request),
        school=school,
        others=[other for other in schools if other != school],
        helps=form_pages.helps_of(schools, distances_of(group, schools), at),
        initial={
            f"km-{other.pk}": typed.get((min(pk, other.pk), max(pk, other.pk))) for other in schools
        },
    )
    if changed := saved(
        request,
        form,
        lambda: services.set_distances(**by(request), group=group, distances=form.distances()),
    ):
        return _done(request, _saved(changed.value))
    return form_page(request, form_pages.school_distances_page(group, school, form))


@group_view(May.PLAN_YEAR)
def distances_paste(request: MemberRequest) -> HttpResponse:
    """Paste a table, see what is understood of it, then keep it."""
    group, schools = request.group, _schools(request.group)
    form = PasteDistancesForm(posted(request))
    read = None
    if request.method == "POST" and form.is_valid():
        names = {comparable_name(school.name): school.pk for school in schools}
        names |= {school.npsn: school.pk for school in schools}
        read = read_pasted_distances(form.cleaned_data["text"], names)
        if "simpan" in request.POST and read.km:
            km: dict[tuple[int, int], Decimal | None] = dict(read.km)
            if changed := saved(
                request,
                form,
                lambda: services.set_distances(**by(request), group=group, distances=km),
            ):
                return _done(request, _saved(changed.value))
    page = form_pages.paste_page(group, form, schools, read, typed_distances(group))
    return render_form(request, "hosts/distances_paste.html", page, form)


@group_view(May.PLAN_YEAR)
def distances_clear(request: MemberRequest) -> HttpResponse:
    """Ask, then take back every typed way."""
    typed = len(typed_distances(request.group))
    if request.method == "POST":
        count = services.clear_distances(**by(request), group=request.group)
        return _done(request, _("%(n)d jarak yang diketik dihapus.") % {"n": count})
    return form_page(request, form_pages.clear_page(request.group, forms.Form(), typed))


@group_view(May.PLAN_YEAR)
def host(request: MemberRequest, pk: int) -> HttpResponse:
    """May this school host, and how often did it before."""
    school = get_object_or_404(schools_of(request.group), pk=pk)
    stored = HostSettings.objects.filter(group=request.group, school=school).first()
    form = HostSettingsForm(
        posted(request),
        initial=initial_of_host(stored or HostSettings()),
        stored=True,
    )
    if saved(
        request,
        form,
        lambda: services.change_host_settings(
            **by(request), group=request.group, school=school, changes=form.changes()
        ),
    ):
        return _done(request, _("Tersimpan untuk %(school)s.") % {"school": school.name})
    return form_page(request, form_pages.host_page(request.group, school, form))


def _schools(group: Group) -> list[School]:
    return list(schools_of(group).order_by("sort_key", "pk"))


def _saved(changed: int) -> str:
    if not changed:
        return _("Tidak ada jarak yang berubah.")
    return ngettext("%(n)d jarak tersimpan.", "%(n)d jarak tersimpan.", changed) % {"n": changed}


def _done(request: MemberRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("hosts:distances", request.group.code)
