"""What happened in a group, and in the whole installation."""

from django.http import HttpResponse

from gugus.audit.forms import TrailForm
from gugus.audit.pages import kinds, private_deeds, trail_page, verbs_of
from gugus.audit.queries import TrailFilter, names_in, person_named, trail_of
from gugus.people.access import MemberRequest, group_view, person_view
from gugus.people.models import Group
from gugus.people.rules.roles import May
from gugus.platform.web.formats import parse_id
from gugus.platform.web.pages import list_part
from gugus.platform.web.render import render_page

_ROWS = 50


@group_view(May.SEE_AUDIT)
def trail(request: MemberRequest) -> HttpResponse:
    """A group's entries, by day, person and kind."""
    return _trail(request, request.group)


@person_view(May.ADMINISTER_SITE)
def site_trail(request: MemberRequest) -> HttpResponse:
    """Those of every group, and of what belongs to none."""
    return _trail(request, None)


def _trail(request: MemberRequest, group: Group | None) -> HttpResponse:
    form = TrailForm(request.GET, kinds=kinds())
    # A filter that means nothing narrows nothing; what is wrong with it stands beside the field.
    form.is_valid()
    person = parse_id(request.GET.get("orang", ""))
    asked = TrailFilter(
        form.cleaned_data.get("hari"), person, verbs_of(form.cleaned_data.get("jenis") or "")
    )
    part = list_part(request, trail_of(group, asked, private_deeds()), _ROWS)
    page = trail_page(
        form=form,
        part=part,
        names=names_in(part.rows),
        only=person_named(person, group),
        person=person,
        is_site=group is None,
    )
    return render_page(request, "audit/trail.html", page)
