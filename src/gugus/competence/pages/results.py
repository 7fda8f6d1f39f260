"""Between raters, within a school, and of one teacher."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gugus.competence.models import Item, Rater, Round
from gugus.competence.pages.needs import round_tabs
from gugus.competence.queries import Need
from gugus.competence.queries.results import TeacherScores
from gugus.competence.rules.scheme import Band, Rank
from gugus.people.access import Actor
from gugus.people.models import School, Teacher
from gugus.platform.web.formats import decimal
from gugus.platform.web.links import Link


@dataclass(frozen=True)
class DifferenceRow:
    """One item's mean difference between two raters of the same teachers."""

    name: str
    n: int
    mean: str
    interval: str
    reading: str
    is_clear: bool


@dataclass(frozen=True)
class RaterComparisonSection:
    """Two raters side by side."""

    title: str
    finding: str
    rows: tuple[DifferenceRow, ...]


@dataclass(frozen=True)
class RaterComparisonPage:
    """Self against head against supervisor."""

    round: Round
    tabs: tuple[Link, ...]
    comparisons: tuple[RaterComparisonSection, ...]


@dataclass(frozen=True)
class SchoolItemRow:
    """One item in one school, beside the group."""

    name: str
    school: str
    n: int
    group: str
    is_low: bool


@dataclass(frozen=True)
class TeacherResultRow:
    """One teacher of the school with whole results by rater."""

    teacher: Teacher
    results: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ResultSchoolsPage:
    """The schools whose teachers this person may read."""

    round: Round
    tabs: tuple[Link, ...]
    schools: tuple[School, ...]


@dataclass(frozen=True)
class SchoolResultsPage:
    """One school in one round."""

    round: Round
    tabs: tuple[Link, ...]
    school: School
    finding: str
    basis: str
    is_open: bool
    rows: tuple[SchoolItemRow, ...]
    teachers: tuple[TeacherResultRow, ...]


@dataclass(frozen=True)
class ScoreCell:
    """What one rater's answers give for one item."""

    rater: str
    percent: str
    value: str


@dataclass(frozen=True)
class ScoreRow:
    """One item of one teacher, by rater."""

    name: str
    cells: tuple[ScoreCell, ...]


@dataclass(frozen=True)
class RaterTotal:
    """One rater's whole result about one teacher."""

    rater: str
    total: str
    n100: str
    band: str
    note: str
    sent: Any
    ranks: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TeacherResultsPage:
    """One teacher's own result."""

    round: Round
    tabs: tuple[Link, ...]
    teacher: Teacher
    is_own: bool
    is_open: bool
    has_totals: bool
    totals: tuple[RaterTotal, ...]
    rows: tuple[ScoreRow, ...]


def rater_comparison_page(
    actor: Actor, round_: Round, items: Sequence[Item]
) -> RaterComparisonPage:
    """Paired differences in words."""
    names = {item.code: f"{item.code}. {item.short_title}" for item in items}
    pairs = (round_.result or {}).get("compare", [])
    return RaterComparisonPage(
        round=round_,
        tabs=round_tabs(actor, round_, "compare"),
        comparisons=tuple(_comparison(pair, names) for pair in pairs),
    )


def _comparison(pair: dict[str, Any], names: Mapping[str, str]) -> RaterComparisonSection:
    first, second = (str(Rater(pair[side]).label) for side in ("first", "second"))
    rows = tuple(_difference(row, names[row["code"]], first, second) for row in pair["items"])
    higher = sum(row["ci_low"] is not None and row["ci_low"] > 0 for row in pair["items"])
    lower = sum(row["ci_high"] is not None and row["ci_high"] < 0 for row in pair["items"])
    counts = {"first": first, "second": second.lower(), "n": len(rows)}
    if not higher and not lower:
        finding = _("Perbedaannya belum dapat disimpulkan pada satu pun dari %(n)d kompetensi.")
    else:
        finding = _(
            "%(first)s menilai lebih tinggi daripada %(second)s pada %(higher)d dari %(n)d "
            "kompetensi, lebih rendah pada %(lower)d; selebihnya belum dapat disimpulkan."
        )
    return RaterComparisonSection(
        title=_("%(first)s dan %(second)s") % counts,
        finding=finding % {**counts, "higher": higher, "lower": lower},
        rows=rows,
    )


def _difference(row: dict[str, Any], name: str, first: str, second: str) -> DifferenceRow:
    low, high = row["ci_low"], row["ci_high"]
    reading = _("belum dapat disimpulkan")
    if low is not None and low > 0:
        reading = _("%(rater)s lebih tinggi") % {"rater": first.lower()}
    elif high is not None and high < 0:
        reading = _("%(rater)s lebih tinggi") % {"rater": second.lower()}
    return DifferenceRow(
        name=name,
        n=row["n"],
        mean=_signed(row["mean"]),
        interval=decimal(None)
        if low is None
        else _("%(low)s sampai %(high)s") % {"low": _signed(low), "high": _signed(high)},
        reading=reading,
        is_clear=low is not None and (low > 0 or high < 0),
    )


