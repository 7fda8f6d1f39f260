"""The roster import: upload, watch, decide, apply or throw away."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from gugus.people.access import MemberRequest, group_view
from gugus.people.queries import schools_of
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.jobs.queries import JobStatus, job_status, latest_job
from gugus.platform.web.render import render_page
from gugus.platform.web.uploads import was_too_large
from gugus.roster.forms import RosterUploadForm, actions_from
from gugus.roster.models import RosterDraft
from gugus.roster.pages import (
    apply_page,
    closed_page,
    reading_page,
    roster_preview_page,
    roster_upload_page,
)
from gugus.roster.services.drafts import apply_roster, decide_rows, discard_roster, preview_roster
from gugus.roster.services.labels import file_refusal_text

State = RosterDraft.State


@group_view(May.IMPORT_ROSTER)
def upload(request: MemberRequest) -> HttpResponse:
    """Choose school and file; the file is read into a preview."""
    schools = schools_of(request.group)
    posted = request.method == "POST"
    form = RosterUploadForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        schools=schools,
        too_large=was_too_large(request),
        initial={"school": request.GET.get("sekolah")},
    )
    if posted and form.is_valid():
        draft = _preview(request, form)
        if draft is not None:
            return redirect("roster:preview", request.group.code, draft.pk)
    page = roster_upload_page(group=request.group, form=form, has_schools=schools.exists())
    return render_page(request, "roster/roster_upload.html", page, status=422 if posted else 200)


def _preview(request: MemberRequest, form: RosterUploadForm) -> RosterDraft | None:
    file = form.cleaned_data["file"]
    try:
        draft = preview_roster(
            actor=request.actor,
            group=request.group,
            school=form.cleaned_data["school"],
            data=file.read(),
            file_name=file.name,
            now=timezone.now(),
        )
    except Refused as refusal:
        form.add_error(refusal.field, refusal.message)
        return None
    if draft.state == State.REFUSED:
        form.add_error("file", file_refusal_text(draft.refusal, draft.refusal_names))
        return None
    return draft


@group_view(May.IMPORT_ROSTER)
def preview(request: MemberRequest, pk: int) -> HttpResponse:
    """The draft as it stands: being read, waiting for a word, or closed."""
    draft = _draft(request, pk)
    if draft.state == State.READING:
        reading = reading_page(group=request.group, draft=draft, status=_status(draft))
        return render_page(request, "roster/roster_reading.html", reading)
    if draft.state == State.READY:
        page = roster_preview_page(
            group=request.group,
            draft=draft,
            wanted=request.GET.get("bagian", ""),
            number=request.GET.get("hal", "1"),
        )
        return render_page(request, "roster/roster_preview.html", page)
    closed = closed_page(group=request.group, draft=draft)
    return render_page(request, "roster/roster_closed.html", closed)


@group_view(May.IMPORT_ROSTER)
def progress(request: MemberRequest, pk: int) -> HttpResponse:
    """The part of the page that shows progress; sends the browser on when there is more."""
    draft = _draft(request, pk)
    page = reading_page(group=request.group, draft=draft, status=_status(draft))
    response = render_page(request, "roster/roster_progress.html", page)
    if draft.state != State.READING:
        response["HX-Redirect"] = reverse("roster:preview", args=[request.group.code, pk])
    return response


@group_view(May.IMPORT_ROSTER)
@require_POST
def decide(request: MemberRequest, pk: int) -> HttpResponse:
    """Keep the decisions of one page of doubtful rows, and go on where the button leads."""
    draft = _draft(request, pk)
    try:
        n = decide_rows(actor=request.actor, draft=draft, decisions=actions_from(request.POST))
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("roster:preview", request.group.code, pk)
    onward = request.POST.get("ke", "")
    if onward == "terapkan":
        return redirect("roster:apply", request.group.code, pk)
    text = ngettext("%(n)s keputusan dicatat.", "%(n)s keputusan dicatat.", n) % {"n": n}
    messages.success(request, text)
    here = {"bagian": "duplicate", "hal": onward or request.POST.get("hal", "1")}
    address = reverse("roster:preview", args=[request.group.code, pk])
    return HttpResponseRedirect(f"{address}?{urlencode(here)}")


@group_view(May.IMPORT_ROSTER)
def apply(request: MemberRequest, pk: int) -> HttpResponse:
    """Show what will be written; write it when the person says so."""
    draft = _draft(request, pk)
    if draft.state != State.READY:
        return redirect("roster:preview", request.group.code, pk)
    if request.method != "POST":
        page = apply_page(group=request.group, draft=draft)
        return render_page(request, "roster/roster_apply.html", page)
    try:
        apply_roster(actor=request.actor, draft=draft, now=timezone.now())
        messages.success(request, _("Daftar guru sudah diperbarui."))
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("roster:preview", request.group.code, pk)


@group_view(May.IMPORT_ROSTER)
@require_POST
def discard(request: MemberRequest, pk: int) -> HttpResponse:
    """Throw the preview away."""
    draft = _draft(request, pk)
    try:
        discard_roster(actor=request.actor, draft=draft, now=timezone.now())
        messages.success(request, _("Pratinjau dibuang. Daftar guru tidak berubah."))
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("roster:upload", request.group.code)


def _status(draft: RosterDraft) -> JobStatus:
    return job_status(latest_job(draft), timezone.now())


def _draft(request: MemberRequest, pk: int) -> RosterDraft:
    drafts = RosterDraft.objects.select_related("school")
    return get_object_or_404(drafts, pk=pk, group=request.group)
