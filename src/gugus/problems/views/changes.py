"""What surrounds a problem: its raiser's own rights, its files, the agenda that takes it up."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.meetings.access import the_meeting
from gugus.meetings.pages.head import meeting_address
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.rules.roles import May
from gugus.platform.documents.models import Attachment
from gugus.platform.documents.responses import attachment_response
from gugus.platform.web.answers import confirm_page, done, posted, render_form, saved
from gugus.platform.web.formats import parse_id
from gugus.problems import queries, services
from gugus.problems.access import the_problem
from gugus.problems.forms import ProblemTextForm
from gugus.problems.models import Problem
from gugus.problems.pages.problems import RaisePage, problem_withdraw_page
from gugus.problems.pages.rows import problem_address


@group_view(May.RAISE_PROBLEM)
def problem_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change the words of one's own problem while nobody answered."""
    found = _own(request, pk)
    subjects = queries.subject_choices(request.group)
    listed = found.subject in subjects
    first = {
        "words": found.words,
        "class_level": found.class_level,
        "subject": found.subject if listed else "",
        "other_subject": "" if listed else found.subject,
        "named": found.named,
    }
    form = ProblemTextForm(posted(request), initial=first, subjects=subjects)
    if saved(
        request,
        form,
        lambda: services.change_problem(**by(request), problem=found, text=form.text()),
        _("Perubahan tersimpan."),
    ):
        return redirect(problem_address(request.group, found))
    page = RaisePage(form, problem=found)
    return render_form(request, "problems/problem_raise.html", page, form)


@group_view(May.RAISE_PROBLEM)
@require_POST
def problem_name(request: MemberRequest, pk: int) -> HttpResponse:
    """Show or hide one's own name."""
    found = _own(request, pk)
    named = request.POST.get("named") == "1"
    services.set_name_shown(**by(request), problem=found, named=named)
    said = _("Nama Anda tampak lagi.") if named else _("Nama Anda tidak tampak lagi.")
    messages.success(request, said)
    return redirect(problem_address(request.group, found))


@group_view(May.RAISE_PROBLEM)
def problem_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then take one's own problem back."""
    found = _own(request, pk)
    if request.method != "POST":
        return confirm_page(request, problem_withdraw_page(request.group, found))
    if not done(
        request,
        lambda: services.withdraw_problem(**by(request), problem=found),
        _("Masalah ini ditarik; tidak ada yang tersimpan."),
    ):
        return redirect(problem_address(request.group, found))
    return redirect("problems:problems", request.group.code)


def _own(request: MemberRequest, pk: int) -> Problem:
    found = the_problem(request, pk)
    if found.raised_by_id != request.actor.user_id:
        raise Http404
    return found


@group_view(May.RAISE_PROBLEM)
def problem_voice(request: MemberRequest, pk: int) -> HttpResponse:
    """The recording of a problem."""
    return _attached(the_problem(request, pk).voice)


@group_view(May.RAISE_PROBLEM)
def problem_photo(request: MemberRequest, pk: int) -> HttpResponse:
    """The picture of a problem."""
    return _attached(the_problem(request, pk).photo)


def _attached(attachment: Attachment | None) -> HttpResponse:
    if attachment is None:
        raise Http404
    return attachment_response(attachment)


@group_view(May.CALL_MEETING, May.RECORD_MEETING)
@require_POST
def agenda_problems(request: MemberRequest, pk: int) -> HttpResponse:
    """Put waiting problems on a meeting's agenda, or take them off."""
    meeting = the_meeting(request, pk)
    chosen, shown = (_ids(request, name) for name in ("problem", "shown"))
    done(
        request,
        lambda: services.set_agenda_problems(
            **by(request), meeting=meeting, chosen=chosen, shown=shown
        ),
        lambda count: _("Agenda tersimpan: %(n)d masalah kelas akan dibahas.") % {"n": count},
    )
    return redirect(meeting_address(meeting, "agenda:meeting"))


def _ids(request: MemberRequest, name: str) -> set[int]:
    typed = (parse_id(text) for text in request.POST.getlist(name))
    return {pk for pk in typed if pk is not None}
