"""What came of steps: one's own, anybody's for those who record, and photos from class."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.meetings.access import own_teacher_or_404
from gugus.people.access import MemberRequest, by, group_view
from gugus.people.clock import today_of
from gugus.people.rules.roles import May
from gugus.platform.documents.models import Attachment
from gugus.platform.documents.responses import attachment_response
from gugus.platform.web.answers import done, saved
from gugus.platform.web.pages import list_part
from gugus.platform.web.render import render_page
from gugus.platform.web.uploads import was_too_large
from gugus.steps import queries
from gugus.steps.access import is_own, may_read, may_report, the_step
from gugus.steps.forms.steps import ReportForm
from gugus.steps.models import Step
from gugus.steps.pages.steps import (
    back_address,
    my_steps_page,
    photo_page,
    reported_words,
    step_page,
)
from gugus.steps.rules.reports import write_ids
from gugus.steps.services import reports as services
from gugus.steps.services.shared_reports import share_report

_ROWS = 15


@group_view(May.REPORT_OWN_STEP, May.REPORT_ANY_STEP, May.SEE_ATTENDANCE)
def step(request: MemberRequest, pk: int) -> HttpResponse:
    """One step: reported by its teacher or who records, read by who looks after it."""
    found = the_step(request, pk)
    if not may_read(request.actor, found):
        raise Http404
    if request.method != "POST":
        form = _empty_form(found) if may_report(request.actor, found) else None
        return _answer(request, found, form)
    if not may_report(request.actor, found):
        raise Http404
    form = ReportForm(request.POST, request.FILES, step=found)
    if was_too_large(request):
        form.add_error("photo", _("Fotonya terlalu besar, jadi belum tersimpan."))
    if saved(
        request,
        form,
        lambda: services.report_steps(**by(request), reports=[form.report_on()], reach=[found.pk]),
        lambda done: reported_words(done[0].summary, photo=bool(request.FILES)),
    ):
        return redirect(back_address(found, request.actor))
    return _answer(request, found, form)


@group_view(May.REPORT_OWN_STEP)
@require_POST
def step_share(request: MemberRequest, pk: int) -> HttpResponse:
    """Let the group read one's own sentence, or take it back."""
    found = the_step(request, pk)
    if not is_own(request.actor, found):
        raise Http404
    shared = request.POST.get("shared") == "1"
    done(
        request,
        lambda: share_report(**by(request), step=found, shared=shared),
        _("Kalimat Anda dibagikan, tanpa nama.")
        if shared
        else _("Kalimat Anda tidak lagi dibagikan."),
    )
    return redirect("steps:step", request.group.code, pk)


def _answer(request: MemberRequest, found: Step, form: ReportForm | None) -> HttpResponse:
    page = step_page(
        found,
        form,
        queries.report_summary_of(found),
        request.actor,
        today_of(request.group),
        photos=may_read(request.actor, found),
    )
    status = 422 if form is not None and form.is_bound else 200
    return render_page(request, "steps/step.html", page, status=status)


def _empty_form(found: Step, current: Iterable[UUID] | None = None) -> ReportForm:
    """The current form: nothing is preselected before the first report."""
    seen = write_ids(queries.report_summary_of(found).current if current is None else current)
    summary = found.state if found.state != Step.State.OPEN else ""
    first = {"state": summary, "report": found.report, "seen": seen}
    return ReportForm(step=found, initial=first, auto_id=f"langkah{found.pk}_%s")


@group_view(May.REPORT_OWN_STEP)
def my_steps(request: MemberRequest) -> HttpResponse:
    """A teacher's own steps."""
    teacher, today = own_teacher_or_404(request), today_of(request.group)
    part = list_part(request, queries.all_steps_of(teacher, request.group), _ROWS)
    waiting = [one for one in part.rows if one.state == Step.State.OPEN]
    current = queries.current_report_ids(waiting)
    page = my_steps_page(
        request.group,
        request.actor,
        part,
        [(one, _empty_form(one, current[one.pk])) for one in waiting],
        queries.meetings_to_choose_from(teacher, request.group, today),
        today,
    )
    return render_page(request, "steps/my_steps.html", page)


@group_view(May.REPORT_OWN_STEP, May.REPORT_ANY_STEP, May.SEE_ATTENDANCE)
def step_photo(request: MemberRequest, pk: int, photo: int) -> HttpResponse:
    """A photo of a step, for those who may see it."""
    found = the_step(request, pk)
    if not may_read(request.actor, found) or photo not in queries.report_summary_of(found).photos:
        raise Http404
    return attachment_response(Attachment.objects.get(pk=photo))


@group_view(May.REPORT_OWN_STEP, May.REPORT_ANY_STEP)
def step_photo_remove(request: MemberRequest, pk: int, photo: int) -> HttpResponse:
    """Ask, then take a photo away for good."""
    found = the_step(request, pk)
    if not may_report(request.actor, found) or photo not in queries.report_summary_of(found).photos:
        raise Http404
    if request.method != "POST":
        return render_page(request, "steps/step_photo_remove.html", photo_page(found, photo))
    services.remove_photo(**by(request), step=found, photo_id=photo)
    messages.success(request, _("Foto dihapus."))
    return redirect("steps:step", request.group.code, found.pk)
