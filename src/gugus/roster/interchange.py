"""The import of teachers from Dapodik: its words, its addresses and its guard."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.people.access import MemberRequest, group_view
from gugus.people.clock import today_of
from gugus.people.models import Teacher
from gugus.people.queries import schools_kept_by, schools_of
from gugus.people.queries.members import school_ids_of
from gugus.people.rules.roles import May
from gugus.platform.interchange import views
from gugus.platform.interchange.importer import Importer, ImportWords, VerdictWords
from gugus.platform.interchange.models import ImportDraft, ImportRow
from gugus.platform.interchange.queries import listed_drafts
from gugus.platform.interchange.services import NewImport
from gugus.platform.web.links import Link
from gugus.platform.web.uploads import was_too_large
from gugus.roster.forms import RosterUploadForm
from gugus.roster.pages import RosterPreviewRow, choice_label, roster_rows
from gugus.roster.queries import first_meeting_of
from gugus.roster.rules.matching import RosterVerdict, RowAction
from gugus.roster.services.imports import (
    KIND,
    judge_roster,
    lock_roster,
    parse_roster,
    write_roster,
)
from gugus.roster.services.labels import file_refusal_text

_guarded = group_view(May.IMPORT_ROSTER)


def _href(request: MemberRequest, step: str, draft: Any) -> str:
    parts = () if step == "upload" else (draft.pk,)
    return reverse(f"roster:{step}", args=(request.group.code, *parts))


def _place(request: MemberRequest, _draft: object) -> Link:
    return Link(_("Anggota dan sekolah"), reverse("people:members", args=[request.group.code]))


VERDICTS: Mapping[str, VerdictWords] = {
    RosterVerdict.NEEDS_DECISION: VerdictWords(
        gettext_lazy("Perlu diputuskan"), gettext_lazy("Yang tidak diputuskan akan dilewati.")
    ),
    RosterVerdict.CHANGED: VerdictWords(gettext_lazy("Berubah")),
    RosterVerdict.NEW: VerdictWords(gettext_lazy("Baru")),
    RosterVerdict.REFUSED: VerdictWords(
        gettext_lazy("Ditolak"),
        gettext_lazy(
            "Baris ini tidak akan disimpan. Perbaiki di Dapodik, unduh ulang, lalu impor lagi."
        ),
    ),
    RosterVerdict.UNCHANGED: VerdictWords(gettext_lazy("Sama")),
}


def _shown(_draft: ImportDraft, rows: Sequence[ImportRow]) -> list[RosterPreviewRow]:
    """Who a doubtful one may be is read as it stands now."""
    doubtful = [row for row in rows if row.verdict == RosterVerdict.NEEDS_DECISION]
    asked = {row.number: row.findings["teacher"] for row in doubtful if row.findings["teacher"]}
    teachers = Teacher.objects.select_related("school").in_bulk(asked.values())
    return roster_rows(rows, {n: teachers[pk] for n, pk in asked.items() if pk in teachers})


IMPORTER = Importer(
    kind=KIND,
    parse=parse_roster,
    judge=judge_roster,
    write=write_roster,
    lock=lock_roster,
    row_template="roster/_row.html",
    show=_shown,
    verdicts=VERDICTS,
    choice_label=choice_label,
    to_do={
        RowAction.ADD: gettext_lazy("Guru baru"),
        RowAction.UPDATE: gettext_lazy("Data diperbarui"),
    },
    report={
        "new": gettext_lazy("Guru baru"),
        "changed": gettext_lazy("Data diperbarui"),
        "skipped": gettext_lazy("Dilewati"),
    },
    words=ImportWords(
        title=gettext_lazy("Impor guru dari Dapodik"),
        untouched=gettext_lazy("Daftar guru tidak berubah."),
        nothing=gettext_lazy(
            "Tidak ada yang perlu diterapkan: tidak ada guru baru dan tidak ada data yang berubah."
        ),
        apply_note=gettext_lazy(
            "Sel kosong di berkas tidak menghapus data yang sudah ada. Guru yang tidak ada di "
            "berkas tetap tercatat."
        ),
    ),
    refusal=file_refusal_text,
    done=lambda _draft: _("Daftar guru sudah diperbarui."),
    href=_href,
    place=_place,
    upload_template="roster/roster_upload.html",
)


@_guarded
def upload(request: MemberRequest) -> HttpResponse:
    """Choose school and file."""
    posted, group = request.method == "POST", request.group
    schools = schools_of(group).filter(pk__in=schools_kept_by(group.pk))
    form = RosterUploadForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        schools=schools,
        first_meeting=first_meeting_of(group, today_of(group)),
        today=today_of(group),
        too_large=was_too_large(request),
        initial={"school": request.GET.get("sekolah")},
    )
    return views.upload(
        request,
        IMPORTER,
        form=form,
        drafts=listed_drafts(KIND, group.pk),
        what=lambda: NewImport(
            group_id=group.pk,
            data=form.content(),
            file_name=form.file_name(),
            label=form.cleaned_data["school"].name,
            subject=_subject(form),
        ),
        about=bool(school_ids_of(group.pk)),
    )


def _subject(form: RosterUploadForm) -> dict[str, Any]:
    """What the file is about: the school, and since when those of its first list belong to it."""
    joined_on: date | None = form.cleaned_data.get("joined_on")
    since = {"joined_on": joined_on.isoformat()} if joined_on is not None else {}
    return {"school": form.cleaned_data["school"].pk, **since}


def _draft(request: MemberRequest, pk: int) -> ImportDraft:
    return get_object_or_404(ImportDraft, pk=pk, kind=KIND, group_id=request.group.pk)


preview, progress, decide, apply, discard = (
    _guarded(views.step(IMPORTER, act, _draft))
    for act in (views.preview, views.progress, views.decide, views.apply, views.discard)
)
