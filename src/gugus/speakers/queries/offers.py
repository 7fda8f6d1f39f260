"""Who is strong in what, who was asked to help others, who offered.

How strong a single teacher is, is known to that teacher, the own head and the supervisor. So what
leaves this module about others is a count of those who have not answered, and the offers themselves.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gugus.competence.models import Assessment, Framework, Item, Rater, Round
from gugus.competence.queries import ranked_needs, reference_round
from gugus.competence.queries.answers import framework_items
from gugus.competence.queries.figures import percents_by_teacher
from gugus.competence.queries.results import scores_of_teachers
from gugus.competence.rules.scheme import scoring_scheme
from gugus.people.models import Group, Teacher
from gugus.people.queries import teachers_of
from gugus.people.rules.years import school_year_of
from gugus.programme.models import Line
from gugus.speakers.models import HelpOffer
from gugus.speakers.rules import Strength, strength


@dataclass(frozen=True)
class OwnOffers:
    """What a teacher is asked, has offered, has declined, and may offer still."""

    asked: tuple[Item, ...]
    willing: tuple[HelpOffer, ...]
    declined: tuple[HelpOffer, ...]
    others: tuple[Item, ...]


def strength_round(group: Group) -> Round | None:
    """The newest closed measurement with ratings of single teachers."""
    rows = Round.objects.filter(group=group, state=Round.State.CLOSED, kind=Round.Kind.INDIVIDUAL)
    return rows.select_related("framework").order_by("-measured_on", "-id").first()


def strong_items(group: Group, teacher: Teacher) -> list[Item]:
    """The items in which this teacher is strong; for the teacher alone."""
    round_ = strength_round(group)
    if round_ is None:
        return []
    items = framework_items(round_.framework_id)
    scores = scores_of_teachers(round_, [teacher], [Rater(_basis(round_))], items)
    measure = _strength(round_)
    return [
        item
        for one in scores.get(teacher.pk, [])
        for item, score in zip(items, one.items, strict=True)
        if measure.holds(float(score.percent) if score.percent is not None else None)
    ]


def own_closed_ratings(group: Group, teacher_id: int) -> QuerySet[Assessment]:
    """The ratings of a teacher in closed measurements: without one nobody is strong in anything."""
    closed = {"round__state": Round.State.CLOSED, "round__kind": Round.Kind.INDIVIDUAL}
    return Assessment.objects.filter(teacher=teacher_id, round__group=group, **closed)


def items_sought(group: Group, today: date) -> frozenset[int]:
    """Items for which the group looks for help: those of its lines, and its low ones."""
    year = school_year_of(today)
    lines = Line.objects.filter(programme__group=group, programme__school_year__in=(year, year + 1))
    found = set(lines.filter(needs__isnull=False).values_list("needs", flat=True))
    round_ = reference_round(group)
    if round_ is not None:
        found |= {need.item.pk for need in ranked_needs(round_) if need.is_low}
    return frozenset(found)


def items_asked_of(group: Group, teacher: Teacher, today: date) -> tuple[Item, ...]:
    """What this teacher is strong in, the group seeks, and they have not answered yet."""
    strong = strong_items(group, teacher)
    if not strong:
        return ()
    answered = set(HelpOffer.objects.filter(teacher=teacher).values_list("item_id", flat=True))
    wanted = items_sought(group, today) - answered
    return tuple(item for item in strong if item.pk in wanted)


def own_offers(group: Group, teacher: Teacher, today: date) -> OwnOffers:
    """Everything on the teacher's own page."""
    asked = items_asked_of(group, teacher, today)
    rows = HelpOffer.objects.filter(teacher=teacher).select_related("item__framework")
    offers = list(rows.order_by("item__framework", "item__order"))
    taken = {offer.item_id for offer in offers} | {item.pk for item in asked}
    return OwnOffers(
        asked=asked,
        willing=tuple(offer for offer in offers if offer.willing),
        declined=tuple(offer for offer in offers if not offer.willing),
        others=tuple(item for item in group_items(group) if item.pk not in taken),
    )


def group_items(group: Group) -> list[Item]:
    """The items that this group measures itself by, or would first."""
    round_ = reference_round(group) or Round.objects.filter(group=group).first()
    framework_id = (
        round_.framework_id
        if round_ is not None
        else Framework.objects.order_by("code").values_list("pk", flat=True).last()
    )
    rows = Item.objects.filter(framework_id=framework_id) if framework_id else Item.objects.none()
    return list(rows.order_by("order"))


def offerable(group: Group, teacher: Teacher) -> list[Item]:
    """What a teacher may answer about: the group's items, and what they answered before."""
    before = Item.objects.filter(pk__in=HelpOffer.objects.filter(teacher=teacher).values("item"))
    round_ = strength_round(group)
    asked = framework_items(round_.framework_id) if round_ is not None else []
    return [*{item.pk: item for item in (*before, *asked, *group_items(group))}.values()]


def offers_for(group: Group, item_ids: Collection[int]) -> list[HelpOffer]:
    """The members' willing offers on some items: names that may be seen, for they said yes."""
    rows = HelpOffer.objects.filter(item__in=item_ids, willing=True, teacher__in=teachers_of(group))
    return list(
        rows.select_related("teacher__school", "item").order_by(
            "teacher__sort_key", "teacher_id", "item"
        )
    )


def strong_and_silent(group: Group, item_ids: Collection[int]) -> int:
    """How many members are strong in one of the items and have answered none of those.

    A number only; and it counts nobody twice.
    """
    round_ = strength_round(group)
    if round_ is None or not item_ids:
        return 0
    items, measure = framework_items(round_.framework_id), _strength(round_)
    at = [n for n, item in enumerate(items) if item.pk in item_ids]
    percents = percents_by_teacher(round_, _basis(round_), items)
    strong = {
        teacher: {items[n].pk for n in at if measure.holds(row[n])}
        for teacher, row in percents.items()
    }
    members = set(teachers_of(group).values_list("pk", flat=True))
    answered = HelpOffer.objects.filter(Q(item__in=item_ids), teacher__in=members)
    said = set(answered.values_list("teacher_id", "item_id"))
    return sum(
        bool(own) and not any((teacher, item) in said for item in own)
        for teacher, own in strong.items()
        if teacher in members
    )


def _basis(round_: Round) -> str:
    """Whose ratings count: as when the round was closed."""
    return str((round_.result or {}).get("basis") or round_.basis)


def _strength(round_: Round) -> Strength:
    scheme = scoring_scheme(round_.framework.scoring)
    edges = tuple(step.up_to for step in scheme.values)
    return strength(round_.standard_percent, edges, len(scheme.choices))
