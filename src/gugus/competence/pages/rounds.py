"""Running measurements: the list, and who has answered."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gugus.competence.access import sheet_raters
from gugus.competence.forms import OpenRoundForm, SummaryForm
from gugus.competence.models import Framework, Rater, Round
from gugus.competence.queries.answers import TeacherProgress
from gugus.cores.words.order import place_key
from gugus.people.access import Actor
from gugus.platform.web.formats import long_date


@dataclass(frozen=True)
class RoundsPage:
    """All measurements of the group."""

    rounds: tuple[Round, ...]


@dataclass(frozen=True)
class RoundFormPage:
    """Opening a measurement, or recording a summary."""

    form: OpenRoundForm | SummaryForm
    frameworks: tuple[Framework, ...] = ()
    framework: Framework | None = None


@dataclass(frozen=True)
class RaterCount:
    """How far one kind of rater is."""

    rater: str
    sent: int
    begun: int
    left: int
    share: int


@dataclass(frozen=True)
class SchoolRatingCounts:
    """How many ratings one school's teachers have, by rater."""

    name: str
    teachers: int
    sent: tuple[int, ...]


@dataclass(frozen=True)
class RatingState:
    """One rating as the runner of the round sees it: that it is there, never what it says."""

    rater: str
    text: str
    is_sent: bool
    assessment_id: int | None
    origin: str


@dataclass(frozen=True)
class TeacherState:
    """One teacher with the state of each rating."""

    name: str
    school: str
    ratings: tuple[RatingState, ...]


@dataclass(frozen=True)
class RoundProgressPage:
    """Progress of one round, for its manager."""

    round: Round
    is_open: bool
    is_summary: bool
    is_late: bool
    raters: tuple[str, ...]
    counts: tuple[RaterCount, ...]
    schools: tuple[SchoolRatingCounts, ...]
    teachers: tuple[TeacherState, ...]
    incomplete: str
    message: str
    may_sheet: bool
    may_discard: bool


def round_progress_page(
    actor: Actor,
    round_: Round,
    rows: Sequence[TeacherProgress],
    asked: int,
    *,
    is_late: bool,
    address: str,
) -> RoundProgressPage:
    """Counts by rater and school, and each rating's state."""
    return RoundProgressPage(
        round=round_,
        is_open=round_.state == Round.State.OPEN,
        is_summary=round_.kind == Round.Kind.SUMMARY,
        is_late=is_late,
        raters=tuple(str(rater.label) for rater in Rater),
        counts=tuple(_count(rater, rows) for rater in Rater),
        schools=_schools(rows),
        teachers=tuple(_teacher(row, asked) for row in rows),
        incomplete=incomplete_words(rows, asked),
        message=_message(round_, address),
        may_sheet=bool(sheet_raters(actor, round_.group)),
        may_discard=not any(row.ratings for row in rows),
    )


def _message(round_: Round, address: str) -> str:
    """Text to copy into the group's chat."""
    lines = [
        _("Bapak/Ibu, mohon mengisi: %(name)s.") % {"name": round_.name},
        _("Buka %(address)s, masuk dengan tautan atau PIN, jawab, lalu tekan Kirim.")
        % {"address": address}
        if address
        else _("Buka Gugus dengan tautan atau PIN Anda, jawab, lalu tekan Kirim."),
    ]
    if round_.closes_on is not None:
        lines.append(_("Paling lambat %(day)s.") % {"day": long_date(round_.closes_on)})
    lines.append(_("Jawaban tersimpan tiap ketukan dan dapat dilanjutkan kapan saja."))
    return "\n".join(lines)


def incomplete_words(rows: Sequence[TeacherProgress], asked: int) -> str:
    """What closing now would leave out of the figures."""
    begun = sum(rating.submitted_at is None for row in rows for rating in row.ratings.values())
    gaps = sum(
        rating.submitted_at is not None and row.answered[rater] < asked
        for row in rows
        for rater, rating in row.ratings.items()
    )
    parts = []
    if begun:
        parts.append(
            _("%(n)d penilaian baru dimulai dan belum dikirim: tidak dihitung dalam angka apa pun.")
            % {"n": begun}
        )
    if gaps:
        parts.append(
            _(
                "%(n)d penilaian dikirim dengan pernyataan kosong: tidak dihitung pada kompetensi "
                "yang belum lengkap, dan tidak punya nilai total."
            )
            % {"n": gaps}
        )
    return " ".join(parts)


def _count(rater: Rater, rows: Sequence[TeacherProgress]) -> RaterCount:
    ratings = [row.ratings.get(rater.value) for row in rows]
    sent = sum(r is not None and r.submitted_at is not None for r in ratings)
    begun = sum(r is not None and r.submitted_at is None for r in ratings)
    share = round(100 * sent / len(rows)) if rows else 0
    return RaterCount(str(rater.label), sent, begun, len(rows) - sent - begun, share)


def _schools(rows: Iterable[TeacherProgress]) -> tuple[SchoolRatingCounts, ...]:
    teachers: Counter[str] = Counter()
    sent: Counter[tuple[str, str]] = Counter()
    for row in rows:
        school = row.teacher.school.name
        teachers[school] += 1
        for rater, rating in row.ratings.items():
            sent[school, rater] += rating.submitted_at is not None
    return tuple(
        SchoolRatingCounts(name, count, tuple(sent[name, rater.value] for rater in Rater))
        for name, count in sorted(teachers.items(), key=lambda one: place_key(one[0]))
    )


def _teacher(row: TeacherProgress, asked: int) -> TeacherState:
    states = tuple(_state(row, rater, asked) for rater in Rater)
    return TeacherState(row.teacher.name, row.teacher.school.name, states)


def _state(row: TeacherProgress, rater: Rater, asked: int) -> RatingState:
    rating = row.ratings.get(rater.value)
    if rating is None:
        return RatingState(str(rater.label), _("belum"), False, None, "")
    given = row.answered[rater.value]
    origin = str(rating.get_origin_display())
    if rating.submitted_at is None:
        text = _("%(given)d dari %(asked)d") % {"given": given, "asked": asked}
        return RatingState(str(rater.label), text, False, None, origin)
    text = _("terkirim")
    if given < asked:
        text = _("terkirim, %(n)d kosong") % {"n": asked - given}
    return RatingState(str(rater.label), text, True, rating.pk, origin)
