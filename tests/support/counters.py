"""A fifth import: counters by name from lines `name;number`. Three functions and a row's template."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from gugus.config.urls import urlpatterns as urls_of_the_product
from gugus.cores.formats.errors import FormatRefused
from gugus.platform.foundation.models import SignInAttempts
from gugus.platform.interchange import views
from gugus.platform.interchange.forms import ImportFileForm
from gugus.platform.interchange.importer import (
    SKIP,
    AgreedImport,
    Importer,
    ImportWords,
    Progress,
    ReadFile,
    ReadRow,
    RowJudgement,
    VerdictWords,
    WrittenImport,
)
from gugus.platform.interchange.models import ImportDraft
from gugus.platform.interchange.queries import listed_drafts
from gugus.platform.interchange.services import NewImport
from gugus.platform.web.links import Link

GROUP = 7


def parse(data: bytes, draft: ImportDraft, tell: Progress) -> ReadFile:
    del draft, tell
    lines = [line.split(";") for line in data.decode().splitlines()]
    if not lines:
        raise FormatRefused("no_rows", "nothing")
    rows = [ReadRow(n, {"name": name, "count": count}) for n, (name, count) in enumerate(lines, 1)]
    return ReadFile(rows, {"remark": "Dibaca."})


def judge(draft: ImportDraft, rows: Sequence[ReadRow], now: datetime) -> list[RowJudgement]:
    del draft, now
    known = dict(SignInAttempts.objects.values_list("account", "failures"))
    return [_judgement(row, known.get(row.values["name"])) for row in rows]


def _judgement(row: ReadRow, held: int | None) -> RowJudgement:
    if not row.values["count"].isdigit():
        return RowJudgement(row.number, "bad", row.values)
    if held is None:
        return RowJudgement(row.number, "new", row.values, {}, (), "take", row.values)
    choices = ("take", SKIP)
    return RowJudgement(row.number, "known", row.values, {"held": held}, choices, "", row.values)


def write(agreed: AgreedImport) -> WrittenImport:
    for _decision, values in agreed.rows:
        SignInAttempts.objects.update_or_create(
            account=values["name"], defaults={"failures": int(values["count"])}
        )
    return WrittenImport({"written": len(agreed.rows), "left": len(agreed.changed)})


def _href(request: HttpRequest, step: str, draft: Any) -> str:
    del request
    return reverse(f"counters-{step}", args=[draft.pk] if step != "upload" else [])


IMPORTER = Importer(
    kind="counters",
    parse=parse,
    judge=judge,
    write=write,
    row_template="counters/row.html",
    verdicts={
        "known": VerdictWords("Sudah ada"),
        "new": VerdictWords("Baru"),
        "bad": VerdictWords("Bukan angka"),
    },
    to_do={"take": "Ditulis"},
    report={"written": "Ditulis"},
    words=ImportWords(title="Impor hitungan", untouched="Hitungan tidak berubah."),
    href=_href,
    place=lambda _request, _draft: Link("Awal", "/"),
)


def upload(request: HttpRequest) -> HttpResponse:
    posted = request.method == "POST"
    form = ImportFileForm(request.POST, request.FILES) if posted else ImportFileForm()
    return views.upload(
        request,
        IMPORTER,
        form=form,
        drafts=listed_drafts("counters", GROUP),
        what=lambda: NewImport(GROUP, form.cleaned_data["file"].read(), "hitungan.csv"),
    )


def _draft(request: HttpRequest, pk: int) -> ImportDraft:
    del request
    return get_object_or_404(ImportDraft, pk=pk, kind="counters", group_id=GROUP)


_STEPS = {
    "preview": views.preview,
    "progress": views.progress,
    "decide": views.decide,
    "apply": views.apply,
    "discard": views.discard,
}
urlpatterns = [
    *urls_of_the_product,
    path("hitungan/", upload, name="counters-upload"),
    *(
        path(
            f"hitungan/<int:pk>/{name}/", views.step(IMPORTER, act, _draft), name=f"counters-{name}"
        )
        for name, act in _STEPS.items()
    ),
]
