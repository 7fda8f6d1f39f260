"""The group's needs, in the order of their size."""

from dataclasses import dataclass
from typing import Any

from gugus.competence.models import Item, Round
from gugus.people.models import Group


@dataclass(frozen=True)
class Need:
    """One item as a need. Everything but `mean` is None where only a summary was recorded."""

    item: Item
    mean: float | None
    n: int | None
    sd: float | None
    ci_low: float | None
    ci_high: float | None
    below: int | None
    below_share: float | None
    below_low: float | None
    below_high: float | None
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    mwds: float | None
    is_low: bool


def reference_round(group: Group) -> Round | None:
    """The newest closed round or recorded summary: what the group's plans stand on."""
    closed = Round.objects.filter(group=group, state=Round.State.CLOSED)
    return closed.select_related("framework").order_by("-measured_on", "-id").first()


def ranked_needs(round_: Round) -> tuple[Need, ...]:
    """Every item of the round's framework, the largest need first, undefined ones last."""
    figures = {row["code"]: row for row in _basis_rows(round_.result or {})}
    items = Item.objects.filter(framework_id=round_.framework_id).select_related("competency")
    needs = [_need(item, figures.get(item.code, {}), round_.standard_percent) for item in items]
    return tuple(sorted(needs, key=_size))


def measured_means(result: dict[str, Any] | None) -> dict[str, float | None]:
    """The mean of each item by its code, as a closed round keeps it."""
    return {row["code"]: row.get("mean") for row in _basis_rows(result or {})}


def _basis_rows(result: dict[str, Any]) -> list[dict[str, Any]]:
    part = result.get("by", {}).get(result.get("basis", ""), {})
    rows: list[dict[str, Any]] = part.get("items", [])
    return rows


def _need(item: Item, row: dict[str, Any], standard: int) -> Need:
    mean = row.get("mean")
    names = [name for name in Need.__dataclass_fields__ if name not in {"item", "mean", "is_low"}]
    figures = {name: row.get(name) for name in names}
    return Need(item=item, mean=mean, is_low=is_low(mean, standard), **figures)


def is_low(mean: float | None, standard: int) -> bool:
    """Was it measured, and is it below the standard?"""
    return mean is not None and mean < standard


def _size(need: Need) -> tuple[bool, int, float, int]:
    rank = need.rank if need.rank is not None else 10_000
    return (need.mean is None, rank, need.mean or 0.0, need.item.order)
