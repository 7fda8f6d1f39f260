"""Answering about a teacher: one screen is kept at a time, then the whole is sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.competence.access import rateable_teachers
from gugus.competence.models import (
    Answer,
    Assessment,
    ImportanceRating,
    Item,
    Rater,
    Round,
)
from gugus.competence.queries.answers import count_unanswered
from gugus.competence.rules.stamps import AnswerStamp, newer_values
from gugus.people.access import Actor
from gugus.people.models import Teacher
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record


@dataclass(frozen=True)
class RatingTarget:
    """Which rating is meant: the round, the teacher, and as whom one rates."""

    round: Round
    teacher: Teacher
    rater: Rater


def save_answers(
    *,
    actor: Actor,
    now: datetime,
    target: RatingTarget,
    item: Item,
    values: Mapping[int, int],
    stamp: AnswerStamp | None = None,
) -> Assessment:
    """Keep what was answered on one screen; what was left open stays as it was.

    `stamp` says when a phone was tapped; without one it is now.
    """
    stamp = stamp or AnswerStamp(now, uuid4())
    indicators = set(item.indicators.values_list("pk", flat=True))
    if not set(values) <= indicators:
        raise Refused(_("Isian tidak cocok dengan kompetensi ini. Muat ulang halaman."))
    _may_rate(actor, target)
    with transaction.atomic():
        assessment = get_or_start_assessment(actor=actor, now=now, target=target)
        _take_over(assessment, actor)
        store_answers(assessment, values, stamp)
    return assessment


def save_importance(
    *,
    actor: Actor,
    now: datetime,
    target: RatingTarget,
    values: Mapping[int, int],
    stamp: AnswerStamp | None = None,
) -> Assessment:
    """Keep how important items are to this rater; it is asked once, after all statements."""
    _may_rate(actor, target)
    with transaction.atomic():
        assessment = get_or_start_assessment(actor=actor, now=now, target=target)
        _take_over(assessment, actor)
        store_importance(assessment, values, stamp or AnswerStamp(now, uuid4()))
    return assessment


def submit_assessment(
    *, actor: Actor, now: datetime, target: RatingTarget, with_gaps: bool = False
) -> Assessment:
    """Send a rating: from then on it counts, and its rater can no longer change it."""
    _may_rate(actor, target)
    with transaction.atomic():
        # Closing the round takes the same row: a rating is either in its figures or refused.
        _open_round(target.round, lock=True)
        assessment = get_or_start_assessment(actor=actor, now=now, target=target)
        _take_over(assessment, actor)
        left = count_unanswered(assessment)
        if left and not with_gaps:
            raise Refused(
                _("%(n)d pernyataan belum dijawab.") % {"n": left},
                "with_gaps",
            )
        if not assessment.answers.exists():
            raise Refused(_("Belum ada satu pun jawaban yang dapat dikirim."))
        lock_as_submitted(assessment, actor=actor, now=now)
    return assessment


def get_or_start_assessment(*, actor: Actor, now: datetime, target: RatingTarget) -> Assessment:
    """The rating to write to, made on first use; refused once it is sent or the round closed."""
    _open_round(target.round)
    assessment, _made = Assessment.objects.select_for_update().get_or_create(
        round=target.round,
        teacher=target.teacher,
        rater=target.rater,
        defaults={"rated_by_id": actor.user_id, "started_at": now},
    )
    if assessment.submitted_at is not None:
        raise Refused(
            _("Penilaian ini sudah dikirim dan terkunci. Minta sekretaris membukanya lagi.")
        )
    return assessment


def store_answers(assessment: Assessment, values: Mapping[int, int], stamp: AnswerStamp) -> None:
    """Store answers by indicator id; the caller holds the rating, the later answer is kept."""
    known = assessment.answers.filter(indicator__in=values)
    stored = known.values_list("indicator_id", "stamp_at", "stamp_id")
    Answer.objects.bulk_create(
        [
            Answer(assessment=assessment, indicator_id=pk, value=value, **_stamped(stamp))
            for pk, value in newer_values(values, stamp, _stamps(stored)).items()
        ],
        update_conflicts=True,
        unique_fields=["assessment", "indicator"],
        update_fields=["value", "stamp_at", "stamp_id"],
    )


def store_importance(assessment: Assessment, values: Mapping[int, int], stamp: AnswerStamp) -> None:
    """Store how important items are, by item id, in the same way."""
    known = assessment.importance.filter(item__in=values)
    stored = known.values_list("item_id", "stamp_at", "stamp_id")
    ImportanceRating.objects.bulk_create(
        [
            ImportanceRating(assessment=assessment, item_id=pk, value=value, **_stamped(stamp))
            for pk, value in newer_values(values, stamp, _stamps(stored)).items()
        ],
        update_conflicts=True,
        unique_fields=["assessment", "item"],
        update_fields=["value", "stamp_at", "stamp_id"],
    )


def _stamps(
    rows: Iterable[tuple[int, datetime | None, UUID | None]],
) -> dict[int, AnswerStamp | None]:
    return {key: AnswerStamp(at, pk) if at and pk else None for key, at, pk in rows}


def _stamped(stamp: AnswerStamp) -> dict[str, Any]:
    return {"stamp_at": stamp.at, "stamp_id": stamp.id}


def lock_as_submitted(assessment: Assessment, *, actor: Actor, now: datetime) -> None:
    """Lock a rating as sent by this person."""
    assessment.submitted_at = now
    assessment.save(update_fields=["submitted_at"])
    record(actor.user_id, now, "assessment.submitted", assessment, assessment.round.group_id)


def _take_over(assessment: Assessment, actor: Actor) -> None:
    """The rating is now this person's own: a sheet that was copied for them stays out of it."""
    screen = Assessment.Origin.SCREEN
    if (assessment.rated_by_id, assessment.origin) != (actor.user_id, screen):
        assessment.rated_by_id, assessment.origin = actor.user_id, screen
        assessment.save(update_fields=["rated_by", "origin"])


def _may_rate(actor: Actor, target: RatingTarget) -> None:
    mine = rateable_teachers(actor, target.rater, target.round.group)
    if not mine.filter(pk=target.teacher.pk).exists():
        raise Refused(_("Guru ini tidak termasuk yang Anda nilai."))


def _open_round(round_: Round, *, lock: bool = False) -> None:
    rows = Round.objects.select_for_update() if lock else Round.objects
    if rows.get(pk=round_.pk).state != Round.State.OPEN:
        raise Refused(_("Pengukuran sudah ditutup. Jawaban yang tersimpan tetap ada."))
