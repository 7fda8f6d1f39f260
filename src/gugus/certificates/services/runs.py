"""A run before it is issued: drafted, changed, thrown away."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.certificates.models import CertificateRun
from gugus.certificates.rules.facts import Activity, CertificatePlan, to_json
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.platform.documents.services import check_number_format
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record

State = CertificateRun.State


def draft_run(
    *, actor: Actor, now: datetime, group: Group, plan: CertificatePlan
) -> CertificateRun:
    """Keep what a run is to be; nobody gets anything yet."""
    check_activity(plan.activity)
    with transaction.atomic():
        run = CertificateRun.objects.create(
            group=group,
            title=plan.activity.title,
            plan=to_json(plan),
            made_at=now,
            made_by_id=actor.user_id,
        )
        record(actor.user_id, now, "certificate_run.drafted", run, group.pk)
    return run


def change_run(
    *, actor: Actor, now: datetime, run: CertificateRun, plan: CertificatePlan
) -> CertificateRun:
    """Change a draft; what was issued does not change."""
    check_activity(plan.activity)
    with transaction.atomic():
        run = locked_draft_run(run)
        run.title, run.plan = plan.activity.title, to_json(plan)
        run.save(update_fields=["title", "plan"])
        record(actor.user_id, now, "certificate_run.changed", run, run.group_id)
    return run


def discard_run(*, actor: Actor, now: datetime, run: CertificateRun) -> None:
    """Throw a draft away."""
    with transaction.atomic():
        run = locked_draft_run(run)
        record(actor.user_id, now, "certificate_run.discarded", run, run.group_id)
        run.delete()


def locked_run(pk: int) -> CertificateRun:
    """The run as it stands now, held until the transaction ends."""
    rows = CertificateRun.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("group").get(pk=pk)


def locked_draft_run(run: CertificateRun) -> CertificateRun:
    """The run, held, if nothing of it was issued yet."""
    found = (
        CertificateRun.objects.select_for_update(of=("self",), no_key=True)
        .select_related("group")
        .filter(pk=run.pk)
        .first()
    )
    if found is None:
        raise Refused(_("Rancangan ini sudah dibuang oleh pengurus lain."))
    if found.state != State.READY:
        raise Refused(
            _(
                "Sertifikat dari rancangan ini sudah diterbitkan dan tidak berubah lagi. "
                "Kalau ada yang keliru, terbitkan penggantinya."
            )
        )
    return found


def check_activity(activity: Activity) -> None:
    """Refuse, with the reason, what could not be printed or numbered."""
    check_number_format(activity.number_format, "number_format")
    if activity.until < activity.since:
        raise Refused(_("Tanggal akhir mendahului tanggal awal."), "until")
    if activity.dated < activity.until:
        raise Refused(
            _("Tanggal sertifikat mendahului akhir kegiatan. Pakai tanggal sesudahnya."), "dated"
        )
