"""Answers to a measurement, as phones send them: the same services as the screens."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from gugus.competence.access import rateable_teachers
from gugus.competence.forms import AnswerForm, ImportanceForm
from gugus.competence.models import Item, Rater, Round
from gugus.competence.queries.answers import answers_of, framework_items, importance_of
from gugus.competence.rules.scheme import scoring_scheme
from gugus.competence.rules.stamps import AnswerStamp
from gugus.competence.services import assessments as services
from gugus.competence.services.assessments import RatingTarget
from gugus.people.access import MemberCommand, group_command
from gugus.people.rules.roles import May
from gugus.platform.foundation.errors import Refused
from gugus.platform.sync.commands import CommandResult

RATES = (May.RATE_SELF, May.RATE_AS_HEAD, May.RATE_AS_SUPERVISOR)


@group_command("rating.answer", *RATES)
def store_answer(command: MemberCommand) -> CommandResult:
    """One tap, or a few of one screen: `{round, rater, teacher, item, i<indicator>}`.

    `item` is its place in the framework, the fields are those of the screen's form.
    """
    target = _target(command)
    item = _item(command, target)
    form = AnswerForm(item, scoring_scheme(target.round.framework.scoring), {}, command.form_data())
    for field, faults in form.errors.items():
        raise Refused(str(faults[0]), field)
    stamp, values = AnswerStamp(command.made_at, command.id), form.values()
    assessment = services.save_answers(
        actor=command.actor, now=command.now, target=target, item=item, values=values, stamp=stamp
    )
    return _stored(values, answers_of(assessment))


@group_command("rating.importance", *RATES)
def store_weight(command: MemberCommand) -> CommandResult:
    """How important items are: `{round, rater, teacher, w<item>}`, as on the screen."""
    target = _target(command)
    form = ImportanceForm(framework_items(target.round.framework_id), {}, command.form_data())
    for field, faults in form.errors.items():
        raise Refused(str(faults[0]), field)
    stamp, values = AnswerStamp(command.made_at, command.id), form.values()
    assessment = services.save_importance(
        actor=command.actor, now=command.now, target=target, values=values, stamp=stamp
    )
    return _stored(values, importance_of(assessment))


def _stored(values: Mapping[int, int], standing: Mapping[int, int]) -> CommandResult:
    """Only the rater answers: what stands instead is their own later tap."""
    if all(standing.get(pk) == value for pk, value in values.items()):
        return CommandResult()
    return CommandResult(superseded=_("Yang berlaku: jawaban Anda yang lebih baru."))


@group_command("rating.submit", *RATES)
def handle_submit(command: MemberCommand) -> CommandResult:
    """Send a rating: `{round, rater, teacher, with_gaps?}`; its answers were sent before it."""
    target = _target(command)
    services.submit_assessment(
        actor=command.actor,
        now=command.now,
        target=target,
        with_gaps=command.text("with_gaps") == "on",
    )
    code = command.group.code
    if target.rater == Rater.SELF:
        args = [code, target.round.pk, target.rater.value, target.teacher.pk]
        href = reverse("competence:rate", args=args)
    else:
        href = reverse("competence:rating", args=[code])
    return CommandResult(_("Penilaian terkirim. Terima kasih."), href)


def _target(command: MemberCommand) -> RatingTarget:
    """The rating that is meant, if this person gives it."""
    rounds = Round.objects.select_related("framework", "group").filter(group=command.group)
    round_ = rounds.filter(pk=command.number("round"), kind=Round.Kind.INDIVIDUAL).first()
    name = command.text("rater")
    if round_ is None or name not in Rater.values:
        raise Refused(_("Penilaian ini tidak ditemukan di kelompok Anda."))
    mine = rateable_teachers(command.actor, Rater(name), command.group)
    teacher = mine.filter(pk=command.number("teacher")).first()
    if teacher is None:
        raise Refused(_("Guru ini tidak termasuk yang Anda nilai."))
    return RatingTarget(round_, teacher, Rater(name))


def _item(command: MemberCommand, target: RatingTarget) -> Item:
    order = command.number("item")
    for item in framework_items(target.round.framework_id):
        if item.order == order:
            return item
    raise Refused(_("Isian tidak cocok dengan kompetensi ini. Muat ulang halaman."))
