"""The forum's session: recorded, shown, printed."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.models import CommitteePost
from gugus.people.papers import post_name
from gugus.people.queries import post_holder
from gugus.people.rules.roles import May
from gugus.platform.documents.responses import kept_response
from gugus.platform.web.answers import posted, render_form, saved
from gugus.platform.web.render import render_page
from gugus.programme.forms.forum import ForumForm
from gugus.programme.models import Forum, Programme
from gugus.programme.pages import links
from gugus.programme.pages.forum import forum_form_page, forum_page, forum_seats
from gugus.programme.papers.forum import forum_paper
from gugus.programme.queries.forum import forums_of, members_at, representatives_of
from gugus.programme.services.forum import record_forum

# What the buttons that mark several at once send.
FILL = "isi"


@group_view(May.AGREE_PROGRAMME)
def agree(request: MemberRequest, pk: int) -> HttpResponse:
    """Record the forum's session; with it the programme is agreed."""
    found = get_object_or_404(Programme.objects.select_related("group"), pk=pk, group=request.group)
    form = ForumForm(
        posted(request),
        seats=forum_seats(representatives_of(found), members_at(found)),
        initial=_initial(found),
    )
    if FILL in request.POST:
        form.all_agree(members=request.POST[FILL] == "semua")
        return render_page(request, "programme/forum_form.html", forum_form_page(found, form))
    if saved(
        request,
        form,
        lambda: record_forum(
            **by(request), programme=found, session=form.session(), voices=form.voices()
        ),
        _("Kesepakatan forum tercatat."),
    ):
        return redirect(links.to_year(request.group, found.school_year))
    page = forum_form_page(found, form)
    return render_form(request, "programme/forum_form.html", page, form)


def _initial(found: Programme) -> dict[str, str]:
    chair = post_holder(found.group, CommitteePost.Post.CHAIR, today_of(found.group))
    core = found.group.core_school
    return {
        "chaired_by": post_name(chair) if chair is not None else "",
        "place": core.name if core is not None else "",
    }


@group_view(May.SEE_MEMBERS)
@require_safe
def forum(request: MemberRequest, pk: int) -> HttpResponse:
    """Who was there and how they stood."""
    found = _forum(request, pk)
    programme = found.programme
    stands = programme.agreed_on is not None and forums_of(programme).first() == found
    page = forum_page(found, stands=stands)
    return render_page(request, "programme/forum.html", page)


@group_view(May.SEE_MEMBERS)
@require_safe
def paper(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    """The session as a berita acara."""
    found = _forum(request, pk)
    return kept_response(f"forum:{pk}", lambda: forum_paper(found), kind)


def _forum(request: MemberRequest, pk: int) -> Forum:
    rows = Forum.objects.select_related("programme__group__core_school", "recorded_by")
    rows = rows.select_related("programme__group__place").prefetch_related(
        "voices__teacher", "voices__school"
    )
    return get_object_or_404(rows, pk=pk, programme__group=request.group)
