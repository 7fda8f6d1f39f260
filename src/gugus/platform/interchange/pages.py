"""Screens of an import: choose a file, watch it being read, decide, see what came of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest

from gugus.platform.interchange.importer import SKIP, Importer, ImportWords, Words
from gugus.platform.interchange.models import ImportDraft, ImportRow
from gugus.platform.jobs.queries import JobStatus
from gugus.platform.web.links import Link

ROWS_ON_A_PAGE = 50
State = ImportDraft.State


@dataclass(frozen=True)
class DraftLink:
    """A draft that can be gone on with or looked at."""

    title: str
    href: str
    made_at: datetime
    by: str
    state: str


@dataclass(frozen=True)
class ImportUploadPage:
    """Choose a file. `about` is what the app's own template of this screen knows."""

    words: ImportWords
    back: Link
    form: Form
    waiting: tuple[DraftLink, ...]
    applied: tuple[DraftLink, ...]
    about: Any


@dataclass(frozen=True)
class ImportReadingPage:
    """A file is being read, or its reading was broken off."""

    words: ImportWords
    back: str
    label: str
    file_name: str
    progress: int
    broken_off: bool
    here: str
    progress_href: str
    discard_action: str


@dataclass(frozen=True)
class VerdictTab:
    """One verdict with its number of rows."""

    verdict: str
    title: Words
    count: int
    here: bool


@dataclass(frozen=True)
class RowChoice:
    """One thing that can be decided about a row."""

    value: str
    label: Words
    chosen: bool


@dataclass(frozen=True)
class ImportRowView:
    """A row with what can be decided; `shown` is what the importer's template sees.

    With `tick` there is one thing to take or leave, and it is usual to do one of the two.
    """

    number: int
    shown: Any
    choices: tuple[RowChoice, ...]
    tick: RowChoice | None


@dataclass(frozen=True)
class ImportPreviewPage:
    """What would happen, by verdict, a page at a time."""

    words: ImportWords
    back: str
    label: str
    file_name: str
    notes: Mapping[str, Any]
    total: int
    tabs: tuple[VerdictTab, ...]
    verdict: str
    title: Words
    note: Words
    row_template: str
    rows: tuple[ImportRowView, ...]
    number: int
    pages: int
    deciding: bool
    undecided: int
    can_apply: bool
    decide_action: str
    apply_href: str
    discard_action: str


@dataclass(frozen=True)
class ImportConfirmPage:
    """What will be written, once more before it is."""

    words: ImportWords
    back: str
    label: str
    to_do: tuple[tuple[Words, int], ...]
    left_out: tuple[tuple[Words, int], ...]
    nothing: bool
    form: Form


@dataclass(frozen=True)
class ImportClosedPage:
    """A draft that is closed: applied, refused or thrown away."""

    words: ImportWords
    upload: str
    place: Link
    label: str
    file_name: str
    state: str
    refusal: str
    applied_at: datetime | None
    report: tuple[tuple[Words, int], ...]
    left: int


def upload_page(
    request: HttpRequest, importer: Importer, form: Form, drafts: Iterable[ImportDraft], about: Any
) -> ImportUploadPage:
    """The form, previews that wait, and what was imported before."""
    links = [
        DraftLink(
            draft.label or draft.file_name or draft.get_state_display(),
            importer.href(request, "preview", draft),
            draft.made_at,
            draft.made_by.name,
            draft.state,
        )
        for draft in drafts
    ]
    return ImportUploadPage(
        words=importer.words,
        back=importer.place(request, None),
        form=form,
        waiting=tuple(one for one in links if one.state in (State.READY, State.READING)),
        applied=tuple(one for one in links if one.state == State.APPLIED),
        about=about,
    )


def reading_page(
    request: HttpRequest, importer: Importer, draft: ImportDraft, status: JobStatus
) -> ImportReadingPage:
    """How far the reading is."""
    return ImportReadingPage(
        words=importer.words,
        back=importer.href(request, "upload", draft),
        label=draft.label,
        file_name=draft.file_name,
        progress=status.done,
        broken_off=status.broken_off,
        here=importer.href(request, "preview", draft),
        progress_href=importer.href(request, "progress", draft),
        discard_action=importer.href(request, "discard", draft),
    )