def _signed(value: float | None) -> str:
    if value is None:
        return decimal(None)
    text = decimal(abs(value))
    if value > 0:
        return f"+{text}"
    return f"−{text}" if value < 0 else text


def school_results_page(
    actor: Actor,
    round_: Round,
    school: School,
    needs: Sequence[Need],
    means: Mapping[str, tuple[float | None, int]],
    teachers: Sequence[TeacherResultRow],
    basis: str,
) -> SchoolResultsPage:
    """One school's means beside the group's."""
    standard = round_.standard_percent
    rows = tuple(_school_row(need, *means[need.item.code], standard) for need in needs)
    low = sum(row.is_low for row in rows)
    return SchoolResultsPage(
        round=round_,
        tabs=round_tabs(actor, round_, "school"),
        school=school,
        finding=_("%(low)d dari %(n)d kompetensi di bawah standar %(standard)d di sekolah ini.")
        % {"low": low, "n": sum(row.n > 0 for row in rows), "standard": standard},
        basis=basis,
        is_open=round_.state == Round.State.OPEN,
        rows=rows,
        teachers=tuple(teachers),
    )


def _school_row(need: Need, mean: float | None, n: int, standard: int) -> SchoolItemRow:
    return SchoolItemRow(
        name=f"{need.item.code}. {need.item.short_title}",
        school=decimal(mean),
        n=n,
        group=decimal(need.mean),
        is_low=mean is not None and mean < standard,
    )


def total_words(scores: TeacherScores) -> str:
    """'44 dari 56, baik (79)', or why there is no total."""
    total = scores.total
    if total.n100 is not None and total.band is not None:
        return _("%(total)d dari %(highest)d · %(n100)d · %(band)s") % {
            "total": total.total,
            "highest": total.highest,
            "n100": total.n100,
            "band": _band(scores),
        }
    return _("%(done)d dari %(all)d kompetensi lengkap") % {
        "done": total.complete_items,
        "all": total.items,
    }


def teacher_results_page(
    actor: Actor,
    round_: Round,
    teacher: Teacher,
    items: Sequence[Item],
    scores: Sequence[TeacherScores],
) -> TeacherResultsPage:
    """Scores by rater, item by item."""
    own = teacher.pk == actor.teacher_id
    return TeacherResultsPage(
        round=round_,
        tabs=round_tabs(actor, round_, "mine" if own else "school"),
        teacher=teacher,
        is_own=own,
        is_open=round_.state == Round.State.OPEN,
        has_totals=bool(round_.framework.scoring.get("values")),
        totals=tuple(_card(one) for one in scores),
        rows=tuple(_score_row(at, item, scores) for at, item in enumerate(items)),
    )


def _score_row(at: int, item: Item, scores: Sequence[TeacherScores]) -> ScoreRow:
    cells = []
    for one in scores:
        score = one.items[at]
        percent = None if score.percent is None else float(score.percent)
        cells.append(ScoreCell(str(one.rater.label), decimal(percent), decimal(score.value, 0)))
    return ScoreRow(f"{item.code}. {item.title}", tuple(cells))


def _card(scores: TeacherScores) -> RaterTotal:
    total = scores.total
    known = total.total is not None
    return RaterTotal(
        rater=str(scores.rater.label),
        total=_("%(total)d dari %(highest)d") % {"total": total.total, "highest": total.highest}
        if known
        else decimal(None),
        n100=decimal(total.n100, 0),
        band=_band(scores),
        note="" if known else total_words(scores),
        sent=scores.assessment.submitted_at,
        ranks=tuple(
            (_named(rank), _rank_words(one.minimum, one.met, one.below))
            for rank, one in scores.ranks
        ),
    )


def _rank_words(minimum: int, met: bool | None, below: int | None) -> str:
    if met is None:
        return _("paling rendah level %(level)d: belum lengkap dinilai") % {"level": minimum}
    if met:
        return _("paling rendah level %(level)d: tercapai") % {"level": minimum}
    return _("paling rendah level %(level)d: %(n)d indikator di bawahnya") % {
        "level": minimum,
        "n": below or 0,
    }


def _band(scores: TeacherScores) -> str:
    band = scores.total.band
    return decimal(None) if band is None else _named(band)


def _named(row: Band | Rank) -> str:
    return row.label_en if get_language() == "en" else row.label
