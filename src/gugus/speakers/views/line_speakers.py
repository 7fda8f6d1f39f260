"""Who could take a line of the programme, and choosing one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from gugus.people.access import MemberRequest, group_view
from gugus.people.rules.roles import May
from gugus.platform.web.answers import done
from gugus.platform.web.formats import parse_id
from gugus.platform.web.render import render_page
from gugus.programme.models import Line
from gugus.speakers.pages.line_speakers import line_speakers_page
from gugus.speakers.queries.candidates import candidates_for
from gugus.speakers.services import line_speaker as choosing


@group_view(May.EDIT_PROGRAMME)
def line_speakers(request: MemberRequest, line_pk: int) -> HttpResponse:
    """Proposals in order; a press puts one on the line, or takes the present one off."""
    rows = Line.objects.select_related("programme__group", "speaker").prefetch_related("needs")
    line = get_object_or_404(rows, pk=line_pk, programme__group=request.group)
    if request.method == "POST":
        done(request, lambda: _choose(request, line, request.POST.get("who", "")))
        return redirect("speakers:line_speakers", request.group.code, line.pk)
    page = line_speakers_page(line, candidates_for(line))
    return render_page(request, "speakers/line_speakers.html", page)


def _choose(request: MemberRequest, line: Line, who: str) -> None:
    """`who`: 's' and a speaker's number, 't' and a teacher's, or nothing for nobody."""
    kind, number = who[:1], parse_id(who[1:]) or 0
    actor, group, now = request.actor, request.group, timezone.now()
    if kind == "t":
        chosen = choosing.choose_teacher(
            actor=actor, now=now, group=group, line=line, teacher_id=number
        )
    elif kind == "s":
        chosen = choosing.choose_speaker(
            actor=actor, now=now, group=group, line=line, speaker_id=number
        )
    else:
        choosing.clear_line_speaker(actor=actor, now=now, line=line)
        messages.success(request, _("Narasumber program ini dikosongkan."))
        return
    name = chosen.speaker.name if chosen.speaker else ""
    messages.success(request, _("%(name)s menjadi narasumber program ini.") % {"name": name})