def preview_page(
    request: HttpRequest, importer: Importer, draft: ImportDraft, wanted: str, number: str
) -> ImportPreviewPage:
    """One verdict's rows, one page of them."""
    counts = Counter(draft.rows.values_list("verdict", flat=True))
    first = next((one for one in importer.verdicts if counts[one]), next(iter(importer.verdicts)))
    verdict = wanted if wanted in importer.verdicts else first
    listed = Paginator(draft.rows.filter(verdict=verdict).order_by("number"), ROWS_ON_A_PAGE)
    page = listed.get_page(number)
    rows = _row_views(importer, draft, list(page))
    undecided = draft.rows.filter(decision="").exclude(choices=[]).count()
    words = importer.verdicts[verdict]
    return ImportPreviewPage(
        words=importer.words,
        back=importer.href(request, "upload", draft),
        label=draft.label,
        file_name=draft.file_name,
        notes=draft.notes,
        total=sum(counts.values()),
        tabs=tuple(
            VerdictTab(one, text.title, counts[one], one == verdict)
            for one, text in importer.verdicts.items()
            if counts[one] or one == verdict
        ),
        verdict=verdict,
        title=words.title,
        note=words.note,
        row_template=importer.row_template,
        rows=rows,
        number=page.number,
        pages=listed.num_pages,
        deciding=any(row.choices for row in rows),
        undecided=undecided,
        can_apply=bool(undecided) or draft.rows.exclude(decision__in=["", SKIP]).exists(),
        decide_action=importer.href(request, "decide", draft),
        apply_href=importer.href(request, "apply", draft),
        discard_action=importer.href(request, "discard", draft),
    )


def _row_views(
    importer: Importer, draft: ImportDraft, rows: list[ImportRow]
) -> tuple[ImportRowView, ...]:
    shown = importer.show(draft, rows)
    return tuple(_row_view(importer, row, one) for row, one in zip(rows, shown, strict=True))


def _row_view(importer: Importer, row: ImportRow, shown: Any) -> ImportRowView:
    choices = tuple(
        RowChoice(choice, importer.choice_label(row, choice), row.decision == choice)
        for choice in row.choices
    )
    taken = [one for one in choices if one.value != SKIP]
    is_tick = len(choices) == 2 and len(taken) == 1 and row.decision != ""
    return ImportRowView(row.number, shown, choices, taken[0] if is_tick else None)


def confirm_page(
    request: HttpRequest, importer: Importer, draft: ImportDraft, form: Form
) -> ImportConfirmPage:
    """The counts to be confirmed."""
    decided = Counter(draft.rows.values_list("verdict", "decision"))
    to_do = tuple(
        (label, sum(n for (_verdict, made), n in decided.items() if made == decision))
        for decision, label in importer.to_do.items()
    )
    left_out = tuple(
        (words.title, sum(decided[verdict, decision] for decision in ("", SKIP)))
        for verdict, words in importer.verdicts.items()
    )
    return ImportConfirmPage(
        words=importer.words,
        back=importer.href(request, "preview", draft),
        label=draft.label,
        to_do=to_do,
        left_out=tuple((label, n) for label, n in left_out if n),
        nothing=not any(n for _label, n in to_do),
        form=form,
    )


def closed_page(request: HttpRequest, importer: Importer, draft: ImportDraft) -> ImportClosedPage:
    """What became of a draft."""
    return ImportClosedPage(
        words=importer.words,
        upload=importer.href(request, "upload", draft),
        place=importer.place(request, draft),
        label=draft.label,
        file_name=draft.file_name,
        state=draft.state,
        refusal=draft.refusal,
        applied_at=draft.applied_at,
        report=tuple((label, draft.outcome.get(key, 0)) for key, label in importer.report.items()),
        left=draft.outcome.get("left", 0),
    )
