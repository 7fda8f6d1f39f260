"""A leak of personal data is written down, and who was told."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.privacy.models import Breach


@dataclass(frozen=True)
class BreachReport:
    """What is known of a leak."""

    known_at: datetime
    what: str
    which_data: str
    whose: str
    done: str
    contact: str


def note_breach(
    *,
    actor: Actor,
    now: datetime,
    group: Group,
    report: BreachReport,
    breach: Breach | None = None,
) -> Breach:
    """Write down a leak, or what is known of it by now; the clock runs from the moment of knowing."""
    if report.known_at > now:
        raise Refused(_("Waktu ini belum tiba. Isi kapan Anda mengetahuinya."), "known_at")
    with transaction.atomic():
        row = breach or Breach(group=group, made_by_id=actor.user_id)
        for name, value in vars(report).items():
            setattr(row, name, value)
        row.save()
        verb = "breach.noted" if breach is None else "breach.changed"
        record(user_id=actor.user_id, now=now, verb=verb, obj=row, group_id=group.pk)
    return row


def tell_of_breach(*, actor: Actor, now: datetime, breach: Breach, agency: bool) -> Breach:
    """Those concerned, or the agency, were told; the first time counts."""
    name = "agency_told_at" if agency else "people_told_at"
    with transaction.atomic():
        row = Breach.objects.select_for_update().get(pk=breach.pk)
        if getattr(row, name) is None:
            setattr(row, name, now)
            row.save(update_fields=[name])
            record(
                user_id=actor.user_id,
                now=now,
                verb="breach.agency_told" if agency else "breach.people_told",
                obj=row,
                group_id=row.group_id,
            )
    return row
