"""Keeping the papers of what is closed; closing a year and opening it again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.archive.papers import KEEPS, RELEASES, papers_of_year
from gugus.archive.queries import has_open_months, may_be_closed, year_closed_on
from gugus.people.access import Actor
from gugus.people.clock import day_of
from gugus.people.models import Group
from gugus.platform.documents.models import KeptPaper
from gugus.platform.documents.services import keep_paper, withdraw_paper
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record


def keep_closed(verb: str, obj: Any, now: datetime, data: Mapping[str, Any] | None = None) -> None:
    """Keep the papers that this act closes, or let those go that it opens again."""
    for key in RELEASES.get(verb, lambda _obj: ())(obj):
        withdraw_paper(key=key, now=now)
    if verb in KEEPS:
        for key, paper in KEEPS[verb](obj, now, data or {}):
            keep_paper(key=key, paper=paper, now=now)


def close_year(*, actor: Actor, now: datetime, group: Group, year: int) -> None:
    """Close a school year: its account, recap and plan stay as they are from now on."""
    with transaction.atomic():
        group = Group.objects.select_for_update().get(pk=group.pk)
        if year_closed_on(group, year) is not None:
            return
        today = day_of(group, now)
        if not may_be_closed(year, today):
            raise Refused(_("Tahun pelajaran ini belum berakhir. Tutup sesudah 30 Juni."))
        if has_open_months(group, year):
            raise Refused(
                _(
                    "Buku kas tahun ini belum ditutup sampai bulan terakhirnya. Tutup bulan itu "
                    "dahulu, lalu tutup tahunnya. Belum ada yang berubah."
                )
            )
        for key, paper in papers_of_year(group, year, today):
            keep_paper(key=key, paper=paper, now=now)
        record(actor.user_id, now, "year.closed", group, group.pk, year=year)


def reopen_year(*, actor: Actor, now: datetime, group: Group, year: int, reason: str) -> None:
    """Open a closed year again: its papers are made of the records until it is closed again."""
    with transaction.atomic():
        group = Group.objects.select_for_update().get(pk=group.pk)
        if year_closed_on(group, year) is None:
            return
        kinds = [key for key, _paper in papers_of_year(group, year, day_of(group, now))]
        rows = KeptPaper.objects.filter(key__in=kinds, withdrawn_at=None)
        rows.update(withdrawn_at=now)
        record(actor.user_id, now, "year.reopened", group, group.pk, year=year, reason=reason)
