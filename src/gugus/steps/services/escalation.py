"""Changing the table of who looks after overdue steps."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.steps.models import EscalationStage
from gugus.steps.rules.escalation import MOST_DAYS, EscalationFault, Stage, escalation_fault


def set_escalation(*, actor: Actor, now: datetime, group: Group, stages: Sequence[Stage]) -> None:
    """Give the group its own table, one row for each reader."""
    fault = escalation_fault(stages)
    if fault is not None:
        raise Refused(_fault_message(fault[1]), fault[0])
    with transaction.atomic():
        EscalationStage.objects.bulk_create(
            [EscalationStage(group=group, to=one.reader, days=one.days) for one in stages],
            update_conflicts=True,
            unique_fields=["group", "to"],
            update_fields=["days"],
        )
        record(actor.user_id, now, "escalation_rules.changed", group, group.pk)


def reset_escalation(*, actor: Actor, now: datetime, group: Group) -> None:
    """Back to the defaults."""
    with transaction.atomic():
        if EscalationStage.objects.filter(group=group).delete()[0]:
            record(actor.user_id, now, "escalation_rules.reset", group, group.pk)


def _fault_message(fault: EscalationFault) -> str:
    if fault == EscalationFault.DAYS:
        return _("Isi jumlah hari dari 1 sampai %(most)d.") % {"most": MOST_DAYS}
    return _("Harus lebih lama daripada pembaca sebelumnya, supaya berurutan.")
