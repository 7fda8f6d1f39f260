"""What the reader of an analysis must know beside the figures."""

from collections.abc import Iterator

from gugus.cores.needs.result import IndicatorNeed, NeedWarning

# Below this, a t interval leans on the values being normally spread, which percentages
# near 0 or 100 are not, and one person moves the mean by more than a tenth of their value.
SMALL_N = 10


def need_warnings(
    persons: int,
    indicators: tuple[IndicatorNeed, ...],
    empty_rows: int,
    importance_incomplete: bool,
) -> tuple[NeedWarning, ...]:
    """The warnings, those of the whole table first, then by indicator in the given order."""
    found = list(_of_table(persons, empty_rows, importance_incomplete))
    for indicator in indicators:
        found.extend(_of_indicator(indicator, persons))
    return tuple(found)


def _of_table(persons: int, empty_rows: int, importance_incomplete: bool) -> Iterator[NeedWarning]:
    if persons < SMALL_N:
        yield NeedWarning(
            "small_n", None, f"{persons} persons only: every interval is wide and rough"
        )
    if empty_rows:
        yield NeedWarning("empty_rows", None, f"{empty_rows} persons have no value at all")
    if importance_incomplete:
        yield NeedWarning(
            "importance_incomplete",
            None,
            "importance is not rated for every measured indicator: the order is by gap",
        )


def _of_indicator(need: IndicatorNeed, persons: int) -> Iterator[NeedWarning]:
    if need.n == 0:
        yield NeedWarning("not_measured", need.name, f"{need.name}: no value")
        return
    if need.n < persons:
        missing = persons - need.n
        yield NeedWarning(
            "missing", need.name, f"{need.name}: {missing} of {persons} persons lack a value"
        )
    if need.n < SMALL_N <= persons:
        yield NeedWarning("small_n", need.name, f"{need.name}: {need.n} persons only")
    if need.n == 1:
        yield NeedWarning("one_person", need.name, f"{need.name}: no spread from one person")
    elif need.sd == 0:
        yield NeedWarning(
            "constant", need.name, f"{need.name}: all values are equal, the interval has no width"
        )
