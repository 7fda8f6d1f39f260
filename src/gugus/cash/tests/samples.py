"""Sample objects of `cash` for the walk through all addresses."""

from django.utils import timezone

from gugus.cash.models import CashEntry, Receipt
from gugus.funds.models import Source
from gugus.people.rules.roles import Role
from tests.support.samples import SAMPLED, Sample, sample_attachment, sample_import
from tests.support.world import World

_DRAFT = ("draft", "progress", "decide", "apply", "discard", "undo")


def samples(world: World) -> dict[str, Sample]:
    """An entry with its receipt, and an import to decide on."""
    by, now = world.users[Role.TREASURER], timezone.now()
    source = Source.objects.create(
        group=world.group, kind="iuran", name="Iuran contoh", made_at=now
    )
    entry = CashEntry.objects.create(
        group=world.group, school_year=2026, number=1, dated=SAMPLED, source=source,
        voucher="BKM-001/2026-2027", description="Iuran", received=5_000, made_at=now, made_by=by,
    )  # fmt: skip
    photo = sample_attachment(by, "image/jpeg")
    receipt = Receipt.objects.create(entry=entry, attachment=photo, added_at=now, added_by=by)
    draft = sample_import(world, "cash", Role.TREASURER)
    one, imported = Sample({"pk": entry.pk}), Sample({"pk": draft.pk})
    return {
        "cash:paper": Sample({"kind": "xlsx"}, owned=False),
        **{f"cash:{name}": one for name in ("entry", "correct", "take_back", "photo", "pdf")},
        **{
            f"cash:receipt{name}": Sample({"pk": entry.pk, "receipt": receipt.pk})
            for name in ("", "_void", "_again")
        },
        **{f"cash:{name}": imported for name in _DRAFT},
    }
