"""The supervisor has seen a signed programme (mengetahui)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.programme.models import Programme
from gugus.programme.queries.revisions import newest_number, waits_for_supervisor
from gugus.programme.services.programmes import locked_signed_programme


def acknowledge_programme(
    *, actor: Actor, now: datetime, programme: Programme, dated: date, note: str
) -> Programme:
    """Take note of the programme as it is signed, its revisions until now included."""
    with transaction.atomic():
        programme = locked_signed_programme(programme)
        if not waits_for_supervisor(programme):
            raise Refused(_("Program ini sudah diketahui pengawas. Tidak ada yang disimpan."))
        if dated > day_of(programme.group, now):
            raise Refused(
                _("Tanggalnya belum tiba. Isi tanggal hari ini atau sebelumnya."), "dated"
            )
        if programme.signed_on is not None and dated < programme.signed_on:
            raise Refused(
                _("Tanggal ini mendahului tanda tangan ketua. Periksa tanggalnya."), "dated"
            )
        programme.acknowledged_on = dated
        programme.acknowledged_by_id = actor.user_id
        programme.acknowledged_note = note
        programme.acknowledged_revision = newest_number(programme)
        programme.save()
        record(
            actor.user_id,
            now,
            "programme.acknowledged",
            programme,
            programme.group_id,
            revision=programme.acknowledged_revision,
        )
    return programme
