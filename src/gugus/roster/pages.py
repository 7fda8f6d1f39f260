"""Screens of the roster import: choose a file, watch it being read, decide, see the outcome."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from gugus.people.models import Group, Teacher
from gugus.platform.jobs.queries import JobStatus
from gugus.roster.forms import RosterUploadForm
from gugus.roster.models import RosterDraft, RosterRow
from gugus.roster.rules.matching import ACTIONS_BY_DOUBT, RosterDoubt, RosterVerdict, RowAction
from gugus.roster.services.labels import (
    action_label,
    column_label,
    file_refusal_text,
    row_reason_text,
    verdict_label,
)

ROWS_ON_A_PAGE = 50
State = RosterDraft.State
_ORDER = (
    RosterVerdict.NEEDS_DECISION,
    RosterVerdict.CHANGED,
    RosterVerdict.NEW,
    RosterVerdict.REFUSED,
    RosterVerdict.UNCHANGED,
)


@dataclass(frozen=True)
class WaitingDraft:
    """A preview that can be continued."""

    pk: int
    school: str
    made_at: datetime
    by: str
    reading: bool


@dataclass(frozen=True)
class RosterUploadPage:
    """Choose school and file."""

    code: str
    form: RosterUploadForm
    has_schools: bool
    waiting: tuple[WaitingDraft, ...]


@dataclass(frozen=True)
class RosterReadingPage:
    """A file is being read, or its reading was broken off."""

    code: str
    pk: int
    school: str
    file_name: str
    progress: int
    broken_off: bool


@dataclass(frozen=True)
class RosterClosedPage:
    """A draft that is closed: applied, refused or thrown away."""

    code: str
    school: str
    file_name: str
    state: str
    refusal: str
    applied_at: datetime | None
    outcome: tuple[tuple[str, int], ...]
    changed_since: int


@dataclass(frozen=True)
class VerdictTab:
    """One verdict with its number of rows."""

    verdict: str
    title: str
    count: int
    here: bool


@dataclass(frozen=True)
class Difference:
    """A field before and after."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class RowActionOption:
    """One way to decide a doubtful row."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class RosterPreviewRow:
    """One row of the file as the page shows it."""

    number: int
    name: str
    facts: tuple[str, ...]
    reason: str
    held: str
    differences: tuple[Difference, ...]
    options: tuple[RowActionOption, ...]


@dataclass(frozen=True)
class RosterPreviewPage:
    """What would happen, by verdict."""

    code: str
    pk: int
    school: str
    file_name: str
    total: int
    tabs: tuple[VerdictTab, ...]
    verdict: str
    title: str
    rows: tuple[RosterPreviewRow, ...]
    number: int
    pages: int
    deciding: bool
    undecided: int
    can_apply: bool
    dropped_columns: tuple[str, ...]


@dataclass(frozen=True)
class RosterApplyPage:
    """What will be written, once more before it is."""

    code: str
    pk: int
    school: str
    to_do: tuple[tuple[str, int], ...]
    left_out: tuple[tuple[str, int], ...]
    nothing: bool


def roster_upload_page(
    *, group: Group, form: RosterUploadForm, has_schools: bool
) -> RosterUploadPage:
    """The form, and previews that wait."""
    drafts = group.roster_drafts.filter(state__in=[State.READY, State.READING])
    waiting = tuple(
        WaitingDraft(
            draft.pk,
            draft.school.name,
            draft.made_at,
            draft.made_by.name,
            draft.state == State.READING,
        )
        for draft in drafts.select_related("school", "made_by").order_by("-made_at")[:10]
    )
    return RosterUploadPage(group.code, form, has_schools, waiting)


def reading_page(*, group: Group, draft: RosterDraft, status: JobStatus) -> RosterReadingPage:
    """How far the reading is."""
    return RosterReadingPage(
        group.code, draft.pk, draft.school.name, draft.file_name, status.done, status.broken_off
    )


def closed_page(*, group: Group, draft: RosterDraft) -> RosterClosedPage:
    """What became of a draft."""
    counts = (
        (_("Guru baru"), "new"),
        (_("Data diperbarui"), "changed"),
        (_("Dilewati"), "skipped"),
    )
    return RosterClosedPage(
        code=group.code,
        school=draft.school.name,
        file_name=draft.file_name,
        state=draft.state,
        refusal=file_refusal_text(draft.refusal, draft.refusal_names) if draft.refusal else "",
        applied_at=draft.applied_at,
        outcome=tuple((label, draft.outcome.get(key, 0)) for label, key in counts),
        changed_since=draft.outcome.get("left", 0),
    )


def roster_preview_page(
    *, group: Group, draft: RosterDraft, wanted: str, number: str
) -> RosterPreviewPage:
    """One verdict's rows, one page of them."""
    counts: dict[str, int] = draft.counts
    first = next((v for v in _ORDER if counts[v]), RosterVerdict.NEW)
    verdict = RosterVerdict(wanted) if wanted in counts else first
    listed = Paginator(
        draft.rows.filter(verdict=verdict).select_related("teacher__school").order_by("number"),
        ROWS_ON_A_PAGE,
    ).get_page(number)
    undecided = _undecided(draft)
    rows = tuple(_row_view(row) for row in listed)
    return RosterPreviewPage(
        code=group.code,
        pk=draft.pk,
        school=draft.school.name,
        file_name=draft.file_name,
        total=sum(counts.values()),
        tabs=tuple(
            VerdictTab(v, verdict_label(v), counts[v], v == verdict)
            for v in _ORDER
            if counts[v] or v == verdict
        ),
        verdict=verdict,
        title=verdict_label(verdict),
        rows=rows,
        number=listed.number,
        pages=listed.paginator.num_pages,
        deciding=any(row.options for row in rows),
        undecided=undecided,
        can_apply=bool(sum(n for _label, n in _to_do(draft))) or bool(undecided),
        dropped_columns=tuple(draft.dropped_columns),
    )


