"""Kecamatan and kabupaten, found by words of their names."""

from django.http import HttpResponse

from gugus.people.access import MemberRequest, person_view
from gugus.people.pages.places import PlaceOptionsPage
from gugus.people.queries import find_places
from gugus.people.rules.roles import May
from gugus.platform.web.render import render_page


@person_view(May.EDIT_MEMBERS, May.EDIT_GROUP, May.ADMINISTER_SITE)
def places(request: MemberRequest) -> HttpResponse:
    """The options of a place field: `?place=ciawi bogor`, with `&luas=1` also kabupaten."""
    text = request.GET.get("place", "")[:200]
    found = find_places(text, wide=request.GET.get("luas") == "1") if len(text) > 1 else []
    page = PlaceOptionsPage(tuple(place.full_name for place in found))
    return render_page(request, "people/place_options.html", page)
