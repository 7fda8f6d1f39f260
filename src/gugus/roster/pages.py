"""What the screens of the roster import show of teachers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gugus.people.models import Teacher
from gugus.platform.interchange.models import ImportRow
from gugus.roster.rules.matching import RowAction
from gugus.roster.services.labels import (
    action_label,
    column_label,
    left_out_text,
    row_reason_text,
)


@dataclass(frozen=True)
class Difference:
    """A field before and after."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class RosterPreviewRow:
    """One row of the file as the page shows it."""

    number: int
    name: str
    facts: tuple[str, ...]
    reason: str
    # Cells that are not stored, and why.
    notes: tuple[str, ...]
    held: str
    differences: tuple[Difference, ...]


def roster_rows(rows: Sequence[ImportRow], known: Mapping[int, Teacher]) -> list[RosterPreviewRow]:
    """Rows of one page; `known` is who a doubtful one may be, by its number."""
    return [_row_view(row, known.get(row.number)) for row in rows]


def choice_label(row: ImportRow, choice: str) -> str:
    """What a decision is called, fitted to the doubt."""
    return action_label(RowAction(choice), row.findings["reason"])


def _row_view(row: ImportRow, teacher: Teacher | None) -> RosterPreviewRow:
    values, found = row.values, row.findings
    return RosterPreviewRow(
        number=row.number,
        name=values.get("name", "–"),
        facts=_facts(values),
        reason=row_reason_text(found["reason"], found["detail"]),
        notes=tuple(left_out_text(*note) for note in values.get("left_out", ())),
        held=_held(teacher) if teacher else "",
        differences=tuple(
            Difference(column_label(field), old or "–", new) for field, old, new in found["changes"]
        ),
    )


def _facts(values: Mapping[str, str]) -> tuple[str, ...]:
    shown = [values[key] for key in ("staff_kind", "employment") if key in values]
    numbers = {"nuptk": "NUPTK", "nip": "NIP", "peg_id": "PegID"}
    return (*shown, *(f"{title} {values[key]}" for key, title in numbers.items() if key in values))


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
