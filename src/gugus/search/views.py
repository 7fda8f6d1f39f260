"""The search: one field over everything that a person may see in a group."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gugus.people.access import MemberRequest, group_view
from gugus.people.registry import Viewer
from gugus.people.rules.roles import May
from gugus.platform.web.render import render_page
from gugus.search.forms import SearchForm
from gugus.search.pages import PartShown, search_page
from gugus.search.queries.found import find
from gugus.search.queries.kinds import searchables_for
from gugus.search.rules.question import question_of

# Rows of each kind, and of one kind alone.
_FIRST, _PART = 5, 40


@group_view(May.SEE_GROUP)
@require_safe
def search(request: MemberRequest) -> HttpResponse:
    """What fits `?q=`, grouped by kind; `?jenis=` shows one kind part by part. Nothing is noted down."""
    form = SearchForm(request.GET)
    form.is_valid()
    viewer = Viewer(request.actor, request.group, timezone.now())
    kinds = searchables_for(viewer)
    only = form.kind() if form.kind() in {one.kind for one in kinds} else ""
    part = PartShown((form.part() - 1) * _PART, _PART, only) if only else PartShown(0, _FIRST)
    question = question_of(form.typed())
    finds = None
    if form.typed():
        finds = find(viewer, question, first=part.first, size=part.size, only=only)
    page = search_page(request.group, form.typed(), kinds, finds, part)
    return render_page(request, "search/search.html", page)
