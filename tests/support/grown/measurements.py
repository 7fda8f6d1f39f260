"""A closed measurement a year, and the samples' open one, in which everybody is rated."""

from datetime import date

from gugus.competence.models import Answer, Assessment, Framework, Indicator, Rater, Round
from gugus.competence.services.rounds import close_round, reopen_round
from gugus.people.access import load_actor
from tests.support.grown.ground import Ground, at

_BATCH = 2000


def add_measurements(ground: Ground) -> None:
    """Every teacher is rated by the head and, this year every other one, by themselves."""
    framework = Framework.objects.get(code="pkg-14")
    actor = load_actor(ground.recorder)
    for year in ground.years[:-1]:
        made = Round.objects.create(
            group=ground.world.group,
            framework=framework,
            name=f"Penilaian {year}",
            school_year=year,
            measured_on=date(year, 9, 1),
        )
        _rate(ground, made)
        close_round(actor=actor, now=at(date(year, 10, 1)), round_=made)
    for sampled in Round.objects.filter(group=ground.world.group, school_year=ground.year):
        was_closed = sampled.state == Round.State.CLOSED
        if was_closed:
            reopen_round(actor=actor, now=ground.now, round_=sampled)
        _rate(ground, sampled)
        if was_closed:
            close_round(actor=actor, now=ground.now, round_=sampled)


def _rate(ground: Ground, made: Round) -> None:
    asked = list(
        Indicator.objects.filter(item__framework=made.framework).values_list("pk", flat=True)
    )
    known = set(made.assessments.values_list("teacher_id", "rater"))
    rated = [(teacher, Rater.HEAD) for teacher in ground.teachers]
    if made.school_year == ground.year:
        rated += [(teacher, Rater.SELF) for teacher in ground.teachers[::2]]
    sheets = Assessment.objects.bulk_create(
        Assessment(
            round=made,
            teacher=teacher,
            rater=rater,
            rated_by=ground.recorder,
            started_at=at(made.measured_on),
            submitted_at=at(made.measured_on),
        )
        for teacher, rater in rated
        if (teacher.pk, rater) not in known
    )
    Answer.objects.bulk_create(
        (
            Answer(
                assessment_id=sheet.pk, indicator_id=one, value=(sheet.teacher_id * 7 + n * 3) % 3
            )
            for sheet in sheets
            for n, one in enumerate(asked)
        ),
        batch_size=_BATCH,
    )
