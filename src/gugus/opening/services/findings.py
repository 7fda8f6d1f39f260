"""What the supervisor found in the field: written, and taken back by whoever wrote it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.competence.models import Item
from gugus.opening.models import Finding
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group
from gugus.people.rules.years import school_year_of
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record


@dataclass(frozen=True)
class FindingContent:
    """What was found, when, and which need it speaks of."""

    found_on: date
    text: str
    item: Item | None


def write_finding(*, actor: Actor, now: datetime, group: Group, found: FindingContent) -> Finding:
    """Keep a finding; the same words of the same day twice are a slip."""
    if found.found_on > day_of(group, now):
        raise Refused(_("Tanggalnya belum tiba. Isi tanggal hari ini atau sebelumnya."), "found_on")
    with transaction.atomic():
        Group.objects.select_for_update().get(pk=group.pk)
        twin = Finding.objects.filter(
            group=group, found_on=found.found_on, text=found.text, withdrawn_at=None
        )
        if twin.exists():
            raise Refused(_("Temuan ini sudah tercatat. Tidak ada yang disimpan."), "text")
        finding = Finding.objects.create(
            group=group,
            school_year=school_year_of(found.found_on),
            found_on=found.found_on,
            text=found.text,
            item=found.item,
            written_at=now,
            written_by_id=actor.user_id,
        )
        record(actor.user_id, now, "finding.recorded", finding, finding.group_id)
    return finding


def withdraw_finding(*, actor: Actor, now: datetime, finding: Finding) -> Finding:
    """Take one's own finding back; its row stays, nobody else reads it any more."""
    with transaction.atomic():
        finding = Finding.objects.select_for_update().get(pk=finding.pk)
        if finding.written_by_id != actor.user_id:
            raise Refused(_("Hanya yang menulisnya yang dapat menarik temuan ini."))
        if finding.withdrawn_at is None:
            finding.withdrawn_at = now
            finding.save(update_fields=["withdrawn_at"])
            record(actor.user_id, now, "finding.withdrawn", finding, finding.group_id)
    return finding


def restore_finding(*, actor: Actor, now: datetime, finding: Finding) -> Finding:
    """Put one's own withdrawn finding back."""
    with transaction.atomic():
        finding = Finding.objects.select_for_update().get(pk=finding.pk)
        if finding.written_by_id != actor.user_id:
            raise Refused(_("Hanya yang menulisnya yang dapat mengembalikan temuan ini."))
        if finding.withdrawn_at is not None:
            finding.withdrawn_at = None
            finding.save(update_fields=["withdrawn_at"])
            record(actor.user_id, now, "finding.restored", finding, finding.group_id)
    return finding
