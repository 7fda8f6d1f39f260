"""What raters answered so far: progress of one rating and of a whole round."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Count

from gugus.competence.models import Answer, Assessment, Indicator, Item, Round
from gugus.people.models import Teacher
from gugus.people.queries import teachers_of


@dataclass(frozen=True)
class ItemProgress:
    """How far one rating is with one item."""

    item: Item
    asked: int
    answered: int
    # The indicators that have an answer.
    known: tuple[int, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Every indicator of the item has an answer."""
        return self.answered >= self.asked


@dataclass(frozen=True)
class TeacherProgress:
    """One teacher in a round: the ratings by rater, each with its number of answers."""

    teacher: Teacher
    ratings: dict[str, Assessment]
    answered: dict[str, int]


def framework_items(framework_id: int) -> list[Item]:
    """A framework's items in order, with their indicators and competency."""
    rows = Item.objects.filter(framework_id=framework_id).select_related("competency")
    return list(rows.prefetch_related("indicators"))


def indicator_count(framework_id: int) -> int:
    """How many indicators a rater answers."""
    return Indicator.objects.filter(item__framework_id=framework_id).count()


def find_assessment(round_: Round, teacher: Teacher, rater: str) -> Assessment | None:
    """The rating, if it was begun."""
    rows = Assessment.objects.filter(round=round_, teacher=teacher, rater=rater)
    return rows.select_related("round", "rated_by").first()


def answers_of(assessment: Assessment | None) -> dict[int, int]:
    """Answers by indicator id."""
    if assessment is None:
        return {}
    return dict(assessment.answers.values_list("indicator_id", "value"))


def importance_of(assessment: Assessment | None) -> dict[int, int]:
    """Importance by item id."""
    if assessment is None:
        return {}
    return dict(assessment.importance.values_list("item_id", "value"))


def count_unanswered(assessment: Assessment) -> int:
    """How many indicators have no answer yet."""
    asked = indicator_count(assessment.round.framework_id)
    return asked - assessment.answers.count()


def item_progress(round_: Round, assessment: Assessment | None) -> list[ItemProgress]:
    """Progress item by item."""
    given = answers_of(assessment)
    return [item_progress_of(item, given) for item in framework_items(round_.framework_id)]


def item_progress_of(item: Item, given: Mapping[int, int]) -> ItemProgress:
    """Progress of one item, given the answers by indicator id."""
    asked = [one.pk for one in item.indicators.all()]
    known = tuple(pk for pk in asked if pk in given)
    return ItemProgress(item, len(asked), len(known), known)


def round_progress(round_: Round) -> list[TeacherProgress]:
    """Every teacher of the group with what was begun or sent about them."""
    ratings: dict[int, dict[str, Assessment]] = defaultdict(dict)
    answered: dict[int, dict[str, int]] = defaultdict(dict)
    rows = Assessment.objects.filter(round=round_).annotate(given=Count("answers"))
    for row in rows:
        ratings[row.teacher_id][row.rater] = row
        answered[row.teacher_id][row.rater] = row.given
    teachers = teachers_of(round_.group).order_by("school__sort_key", "school_id", "sort_key", "pk")
    return [TeacherProgress(one, ratings[one.pk], answered[one.pk]) for one in teachers]


def answers_by_teacher(
    round_: Round, rater: str, teachers: Collection[Teacher] | None = None
) -> dict[int, dict[int, int]]:
    """Answers of sent ratings by one kind of rater: teacher id -> indicator id -> value."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Answer.objects.filter(
        assessment__round=round_, assessment__rater=rater, assessment__submitted_at__isnull=False
    )
    if teachers is not None:
        rows = rows.filter(assessment__teacher__in=teachers)
    columns = rows.values_list("assessment__teacher_id", "indicator_id", "value")
    for teacher_id, indicator_id, value in columns.iterator():
        found[teacher_id][indicator_id] = value
    return dict(found)


def progress_by_teacher(round_: Round, rater: str) -> dict[int, tuple[int, bool]]:
    """Teacher id -> number of answers and whether the rating is sent, for one kind of rater."""
    rows = Assessment.objects.filter(round=round_, rater=rater).annotate(given=Count("answers"))
    return {row.teacher_id: (row.given, row.submitted_at is not None) for row in rows}