def apply_page(*, group: Group, draft: RosterDraft) -> RosterApplyPage:
    """The counts to be confirmed."""
    to_do = _to_do(draft)
    doubtful = draft.counts[RosterVerdict.NEEDS_DECISION] - sum(
        draft.rows.filter(verdict=RosterVerdict.NEEDS_DECISION, decision=choice).count()
        for choice in (RowAction.UPDATE, RowAction.ADD)
    )
    left_out = (
        (_("Perlu diputuskan: dilewati"), doubtful),
        (_("Ditolak"), draft.counts[RosterVerdict.REFUSED]),
        (_("Sama dengan yang tersimpan"), draft.counts[RosterVerdict.UNCHANGED]),
    )
    return RosterApplyPage(
        code=group.code,
        pk=draft.pk,
        school=draft.school.name,
        to_do=to_do,
        left_out=tuple((label, n) for label, n in left_out if n),
        nothing=not any(n for _label, n in to_do),
    )


def _to_do(draft: RosterDraft) -> tuple[tuple[str, int], ...]:
    doubtful = draft.rows.filter(verdict=RosterVerdict.NEEDS_DECISION)
    return (
        (
            _("Guru baru"),
            draft.counts[RosterVerdict.NEW] + doubtful.filter(decision=RowAction.ADD).count(),
        ),
        (
            _("Data diperbarui"),
            draft.counts[RosterVerdict.CHANGED]
            + doubtful.filter(decision=RowAction.UPDATE).count(),
        ),
    )


def _undecided(draft: RosterDraft) -> int:
    decidable = [
        doubt for doubt, choices in ACTIONS_BY_DOUBT.items() if choices != (RowAction.SKIP,)
    ]
    rows = draft.rows.filter(
        verdict=RosterVerdict.NEEDS_DECISION, decision="", reason__in=decidable
    )
    return rows.count()


def _row_view(row: RosterRow) -> RosterPreviewRow:
    values: dict[str, str] = row.values
    return RosterPreviewRow(
        number=row.number,
        name=values.get("name", "–"),
        facts=_facts(values),
        reason=row_reason_text(row.reason, row.detail),
        held=_held(row.teacher)
        if row.verdict == RosterVerdict.NEEDS_DECISION and row.teacher
        else "",
        differences=tuple(
            Difference(column_label(field), old or "–", new) for field, old, new in row.changes
        ),
        options=_options(row) if row.verdict == RosterVerdict.NEEDS_DECISION else (),
    )


def _facts(values: dict[str, str]) -> tuple[str, ...]:
    shown = [values[key] for key in ("staff_kind", "employment") if key in values]
    return (*shown, *(f"{key.upper()} {values[key]}" for key in ("nuptk", "nip") if key in values))


def _held(teacher: Teacher) -> str:
    """Who it may be, as far as it tells two people apart."""
    known: Sequence[str] = (
        teacher.name,
        teacher.school.name,
        _("kelas %(level)s") % {"level": teacher.class_level} if teacher.class_level else "",
        teacher.employment,
        f"NUPTK {teacher.nuptk}" if teacher.nuptk else "",
        "" if teacher.active else _("tidak aktif"),
    )
    return " · ".join(fact for fact in known if fact)


def _options(row: RosterRow) -> tuple[RowActionOption, ...]:
    choices = ACTIONS_BY_DOUBT[RosterDoubt(row.reason)]
    if choices == (RowAction.SKIP,):
        return ()
    return tuple(
        RowActionOption(choice, action_label(choice, row.reason), row.decision == choice)
        for choice in choices
    )
