"""What an app says of one kind of import: how rows are read, judged and written, and its words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gugus.cores.formats.sheets import SheetsRead
from gugus.platform.interchange.models import ImportDraft, ImportRow
from gugus.platform.web.links import Link

Words = str | Promise
Values = Mapping[str, Any]
Progress = Callable[[int, int], None]
# The decision to leave a row alone; any other but "" writes it.
SKIP = "skip"
_LEAD = gettext_lazy(
    "Anda melihat dulu apa yang baru dan apa yang berubah. Tidak ada yang disimpan sebelum Anda "
    "menekan Terapkan."
)
_NOTHING = gettext_lazy("Tidak ada yang perlu diterapkan.")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it was read: plain values that JSON can keep."""

    number: int
    values: Values


@dataclass(frozen=True)
class ReadFile:
    """What `parse` found. The preview shows of the notes `remark`, `dropped_columns`, `sheets`."""

    rows: Sequence[ReadRow]
    notes: Values = field(default_factory=dict)


def sheet_notes(sheets: SheetsRead, hidden: Iterable[int]) -> Values:
    """For the notes: which sheets were read and which not, and rows that nobody sees in the file."""
    return {
        "sheets": {"read": list(sheets.read), "left": [list(one) for one in sheets.left]},
        "hidden": sorted(hidden),
    }


@dataclass(frozen=True, slots=True)
class RowJudgement:
    """What `judge` says of a row.

    `findings` are plain values: where they or the verdict differ when the draft is applied, the
    person decided about something else. `entry` is the app's own object, handed on to `write`.
    """

    number: int
    verdict: str
    values: Values
    findings: Values = field(default_factory=dict)
    choices: Sequence[str] = ()
    decision: str = ""
    entry: Any = None


@dataclass(frozen=True)
class AgreedImport:
    """What a person agreed to, for `write`: rows with their decision, as they were seen.

    `changed` are rows that were wanted and stand otherwise by now: `write` leaves them out or
    refuses the whole.
    """

    draft: ImportDraft
    actor: Any
    now: datetime
    rows: Sequence[tuple[str, Any]]
    changed: Sequence[RowJudgement]
    options: Values


@dataclass(frozen=True)
class WrittenImport:
    """How many records of which sort, for the report; ids and field names for the audit trail."""

    outcome: Mapping[str, int]
    audit: Values = field(default_factory=dict)


def refusal_text(code: str, names: Sequence[str]) -> str:
    """Why a file is not read, for importers without words of their own."""
    words = {
        "empty": _("Berkas ini kosong."),
        "no_rows": _("Berkas ini tidak berisi baris."),
        "encrypted": _("Berkas ini dikunci kata sandi. Simpan salinannya tanpa kunci."),
        "macro": _("Berkas ini berisi makro, jadi tidak dibaca. Simpan sebagai .xlsx biasa."),
        "damaged": _("Berkas ini rusak atau terpotong. Simpan ulang, lalu pilih lagi."),
        "too_large": _("Berkas ini terlalu besar, jadi tidak dibaca."),
        "too_many_rows": _("Barisnya terlalu banyak. Bagi menjadi beberapa berkas."),
        "missing_columns": _("Judul kolomnya tidak ditemukan: %(names)s."),
    }
    other = _("Berkas ini tidak dapat dibaca. Tidak ada yang disimpan.")
    return words.get(code, other) % {"names": ", ".join(names)}


@dataclass(frozen=True)
class VerdictWords:
    """A verdict as the preview says it."""

    title: Words
    note: Words = ""


@dataclass(frozen=True)
class ImportWords:
    """Sentences of one kind of import."""

    title: Words
    # What stays as it was when nothing is applied.
    untouched: Words
    lead: Words = _LEAD
    nothing: Words = _NOTHING
    apply_note: Words = ""


@dataclass(frozen=True)
class Importer:
    """One kind of import. `parse`, `judge`, `write` and a template for a row are all it must have.

    `verdicts` come in the order of the preview. `to_do` names decisions that write, `report` the
    counts of the outcome. `href` gives the address of a step (upload, preview, progress, decide,
    apply, discard) for a request and a draft, if there is one yet; `place` is what the import
    fills. `show` makes of stored rows what the template of a row sees. `lock` keeps others away
    while a draft is judged anew and written.
    """

    kind: str
    parse: Callable[[bytes, ImportDraft, Progress], ReadFile]
    judge: Callable[[ImportDraft, Sequence[ReadRow], datetime], Sequence[RowJudgement]]
    write: Callable[[AgreedImport], WrittenImport]
    row_template: str
    verdicts: Mapping[str, VerdictWords]
    to_do: Mapping[str, Words]
    report: Mapping[str, Words]
    words: ImportWords
    href: Callable[[Any, str, Any], str]
    place: Callable[[Any, Any], Link]
    show: Callable[[ImportDraft, Sequence[ImportRow]], Sequence[Any]] = lambda _draft, rows: rows
    choice_label: Callable[[ImportRow, str], Words] = lambda _row, choice: choice
    done: Callable[[ImportDraft], str] = lambda _draft: _("Impor diterapkan.")
    refusal: Callable[[str, Sequence[str]], str] = refusal_text
    lock: Callable[[ImportDraft], object] = lambda _draft: None
    upload_template: str = "interchange/upload.html"
    confirm_form: type[forms.Form] = forms.Form
    max_bytes: int = 40 * 1024 * 1024
    # A newer file about the same takes the place of an older one that this person left undecided.
    replaces_older: bool = False
