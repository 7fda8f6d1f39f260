"""Opening, closing, reopening and discarding a measurement; recording a summary."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from gugus.competence.models import Assessment, Framework, Item, Round, SummaryValue
from gugus.competence.queries.figures import round_figures, summary_figures
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.people.rules.years import school_year_of
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record


@dataclass(frozen=True)
class RoundPlan:
    """What is decided when a measurement is opened or recorded."""

    framework: Framework
    name: str
    measured_on: date
    standard_percent: int
    closes_on: date | None = None
    basis: str = "head"
    source_note: str = ""


def open_round(*, actor: Actor, now: datetime, group: Group, plan: RoundPlan) -> Round:
    """Open a measurement in which teachers, heads and supervisors rate."""
    if plan.closes_on is not None and plan.closes_on < plan.measured_on:
        raise Refused(_("Tanggal tutup mendahului tanggal mulai."), "closes_on")
    with transaction.atomic():
        round_ = _make(group, plan, Round.Kind.INDIVIDUAL, Round.State.OPEN)
        record(actor.user_id, now, "round.opened", round_, group.pk)
    return round_


def record_summary(
    *,
    actor: Actor,
    now: datetime,
    group: Group,
    plan: RoundPlan,
    percents: Mapping[Item, Decimal],
    n: int | None = None,
) -> Round:
    """Record a measurement of which only the group's percentages are known."""
    if not percents:
        raise Refused(_("Isi paling sedikit satu persentase."))
    with transaction.atomic():
        round_ = _make(group, plan, Round.Kind.SUMMARY, Round.State.CLOSED)
        SummaryValue.objects.bulk_create(
            SummaryValue(round=round_, item=item, percent=percent, n=n)
            for item, percent in percents.items()
        )
        _keep_result(round_, now)
        record(actor.user_id, now, "round.summary_recorded", round_, group.pk)
    return round_


def close_round(*, actor: Actor, now: datetime, round_: Round) -> Round:
    """Close a measurement and keep the group's figures with it."""
    with transaction.atomic():
        locked = _locked(round_, Round.State.OPEN, _("Pengukuran ini sudah ditutup."))
        locked.state = Round.State.CLOSED
        _keep_result(locked, now)
        record(actor.user_id, now, "round.closed", locked, locked.group_id)
    return locked


def reopen_round(*, actor: Actor, now: datetime, round_: Round) -> Round:
    """Open a closed measurement again: nothing of what was answered changes."""
    if round_.kind == Round.Kind.SUMMARY:
        raise Refused(_("Ringkasan yang dicatat tidak dibuka untuk penilaian."))
    with transaction.atomic():
        locked = _locked(round_, Round.State.CLOSED, _("Pengukuran ini masih dibuka."))
        locked.state, locked.closed_at, locked.result = Round.State.OPEN, None, None
        locked.save(update_fields=["state", "closed_at", "result"])
        record(actor.user_id, now, "round.reopened", locked, locked.group_id)
    return locked


def unlock_assessment(*, actor: Actor, now: datetime, assessment: Assessment) -> None:
    """Unlock a submitted rating for its rater, who may change and send it again."""
    with transaction.atomic():
        _locked(
            assessment.round,
            Round.State.OPEN,
            _("Pengukuran sudah ditutup. Buka lagi pengukurannya dahulu."),
        )
        row = Assessment.objects.select_for_update().get(pk=assessment.pk)
        if row.submitted_at is None:
            raise Refused(_("Penilaian ini memang belum dikirim."))
        row.submitted_at = None
        row.save(update_fields=["submitted_at"])
        record(actor.user_id, now, "assessment.unlocked", row, assessment.round.group_id)


def discard_round(*, actor: Actor, now: datetime, round_: Round) -> None:
    """Remove a measurement made by mistake: a summary, or one that nobody has answered."""
    with transaction.atomic():
        locked = Round.objects.select_for_update().get(pk=round_.pk)
        if locked.assessments.exists():
            raise Refused(
                _("Pengukuran ini sudah berisi jawaban, jadi tidak dapat dihapus. Tutup saja.")
            )
        record(actor.user_id, now, "round.discarded", locked, locked.group_id)
        try:
            locked.delete()
        except ProtectedError as error:
            raise Refused(_("Pengukuran ini sudah dipakai oleh catatan lain.")) from error


def _make(group: Group, plan: RoundPlan, kind: str, state: str) -> Round:
    # A double tap waits for the lock and finds the first one's row.
    Group.objects.select_for_update().get(pk=group.pk)
    same = Round.objects.filter(group=group, framework=plan.framework, kind=kind)
    if same.filter(name__iexact=plan.name, measured_on=plan.measured_on).exists():
        raise Refused(_("Pengukuran dengan nama dan tanggal ini sudah tercatat."), "name")
    return Round.objects.create(
        group=group,
        framework=plan.framework,
        name=plan.name,
        kind=kind,
        state=state,
        school_year=school_year_of(plan.measured_on),
        measured_on=plan.measured_on,
        closes_on=plan.closes_on,
        standard_percent=plan.standard_percent,
        source_note=plan.source_note,
        basis=plan.basis,
    )


def _keep_result(round_: Round, now: datetime) -> None:
    individual = round_.kind == Round.Kind.INDIVIDUAL
    round_.closed_at = now
    round_.result = round_figures(round_) if individual else summary_figures(round_)
    round_.save(update_fields=["state", "closed_at", "result"])


def _locked(round_: Round, wanted: str, otherwise: str) -> Round:
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    if locked.state != wanted:
        raise Refused(otherwise)
    return locked
