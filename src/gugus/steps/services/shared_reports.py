"""Letting the group read the sentence of one's own report."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.steps.access import is_own
from gugus.steps.models import Step


def share_report(*, actor: Actor, now: datetime, step: Step, shared: bool) -> Step:
    """Share the sentence, or take it back; only the step's own teacher can."""
    with transaction.atomic():
        step = (
            Step.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=step.pk)
        )
        if not is_own(actor, step):
            raise Refused(_("Hanya guru pemilik langkah yang dapat membagikan kalimatnya."))
        if shared and not step.report:
            raise Refused(_("Belum ada kalimat untuk dibagikan. Tulis kabarnya dahulu."))
        if step.shared == shared:
            return step
        step.shared = shared
        step.save(update_fields=["shared"])
        record(
            user_id=actor.user_id,
            now=now,
            verb="step.shared" if shared else "step.unshared",
            obj=step,
            group_id=step.meeting.group_id,
        )
    return step
