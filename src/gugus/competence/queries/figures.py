"""A round's figures: of the whole group, and of one school's teachers.

Nothing here is about a single teacher: figures of fewer than three are left out, since a
mean of one or two would tell a person's rating to the whole group.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from statistics import fmean
from typing import Any

from gugus.competence.models import ImportanceRating, Item, Rater, Round
from gugus.competence.queries.answers import answers_by_teacher, framework_items
from gugus.competence.rules.scheme import scoring_scheme
from gugus.competence.rules.scoring import percent_rows
from gugus.people.models import Teacher
from gugus.people.queries import teachers_of

# Fewer answers than this are not shown to the group.
MIN_GROUP_SIZE = 3

Percents = Mapping[int, Sequence[float | None]]  # teacher id -> percent of each item


def round_figures(round_: Round) -> dict[str, Any]:
    """The group's figures from the ratings sent so far, ready to be kept with the round."""
    items = framework_items(round_.framework_id)
    percents = {rater.value: percents_by_teacher(round_, rater, items) for rater in Rater}
    by = {rater: _analysis(round_, rater, items, rows) for rater, rows in percents.items() if rows}
    return {
        "basis": _basis(round_, percents),
        "teachers": teachers_of(round_.group).count(),
        "by": by,
        "compare": _comparison(items, percents),
    }


def summary_figures(round_: Round) -> dict[str, Any]:
    """The figures of a recorded summary: a mean of each item, and n if it was recorded."""
    values = {v.item_id: v for v in round_.summary_values.all()}
    items = framework_items(round_.framework_id)
    means = {i.code: float(values[i.pk].percent) for i in items if i.pk in values}
    rows = [
        {"code": code, "mean": mean, "n": n, "rank": 1 + sum(m < mean for m in means.values())}
        for code, mean in means.items()
        for n in [values[next(i.pk for i in items if i.code == code)].n]
    ]
    part = {"n": rows[0]["n"] if rows else None, "items": rows, **_means(items, means)}
    return {"basis": "summary", "teachers": None, "by": {"summary": part}, "compare": []}


def percents_by_teacher(
    round_: Round, rater: str, items: Sequence[Item], of: Collection[Teacher] | None = None
) -> dict[int, list[float | None]]:
    """Percent of each item (in order) for each teacher, or each of these, who was rated so."""
    given = answers_by_teacher(round_, rater, of)
    teachers = sorted(given)
    asked = [[one.pk for one in item.indicators.all()] for item in items]
    scheme = scoring_scheme(round_.framework.scoring)
    rows = percent_rows(scheme, asked, [given[teacher] for teacher in teachers])
    return dict(zip(teachers, rows, strict=True))


def school_means(
    percents: Percents, teachers: Iterable[Teacher], width: int
) -> list[tuple[float | None, int]]:
    """Mean and n of each item over some teachers; for readers who may see each of them."""
    rows = [percents[one.pk] for one in teachers if one.pk in percents]
    columns = [[row[at] for row in rows] for at in range(width)]
    known = [[value for value in column if value is not None] for column in columns]
    return [(fmean(values) if values else None, len(values)) for values in known]


def _basis(round_: Round, percents: Mapping[str, Percents]) -> str:
    """Whose ratings the figures stand on: as planned, or the most numerous if none came."""
    if percents[round_.basis]:
        return round_.basis
    return max(percents, key=lambda rater: len(percents[rater]))


def _analysis(round_: Round, rater: str, items: Sequence[Item], rows: Percents) -> dict[str, Any]:
    # Loaded on first use: numpy takes longer to load than most pages take to make.
    from gugus.cores.needs import analyse

    shown, counts = _without_few(list(rows.values()))
    result = analyse(
        shown,
        names=[item.code for item in items],
        standard=float(round_.standard_percent),
        importance=_importance(round_, rater, items, list(rows)),
    )
    found = []
    for need, n in zip(result.indicators, counts, strict=True):
        row = asdict(need)
        row.update(code=row.pop("name"), n=n)
        found.append(row)
    means = {need.name: need.mean for need in result.indicators if need.mean is not None}
    return {
        "n": len(rows),
        "schools": Teacher.objects.filter(pk__in=list(rows)).values("school").distinct().count(),
        "gaps": sum(None in row for row in rows.values()),
        "ranked_by": result.ranked_by,
        "items": found,
        **_means(items, means),
    }


def _without_few(
    rows: Sequence[Sequence[float | None]],
) -> tuple[list[list[float | None]], list[int]]:
    columns = list(zip(*rows, strict=True))
    counts = [sum(value is not None for value in column) for column in columns]
    shown = [
        [v if n >= MIN_GROUP_SIZE else None for v, n in zip(row, counts, strict=True)]
        for row in rows
    ]
    return shown, counts


def _importance(
    round_: Round, rater: str, items: Sequence[Item], teachers: Sequence[int]
) -> list[list[float | None]] | None:
    rated = ImportanceRating.objects.filter(
        assessment__round=round_, assessment__rater=rater, assessment__submitted_at__isnull=False
    ).values_list("assessment__teacher_id", "item_id", "value")
    found = {(teacher, item): float(value) for teacher, item, value in rated}
    if not found:
        return None
    return [[found.get((teacher, item.pk)) for item in items] for teacher in teachers]


def _means(items: Sequence[Item], means: Mapping[str, float]) -> dict[str, Any]:
    groups: dict[int, list[float]] = {}
    for item in items:
        if item.code in means:
            groups.setdefault(item.competency.number, []).append(means[item.code])
    return {
        "mean": fmean(means.values()) if means else None,
        "competencies": {str(number): fmean(values) for number, values in groups.items()},
    }


def _comparison(items: Sequence[Item], percents: Mapping[str, Percents]) -> list[dict[str, Any]]:
    from gugus.cores.needs import compare_raters

    rated = {rater: rows for rater, rows in percents.items() if rows}
    teachers = sorted({teacher for rows in rated.values() for teacher in rows})
    if len(rated) < 2:
        return []
    blank: list[float | None] = [None] * len(items)
    matrices = {
        rater: [rows.get(teacher, blank) for teacher in teachers] for rater, rows in rated.items()
    }
    return [
        {
            "first": pair.first,
            "second": pair.second,
            "items": [_difference(asdict(one)) for one in pair.indicators],
        }
        for pair in compare_raters(matrices, names=[item.code for item in items])
    ]


def _difference(row: dict[str, Any]) -> dict[str, Any]:
    row["code"] = row.pop("name")
    if row["n"] < MIN_GROUP_SIZE:
        row.update(mean=None, sd=None, ci_low=None, ci_high=None)
    return row
