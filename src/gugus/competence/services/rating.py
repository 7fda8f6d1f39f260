"""Answering about a teacher: one screen is kept at a time, then the whole is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

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
from gugus.competence.queries.answers import unanswered
from gugus.people.access import Actor
from gugus.people.models import Teacher
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record


@dataclass(frozen=True)
class Target:
    """Which rating is meant: the round, the teacher, and as whom one rates."""

    round: Round
    teacher: Teacher
    rater: Rater


def save_answers(
    *,
    actor: Actor,
    now: datetime,
    target: Target,
    item: Item,
    values: Mapping[int, int],
    importance: int | None = None,
) -> Assessment:
    """Keep what was answered on one screen; what was left open stays as it was."""
    indicators = set(item.indicators.values_list("pk", flat=True))
    if not set(values) <= indicators:
        raise Refused(_("Isian tidak cocok dengan kompetensi ini. Muat ulang halaman."))
    _may_rate(actor, target)
    with transaction.atomic():
        assessment = start(actor=actor, now=now, target=target)
        _take_over(assessment, actor)
        keep(assessment, values)
        if importance is not None:
            keep_importance(assessment, {item.pk: importance})
    return assessment


def submit(*, actor: Actor, now: datetime, target: Target, with_gaps: bool = False) -> Assessment:
    """Send a rating: from then on it counts, and its rater can no longer change it."""
    _may_rate(actor, target)
    with transaction.atomic():
        # Closing the round takes the same row: a rating is either in its figures or refused.
        _open_round(target.round, lock=True)
        assessment = start(actor=actor, now=now, target=target)
        _take_over(assessment, actor)
        left = unanswered(assessment)
        if left and not with_gaps:
            raise Refused(
                _("%(n)d pernyataan belum dijawab.") % {"n": left},
                "with_gaps",
            )
        if not assessment.answers.exists():
            raise Refused(_("Belum ada satu pun jawaban yang dapat dikirim."))
        send(assessment, actor=actor, now=now)
    return assessment


def start(*, actor: Actor, now: datetime, target: Target) -> Assessment:
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


def keep(assessment: Assessment, values: Mapping[int, int]) -> None:
    """Store answers by indicator id; two devices may write the same one: the later wins."""
    Answer.objects.bulk_create(
        [
            Answer(assessment=assessment, indicator_id=indicator, value=value)
            for indicator, value in values.items()
        ],
        update_conflicts=True,
        unique_fields=["assessment", "indicator"],
        update_fields=["value"],
    )


def keep_importance(assessment: Assessment, values: Mapping[int, int]) -> None:
    """Store how important items are, by item id."""
    ImportanceRating.objects.bulk_create(
        [
            ImportanceRating(assessment=assessment, item_id=item, value=value)
            for item, value in values.items()
        ],
        update_conflicts=True,
        unique_fields=["assessment", "item"],
        update_fields=["value"],
    )


def send(assessment: Assessment, *, actor: Actor, now: datetime) -> None:
    """Lock a rating as sent by this person."""
    assessment.submitted_at = now
    assessment.save(update_fields=["submitted_at"])
    record(
        user_id=actor.user_id,
        now=now,
        verb="submit_assessment",
        obj=assessment,
        group_id=assessment.round.group_id,
    )


def _take_over(assessment: Assessment, actor: Actor) -> None:
    """The rating is now this person's own: a sheet that was copied for them stays out of it."""
    screen = Assessment.Origin.SCREEN
    if (assessment.rated_by_id, assessment.origin) != (actor.user_id, screen):
        assessment.rated_by_id, assessment.origin = actor.user_id, screen
        assessment.save(update_fields=["rated_by", "origin"])


def _may_rate(actor: Actor, target: Target) -> None:
    mine = rateable_teachers(actor, target.rater, target.round.group)
    if not mine.filter(pk=target.teacher.pk).exists():
        raise Refused(_("Guru ini tidak termasuk yang Anda nilai."))


def _open_round(round_: Round, *, lock: bool = False) -> None:
    rows = Round.objects.select_for_update() if lock else Round.objects
    if rows.get(pk=round_.pk).state != Round.State.OPEN:
        raise Refused(_("Pengukuran sudah ditutup. Jawaban yang tersimpan tetap ada."))
