"""One teacher's scores, and one school's means: for readers who may see single ratings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gugus.competence.models import Answer, Assessment, Item, Rater, Round
from gugus.competence.rules.scheme import Rank, ScoringScheme, scoring_scheme
from gugus.competence.rules.scoring import (
    ItemScore,
    RankResult,
    TotalScore,
    item_score,
    rank_result,
    total_score,
)
from gugus.people.models import Teacher


@dataclass(frozen=True)
class TeacherScores:
    """What one rater's sent answers about one teacher amount to."""

    rater: Rater
    assessment: Assessment
    items: tuple[ItemScore, ...]
    total: TotalScore
    ranks: tuple[tuple[Rank, RankResult], ...]


def scores_of_teachers(
    round_: Round,
    teachers: Iterable[Teacher],
    raters: Sequence[Rater],
    items: Sequence[Item],
) -> dict[int, list[TeacherScores]]:
    """Teacher id -> scores by rater, for the ratings that were sent."""
    rows = Assessment.objects.filter(
        round=round_, teacher__in=teachers, rater__in=raters, submitted_at__isnull=False
    )
    found: dict[int, list[TeacherScores]] = defaultdict(list)
    scheme = scoring_scheme(round_.framework.scoring)
    order = {rater.value: at for at, rater in enumerate(raters)}
    known = list(rows.select_related("rated_by"))
    given: dict[int, dict[int, int]] = {row.pk: {} for row in known}
    answers = Answer.objects.filter(assessment__in=list(given))
    for pk, indicator, value in answers.values_list("assessment_id", "indicator_id", "value"):
        given[pk][indicator] = value
    asked = [[one.pk for one in item.indicators.all()] for item in items]
    for row in sorted(known, key=lambda row: order[row.rater]):
        found[row.teacher_id].append(_scores(scheme, row, asked, given[row.pk]))
    return dict(found)


def _scores(
    scheme: ScoringScheme,
    assessment: Assessment,
    asked: Sequence[Sequence[int]],
    given: Mapping[int, int],
) -> TeacherScores:
    """`asked`: the indicators of each item; `given`: the values by indicator."""
    answers = [[given.get(one) for one in indicators] for indicators in asked]
    scored = tuple(item_score(scheme, row) for row in answers)
    flat = [value for row in answers for value in row]
    results = [(rank, rank_result(scheme, rank.code, flat)) for rank in scheme.ranks]
    ranks = tuple((rank, found) for rank, found in results if found is not None)
    total = total_score(scheme, scored)
    return TeacherScores(Rater(assessment.rater), assessment, scored, total, ranks)
