"""Sample objects of `competence` for the walk through all addresses."""

from datetime import date

from django.utils import timezone

from gugus.competence.models import (
    Answer,
    Assessment,
    Framework,
    Indicator,
    Rater,
    Round,
)
from gugus.competence.services.rounds import close_round
from gugus.people.access import load_actor
from gugus.people.rules.roles import Role
from tests.support.samples import EVERYBODY, Sample, sample_import
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """Objects of `competence`."""
    framework = Framework.objects.get(code="pkg-14")
    is_open, closed = _round(world, framework), _round(world, framework)
    self_rating = _rating(world, is_open, Rater.SELF)
    close_round(
        actor=load_actor(world.users[Role.SECRETARY]),
        now=timezone.now(),
        round_=_rating(world, closed, Rater.HEAD).round,
    )
    running = ("round", "round_close", "round_discard", "sheets_first")
    # What was measured is shown to the group when the round is closed.
    shown = ("round_needs", "needs_csv", "needs_xlsx", "compare", "schools", "mine")
    teacher = {"teacher": world.teachers[0].pk}
    # The school's head rates, and nobody else in that name.
    head_only = EVERYBODY - {Role.SCHOOL_HEAD}
    rated = Sample({"pk": is_open.pk, "rater": "head", **teacher}, head_only)
    sheet = Sample({"pk": is_open.pk, "rater": "head"}, head_only)
    return {
        **{f"competence:{name}": Sample({"pk": is_open.pk}) for name in running},
        **{f"competence:{name}": Sample({"pk": closed.pk}) for name in shown},
        "competence:round_reopen": Sample({"pk": closed.pk}),
        "competence:round_summary_of": Sample({"framework": framework.pk}, owned=False),
        "competence:school": Sample({"pk": closed.pk, "school": world.schools[0].pk}),
        "competence:teacher": Sample({"pk": closed.pk, **teacher}),
        "competence:unlock": Sample({"pk": is_open.pk, "assessment": self_rating.pk}),
        "competence:sheets": sheet,
        "competence:sheet_template": sheet,
        "competence:paper_form": Sample({**sheet.parts, "kind": "pdf"}, head_only),
        **_sheet_drafts(world, is_open),
        "competence:rate": rated,
        "competence:rate_send": rated,
        "competence:rate_importance": rated,
        "competence:rate_item": Sample({**rated.parts, "order": 1}, head_only),
    }


def _round(world: World, framework: Framework) -> Round:
    return Round.objects.create(
        group=world.group,
        framework=framework,
        name="Ukuran contoh",
        school_year=2026,
        measured_on=date(2026, 11, 2),
    )


def _rating(world: World, round_: Round, rater: Rater) -> Assessment:
    assessment = Assessment.objects.create(
        round=round_,
        teacher=world.teachers[0],
        rater=rater,
        rated_by=world.users[Role.TEACHER],
        started_at=timezone.now(),
        submitted_at=timezone.now(),
    )
    asked = Indicator.objects.filter(item__framework=round_.framework)
    Answer.objects.bulk_create(
        Answer(assessment=assessment, indicator=one, value=1) for one in asked
    )
    return assessment


def _sheet_drafts(world: World, round_: Round) -> dict[str, Sample]:
    subject = {"round": round_.pk, "rater": Rater.HEAD.value}
    draft = sample_import(world, "ratings", Role.SCHOOL_HEAD, subject)
    # A read file waits for whoever handed it in, and for nobody else.
    sample = Sample({"pk": round_.pk, "draft": draft.pk}, EVERYBODY - {Role.SCHOOL_HEAD})
    steps = ("draft", "progress", "decide", "apply", "discard")
    return {f"competence:sheet_{what}": sample for what in steps}
