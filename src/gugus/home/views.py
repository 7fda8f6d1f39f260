"""Where a person arrives, and what waits for them."""

from dataclasses import asdict

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from gugus.home import pages
from gugus.home.pages.offline_pages import offline_page_list
from gugus.home.pages.own_records import own_records_of_kind_page, own_records_page
from gugus.home.queries.dashboard import dashboard_of
from gugus.home.queries.offline import offline_content_of
from gugus.home.queries.own_records import latest_records
from gugus.home.queries.region import region_counts
from gugus.people.access import MemberRequest, actor_of, group_view, person_view
from gugus.people.clock import day_here
from gugus.people.models import Group
from gugus.people.queries import is_empty_installation
from gugus.people.registry import Viewer, own_records_of
from gugus.people.rules.roles import May
from gugus.platform.web.pages import list_part
from gugus.platform.web.render import render_page
from gugus.platform.web.views import public_view
from gugus.privacy.queries.requests import open_request_of

# A part of one kind of one's own records.
_ROWS = 100


@public_view
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Lead a person to their group; a stranger to the sign-in page or to first set-up."""
    actor = actor_of(request)
    if actor is None:
        return redirect("accounts:first_run" if is_empty_installation() else "accounts:sign_in")
    groups = list(Group.objects.filter(id__in=actor.group_ids()))
    if len(groups) == 1:
        return redirect("home:home", groups[0].code)
    if not groups and actor.may_anywhere(May.SEE_COUNTS):
        return redirect("home:region")
    if not groups and actor.may_anywhere(May.SEE_INVITED):
        return redirect("accounts:invited")
    if not groups and actor.may_anywhere(May.ADMINISTER_SITE):
        return redirect("accounts:site")
    asked = open_request_of(actor.user_id)
    return render_page(request, "home/choose.html", pages.group_choice_page(actor, groups, asked))


@group_view(May.SEE_GROUP)
def home(request: MemberRequest) -> HttpResponse:
    """Beranda: what now?"""
    found = dashboard_of(_viewer(request))
    return render_page(request, "home/home.html", pages.home_page(found))


@group_view(May.SEE_GROUP)
def more(request: MemberRequest) -> HttpResponse:
    """Every page that a person's roles may open."""
    return render_page(request, "home/more.html", pages.MorePage(request.actor.name))


@group_view(May.SEE_GROUP)
def offline_pages(request: MemberRequest) -> JsonResponse:
    """The pages that a phone keeps for a meeting without signal."""
    content = offline_content_of(_viewer(request))
    return JsonResponse(asdict(offline_page_list(content)))


@person_view(May.SEE_COUNTS)
def region(request: MemberRequest) -> HttpResponse:
    """A region's groups in counts, without any name of a person."""
    rows = region_counts(request.actor, day_here())
    return render_page(request, "home/region.html", pages.region_counts_page(rows))


@group_view(May.SEE_GROUP)
def own_records(request: MemberRequest) -> HttpResponse:
    """What this group's records hold about me, the latest of each kind."""
    page = own_records_page(request.group, latest_records(_viewer(request)))
    return render_page(request, "home/own_records.html", page)


@group_view(May.SEE_GROUP)
def own_records_of_kind(request: MemberRequest, kind: str) -> HttpResponse:
    """All records of one kind about me, part by part."""
    for known, rows in own_records_of(_viewer(request)):
        if known.name == kind:
            part = list_part(request, rows, _ROWS)
            page = own_records_of_kind_page(request.group, known, part)
            return render_page(request, "home/own_records_of_kind.html", page)
    raise Http404


@group_view(May.SEE_GROUP)
def own_records_file(request: MemberRequest) -> HttpResponse:
    """All of it as a JSON file, with every field."""
    records = {kind.name: list(rows) for kind, rows in own_records_of(_viewer(request))}
    document = {"group": request.group.name, **records}
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="catatan-saya.json"'
    return response


def _viewer(request: MemberRequest) -> Viewer:
    return Viewer(request.actor, request.group, timezone.now())
