"""Sample objects of `closing` for the walk through all addresses."""

from django.utils import timezone

from gugus.cash.models import CashEntry, MonthClose
from gugus.people.rules.roles import Role
from tests.support.samples import Sample
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """The month of the entry that was made last, closed."""
    entry = CashEntry.objects.filter(group=world.group).latest("pk")
    MonthClose.objects.create(
        group=world.group,
        month=entry.dated.replace(day=1),
        balances={str(entry.source_id): 5_000},
        balance=5_000,
        counted={"5000": 1},
        difference=0,
        digest="0" * 64,
        closed_at=timezone.now(),
        closed_by=world.users[Role.TREASURER],
    )
    month = {"month": f"{entry.dated:%Y-%m}"}
    return {
        **{f"closing:{name}": Sample(month) for name in ("close", "countersign")},
        "closing:count_paper": Sample({**month, "kind": "pdf"}),
    }
