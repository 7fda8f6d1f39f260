"""Ratings by spreadsheet."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gugus.competence.access import sheet_raters, sheet_teachers
from gugus.competence.forms import SheetUploadForm
from gugus.competence.models import Rater, Round, SheetDraft
from gugus.competence.pages.sheets import SheetsPage, sheet_preview_page
from gugus.competence.papers import rating_form
from gugus.competence.services import sheets as services
from gugus.competence.views.lookups import rater_or_404, round_or_404
from gugus.people.access import MemberRequest, group_view
from gugus.people.rules.roles import May
from gugus.platform.documents.responses import paper_response
from gugus.platform.foundation.errors import Refused
from gugus.platform.web.render import render_page

MAY_UPLOAD_SHEET = (May.RUN_ROUNDS, May.RATE_AS_HEAD, May.RATE_AS_SUPERVISOR)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@group_view(*MAY_UPLOAD_SHEET)
def sheets(request: MemberRequest, pk: int, rater: str = "") -> HttpResponse:
    """Download the template, or hand it in."""
    round_ = _open_round(request, pk)
    allowed = sheet_raters(request.actor, request.group)
    kind = rater_or_404(rater) if rater else next(iter(allowed))
    if kind not in allowed:
        raise Http404
    posted = request.method == "POST"
    form = SheetUploadForm(request.POST, request.FILES) if posted else SheetUploadForm()
    if posted and form.is_valid():
        draft = _read(request, round_, kind, form)
        if draft is not None:
            return redirect("competence:sheet_draft", request.group.code, pk, draft.pk)
    page = SheetsPage(
        code=request.group.code,
        round=round_,
        rater=kind,
        raters=allowed,
        form=form,
        teachers=sheet_teachers(request.actor, kind, request.group).count(),
        is_copying=kind == Rater.SELF,
    )
    status = 422 if form.errors else 200
    return render_page(request, "competence/sheets.html", page, status=status)


@group_view(*MAY_UPLOAD_SHEET)
def sheet_template(request: MemberRequest, pk: int, rater: str) -> HttpResponse:
    """The template."""
    round_, kind = _open_round(request, pk), rater_or_404(rater)
    if kind not in sheet_raters(request.actor, request.group):
        raise Http404
    data = services.rating_sheet_template(actor=request.actor, round_=round_, rater=kind)
    response = HttpResponse(data, content_type=XLSX)
    name = f"lembar-nilai-{slugify(round_.name)}-{kind.value}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@group_view(*MAY_UPLOAD_SHEET)
def paper_form(request: MemberRequest, pk: int, rater: str, kind: str) -> HttpResponse:
    """The form for pen and paper."""
    round_, named = _open_round(request, pk), rater_or_404(rater)
    if named not in sheet_raters(request.actor, request.group):
        raise Http404
    return paper_response(rating_form(round_, named), kind)


@group_view(*MAY_UPLOAD_SHEET)
def sheet_draft(request: MemberRequest, pk: int, draft: int) -> HttpResponse:
    """What was read; nothing is stored yet."""
    page = sheet_preview_page(_draft(request, pk, draft))
    return render_page(request, "competence/sheet_draft.html", page)


@require_POST
@group_view(*MAY_UPLOAD_SHEET)
def sheet_apply(request: MemberRequest, pk: int, draft: int) -> HttpResponse:
    """Terapkan."""
    found = _draft(request, pk, draft)
    try:
        done = services.apply_sheet(
            actor=request.actor,
            now=timezone.now(),
            draft=found,
            with_gaps=request.POST.get("with_gaps") == "on",
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("competence:sheets", request.group.code, pk, found.rater)
    text = _("%(sent)d penilaian terkirim, %(kept)d tersimpan untuk dilengkapi.")
    messages.success(request, text % {"sent": done.sent, "kept": done.kept})
    if request.actor.may(May.RUN_ROUNDS, request.group.pk):
        return redirect("competence:round", request.group.code, pk)
    return redirect("competence:rating", request.group.code)


@require_POST
@group_view(*MAY_UPLOAD_SHEET)
def sheet_discard(request: MemberRequest, pk: int, draft: int) -> HttpResponse:
    """Batal."""
    found = _draft(request, pk, draft)
    services.discard_sheet(actor=request.actor, draft=found)
    messages.info(request, _("Lembar dibatalkan. Tidak ada yang disimpan."))
    return redirect("competence:sheets", request.group.code, pk, found.rater)


def _read(
    request: MemberRequest, round_: Round, rater: Rater, form: SheetUploadForm
) -> SheetDraft | None:
    file = form.cleaned_data["file"]
    try:
        return services.read_sheet(
            actor=request.actor,
            now=timezone.now(),
            round_=round_,
            rater=rater,
            file_name=file.name,
            data=file.read(),
        )
    except Refused as refusal:
        form.add_error("file", refusal.message)
        return None


def _open_round(request: MemberRequest, pk: int) -> Round:
    round_ = round_or_404(request, pk)
    if round_.kind != Round.Kind.INDIVIDUAL or round_.state != Round.State.OPEN:
        raise Http404
    return round_


def _draft(request: MemberRequest, pk: int, draft: int) -> SheetDraft:
    """A person's own draft: it may hold ratings that only they may read."""
    rows = SheetDraft.objects.select_related("round__group", "round__framework")
    return get_object_or_404(
        rows, pk=draft, round=round_or_404(request, pk), made_by_id=request.actor.user_id
    )
