"""Sample objects of `budget` for the walk through all addresses."""

from django.utils import timezone

from gugus.budget.models import BudgetRevision
from gugus.budget.queries import budget_rows_of
from gugus.funds.models import Budget, BudgetItem, Source
from gugus.funds.rules.budget_rows import rows_to_json
from gugus.people.clock import year_here
from gugus.people.rules.roles import Role
from tests.support.samples import Sample
from tests.support.world import World


def samples(world: World) -> dict[str, Sample]:
    """This year's agreed budget with a working copy of a revision."""
    this, by = year_here(), world.users[Role.TREASURER]
    source = Source.objects.create(
        group=world.group, kind="bos", name="BOS contoh", made_at=timezone.now()
    )
    agreed = Budget.objects.create(group=world.group, school_year=this, state=Budget.State.AGREED)
    item = BudgetItem.objects.create(
        budget=agreed, source=source, item="ATK", volume=1, unit="rim", price=5, total=5
    )
    rows = rows_to_json(budget_rows_of(agreed))
    revision = BudgetRevision.objects.create(
        budget=agreed, before=rows, after=rows, made_at=timezone.now(), made_by=by
    )
    year, one, of_source = {"year": this}, Sample({"pk": revision.pk}), Sample({"pk": source.pk})
    row = Sample({**year, "key": str(item.pk)})
    return {
        **{f"budget:source_{name}": of_source for name in ("edit", "plan", "close", "reopen")},
        "budget:revision": one,
        **{f"budget:revision_{name}": one for name in ("hand_in", "discard", "withdraw", "decide")},
        **{f"budget:row_{name}": row for name in ("edit", "remove")},
        **{
            f"budget:{name}": Sample(year)
            for name in ("row_add", "costs_in", "costs_out", "agree", "revision_begin")
        },
    }
