"""Sources of funds: made, changed, closed; what each is to bring in a year; the rules of money."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gugus.budget.rules.revisions import MOST_PERCENT
from gugus.cash.queries.book import balances_of
from gugus.cash.services.book import lock_book
from gugus.funds.models import Contribution, LimitChange, Source, TreasurySettings
from gugus.people.access import Actor
from gugus.people.models import Group
from gugus.platform.foundation.errors import Refused
from gugus.platform.foundation.services import record
from gugus.platform.web.formats import rupiah


@dataclass(frozen=True)
class SourceContent:
    """What a person says about a source."""

    kind: str
    name: str
    note: str


def add_source(*, actor: Actor, now: datetime, group: Group, content: SourceContent) -> Source:
    """Add a source; each has a name of its own."""
    source = Source(group=group, made_at=now, **vars(content))
    with transaction.atomic():
        lock_book(group)
        _save(source)
        record(actor.user_id, now, "source.added", source, source.group_id)
    return source


def change_source(*, actor: Actor, now: datetime, source: Source, content: SourceContent) -> None:
    """Rename a source; its kind cannot change once it is in use."""
    with transaction.atomic():
        lock_book(source.group)
        source = Source.objects.get(pk=source.pk)
        if content.kind != source.kind and _is_used(source):
            raise Refused(
                _(
                    "Jenisnya tidak dapat diubah karena sumber ini sudah dipakai. Tidak ada yang "
                    "diubah. Buat sumber baru bila jenisnya lain."
                ),
                "kind",
            )
        for name, value in vars(content).items():
            setattr(source, name, value)
        _save(source)
        record(actor.user_id, now, "source.changed", source, source.group_id)


def close_source(*, actor: Actor, now: datetime, source: Source) -> None:
    """Close a source that holds nothing; its history stays."""
    with transaction.atomic():
        group = lock_book(source.group)
        source = Source.objects.get(pk=source.pk)
        held = balances_of(group).get(source.pk, 0)
        if held:
            raise Refused(
                _(
                    "%(name)s masih bersaldo %(held)s, jadi belum ditutup. Habiskan, kembalikan, "
                    "atau pindahkan dulu uangnya lewat buku kas."
                )
                % {"name": source.name, "held": rupiah(held)}
            )
        if source.closed_at is None:
            source.closed_at = now
            source.save(update_fields=["closed_at"])
            record(actor.user_id, now, "source.closed", source, source.group_id)


def reopen_source(*, actor: Actor, now: datetime, source: Source) -> None:
    """Open a closed source again."""
    with transaction.atomic():
        lock_book(source.group)
        if Source.objects.filter(pk=source.pk).exclude(closed_at=None).update(closed_at=None):
            record(actor.user_id, now, "source.reopened", source, source.group_id)


def plan_contributions(
    *, actor: Actor, now: datetime, source: Source, year: int, planned: Mapping[int | None, int]
) -> None:
    """What the source is to bring in a year, by school (None: without school); 0 is no row.

    Whoever is not named keeps what stands.
    """
    with transaction.atomic():
        lock_book(source.group)
        for school, amount in planned.items():
            row: dict[str, Any] = {"source": source, "school_id": school, "school_year": year}
            if amount:
                Contribution.objects.update_or_create(**row, defaults={"planned": amount})
            else:
                Contribution.objects.filter(**row).delete()
        record(
            actor.user_id, now, "source.contributions_planned", source, source.group_id, year=year
        )


def change_treasury_settings(
    *, actor: Actor, now: datetime, group: Group, changes: Mapping[str, Any]
) -> TreasurySettings:
    """Write the changed rules of money, and only those; a change of the limit stays on record."""
    with transaction.atomic():
        lock_book(group)
        row, _made = TreasurySettings.objects.get_or_create(group=group)
        if "revision_percent" in changes:
            _keep_limit(actor, now, row, changes["revision_percent"])
        for name, value in changes.items():
            setattr(row, name, value)
        if changes:
            row.save(update_fields=list(changes))
            record(
                actor.user_id, now, "cash_settings.changed", row, group.pk, fields=sorted(changes)
            )
    return row


def _keep_limit(actor: Actor, now: datetime, row: TreasurySettings, percent: int) -> None:
    if not 0 <= percent <= MOST_PERCENT:
        raise Refused(
            _(
                "Belum tersimpan: batasnya paling tinggi %(most)d persen. Bila lebih dari itu "
                "berubah, itu anggaran baru, dan pengawas perlu menyetujuinya."
            )
            % {"most": MOST_PERCENT},
            "revision_percent",
        )
    if percent != row.revision_percent:
        LimitChange.objects.create(
            group_id=row.group_id,
            before=row.revision_percent,
            after=percent,
            changed_at=now,
            changed_by_id=actor.user_id,
        )


def _is_used(source: Source) -> bool:
    return source.entries.exists() or source.items.exists() or source.contributions.exists()


def _save(source: Source) -> None:
    """Store it; the caller holds the book, so nobody else takes the name meanwhile.

    Capital letters make no other name: people and spreadsheets take 'bos' for 'BOS'.
    """
    others = Source.objects.filter(group_id=source.group_id, name__iexact=source.name)
    if others.exclude(pk=source.pk).exists():
        raise Refused(
            _("Sumber dengan nama ini sudah ada. Pakai nama lain, misalnya dengan tahunnya."),
            "name",
        )
    source.save()
