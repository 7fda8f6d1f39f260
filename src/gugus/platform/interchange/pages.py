"""Screens of an import: choose a file, watch it being read, decide, see what came of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gugus.cores.formats.cells import row_place
from gugus.platform.interchange.importer import SKIP, Importer, ImportWords, Words
from gugus.platform.interchange.models import ImportDraft, ImportRow
from gugus.platform.jobs.queries import JobStatus
from gugus.platform.web.links import Link

ROWS_ON_A_PAGE = 50
State = ImportDraft.State


# A draft that can be gone on with or looked at, with its address.
DraftLink = tuple[ImportDraft, str]


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
    """A file is being read, or its reading was broken off; `href` are the steps' addresses."""

    words: ImportWords
    draft: ImportDraft
    href: Mapping[str, str]
    progress: int
    broken_off: bool


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

    `where` tells sheet and row of the file. With `tick` there is one thing to take or leave, and it
    is usual to do one of the two.
    """

    number: int
    where: str
    hidden: bool
    shown: Any
    choices: tuple[RowChoice, ...]
    tick: RowChoice | None


@dataclass(frozen=True)
class ImportPreviewPage:
    """What would happen, by verdict, a page at a time."""

    words: ImportWords
    draft: ImportDraft
    href: Mapping[str, str]
    total: int
    tabs: tuple[VerdictTab, ...]
    verdict: str
    title: Words
    note: Words
    # What is to be said of the file: its sheets, its hidden rows.
    remarks: tuple[str, ...]
    row_template: str
    rows: tuple[ImportRowView, ...]
    number: int
    pages: int
    deciding: bool
    undecided: int
    can_apply: bool


@dataclass(frozen=True)
class ImportConfirmPage:
    """What will be written, once more before it is."""

    words: ImportWords
    draft: ImportDraft
    href: Mapping[str, str]
    to_do: tuple[tuple[Words, int], ...]
    left_out: tuple[tuple[Words, int], ...]
    nothing: bool
    form: Form


@dataclass(frozen=True)
class ImportClosedPage:
    """A draft that is closed: applied, refused or thrown away."""

    words: ImportWords
    draft: ImportDraft
    href: Mapping[str, str]
    place: Link
    report: tuple[tuple[Words, int], ...]
    left: int


_STEPS = ("upload", "preview", "progress", "decide", "apply", "discard")


def _href(request: HttpRequest, importer: Importer, draft: ImportDraft) -> dict[str, str]:
    return {step: importer.href(request, step, draft) for step in _STEPS}


def upload_page(
    request: HttpRequest, importer: Importer, form: Form, drafts: Iterable[ImportDraft], about: Any
) -> ImportUploadPage:
    """The form, previews that wait, and what was imported before."""
    links = [(one, importer.href(request, "preview", one)) for one in drafts]
    return ImportUploadPage(
        words=importer.words,
        back=importer.place(request, None),
        form=form,
        waiting=tuple(one for one in links if one[0].state in (State.READY, State.READING)),
        applied=tuple(one for one in links if one[0].state == State.APPLIED),
        about=about,
    )


def reading_page(
    request: HttpRequest, importer: Importer, draft: ImportDraft, status: JobStatus
) -> ImportReadingPage:
    """How far the reading is."""
    href = _href(request, importer, draft)
    return ImportReadingPage(importer.words, draft, href, status.done, status.broken_off)


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
        draft=draft,
        href=_href(request, importer, draft),
        total=sum(counts.values()),
        tabs=tuple(
            VerdictTab(one, text.title, counts[one], one == verdict)
            for one, text in importer.verdicts.items()
            if counts[one] or one == verdict
        ),
        verdict=verdict,
        title=words.title,
        note=words.note,
        remarks=tuple(_remarks(draft)),
        row_template=importer.row_template,
        rows=rows,
        number=page.number,
        pages=listed.num_pages,
        deciding=any(row.choices for row in rows),
        undecided=undecided,
        can_apply=bool(undecided) or draft.rows.exclude(decision__in=["", SKIP]).exists(),
    )


def _remarks(draft: ImportDraft) -> Iterable[str]:
    if draft.notes.get("remark"):
        yield draft.notes["remark"]
    sheets = draft.notes.get("sheets", {"read": (), "left": ()})
    if sheets["left"] or len(sheets["read"]) > 1:
        yield _("Lembar yang dibaca: %(names)s.") % {"names": ", ".join(sheets["read"]) or "–"}
    for reason, words in (
        ("no_headings", _("Tidak dibaca karena tidak memuat tabelnya: %(names)s.")),
        ("hidden", _("Tidak dibaca karena lembarnya tersembunyi: %(names)s.")),
    ):
        names = [name for name, why in sheets["left"] if why == reason]
        if names:
            yield words % {"names": ", ".join(names)}
    hidden = len(draft.notes.get("hidden", ()))
    if hidden:
        yield ngettext(
            "%(n)d baris tersembunyi di berkasnya ikut dibaca dan diberi tanda. Periksa dulu.",
            "%(n)d baris tersembunyi di berkasnya ikut dibaca dan diberi tanda. Periksa dulu.",
            hidden,
        ) % {"n": hidden}


def _where(draft: ImportDraft, number: int) -> str:
    """'baris 5', and of which sheet where several were read."""
    place, row = row_place(number)
    names = draft.notes.get("sheets", {}).get("read", ())
    if len(names) > 1 and place < len(names):
        return _("lembar %(sheet)s, baris %(n)d") % {"sheet": names[place], "n": row}
    return _("baris %(n)d") % {"n": row}


def _row_views(
    importer: Importer, draft: ImportDraft, rows: list[ImportRow]
) -> tuple[ImportRowView, ...]:
    hidden = frozenset(draft.notes.get("hidden", ()))
    shown = importer.show(draft, rows)
    return tuple(
        _row_view(importer, row, one, _where(draft, row.number), row.number in hidden)
        for row, one in zip(rows, shown, strict=True)
    )


def _row_view(
    importer: Importer, row: ImportRow, shown: Any, where: str, hidden: bool
) -> ImportRowView:
    choices = tuple(
        RowChoice(choice, importer.choice_label(row, choice), row.decision == choice)
        for choice in row.choices
    )
    taken = [one for one in choices if one.value != SKIP]
    is_tick = len(choices) == 2 and len(taken) == 1 and row.decision != ""
    tick = taken[0] if is_tick else None
    return ImportRowView(row.number, where, hidden, shown, choices, tick)


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
        draft=draft,
        href=_href(request, importer, draft),
        to_do=to_do,
        left_out=tuple((label, n) for label, n in left_out if n),
        nothing=not any(n for _label, n in to_do),
        form=form,
    )


def closed_page(request: HttpRequest, importer: Importer, draft: ImportDraft) -> ImportClosedPage:
    """What became of a draft."""
    return ImportClosedPage(
        words=importer.words,
        draft=draft,
        href=_href(request, importer, draft),
        place=importer.place(request, draft),
        report=tuple((label, draft.outcome.get(key, 0)) for key, label in importer.report.items()),
        left=draft.outcome.get("left", 0),
    )
