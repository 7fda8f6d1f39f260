"""Writing reports on steps: every report is kept, and the step shows their summary."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.rules.roles import May
from gugus.platform.documents.services import store_photo
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.steps.models import Step, StepReport
from gugus.steps.queries import implied_report, report_summary_of
from gugus.steps.rules.reports import ReportSummary
from gugus.steps.services.steps import StepWriteOrigin, delete_photos, locked_step


@dataclass(frozen=True)
class ReportContent:
    """What came of one step; `seen` are the reports that stood on the page it was written on."""

    step_id: int
    state: str
    report: str
    seen: frozenset[UUID] = frozenset()
    photo: bytes = b""


@dataclass(frozen=True)
class ReportResult:
    """How a step stands after a report."""

    step: Step
    summary: ReportSummary

    @property
    def joined(self) -> bool:
        """Somebody else wrote without knowing of this report: both are kept."""
        return len(self.summary.current) > 1


def report_steps(
    *,
    actor: Actor,
    now: datetime,
    reports: Sequence[ReportContent],
    reach: Collection[int],
    written: StepWriteOrigin | None = None,
) -> list[ReportResult]:
    """Write what came of steps; `reach` holds the ids that this person may report on.

    Reports of one page have one time and a number each; a phone's single report has the phone's.
    """
    with transaction.atomic():
        return [
            _report(actor, now, report, reach, written or StepWriteOrigin(now))
            for report in reports
        ]


def _report(
    actor: Actor,
    now: datetime,
    report: ReportContent,
    reach: Collection[int],
    written: StepWriteOrigin,
) -> ReportResult:
    if report.step_id not in reach:
        raise Refused(_("Langkah itu bukan milik Anda atau sudah tidak ada."))
    step = locked_step(report.step_id)
    _check_complete(actor, step, report)
    photo = None
    if report.photo:
        photo = store_photo(content=report.photo, user_id=actor.user_id, now=now)
    _keep_implied_report(step)
    StepReport.objects.get_or_create(
        step=step,
        stamp_id=written.id,
        defaults={
            "state": report.state,
            "text": report.report,
            "photo": photo,
            "by_id": actor.user_id,
            "device": written.device,
            "stamp_at": written.at,
            "seen": sorted(one.hex for one in report.seen),
        },
    )
    record(actor.user_id, now, "step.reported", step, step.meeting.group_id)
    return ReportResult(step, _update_step(step))


def _check_complete(actor: Actor, step: Step, report: ReportContent) -> None:
    if report.state == Step.State.TRIED and not report.report:
        raise Refused(_("Tulis kendalanya dalam satu kalimat, baru tersimpan."), "report")
    shown = report.report or report.photo or step.photo_id
    if report.state != Step.State.DONE or shown:
        return
    if not actor.may(May.REPORT_ANY_STEP, step.meeting.group_id):
        raise Refused(
            _("Tambahkan satu kalimat atau satu foto sebagai bukti, baru tersimpan."), "report"
        )


def _keep_implied_report(step: Step) -> None:
    """A step reported before reports were kept one by one: what it says is its first report."""
    if step.state == Step.State.OPEN or StepReport.objects.filter(step=step).exists():
        return
    first = implied_report(step)
    StepReport.objects.create(
        step=step,
        state=first.state,
        text=first.text,
        photo_id=first.photo,
        by_id=first.by,
        stamp_at=first.stamp.at,
        stamp_id=first.stamp.id,
    )


def _update_step(step: Step) -> ReportSummary:
    summary = report_summary_of(step)
    # What somebody agreed to share is that sentence, and no later one.
    step.shared = step.shared and step.report == summary.text
    step.state, step.report = summary.state, summary.text
    step.reported_at, step.reported_by_id = summary.at, summary.by
    step.photo_id = summary.photo
    step.save(update_fields=["state", "report", "shared", "reported_at", "reported_by", "photo"])
    return summary


def remove_photo(*, actor: Actor, now: datetime, step: Step, photo_id: int) -> None:
    """Take a photo away for good, for instance because pupils can be recognised on it."""
    with transaction.atomic():
        step = locked_step(step.pk)
        if photo_id not in report_summary_of(step).photos:
            return
        _keep_implied_report(step)
        StepReport.objects.filter(step=step, photo_id=photo_id).update(photo=None)
        _update_step(step)
        delete_photos([photo_id])
        record(actor.user_id, now, "step.photo_deleted", step, step.meeting.group_id)
