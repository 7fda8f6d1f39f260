"""What was measured: the study's fourteen percentages, and one invented round with individuals."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from gugus.competence.models import (
    Answer,
    Assessment,
    Framework,
    Item,
    Rater,
    Round,
)
from gugus.competence.services.rounds import RoundPlan, record_summary
from gugus.config.example.people import example_group, example_teachers
from gugus.people.access import load_actor
from gugus.people.clock import day_here, year_here
from gugus.people.models import Teacher
from gugus.platform.foundation.models import User

# Study 002, group means in percent by PKG item; how many teachers and their spread: unknown.
CIAWI = (65, 74, 79, 79, 79, 64, 82, 70, 88, 91, 89, 68, 78, 73)
_SEED = 20261
_NOT_YET = 9


def _framework() -> Framework:
    return Framework.objects.get(code="pkg-14")


def build_summary(now: datetime) -> None:
    """The study's percentages: a recorded summary whose n nobody knows."""
    framework = _framework()
    items = Item.objects.filter(framework=framework).order_by("order")
    record_summary(
        actor=load_actor(User.objects.get(username="sekretaris")),
        now=now,
        group=example_group(),
        plan=RoundPlan(
            framework=framework,
            name="Hasil PKG 2016/2017",
            measured_on=date(2017, 6, 1),
            standard_percent=76,
            source_note="Studi lapangan 002, Gugus I Ciawi: rata-rata kelompok, 14 kompetensi",
        ),
        percents={item: Decimal(value) for item, value in zip(items, CIAWI, strict=True)},
    )


def build_round(now: datetime) -> None:
    """An invented round that is still open: most answered, some heads and the supervisor too."""
    started = now - timedelta(days=20)
    made = Round.objects.create(
        group=example_group(),
        framework=_framework(),
        name="Penilaian awal tahun (rekaan)",
        kind=Round.Kind.INDIVIDUAL,
        school_year=year_here(),
        measured_on=day_here(started),
        closes_on=day_here(now) + timedelta(days=14),
    )
    teachers, random = example_teachers(), Random(_SEED)  # noqa: S311 - invented answers, not a secret
    user = User.objects.get(username="pengawas")
    # The example teacher (place 5) has not answered yet: the newcomer can try it.
    done = [t for n, t in enumerate(teachers) if n != 5][: len(teachers) - _NOT_YET]
    skill = {teacher.pk: random.gauss(0, 9) for teacher in teachers}
    for rater, rated, shift in (
        (Rater.SELF, done, 4.0),
        (Rater.HEAD, [t for t in done if t.pk % 3], 0.0),
        (Rater.SUPERVISOR, done[::3], -3.0),
    ):
        _answers(
            made, rater, rated, {pk: s + shift for pk, s in skill.items()}, started, user, random
        )


def _answers(
    made: Round,
    rater: Rater,
    rated: list[Teacher],
    skill: dict[int, float],
    at: datetime,
    user: User,
    random: Random,
) -> None:
    items = Item.objects.filter(framework=made.framework).prefetch_related("indicators")
    chances = [
        (indicator.pk, CIAWI[n])
        for n, item in enumerate(items)
        for indicator in item.indicators.all()
    ]
    sheets = Assessment.objects.bulk_create(
        Assessment(
            round=made,
            teacher=t,
            rater=rater,
            rated_by=t.user or user,
            started_at=at,
            submitted_at=at,
        )
        for t in rated
    )
    Answer.objects.bulk_create(
        (
            Answer(
                assessment_id=sheet.pk,
                indicator_id=indicator,
                value=_draw(mean + skill[sheet.teacher_id], random),
            )
            for sheet in sheets
            for indicator, mean in chances
        ),
        batch_size=2000,
    )


def _draw(percent: float, random: Random) -> int:
    chance = min(max(percent, 5.0), 98.0) / 100
    return (random.random() < chance) + (random.random() < chance)
