"""The import of rating sheets: its words, its addresses and its guard."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.competence.access import sheet_raters, sheet_teachers
from gugus.competence.forms import SheetGapsForm, SheetUploadForm
from gugus.competence.models import Rater
from gugus.competence.pages.sheets import SheetsAbout, sheet_rows
from gugus.competence.services.sheets import (
    KIND,
    TAKE,
    judge_sheet,
    lock_sheet,
    parse_sheet,
    sheet_file_refusal,
    write_sheet,
)
from gugus.competence.views.lookups import open_round_or_404, rater_or_404, round_or_404
from gugus.competence.views.sheets import MAY_UPLOAD_SHEET
from gugus.people.access import MemberRequest, group_view
from gugus.people.rules.roles import May
from gugus.platform.interchange import views
from gugus.platform.interchange.importer import Importer, ImportWords, VerdictWords
from gugus.platform.interchange.models import ImportDraft
from gugus.platform.interchange.services import NewImport
from gugus.platform.web.links import Link
from gugus.platform.web.uploads import was_too_large

_NAMES = {"preview": "sheet_draft"}
_guarded = group_view(*MAY_UPLOAD_SHEET)


def _href(request: MemberRequest, step: str, draft: Any) -> str:
    parts = (request.group.code, draft.subject["round"])
    if step == "upload":
        return reverse("competence:sheets", args=(*parts, draft.subject["rater"]))
    name = _NAMES.get(step, f"sheet_{step}")
    return reverse(f"competence:{name}", args=(*parts, draft.pk))


def _place(request: MemberRequest, draft: Any) -> Link:
    code = request.group.code
    if draft is None:
        return Link(_("Kebutuhan"), reverse("competence:needs", args=[code]))
    if request.actor.may(May.RUN_ROUNDS, request.group.pk):
        href = reverse("competence:round", args=[code, draft.subject["round"]])
        return Link(_("Buka pengukuran"), href)
    return Link(_("Penilaian saya"), reverse("competence:rating", args=[code]))


def _done(draft: ImportDraft) -> str:
    text = _("%(sent)d penilaian terkirim, %(kept)d tersimpan untuk dilengkapi.")
    return text % {name: draft.outcome[name] for name in ("sent", "kept")}


IMPORTER = Importer(
    kind=KIND,
    parse=parse_sheet,
    judge=judge_sheet,
    write=write_sheet,
    lock=lock_sheet,
    row_template="competence/_sheet_row.html",
    show=sheet_rows,
    verdicts={
        "refused": VerdictWords(
            gettext_lazy("Ditolak"),
            gettext_lazy(
                "Baris ini ditolak dan tidak akan disimpan. Perbaiki di lembarnya lalu unggah "
                "lagi, atau terapkan yang lain dahulu."
            ),
        ),
        "new": VerdictWords(gettext_lazy("Baru")),
        "changed": VerdictWords(gettext_lazy("Berubah")),
        "unchanged": VerdictWords(gettext_lazy("Sama")),
        "empty": VerdictWords(gettext_lazy("Kosong")),
    },
    to_do={TAKE: gettext_lazy("Penilaian disimpan")},
    report={
        "sent": gettext_lazy("Penilaian terkirim"),
        "kept": gettext_lazy("Tersimpan untuk dilengkapi"),
    },
    words=ImportWords(
        title=gettext_lazy("Isi dari lembar Excel"),
        untouched=gettext_lazy("Penilaian tidak berubah."),
        nothing=gettext_lazy("Tidak ada baris yang dapat diterapkan."),
        apply_note=gettext_lazy(
            "Baris yang lengkap langsung terkirim. Baris yang belum lengkap tersimpan dan dapat "
            "dilanjutkan di layar."
        ),
    ),
    refusal=sheet_file_refusal,
    done=_done,
    href=_href,
    place=_place,
    upload_template="competence/sheets.html",
    confirm_form=SheetGapsForm,
    replaces_older=True,
)


@_guarded
def upload(request: MemberRequest, pk: int, rater: str = "") -> HttpResponse:
    """Download the template, or hand it in."""
    round_, group = open_round_or_404(request, pk), request.group
    allowed = sheet_raters(request.actor, group)
    kind = rater_or_404(rater) if rater else next(iter(allowed))
    if kind not in allowed:
        raise Http404
    posted = request.method == "POST"
    form = SheetUploadForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        too_large=was_too_large(request),
    )
    return views.upload(
        request,
        IMPORTER,
        form=form,
        what=lambda: NewImport(
            group_id=group.pk,
            data=form.cleaned_data["file"].read(),
            file_name=form.cleaned_data["file"].name,
            label=f"{round_.name} · {kind.label}",
            subject={"round": round_.pk, "rater": kind.value},
        ),
        about=SheetsAbout(
            round=round_,
            rater=kind,
            raters=tuple(allowed),
            teachers=sheet_teachers(request.actor, kind, group).count(),
            is_copying=kind == Rater.SELF,
        ),
    )


def _draft(request: MemberRequest, pk: int, draft: int) -> ImportDraft:
    """A person's own draft: it may hold ratings that only they may read."""
    round_ = round_or_404(request, pk)
    mine = ImportDraft.objects.filter(kind=KIND, made_by=request.actor.user_id)
    found = get_object_or_404(mine, pk=draft, group_id=request.group.pk)
    if found.subject["round"] != round_.pk:
        raise Http404
    return found


preview, progress, decide, apply, discard = (
    _guarded(views.step(IMPORTER, act, _draft))
    for act in (views.preview, views.progress, views.decide, views.apply, views.discard)
)
