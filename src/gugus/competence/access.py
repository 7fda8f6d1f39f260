"""Who may rate whom, and whose ratings a person may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.competence.models import Answer, Assessment, Item, Rater, Round
from gugus.people.access import Actor, visible_teachers
from gugus.people.models import Group, Teacher
from gugus.people.queries import teachers_of
from gugus.people.rules.roles import May
from gugus.platform.foundation.queries import count_of

# So many ratings of others that were begun are kept on a phone ahead.
MOST_BEGUN = 5
PERMISSION = {
    Rater.SELF: May.RATE_SELF,
    Rater.HEAD: May.RATE_AS_HEAD,
    Rater.SUPERVISOR: May.RATE_AS_SUPERVISOR,
}


def raters_of(actor: Actor, group: Group) -> tuple[Rater, ...]:
    """The raters as which this person rates in this group."""
    held = [rater for rater, may in PERMISSION.items() if actor.may(may, group.pk)]
    return tuple(rater for rater in held if rater != Rater.SELF or actor.teacher_id is not None)


def rateable_teachers(actor: Actor, rater: Rater, group: Group) -> QuerySet[Teacher]:
    """The teachers whom this person rates as `rater`; nobody rates oneself from outside."""
    teachers = teachers_of(group)
    if not actor.may(PERMISSION[rater], group.pk):
        return teachers.none()
    if rater == Rater.SELF:
        return teachers.filter(pk=_own(actor))
    reached = visible_teachers(actor, PERMISSION[rater], group).select_related("school")
    return reached.exclude(pk=_own(actor))


def sheet_raters(actor: Actor, group: Group) -> tuple[Rater, ...]:
    """For whom this person may hand in a spreadsheet.

    Who runs the rounds copies the paper forms on which teachers rated themselves.
    """
    own = raters_of(actor, group)
    runs = actor.may(May.RUN_ROUNDS, group.pk)
    return tuple(r for r in Rater if (runs if r == Rater.SELF else r in own))


def sheet_teachers(actor: Actor, rater: Rater, group: Group) -> QuerySet[Teacher]:
    """The rows of that spreadsheet."""
    if rater not in sheet_raters(actor, group):
        return Teacher.objects.none()
    teachers = teachers_of(group) if rater == Rater.SELF else rateable_teachers(actor, rater, group)
    return teachers.order_by("school__sort_key", "school_id", "sort_key", "pk")


def readable_teachers(actor: Actor, group: Group) -> QuerySet[Teacher]:
    """Teachers whose single ratings this person may read: oneself, own school, own groups."""
    teachers = teachers_of(group)
    if actor.may(May.SEE_RATINGS, group.pk):
        seen = visible_teachers(actor, May.SEE_RATINGS, group).select_related("school")
        return seen | teachers.filter(pk=_own(actor))
    return teachers.filter(pk=_own(actor))


def readable_raters(actor: Actor, round_: Round, teacher: Teacher) -> tuple[Rater, ...]:
    """Whose answers about a teacher this person may read now.

    Raters are independent: while a round is open everybody reads only their own.
    """
    if not readable_teachers(actor, round_.group).filter(pk=teacher.pk).exists():
        return ()
    if round_.state == Round.State.CLOSED:
        return tuple(Rater)
    own = raters_of(actor, round_.group)
    return tuple(
        rater
        for rater in own
        if rateable_teachers(actor, rater, round_.group).filter(pk=teacher.pk).exists()
    )


def other_raters(actor: Actor, round_: Round) -> tuple[Rater, ...]:
    """Whose answers a head or supervisor may read about the teachers they rate, at this time."""
    if round_.state == Round.State.CLOSED:
        return tuple(Rater)
    return tuple(r for r in raters_of(actor, round_.group) if r != Rater.SELF)


def own_answers(actor: Actor, group: Group, teacher: Teacher) -> QuerySet[Answer, Any]:
    """Every answer about this person that they may read, the latest round first.

    Others' answers once the round is closed, as on the page of one's own result.
    """
    read = Q(assessment__round__state=Round.State.CLOSED)
    for round_ in Round.objects.filter(group=group).exclude(state=Round.State.CLOSED):
        raters = readable_raters(actor, round_, teacher)
        read |= Q(assessment__round=round_, assessment__rater__in=raters)
    rows = Answer.objects.filter(read, assessment__round__group=group, assessment__teacher=teacher)
    order = ("-assessment__round", "assessment__rater", "indicator__item__order", "indicator")
    return rows.order_by(*order).values(
        "value",
        round=F("assessment__round__name"),
        rater=F("assessment__rater"),
        item=F("indicator__item__code"),
        indicator_code=F("indicator__code"),
        sent_at=F("assessment__submitted_at"),
    )


@dataclass(frozen=True)
class RatingTask:
    """How many ratings of an open round still wait for this person."""

    round: Round
    rater: Rater
    waiting: int


def open_rounds(group: Group) -> QuerySet[Round]:
    """The rounds in which teachers are rated now."""
    return Round.objects.filter(group=group, kind=Round.Kind.INDIVIDUAL, state=Round.State.OPEN)


def rounds_to_rate_in(actor: Actor, group: Group) -> QuerySet[Round]:
    """The open rounds, each with how many ratings wait for this person."""
    raters = raters_of(actor, group)
    waiting = {f"as_{rater}": count_of(_to_rate(actor, rater, group)) for rater in raters}
    return open_rounds(group).annotate(**waiting)


def rating_tasks(raters: Iterable[Rater], rounds: Iterable[Round]) -> tuple[RatingTask, ...]:
    """What waits in the rounds that `rounds_to_rate_in` found."""
    tasks = (RatingTask(r, rater, getattr(r, f"as_{rater}")) for r in rounds for rater in raters)
    return tuple(task for task in tasks if task.waiting)


def _to_rate(actor: Actor, rater: Rater, group: Group) -> QuerySet[Teacher]:
    """Whom this person has not rated yet, inside a query of rounds."""
    done = Assessment.objects.filter(
        round=OuterRef(OuterRef("pk")), rater=rater, submitted_at__isnull=False
    )
    return rateable_teachers(actor, rater, group).exclude(pk__in=done.values("teacher_id"))


def rounds_to_look_at(actor: Actor, group: Group) -> QuerySet[Round]:
    """Open rounds in which something may wait for this person; without one nothing does."""
    only_self = raters_of(actor, group) == (Rater.SELF,)
    return _without_own_answers(actor, group) if only_self else open_rounds(group)


def _without_own_answers(actor: Actor, group: Group) -> QuerySet[Round]:
    done = Assessment.objects.filter(
        teacher=actor.teacher_id, rater=Rater.SELF, submitted_at__isnull=False
    )
    return open_rounds(group).exclude(pk__in=done.values("round_id"))


def own_open_ratings(actor: Actor, group: Group) -> list[Round]:
    """The open rounds in which this person still answers about themselves."""
    if Rater.SELF not in raters_of(actor, group) or actor.teacher_id is None:
        return []
    if not rateable_teachers(actor, Rater.SELF, group).exists():
        return []
    return list(_without_own_answers(actor, group))


def offline_pages(actor: Actor, group: Group) -> list[tuple[str, str]]:
    """Addresses, with titles, of all that this person answers without signal.

    Of oneself every page; of others the list and the ratings that were begun: a phone keeps the
    pages of any other rating as soon as its first one is opened.
    """
    if not raters_of(actor, group) or not rounds_to_look_at(actor, group).exists():
        return []
    targets = own_and_begun_ratings(actor, group)
    found = [(reverse("competence:rating", args=[group.code]), _("Isi penilaian"))]
    for round_, rater, teacher in targets:
        found += rating_pages(group, round_, rater, teacher)
    return found


def own_and_begun_ratings(actor: Actor, group: Group) -> list[tuple[Round, Rater, Teacher]]:
    """The ratings in open rounds that this person still gives: one's own, and those begun."""
    rounds = own_open_ratings(actor, group)
    mine = rateable_teachers(actor, Rater.SELF, group) if rounds else Teacher.objects.none()
    found = [(round_, Rater.SELF, one) for one in mine for round_ in rounds]
    begun = Assessment.objects.filter(
        round__in=open_rounds(group), rated_by=actor.user_id, submitted_at__isnull=True
    ).exclude(rater=Rater.SELF)
    rows = begun.select_related("round", "teacher").order_by("-started_at")[:MOST_BEGUN]
    return found + [(row.round, Rater(row.rater), row.teacher) for row in rows]


def rating_pages(
    group: Group, round_: Round, rater: Rater, teacher: Teacher
) -> list[tuple[str, str]]:
    """All pages of one rating, with titles: its overview, each item, and importance."""
    here = [group.code, round_.pk, rater.value, teacher.pk]
    name = round_.name if rater == Rater.SELF else f"{round_.name}, {teacher.name}"
    orders = Item.objects.filter(framework=round_.framework_id).values_list("order", flat=True)
    title = _("%(round)s, kompetensi %(n)d")
    return [
        (reverse("competence:rate", args=here), name),
        *(
            (reverse("competence:rate_item", args=[*here, n]), title % {"round": name, "n": n})
            for n in orders
        ),
        (
            reverse("competence:rate_importance", args=here),
            _("%(round)s, seberapa penting") % {"round": name},
        ),
    ]


def _own(actor: Actor) -> int:
    """The person's teacher id; 0 (no teacher's id) when they are not a teacher."""
    return actor.teacher_id or 0
