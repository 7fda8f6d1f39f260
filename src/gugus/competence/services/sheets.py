"""Ratings by spreadsheet: the template goes out, comes back, is parsed, judged and written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gugus.competence.access import sheet_raters, sheet_teachers
from gugus.competence.models import Assessment, Item, Rater, Round
from gugus.competence.queries.answers import (
    answers_of,
    count_unanswered,
    framework_items,
    importance_of,
)
from gugus.competence.rules.scheme import ScoringScheme, scoring_scheme
from gugus.competence.rules.stamps import AnswerStamp
from gugus.competence.services import assessments as rating
from gugus.cores.formats import rating_sheet as sheet
from gugus.cores.formats.cells import CellError, Formula
from gugus.cores.formats.numbers import read_whole
from gugus.cores.formats.sheets import NO_SHEETS
from gugus.people.access import Actor, load_actor
from gugus.people.models import Teacher
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.models import User
from gugus.platform.interchange.importer import (
    AgreedImport,
    Progress,
    ReadFile,
    ReadRow,
    RowJudgement,
    WrittenImport,
    sheet_notes,
)
from gugus.platform.interchange.models import ImportDraft

KIND = "ratings"
TAKE = "take"
IMPORTANCE_RANGE = (1, 5)


@dataclass
class SheetRowVerdict:
    """What would happen with one row, and why."""

    row: int
    name: str
    verdict: str  # new, changed, unchanged, empty, refused
    teacher: int | None = None
    reasons: list[str] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)  # keys as JSON keeps them
    importance: dict[str, int] = field(default_factory=dict)
    missing: int = 0
    changes: int = 0


def rating_sheet_template(*, actor: Actor, round_: Round, rater: Rater) -> bytes:
    """The XLSX for one rater: a row for each teacher that is not sent yet.

    A rater finds the own answers in it. Paper forms of others are copied into an empty one:
    who copies does not see what a teacher has answered on the phone.
    """
    items = framework_items(round_.framework_id)
    scheme = scoring_scheme(round_.framework.scoring)
    done = _assessments(round_, rater)
    people = tuple(
        sheet.RatedPerson(str(one.pk), one.name, one.school.name, _known(done.get(one.pk), rater))
        for one in sheet_teachers(actor, rater, round_.group)
        if not _is_sent(done.get(one.pk))
    )
    return sheet.write_ratings(
        sheet.RatingTemplate(
            token=_token(round_, rater),
            title=f"{round_.name} · {rater.label}",
            hint=_("Isi sel putih dengan angka. Sel kosong berarti belum dinilai. %(scale)s")
            % {"scale": ", ".join(f"{n} = {text}" for n, text in _scale(scheme))},
            name_heading=_("Nama guru"),
            place_heading=_("Sekolah"),
            guide_name=_("Penjelasan"),
            guide=_guide(items, scheme),
            columns=_columns(items, scheme),
            people=people,
        )
    )


def parse_sheet(data: bytes, draft: ImportDraft, tell: Progress) -> ReadFile:
    """The rows of a filled template of this measurement and rater."""
    del tell
    round_, rater = sheet_subject(draft)
    check_sheet_open(_actor(draft), round_, rater)
    filled = sheet.read_ratings(data)
    if filled.token != _token(round_, rater):
        raise Refused(
            _("Lembar ini dibuat untuk pengukuran atau penilai lain. Tidak ada yang disimpan."),
            "file",
        )
    rows = [ReadRow(row.number, _values(row)) for row in filled.rows]
    notes = sheet_notes(NO_SHEETS, filled.hidden_rows)
    return ReadFile(rows, {"letters": filled.letters, **notes})


def sheet_file_refusal(code: str, names: Sequence[str]) -> str:
    """Whatever is wrong with the file: it is no template of ours."""
    del code, names
    return _("Berkas ini bukan lembar nilai dari Gugus. Unduh lembarnya, isi, lalu unggah lagi.")


def sheet_subject(draft: ImportDraft) -> tuple[Round, Rater]:
    """The measurement that the sheet belongs to, and who rates in it."""
    rows = Round.objects.select_related("group", "framework")
    return rows.get(pk=draft.subject["round"]), Rater(draft.subject["rater"])


def _actor(draft: ImportDraft) -> Actor:
    """Whose sheet it is: nobody else looks at it or applies it."""
    return load_actor(User.objects.get(pk=draft.made_by_id))


def _values(row: sheet.FilledRow) -> dict[str, Any]:
    # Nobody answered what a formula gives: it is kept so that it reads as no number.
    cells = {
        key: f"={cell}" if isinstance(cell, Formula | CellError) else str(cell)
        for key, cell in row.cells.items()
    }
    return {"key": row.key, "name": row.name, "cells": cells}


def judge_sheet(draft: ImportDraft, rows: Sequence[ReadRow], now: datetime) -> list[RowJudgement]:
    """What applying each row would do, by the records as they stand now."""
    del now
    reader = _Reader(_actor(draft), *sheet_subject(draft), draft.notes["letters"])
    judged = []
    for row in rows:
        one = reader.verdict(sheet.FilledRow(row.number, **row.values))
        findings = {
            "name": one.name,
            "reasons": one.reasons,
            "answers": len(one.answers),
            "changes": one.changes,
            "missing": one.missing,
        }
        decision = "" if one.verdict in ("refused", "empty") else TAKE
        judged.append(
            RowJudgement(row.number, one.verdict, row.values, findings, (), decision, one)
        )
    return judged


def lock_sheet(draft: ImportDraft) -> None:
    """One sheet at a time writes to a measurement, and only while it is open."""
    round_, rater = sheet_subject(draft)
    Round.objects.select_for_update().get(pk=round_.pk)
    check_sheet_open(_actor(draft), round_, rater)


def write_sheet(agreed: AgreedImport) -> WrittenImport:
    """Store the accepted rows and send the complete ones (with `with_gaps` all of them)."""
    if agreed.changed:
        raise Refused(
            _(
                "Penilaian atas %(name)s berubah sejak lembar ini diperiksa. Belum ada yang "
                "disimpan. Periksa lagi daftarnya."
            )
            % {"name": agreed.changed[0].findings.get("name", "")}
        )
    round_, rater = sheet_subject(agreed.draft)
    teachers = sheet_teachers(agreed.actor, rater, round_.group).in_bulk()
    with_gaps = bool(agreed.options.get("with_gaps"))
    sent = kept = 0
    for _decision, row in agreed.rows:
        target = rating.RatingTarget(round_, teachers[row.teacher], rater)
        if _apply_row(agreed.actor, agreed.now, target, row, with_gaps):
            sent += 1
        else:
            kept += 1
    audit = {"round": round_.pk, "rater": rater.value, "sent": sent, "kept": kept}
    return WrittenImport({"sent": sent, "kept": kept}, audit)


class _Reader:
    """Compares rows with what is stored and with what the person may rate."""

    def __init__(
        self, actor: Actor, round_: Round, rater: Rater, letters: Mapping[str, str]
    ) -> None:
        self._letters = letters
        self._actor = actor
        items = framework_items(round_.framework_id)
        scheme = scoring_scheme(round_.framework.scoring)
        self._columns = {one.key: one for one in _columns(items, scheme)}
        self._asked = sum(len(item.indicators.all()) for item in items)
        self._teachers = {str(one.pk): one for one in sheet_teachers(actor, rater, round_.group)}
        self._stored = _assessments(round_, rater)
        self._seen: set[str] = set()

    def verdict(self, row: sheet.FilledRow) -> SheetRowVerdict:
        """What applying this row would do."""
        teacher = self._teachers.get(row.key)
        found = SheetRowVerdict(row.number, teacher.name if teacher else row.name, "refused")
        reason = self._refusal(row, teacher)
        if reason or teacher is None:
            found.reasons.append(reason)
            return found
        self._seen.add(row.key)
        found.teacher = teacher.pk
        self._read_cells(row, found)
        if not found.reasons:
            self._compare(found, self._stored.get(teacher.pk))
        return found

    def _refusal(self, row: sheet.FilledRow, teacher: Teacher | None) -> str:
        if teacher is None:
            return _("Guru ini tidak dikenal, atau bukan yang Anda nilai.")
        if " ".join(row.name.split()).casefold() != " ".join(teacher.name.split()).casefold():
            return _("Nama di lembar (%(name)s) bukan nama guru di baris ini.") % {"name": row.name}
        if row.key in self._seen:
            return _("Guru ini sudah ada di baris sebelumnya.")
        stored = self._stored.get(teacher.pk)
        if _is_sent(stored):
            return _("Penilaiannya sudah dikirim dan terkunci.")
        if stored is not None and stored.rated_by_id != self._actor.user_id:
            return _("Penilaiannya sudah mulai diisi oleh orang lain.")
        return ""

    def _read_cells(self, row: sheet.FilledRow, found: SheetRowVerdict) -> None:
        for key, cell in row.cells.items():
            column = self._columns.get(key)
            if column is None:
                continue
            value = read_whole(cell, column.low, column.high)
            if value is None:
                found.reasons.append(self._bad_cell(row.number, key, column, cell))
            else:
                kind, pk = key.split(":")
                (found.answers if kind == "i" else found.importance)[pk] = value

    def _bad_cell(self, number: int, key: str, column: sheet.QuestionColumn, cell: str) -> str:
        return _(
            "Sel %(cell)s (kolom %(column)s): “%(value)s” bukan angka %(low)d sampai %(high)d."
        ) % {
            "cell": f"{self._letters[key]}{number}",
            "column": column.heading,
            "value": cell[:30],
            "low": column.low,
            "high": column.high,
        }

    def _compare(self, found: SheetRowVerdict, stored: Assessment | None) -> None:
        old = {str(pk): value for pk, value in answers_of(stored).items()}
        weights = {str(pk): value for pk, value in importance_of(stored).items()}
        found.changes = sum(old.get(k) != v for k, v in found.answers.items())
        found.changes += sum(weights.get(k) != v for k, v in found.importance.items())
        found.missing = self._asked - len(old | found.answers)
        if not found.answers and not found.importance:
            found.verdict = "empty"
        elif stored is None:
            found.verdict = "new"
        else:
            found.verdict = "changed" if found.changes else "unchanged"


def _apply_row(
    actor: Actor,
    now: datetime,
    target: rating.RatingTarget,
    row: SheetRowVerdict,
    with_gaps: bool,
) -> bool:
    """Store one row; True when it was sent as well."""
    assessment = rating.get_or_start_assessment(actor=actor, now=now, target=target)
    assessment.origin = Assessment.Origin.SHEET
    assessment.save(update_fields=["origin"])
    stamp = AnswerStamp(now, uuid4())
    rating.store_answers(assessment, {int(pk): v for pk, v in row.answers.items()}, stamp)
    rating.store_importance(assessment, {int(pk): v for pk, v in row.importance.items()}, stamp)
    if count_unanswered(assessment) and not (with_gaps and assessment.answers.exists()):
        return False
    rating.lock_as_submitted(assessment, actor=actor, now=now)
    return True


def check_sheet_open(actor: Actor, round_: Round, rater: Rater) -> None:
    """Refuse who does not rate so here, and once the measurement is closed."""
    if rater not in sheet_raters(actor, round_.group):
        raise Refused(_("Anda tidak menilai sebagai %(rater)s di sini.") % {"rater": rater.label})
    if Round.objects.get(pk=round_.pk).state != Round.State.OPEN:
        raise Refused(_("Pengukuran sudah ditutup. Jawaban yang tersimpan tetap ada."))


def _assessments(round_: Round, rater: Rater) -> dict[int, Assessment]:
    rows = Assessment.objects.filter(round=round_, rater=rater)
    return {row.teacher_id: row for row in rows.select_related("round")}


def _is_sent(stored: Assessment | None) -> bool:
    return stored is not None and stored.submitted_at is not None


def _known(stored: Assessment | None, rater: Rater) -> dict[str, int]:
    if rater == Rater.SELF:
        return {}
    known = {f"i:{pk}": value for pk, value in answers_of(stored).items()}
    return known | {f"w:{pk}": value for pk, value in importance_of(stored).items()}


def _token(round_: Round, rater: Rater) -> str:
    return f"{round_.group.code}:{round_.pk}:{rater.value}"


def _columns(items: list[Item], scheme: ScoringScheme) -> tuple[sheet.QuestionColumn, ...]:
    low, high = scheme.lowest, scheme.highest
    answers = [
        sheet.QuestionColumn(f"i:{one.pk}", one.code, one.title, low, high)
        for item in items
        for one in item.indicators.all()
    ]
    weights = [
        sheet.QuestionColumn(
            f"w:{item.pk}",
            _("P%(code)s") % {"code": item.code},
            _("Seberapa penting (1-5): %(name)s") % {"name": item.title},
            *IMPORTANCE_RANGE,
        )
        for item in items
    ]
    return (*answers, *weights)


def _scale(scheme: ScoringScheme) -> list[tuple[int, str]]:
    language = get_language() or "id"
    return [(one.value, scheme.label_of(one.value, language)) for one in scheme.choices]


def _guide(items: list[Item], scheme: ScoringScheme) -> tuple[tuple[str, str], ...]:
    rows = [("", _("Angka yang dipakai"))]
    rows += [(str(value), label) for value, label in _scale(scheme)]
    rows.append(
        (
            _("P1, P2, ..."),
            _("Boleh kosong: seberapa penting kompetensi itu bagi guru, 1 (tidak) - 5 (sangat)"),
        )
    )
    for item in items:
        rows.append(("", f"{item.code}. {item.title}"))
        rows += [(one.code, one.title) for one in item.indicators.all()]
    return tuple(rows)
